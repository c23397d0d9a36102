"""The words for agents, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.agents.models import Finding, Signal, State, Way
from backend.agents.roster import Trouble
from backend.agents.sheet import COLUMNS
from backend.console.wording import channel_name, desa_name
from backend.registrations.models import Confirmation
from conversations.answers.areas import desa_with_code
from conversations.answers.choices import ActingReason, ConsentWay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backend.agents.back_checks import Looked
    from backend.agents.scope import Scope

_STATES: Final = {
    State.INVITED: "Diundang",
    State.ACTIVE: "Aktif",
    State.SUSPENDED: "Dihentikan sementara",
    State.REPLACED: "Sudah diganti",
}
_TROUBLES: Final = {
    Trouble.NAME_FORM: "Mohon isi nama lengkap, paling banyak 80 huruf.",
    Trouble.PHONE_FORM: "Nomor HP diawali 08 dan terdiri dari 10 sampai 13 angka. Bila tidak tahu, kosongkan.",
    Trouble.NO_SUCH_DESA: "Desa ini belum ditemukan. Isi nama desa dengan kecamatannya, atau kode desanya.",
    Trouble.BEYOND: "Desa ini di luar wilayah kerja Bapak/Ibu.",
    Trouble.RT_RW_FORM: "RT dan RW ditulis sebagai angka, paling banyak tiga angka.",
    Trouble.RT_WITHOUT_RW: "RT perlu disertai RW-nya.",
    Trouble.IS_REPLACED: "Agen ini sudah diganti orang lain.",
}
SIGNALS: Final = {
    Signal.DENIED: "Warga menjawab BUKAN SAYA",
    Signal.SAMPLE: "Contoh acak: belum dipastikan warganya",
    Signal.FAST: "Lebih dari 60 pendaftaran dalam satu jam",
    Signal.ONE_PHONE: "Satu nomor HP untuk banyak keluarga",
    Signal.NIGHT: "Banyak pendaftaran di malam hari",
    Signal.IDENTICAL: "Jawaban banyak keluarga persis sama",
}
_HINTS: Final = {
    Signal.DENIED: "Tanyakan kepada warga apakah benar ia tidak mendaftar, atau belum mengenali pesannya.",
    Signal.SAMPLE: "Tanyakan kepada warga apakah ia tahu didaftarkan, setuju, dan datanya benar.",
    Signal.FAST: "Ambil beberapa pendaftaran dari hari itu, lalu tanyakan kepada warganya.",
    Signal.ONE_PHONE: "Bisa jadi HP tetangga yang dipinjam. Tanyakan kepada warganya nomor siapa yang dipakai.",
    Signal.NIGHT: "Bisa jadi agen menyalin catatan siang hari. Tanyakan kepada beberapa warganya.",
    Signal.IDENTICAL: "Cocokkan jawaban beberapa keluarga dengan keadaan rumahnya.",
}
FINDINGS: Final = {
    Finding.RIGHT: "Sesuai",
    Finding.WRONG: "Tidak sesuai",
    Finding.NOT_REACHED: "Belum bertemu warganya",
}
WAYS: Final = {Way.VISITED: "Didatangi", Way.CALLED: "Ditelepon"}
_REASONS: Final = {
    ActingReason.NO_PHONE: "Tidak punya HP",
    ActingReason.ELDERLY: "Lansia",
    ActingReason.DISABILITY: "Disabilitas",
    ActingReason.OTHER: "Lainnya",
}
_CONSENT_WAYS: Final = {
    ConsentWay.SPOKEN: "Lisan",
    ConsentWay.SIGNED: "Tanda tangan",
    ConsentWay.THUMB: "Cap jempol",
    ConsentWay.GUARDIAN: "Lewat wali",
}
_CONFIRMATIONS: Final = {
    Confirmation.AWAITED: "Belum dipastikan warga",
    Confirmation.WITNESSED: "Tanpa HP, ada saksi",
    Confirmation.CONFIRMED: "Warga menjawab BENAR",
    Confirmation.DENIED: "Warga menjawab BUKAN SAYA",
}


def state_name(state: str) -> str:
    """Name where an agent stands."""
    return _STATES[State(state)]


def trouble(of: Trouble) -> str:
    """Say why something cannot be done as asked, and what to do."""
    return _TROUBLES[of]


def scope_name(scope: Scope) -> str:
    """Name the area of an agent."""
    desa = desa_with_code(scope.desa)
    named = f"{desa_name(scope.desa)}, Kec. {desa.kecamatan.name}" if desa else scope.desa
    parts = [f"{kind} {part}" for kind, part in (("RW", scope.rw), ("RT", scope.rt)) if part]
    return f"{named}, {' '.join(parts)}" if parts else named


def channels(bound: Sequence[str]) -> str:
    """Name the channels on which an agent is."""
    return ", ".join(map(channel_name, bound)) or "Belum tersambung"


def columns() -> str:
    """List the columns of the file; those that may be missing in brackets."""
    return ", ".join(each.title if each.required else f"({each.title})" for each in COLUMNS)


def signal_name(signal: str) -> str:
    """Say why something is to be looked at again."""
    return SIGNALS[Signal(signal)]


def signals(listed: Sequence[str]) -> str:
    """Name some signals, each once: `Banyak pendaftaran di malam hari; ...`."""
    return "; ".join(dict.fromkeys(map(signal_name, listed)))


def hint(signal: str) -> str:
    """Say what to look at."""
    return _HINTS[Signal(signal)]


def reason_name(reason: str) -> str:
    """Say why an agent acted."""
    return _REASONS[ActingReason(reason)]


def consent_way_name(way: str) -> str:
    """Say how a family gave its consent to an agent."""
    return _CONSENT_WAYS[ConsentWay(way)]


def confirmation_name(confirmation: str) -> str:
    """Say whether a family has said itself that its registration is right."""
    return _CONFIRMATIONS[Confirmation(confirmation)]


def looked(found: Looked) -> str:
    """Say what looking again found, and how: `Sesuai, didatangi`."""
    return f"{FINDINGS[found.found]}, {WAYS[found.way].lower()}"
