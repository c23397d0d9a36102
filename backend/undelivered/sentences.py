"""What could not be delivered, said for the officers in Bahasa Indonesia."""

from __future__ import annotations

from typing import Final

from backend.undelivered.states import Kind, Reason, State

KINDS: Final = {
    Kind.REGISTRATION: "Data pendaftaran keluarga",
    Kind.NOTICES: "Pilihan menerima kabar bantuan",
    Kind.NUMBER: "Kabar nomor pendaftaran",
    Kind.REPLY: "Balasan percakapan",
    Kind.REMINDER: "Pengingat",
    Kind.RIGHTS: "Permintaan warga atas datanya",
    Kind.APPEAL: "Sanggahan hasil",
    Kind.CORRECTION: "Perbaikan data",
    Kind.FRAUD: "Laporan penipuan",
    Kind.BATCH: "Berkas keluarga dari agen",
}
STATES: Final = {
    State.OPEN: "Perlu dilihat",
    State.RETRY: "Sedang dicoba lagi",
    State.HANDLED: "Selesai, sudah ditangani",
    State.CLOSED: "Selesai",
}
_REASONS: Final = {
    Reason.REFUSED: "Sistem pendaftaran belum dapat menerima data ini. Mohon teknisi melihatnya dahulu.",
    Reason.REJECTED: "Pesan ini tidak diterima oleh penyedia layanan pesan. Mohon teknisi melihatnya dahulu.",
    Reason.UNREACHABLE: "Warga tidak dapat dihubungi di alamat ini: nomor tidak aktif, atau layanan ini diblokir.",
    Reason.UNKNOWN: "Tidak diketahui apakah pesan sudah sampai.",
    Reason.EXHAUSTED: "Sudah dicoba berkali-kali, tetapi penyedia layanan pesan belum menerimanya.",
    Reason.DELIVERED: "Akhirnya sampai.",
    Reason.OVERTAKEN: "Warga sudah menulis lagi dan sudah dijawab.",
}
_WINDOW_CLOSED: Final = "twilio 63016"
_CODES: Final = {
    _WINDOW_CLOSED: "Warga terakhir menulis lebih dari 24 jam lalu, jadi WhatsApp tidak mengizinkan pesan ini.",
    "agent-suspended": "Agen yang mengirimnya sedang dihentikan. Aktifkan lagi lalu coba kirim, atau temui warganya.",
    "agent-nobody": "Yang mengirimnya bukan agen lagi. Mohon keluarga ini didatangi petugas atau penggantinya.",
    "twilio 63049": "WhatsApp membatasi jumlah pesan untuk warga ini. Coba lagi beberapa hari kemudian.",
}
_ADVICE: Final = {
    Kind.REGISTRATION: "Data tersimpan dan tidak hilang. Warga sudah diberi tahu bahwa nomornya menyusul.",
    Kind.RIGHTS: "Waktu menjawabnya 3 x 24 jam sejak diminta. Mohon segera dilihat bersama teknisi.",
    Kind.APPEAL: "Warga sudah diberi tahu bahwa sanggahannya tersimpan. Mohon dilihat sebelum waktu sanggahnya lewat.",
    Kind.CORRECTION: "Warga sudah diberi tahu bahwa perbaikannya tersimpan. Mohon dilihat bersama teknisi.",
    Kind.NUMBER: "Warga menunggu nomor ini. Kalau perlu, sampaikan lewat telepon atau perangkat desa.",
    Kind.REPLY: "Warga mendapat balasan lagi kalau menulis apa saja.",
}


def reason_sentence(reason: Reason, detail: str) -> str:
    """Say why something is on the list."""
    return _CODES.get(detail) or _REASONS[reason]


def advice(kind: Kind, state: State) -> str:
    """Say what an officer should know of something that is still open."""
    return _ADVICE.get(kind, "") if state is State.OPEN else ""
