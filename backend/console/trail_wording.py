"""The words for what stands in the audit log, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.console.family_wording import FIELDS
from backend.console.wording import STATUSES, channel_name
from backend.registrations.reveal import Field
from backend.registrations.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACTIONS: Final = {
    "broadcast.composed": "Kabar disusun",
    "broadcast.draft": "Kabar dikembalikan ke penyusun",
    "broadcast.preview": "Kabar dihitung penerimanya",
    "broadcast.approved": "Kabar disetujui",
    "broadcast.materialised": "Daftar penerima kabar selesai",
    "broadcast.canary": "Kabar mulai dikirim",
    "broadcast.running": "Kabar dikirim terus",
    "broadcast.paused": "Pengiriman kabar dijeda",
    "broadcast.done": "Kabar selesai dikirim",
    "broadcast.cancelled": "Kabar dibatalkan",
    "broadcast.told_in_person": "Penerima kabar diberi tahu langsung",
    "broadcast.in_person_exported": "Daftar yang perlu diberi tahu langsung diunduh",
    "broadcast.sent_again": "Kabar dikirim sekali lagi kepada sebagian penerima",
    "broadcast.exported": "Daftar penerima kabar diunduh",
    "template.changed": "Keadaan templat WhatsApp berubah",
    "seen.list": "Melihat daftar",
    "seen.detail": "Melihat pendaftaran",
    "seen.search": "Mencari",
    "seen.reveal": "Membuka data",
    "seen.export": "Mengunduh berkas",
    "registration.received": "Pendaftaran diterima",
    "registration.repeated": "Pendaftaran dikirim sekali lagi",
    "registration.corrected": "Data diperbaiki",
    "registration.confirmed": "Keluarga membenarkan pendaftarannya",
    "registration.denied": "Keluarga menyatakan tidak mendaftar",
    "registration.disputed": "Nomor lain menjawab BUKAN SAYA, pendaftaran tetap milik keluarga",
    "registration.moved": "Status diubah",
    "registration.erased": "Data keluarga dihapus",
    "duplicate.decided": "Memutuskan yang mungkin ganda",
    "verification.asked": "Menanyakan ke Dukcapil",
    "verification.answered": "Dukcapil menjawab",
    "receipt.answered": "Warga menjawab sudah terima atau belum",
    "receipt.closed": "Laporan penerimaan diselesaikan",
    "contact.broadcasts": "Pilihan pemberitahuan diubah",
    "contact.erased": "Alamat kontak dihapus",
    "payments.erased": "Nama di daftar penyaluran dihapus",
    "fraud_reports.erased": "Isi laporan penipuan dihapus",
    "batches.forgotten": "Berkas agen yang sudah dijawab dihapus",
    "rights.opened": "Permintaan hak atas data diterima",
    "rights.done": "Permintaan hak atas data dipenuhi",
    "rights.refused": "Permintaan hak atas data belum bisa dipenuhi",
    "targets.set": "Target desa diganti",
    "undelivered.retry": "Mencoba kirim lagi",
    "undelivered.handled": "Menangani yang tidak terkirim",
    "import.brought": "Berkas impor dibawa",
    "import.started": "Impor dijalankan",
    "import.done": "Impor selesai",
    "import.put_back": "Impor dikembalikan",
    "export.asked": "Ekspor diminta",
    "export.made": "Ekspor selesai dibuat",
    "officer.invited": "Petugas diundang",
    "officer.assigned": "Peran atau wilayah petugas diubah",
    "officer.signed-in": "Petugas masuk",
    "officer.password-changed": "Petugas mengganti kata sandi",
    "officer.authenticator-set": "Petugas memasang aplikasi pengaman",
    "officer.recovery-codes-made": "Petugas membuat kode cadangan",
    "officer.reset": "Cara masuk petugas diatur ulang",
    "officer.suspended": "Petugas dihentikan sementara",
    "officer.reactivated": "Petugas diaktifkan lagi",
    "agent.invited": "Agen diundang",
    "agent.invited_again": "Agen diundang lagi",
    "agent.bound": "Agen menghubungkan percakapannya",
    "agent.asked_nik": "Agen menanyakan NIK",
    "agent.pin_chosen": "Agen memilih PIN",
    "agent.pin_changed": "Agen mengganti PIN",
    "agent.pin_forgotten": "PIN agen diatur ulang",
    "agent.pin_locked": "PIN agen terkunci sementara",
    "agent.suspended": "Agen dihentikan sementara",
    "agent.reactivated": "Agen diaktifkan lagi",
    "agent.replaced": "Agen diganti",
    "draft.given": "Isian yang belum selesai dititipkan",
    "draft.taken": "Titipan isian diambil",
    "batch.brought": "File banyak keluarga dibawa",
    "batch.done": "File banyak keluarga selesai diperiksa",
    "batch.taken": "Hasil file banyak keluarga diunduh",
    "batch.stopped": "File banyak keluarga berhenti diperiksa",
    "back_check.noted": "Hasil cek ulang dicatat",
    "key.created": "Kunci program dibuat",
    "key.revoked": "Kunci program dicabut",
    "vault.rotation_began": "Penggantian kunci data dimulai",
    "vault.rotation_ended": "Penggantian kunci data selesai",
    "vault.lookup_rotation_began": "Penggantian kunci pencarian dimulai",
    "vault.lookup_rotation_switched": "Kunci pencarian baru dipakai",
}
_SUBJECTS: Final = {
    "registrations": "Daftar pendaftaran",
    "queue": "Antrean kerja",
    "undelivered": "Tidak terkirim",
    "duplicate_pairs": "Mungkin ganda",
    "back_checks": "Cek ulang",
    "rights_requests": "Hak atas data",
    "payments": "Daftar penyaluran",
    "batches": "Berkas agen",
    "breach": "Daftar warga terdampak",
    "search": "Pencarian",
    "targets": "Target desa",
    "officer": "Petugas",
    "agent": "Agen",
    "contact": "Kontak warga",
    "rights_request": "Permintaan hak atas data",
    "import": "Berkas impor",
    "export": "Berkas ekspor",
    "broadcast": "Kabar",
    "template": "Templat WhatsApp",
    "fraud_reports": "Laporan penipuan",
    "fraud_report": "Laporan penipuan",
    "in_person": "Beri tahu langsung",
    "receipts": "Penerimaan bantuan",
    "receipt": "Penerimaan bantuan",
    "batch": "Berkas dari agen",
    "draft": "Isian yang diserahkan",
    "key": "Kunci program",
    "data_key": "Kunci data",
    "lookup_key": "Kunci pencarian",
}
_BY: Final = {"nik": "dengan NIK", "number": "dengan nomor"}


def is_worded(action: str) -> bool:
    """Tell whether there are words for an action."""
    return action in _ACTIONS


def action_name(action: str) -> str:
    """Name what was done; what this version does not know is shown by its own name."""
    return _ACTIONS.get(action, action.replace(".", ": ").replace("_", " ").replace("-", " "))


def subject_name(subject: str) -> str:
    """Name what it was about. The id of a row says nothing to people and is left out."""
    return _SUBJECTS.get(subject.split("/", maxsplit=1)[0], subject)


def detail_words(details: Mapping[str, object]) -> str:
    """Say what the log knows beside: a field, a status, a channel. Ids are left out."""
    told = []
    known = {name: str(value) for name, value in details.items()}
    if (field := known.get("field", "")) in set(Field):
        told.append(FIELDS[Field(field)])
    if (by := known.get("by", "")) in _BY:
        told.append(f"{_BY[by]}, {known.get('found', 0)} ditemukan")
    steps = [STATUSES[Status(each)] for name in ("from", "to") if (each := known.get(name, "")) in set(Status)]
    told += [" \u2192 ".join(steps)] if steps else []
    told += [channel_name(known["channel"])] if "channel" in known else []
    return ", ".join(told)
