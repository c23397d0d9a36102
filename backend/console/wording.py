"""The console's words, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.clock import WIB
from backend.question_counts.funnel import percent
from backend.registrations.rules import RegistryFlag
from backend.registrations.status import Status
from backend.verification.models import VerificationFlag
from conversations.answers.areas import desa_with_code, kecamatan_with_code
from conversations.answers.consistency import Flag
from conversations.answers.fixable import Fixable
from conversations.answers.registration_number import RegistrationNumber, show_registration_number

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from backend.question_counts.funnel import Question, Reminded

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
_DECISIONS: Final = {
    Status.SENT: "Terima sebagai pendaftaran sendiri",
    Status.CHECKED: "Sudah diperiksa desa",
    Status.NEEDS_FIXING: "Minta perbaikan",
    Status.FORWARDED: "Teruskan",
    Status.ELIGIBLE: "Catat hasil: layak",
    Status.NOT_ELIGIBLE: "Catat hasil: tidak layak",
    Status.APPEALED: "Catat sanggah",
    Status.DONE: "Selesai",
    Status.WITHDRAWN: "Cabut",
}
FIXABLE: Final = {
    Fixable.NIK: "NIK",
    Fixable.KK: "Nomor KK",
    Fixable.NAME: "Nama lengkap",
    Fixable.BIRTH_DATE: "Tanggal lahir",
    Fixable.ADDRESS: "Alamat",
    Fixable.PHONE: "Nomor HP",
    Fixable.MEMBERS: "Anggota keluarga",
    Fixable.PREGNANT: "Hamil atau nifas",
    Fixable.DISABILITY: "Disabilitas",
    Fixable.OCCUPATION: "Pekerjaan",
    Fixable.HOUSING: "Rumah",
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
    VerificationFlag.DIFFERS: "Data di Dukcapil berbeda di sebagian isian. Mohon dicocokkan dengan KTP dan KK.",
    VerificationFlag.NOT_FOUND: "NIK belum ditemukan di Dukcapil. Mohon dicocokkan dengan KTP.",
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
_ACTORS: Final = {"resident": "Warga", "office": "Petugas", "agent": "Agen", "system": "Sistem", "operator": "Operator"}
_LOCALES: Final = {"id": "Indonesia", "jv": "Jawa"}
_FLOWS: Final = {
    "registration": "Pendaftaran",
    "status": "Cek status",
    "fix": "Perbaikan",
    "my_data": "Data saya",
    "appeal": "Sanggah",
    "menu": "Menu utama",
}
_QUESTIONS: Final = {
    "door": "Pilihan menu",
    "consent": "Persetujuan data",
    "notices": "Mau menerima kabar",
    "nik": "NIK",
    "kk": "Nomor KK",
    "name": "Nama lengkap",
    "birth_date": "Tanggal lahir",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "dusun": "Dusun",
    "rt_rw": "RT/RW",
    "phone": "Nomor HP",
    "members_count": "Jumlah anggota lain",
    "members": "Anggota keluarga",
    "small_children": "Anak umur 0\u20136 tahun",
    "elderly": "Umur 60 tahun ke atas",
    "pregnant": "Hamil atau nifas",
    "schooling": "Sekolah anak",
    "disability": "Disabilitas",
    "occupation": "Pekerjaan",
    "housing": "Rumah",
    "review": "Memeriksa jawaban",
    "declaration": "Pernyataan benar",
    "own_list": "Pendaftaran dari nomor sendiri",
    "number": "Nomor pendaftaran",
    "which": "Pendaftaran yang mana",
    "wish": "Permintaan atas data",
    "ground": "Alasan sanggah",
    "story": "Cerita sanggah",
}
_FOR_EACH: Final = frozenset({"members", "schooling"})
_ENDS: Final = {
    ("registration", "done"): "Terdaftar, nomor diterima",
    ("registration", "saved"): "Tersimpan, nomor menyusul",
    ("registration", "already_yours"): "Sudah pernah didaftarkan",
    ("registration", "refused"): "Tidak setuju datanya diproses",
    ("status", "answer"): "Mendapat jawaban",
    ("status", "no_match"): "Nomor dan NIK tidak cocok",
    ("status", "too_many"): "Ditutup sampai besok",
    ("status", "unavailable"): "Data belum bisa dibuka",
    ("status", "done"): "Cukup melihat daftar sendiri",
    ("menu", "genuine"): "Bertanya apakah ini resmi",
    ("menu", "person"): "Minta petugas",
    ("my_data", "opened"): "Permintaan tercatat",
    ("my_data", "opened_before"): "Permintaan sudah ada",
    ("my_data", "saved"): "Permintaan tersimpan, nomor menyusul",
    ("my_data", "seen"): "Cukup melihat datanya",
    ("my_data", "nothing"): "Belum ada data dari nomor ini",
    ("my_data", "unavailable"): "Data belum bisa dibuka",
    ("appeal", "taken"): "Sanggahan diterima",
    ("appeal", "saved"): "Sanggahan tersimpan, segera dikirim",
    ("appeal", "not_now"): "Tidak bisa disanggah lagi",
    ("appeal", "waiting"): "Sanggahan sedang diperiksa",
    ("appeal", "closed"): "Sudah pernah disanggah, atau lewat waktu",
    ("appeal", "nothing"): "Belum ada yang bisa disanggah",
    ("appeal", "unavailable"): "Data belum bisa dibuka",
}
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


def decision_name(now: Status, then: Status) -> str:
    """Name a decision, as its button says it."""
    if (now, then) == (Status.NEEDS_FIXING, Status.CHECKED):
        return "Sudah benar tanpa perbaikan"
    return _DECISIONS[then]


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


def locale_name(locale: str) -> str:
    """Name a language."""
    return _LOCALES.get(locale, locale)


def flow_name(flow: str) -> str:
    """Name a conversation."""
    return _FLOWS.get(flow, _plain(flow))


def question_name(state: str) -> str:
    """Name a question; one that this version does not know is shown by its own name."""
    return _QUESTIONS.get(state, _plain(state))


def end_name(flow: str, state: str) -> str:
    """Name how a conversation ended."""
    return _ENDS.get((flow, state), _plain(state))


def is_asked_for_each(state: str) -> bool:
    """Tell whether a question is asked anew for each person of a family."""
    return state in _FOR_EACH


def finished_of(reminded: Reminded) -> str:
    """Say how many of some unfinished conversations were finished: `34 dari 80 selesai (43%)`."""
    if not reminded.count:
        return "belum ada"
    share_finished = share(reminded.finished, reminded.count)
    return f"{count(reminded.finished)} dari {count(reminded.count)} selesai ({share_finished})"


def besides(question: Question) -> str:
    """Say what else happened at a question; what never happened is left out."""
    told = (
        (question.stopped, "berhenti"),
        (question.failed, "belum cocok"),
        (question.helped, "minta bantuan"),
        (question.left, "keluar"),
    )
    return ", ".join(f"{count(times)} {what}" for times, what in told if times)


def share(part: int, whole: int) -> str:
    """Write a part of a whole in percent."""
    return f"{percent(part, whole)}%"


def count(number: int) -> str:
    """Write a number as in Indonesian: `1.234`."""
    return f"{number:,}".replace(",", ".")


def count_up_to(number: int, most: int) -> str:
    """Write a number that was not counted further than that: `1.000+`."""
    return f"{count(most)}+" if number > most else count(number)


def period(days: int) -> str:
    """Name the days up to today."""
    return "Hari ini" if days == 1 else f"{days} hari"


def days(first: date, last: date) -> str:
    """Write the days from one to another: `15 sampai 21 November 2026`."""
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} sampai {_day(last)}"
    return f"{_day(first)} sampai {_day(last)}"


def registration_number(number: str) -> str:
    """Write a registration's number as people are told it."""
    return show_registration_number(RegistrationNumber(number))


def kecamatan_name(code: str) -> str:
    """Name a kecamatan; a code that is not in the table is shown as it is."""
    place = kecamatan_with_code(code)
    return place.name if place else code


def desa_name(code: str | None) -> str:
    """Name a desa or kelurahan with its kind."""
    if not code:
        return "Desa belum diketahui"
    place = desa_with_code(code)
    return place.title if place else code


def moment(at: datetime) -> str:
    """Write a point in time as one says it in Banyuwangi: `21 November 2026, 08.20 WIB`."""
    local = at.astimezone(WIB)
    return f"{_day(local)}, {local:%H.%M} WIB"


def whole_days(passed: int | None) -> str:
    """Say a wait in whole days."""
    if passed is None:
        return "\u2013"
    return f"{passed} hari" if passed else "Di bawah 1 hari"


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


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
