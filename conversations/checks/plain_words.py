"""What plain Bahasa Indonesia is here: words that blame or puzzle people, and what to say instead."""

from __future__ import annotations

from typing import Final

from conversations.answers.commands import Command

MOST_WORDS_IN_SENTENCE: Final = 20
MOST_WORDS_IN_MESSAGE: Final = 110
LONG_ON_PURPOSE: Final = "panjang:"
"""Begins the comment over a message that has to be longer, and says why."""

INSTEAD: Final = {
    "gagal": "belum bisa",
    "invalid": "belum cocok",
    "valid": "cocok",
    "error": "ada gangguan di pihak kami",
    "eror": "ada gangguan di pihak kami",
    "salah": "belum cocok, keliru",
    "kesalahan": "gangguan",
    "ditolak": "belum bisa diterima",
    "anda": "Bapak/Ibu",
    "kamu": "Bapak/Ibu",
    "kalian": "Bapak/Ibu",
    "pak": "Bapak/Ibu",
    "bu": "Bapak/Ibu",
    "akses": "buka",
    "aktivasi": "mulai memakai",
    "autentikasi": "memastikan",
    "otentikasi": "memastikan",
    "database": "data",
    "default": "biasanya",
    "desil": "urutan kesejahteraan",
    "domisili": "tempat tinggal",
    "dtks": "data bansos",
    "dtsen": "data bansos pusat",
    "eligible": "layak",
    "form": "isian",
    "formulir": "isian",
    "graduasi": "selesai menerima karena sudah mampu",
    "input": "ketik, isi",
    "inputkan": "ketik, isi",
    "klik": "tekan",
    "kolom": "isian",
    "konfirmasi": "pastikan",
    "kpm": "keluarga penerima",
    "link": "tautan",
    "login": "masuk",
    "notifikasi": "kabar",
    "opsi": "pilihan",
    "parameter": "isian",
    "registrasi": "pendaftaran",
    "server": "layanan kami",
    "sesi": "percakapan",
    "sistem": "layanan",
    "submit": "kirim",
    "timeout": "terlalu lama",
    "unggah": "kirim",
    "update": "kabar terbaru",
    "upload": "kirim",
    "user": "Bapak/Ibu",
    "validasi": "dicocokkan",
    "verifikasi": "diperiksa",
    "verval": "diperiksa petugas",
}
"""A word, and what says the same to everybody."""

HARMLESS: Final = ("salah satu",)
"""Phrases in which such a word means no harm."""

_TAUGHT: Final = [
    "SETUJU",
    "TIDAK",
    "YA",
    "UBAH",
    "KIRIM",
    "LEWATI",
    "DAFTAR",
    "STATUS",
    "PERBAIKI",
    "AGEN",
    "BANYAK",
    "CEPAT",
    "BENAR",
    "BUKAN",
    "CEK",
    "SUDAH",
    "BELUM",
    "TERIMA",
    "KERJA",
    "LAGI",
    "TITIP",
    "AMBIL",
    "LATIHAN",
]
_SHORT_FORMS: Final = ["ATM", "CSV", "NIK", "KTP", "OTP", "PIN", "PKH", "SMP", "SMA", "SMK"]
CAPITALS: Final = frozenset({*(word for command in Command for word in command.value.split()), *_TAUGHT, *_SHORT_FORMS})
"""What may stand in capitals: words that can be typed as they stand, and short forms that everybody knows."""
