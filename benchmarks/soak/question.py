"""Which question a text asks, as somebody sees it who only reads Indonesian."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASKED: tuple[tuple[str, str], ...] = (
    ("door", r"apa yang bisa kami bantu|apakah ini yang dimaksud"),
    ("code", r"ketik kodenya sekali lagi|kode undangan agen apa"),
    ("new_key", r"apa kunci agen yang bapak/ibu pilih"),
    ("same_key", r"ketik kunci agen itu sekali lagi"),
    ("own_key", r"ketik kunci agen bapak/ibu"),
    ("task", r"mau mengerjakan apa"),
    ("consent", r"apakah (?:bapak/ibu|warga) setuju|ketik setuju"),
    ("reason", r"mengapa keluarga ini didaftarkan"),
    ("way", r"bagaimana warga menyatakan setuju"),
    ("notices", r"bolehkah kami mengirim kabar"),
    ("nik", r"berapa nik|sedangkan nik 16"),
    ("kk", r"berapa nomor kartu keluarga|sedangkan nomor kk 16"),
    ("name", r"siapa nama lengkap"),
    ("birth_date", r"tanggal lahirnya\?"),
    ("kecamatan", r"tinggal di kecamatan mana"),
    ("desa", r"desa atau kelurahan apa"),
    ("dusun", r"dusun atau lingkungan apa"),
    ("rt_rw", r"rt dan rw berapa"),
    ("phone", r"nomor hp mana|berapa nomor hp warga"),
    ("witness", r"siapa nama saksi"),
    ("members_count", r"berapa orang lagi yang ada di kk"),
    ("member", r"anggota (\d+) dari \d+: siapa nama"),
    ("pregnant", r"sedang hamil"),
    ("schooling", r"sekarang (.+?) sekolah di tingkat apa"),
    ("disability", r"sangat sulit atau tidak bisa"),
    ("occupation", r"pekerjaan utama"),
    ("housing", r"rumah yang ditempati"),
    ("review", r"apakah semua benar"),
    ("declaration", r"ketik kirim untuk"),
)
_PATTERNS = tuple((name, order, re.compile(pattern)) for order, (name, pattern) in enumerate(_ASKED))
# A template of WhatsApp has no lines: there the list of one's registrations goes on after its heading.
_NUMBER = re.compile(r"(?:Nomor pendaftaran: |nomor ini: |· |^)(\d{4}-\d{3}-\d{3})(?=\s|$)", re.MULTILINE)
_AGAIN = re.compile(r"^Pesan ini mungkin sudah sampai sebelumnya\. Kalau sudah, tidak apa-apa\.\s+")
_LINE = re.compile(r"^(\d+)\. ([^:\n]+):", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """A question that was asked. Ordered by how far into the conversation it is."""

    order: int
    detail: int
    name: str


def question_in(text: str) -> Question | None:
    """Find what is asked; the last question where there are several."""
    plain = text.casefold()
    found = [
        (match.start(), name, order, match) for name, order, pattern in _PATTERNS for match in pattern.finditer(plain)
    ]
    if not found:
        return None
    _, name, order, match = max(found, key=lambda each: each[0])
    if not match.groups():
        return Question(order, 0, name)
    part = match[1]
    return Question(order, int(part) if part.isdigit() else 0, f"{name} {part}")


def number_in(text: str) -> str | None:
    """Find the registration number that a text tells, not one that it gives as an example."""
    found = _NUMBER.search(text)
    return found[1] if found else None


def promises_number(text: str) -> bool:
    """Tell whether a text says that the number follows by itself."""
    plain = text.casefold()
    return "nomor pendaftaran menyusul" in plain or "segera menyusul" in plain


def first_said(text: str) -> str:
    """Give a text as it was meant the first time, without the words that it may have come before."""
    return _AGAIN.sub("", text)


def is_said_again(text: str) -> bool:
    """Tell whether a text says of itself that it may have come before."""
    return _AGAIN.match(text) is not None


def comes_by_itself(text: str) -> bool:
    """Tell whether a text answers no message, but brings news that was promised: a late number, a reminder."""
    said = first_said(text)
    return said.startswith("Kabar baik:") or "tadi belum selesai" in said or _late_repetition(said)


def _late_repetition(text: str) -> bool:
    return text.startswith("Keluarga ini sudah pernah") and "ketik STATUS" not in text and "ketik MENU" not in text


def apologises(text: str) -> bool:
    """Tell whether a text says that the message could not be taken through a fault of the service."""
    return "ada gangguan di pihak kami" in text


def line_of(text: str, topic: str) -> str | None:
    """Find the number of a line of the review."""
    return next((number for number, name in _LINE.findall(text) if name == topic), None)
