"""The words for officers, roles and signing in, in Bahasa Indonesia."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from backend.auth.areas import KABUPATEN
from backend.auth.passwords import LONGEST, SHORTEST, Weakness
from backend.auth.permissions import Role
from backend.console.wording import desa_name, kecamatan_name
from backend.officers.models import State
from backend.officers.roster import Trouble
from conversations.answers.areas import desa_with_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

    from backend.auth.areas import AreaScope

ROLES: Final = {
    Role.OFFICER: ("Petugas wilayah", "Melihat dan memeriksa pendaftaran di wilayahnya."),
    Role.VERIFIER: ("Verifikator", "Memeriksa lanjutan, meneruskan, mengurus data ganda serta berkas."),
    Role.COMPOSER: ("Penyusun kabar", "Menulis pemberitahuan. Tidak melihat data keluarga."),
    Role.APPROVER: ("Penyetuju", "Menyetujui pemberitahuan yang disusun orang lain."),
    Role.AUDITOR: ("Auditor", "Melihat catatan kegiatan. Tidak mengubah apa pun."),
    Role.ADMIN: ("Admin", "Mengundang petugas dan mengatur peran serta wilayahnya."),
}
_STATES: Final = {State.ACTIVE: "Aktif", State.SUSPENDED: "Dinonaktifkan"}
_TROUBLES: Final = {
    Trouble.USER_NAME_FORM: "Nama pengguna terdiri dari 3 sampai 32 huruf kecil, angka, titik, atau garis, "
    "dan diawali huruf.",
    Trouble.USER_NAME_TAKEN: "Nama pengguna ini sudah dipakai. Mohon pilih yang lain.",
    Trouble.NAME_FORM: "Mohon isi nama lengkap, paling banyak 80 huruf.",
    Trouble.NO_ROLE: "Mohon pilih paling sedikit satu peran.",
    Trouble.NO_AREA: "Mohon pilih wilayah kerjanya.",
    Trouble.BEYOND: "Wilayah ini di luar wilayah kerja Bapak/Ibu.",
    Trouble.LAST_ADMIN: "Ini admin terakhir untuk seluruh kabupaten. Tunjuk admin lain lebih dahulu.",
}
_WEAKNESSES: Final = {
    Weakness.SHORT: f"Kata sandi perlu paling sedikit {SHORTEST} huruf atau angka.",
    Weakness.LONG: f"Kata sandi paling banyak {LONGEST} huruf atau angka.",
    Weakness.NAMED: "Kata sandi ini memuat nama pengguna. Mohon pilih yang lain.",
    Weakness.GUESSED: "Kata sandi ini mudah ditebak. Coba beberapa kata yang tidak berhubungan.",
}
NOT_MATCHING: Final = "Nama pengguna atau kata sandi belum cocok. Mohon periksa lagi."
CODE_NOT_MATCHING: Final = "Kode belum cocok. Mohon tunggu kode berikutnya, lalu ketik lagi."
CURRENT_NOT_MATCHING: Final = "Kata sandi yang sekarang belum cocok. Mohon ketik lagi."
NOT_THE_SAME: Final = "Kedua kata sandi baru belum sama. Mohon ketik lagi."
THE_SAME_AS_BEFORE: Final = "Mohon pilih kata sandi yang berbeda dari yang diberikan."
BUSY: Final = "Sedang banyak yang masuk. Mohon coba lagi sebentar."
OLD_PAGE: Final = "Halaman ini sudah terlalu lama terbuka. Mohon isi sekali lagi."
_MOST_NAMED: Final = 3


def role_name(role: str) -> str:
    """Name a role; one that this version does not know is shown by its own name."""
    return ROLES[Role(role)][0] if role in set(Role) else role


def role_names(roles: Iterable[str]) -> str:
    """Name several roles, in the order of the form."""
    held = set(roles)
    return ", ".join(name for role, (name, _) in ROLES.items() if role in held)


def state_name(state: str) -> str:
    """Name whether somebody may sign in."""
    return _STATES[State(state)]


def trouble(of: Trouble) -> str:
    """Say why something cannot be done as asked, and what to do."""
    return _TROUBLES[of]


def weakness(of: Weakness) -> str:
    """Say why a password will not do."""
    return _WEAKNESSES[of]


def must_wait(wait: timedelta) -> str:
    """Say how long to wait."""
    seconds = math.ceil(wait.total_seconds())
    told = f"{seconds} detik" if seconds < 60 else f"{math.ceil(seconds / 60)} menit"
    return f"Sudah beberapa kali belum cocok. Demi keamanan, mohon coba lagi dalam {told}."


def areas(scope: AreaScope, most: int = _MOST_NAMED) -> str:
    """Name some areas; what is beyond the first few is counted."""
    if scope.is_whole:
        return "Seluruh Kabupaten Banyuwangi"
    named = [area_name(code) for code in sorted(scope.codes)]
    beyond = len(named) - most
    return "; ".join(named[:most]) + (f"; dan {beyond} wilayah lain" if beyond > 0 else "")


def area_name(code: str) -> str:
    """Name the kabupaten, a kecamatan, or a desa with its kecamatan."""
    if code == KABUPATEN:
        return "Kabupaten Banyuwangi"
    desa = desa_with_code(code)
    if desa is not None:
        return f"{desa_name(code)}, Kec. {desa.kecamatan.name}"
    return f"Kecamatan {kecamatan_name(code)}"
