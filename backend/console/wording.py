"""The console's words, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.clock import WIB
from backend.registrations.rules import RegistryFlag
from backend.registrations.status import Status
from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.answers.consistency import Flag

if TYPE_CHECKING:
    from datetime import datetime, timedelta

STATUSES: Final = {
    Status.SENT: "Terkirim",
    Status.CONFLICT: "NIK ganda, perlu ditinjau",
    Status.CHECKED: "Diperiksa desa",
    Status.NEEDS_FIXING: "Perlu perbaikan",
    Status.FORWARDED: "Diteruskan",
    Status.ELIGIBLE: "Hasil: layak",
    Status.NOT_ELIGIBLE: "Hasil: tidak layak",
    Status.APPEALED: "Sanggah",
    Status.DONE: "Selesai",
    Status.WITHDRAWN: "Dicabut",
}
_FLAGS: Final[dict[str, str]] = {
    Flag.BIRTH_DATE_DIFFERS: "Tanggal lahir pendaftar tidak sama dengan tanggal di dalam NIK.",
    Flag.MEMBER_BIRTH_DATE_DIFFERS: "Tanggal lahir seorang anggota tidak sama dengan tanggal di NIK-nya.",
    Flag.NIK_AREA_UNKNOWN: "Kode kecamatan di dalam NIK tidak ada di daftar wilayah saat ini.",
    Flag.KK_AREA_UNKNOWN: "Kode kecamatan di dalam nomor KK tidak ada di daftar wilayah saat ini.",
    Flag.MOVER: "NIK pertama kali terbit di luar Banyuwangi; mungkin keluarga pindahan.",
    Flag.KK_LOOKS_LIKE_NIK: "Nomor KK mirip dengan NIK seorang anggota keluarga.",
    Flag.SAME_NIK_TWICE: "Satu NIK tertulis untuk dua orang dalam keluarga ini.",
    Flag.HEAD_UNDER_17: "Kepala keluarga berumur di bawah 17 tahun.",
    Flag.CHILD_OLDER_THAN_PARENT: "Umur anak dan orang tua dalam keluarga ini tidak sesuai.",
    Flag.SCHOOL_AGE: "Jenjang sekolah seorang anak tidak sesuai dengan umurnya.",
    RegistryFlag.KK_REGISTERED: "Nomor KK yang sama sudah ada di pendaftaran lain.",
    RegistryFlag.PERSON_REGISTERED: "Salah satu anggota keluarga sudah ada di pendaftaran lain.",
}
_CHANNELS: Final = {
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "simulator": "Simulator",
    "terminal": "Terminal",
}
_PURPOSES: Final = {
    "registration": "Pemrosesan data untuk pendaftaran",
    "truth": "Pernyataan bahwa data benar",
    "broadcasts": "Menerima pemberitahuan",
}
_ACTORS: Final = {"resident": "Warga", "office": "Petugas"}
_NOBODY_ACTS: Final = frozenset({Status.ELIGIBLE, Status.NOT_ELIGIBLE, Status.DONE, Status.WITHDRAWN})
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_LONG_WAIT_DAYS: Final = 3


def status_name(status: Status) -> str:
    """Name a status."""
    return STATUSES[status]


def flag_sentence(flag: str) -> str:
    """Say what a flag means; one that this version does not know is shown by its name."""
    return _FLAGS.get(flag, flag.replace("_", " ").capitalize() + ".")


def channel_name(channel: str) -> str:
    """Name a channel."""
    return _CHANNELS.get(channel, channel.capitalize())


def purpose_name(purpose: str) -> str:
    """Name what somebody agreed to."""
    return _PURPOSES[purpose]


def actor_name(actor: str) -> str:
    """Name who did something."""
    return _ACTORS.get(actor, actor)


def kecamatan_name(code: str) -> str:
    """Name a kecamatan; a code that is not in the table is shown as it is."""
    place = kecamatan_with_code(code)
    return place.name if place else code


def desa_name(code: str) -> str:
    """Name a desa or kelurahan with its kind."""
    place = desa_with_code(code)
    return place.title if place else code


def moment(at: datetime) -> str:
    """Write a point in time as one says it in Banyuwangi: `21 November 2026, 08.20 WIB`."""
    local = at.astimezone(WIB)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H.%M} WIB"


def waiting(status: Status, passed: timedelta) -> str:
    """Say how long a registration has stood where it is; nothing where nobody has to act."""
    if status in _NOBODY_ACTS:
        return ""
    seconds = int(passed.total_seconds())
    if seconds < _HOUR:
        return f"{max(seconds // _MINUTE, 1)} menit"
    if seconds < _DAY:
        return f"{seconds // _HOUR} jam"
    return f"{seconds // _DAY} hari"


def waits_long(status: Status, passed: timedelta) -> bool:
    """Tell whether somebody should look at it today."""
    return status not in _NOBODY_ACTS and passed.days >= _LONG_WAIT_DAYS
