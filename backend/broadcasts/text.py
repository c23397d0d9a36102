"""The text of a broadcast: its placeholders, and how it reads for one recipient."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from conversations.answers.masking import mask_name
from conversations.answers.money import format_rupiah

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_OTHERS_NAMED: Final = 5
_LONGEST: Final = 1400
"""Characters, so that with what follows it stays within the 1600 that WhatsApp takes."""
_NOBODY: Final = "Bapak/Ibu"
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_PROOF: Final = "Benar dari kami? Ketik CEK {code} untuk memastikan."
_STOP: Final = "Ketik BERHENTI bila tidak ingin kabar seperti ini."
QUESTION: Final = (
    "Yth. {nama}, apakah bantuan {program} tahap {tahap} sebesar {jumlah} sudah diterima? "
    "Ketik SUDAH TERIMA, TERIMA KURANG, atau BELUM TERIMA. Ketik CEK {kode} untuk memastikan kabar ini dari kami."
)
"""What is asked when the day of payment is over."""


class Placeholder(StrEnum):
    """What stands in a text in place of something that differs from one person to the next."""

    NAME = "nama"
    AMOUNT = "jumlah"
    PROGRAMME = "program"
    STAGE = "tahap"
    PLACE = "tempat"
    DAY = "hari"
    BRING = "bawa"
    CODE = "kode"


OF_ANYBODY: Final = frozenset({Placeholder.NAME, Placeholder.BRING, Placeholder.CODE})
"""What is known without a payment."""


@dataclass(frozen=True, slots=True)
class Due:
    """What somebody is paid. `amount` is in rupiah."""

    programme: str
    stage: int
    amount: int
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class About:
    """A person that a message is about, and what they are paid, where that is known."""

    name: str
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What one recipient is told: as a text, and as the values of a template in the order of the placeholders.

    `notice` is the text without what stands under every notice.
    """

    text: str
    variables: tuple[str, ...]
    notice: str


def unknown_placeholders(text: str, *, paid: bool) -> list[str]:
    """List what stands in braces and is none of the placeholders that can be filled in here."""
    known = set(Placeholder) if paid else OF_ANYBODY
    found = [name for name in PLACEHOLDER.findall(text) if name not in known]
    rest = PLACEHOLDER.sub("", text)
    return found + sorted(set(rest) & {"{", "}"})


def in_order(text: str) -> list[Placeholder]:
    """List the placeholders of a text, each where it stands first: so the variables of a template are numbered."""
    return list(dict.fromkeys(Placeholder(name) for name in PLACEHOLDER.findall(text)))


def written(text: str, bring: str, about: Sequence[About], code: int) -> Message:
    """Write the message for one recipient, who may stand for several families: a phone is shared, an agent helps many.

    Names are masked: a message is read by whoever holds the phone.
    """
    first, *others = about
    values = {**_values(first, bring), Placeholder.CODE: str(code)}
    body = PLACEHOLDER.sub(lambda found: values[Placeholder(found[1])], text)
    room, named = _LONGEST - len(body), []
    for each in map(_other, others[:_OTHERS_NAMED]):
        room -= len(each) + len("\n- ")
        if room > 0:
            named.append(each)
    if len(others) > len(named):
        named.append(f"dan {len(others) - len(named)} keluarga lain yang didaftarkan dari nomor ini")
    also = "\n".join(["Kabar ini juga untuk:", *(f"- {each}" for each in named)]) if named else ""
    order = in_order(text)
    notice = "\n\n".join(part for part in (body, also) if part)
    foot = _STOP if Placeholder.CODE in order else f"{_PROOF.format(code=code)}\n{_STOP}"
    # A template has no room for the others: it says that there are some, and CEK with the code gives all of it.
    alone = f"{values[Placeholder.NAME]} dan {len(others)} keluarga lain dari nomor ini" if others else ""
    filled = {**values, Placeholder.NAME: alone or values[Placeholder.NAME]}
    return Message(f"{notice}\n\n{foot}", tuple(filled[each] for each in order), notice)


def names_masked(about: Iterable[About]) -> str:
    """Name whom these are about, masked, each once."""
    return ", ".join(dict.fromkeys(mask_name(each.name) for each in about))


def payments_named(about: Iterable[About]) -> str:
    """Say which payments these are, without anybody's name: PKH tahap 3, Rp 600.000."""
    known = (each.due for each in about if each.due is not None)
    return "; ".join(f"{due.programme} tahap {due.stage}, {format_rupiah(due.amount)}" for due in known)


def written_day(day: date) -> str:
    """Write a day with its name: Selasa, 24 November 2026."""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def names_a_day(text: str) -> bool:
    """Tell whether a date is named by its weekday or month: Mei alone is also somebody's name."""
    return any(map(str.isdigit, text)) and not {*_DAYS, *_MONTHS}.isdisjoint(re.findall(r"\w+", text.title()))


def _values(about: About, bring: str) -> Mapping[Placeholder, str]:
    values = {Placeholder.NAME: mask_name(about.name) or _NOBODY, Placeholder.BRING: bring}
    if about.due is not None:
        due = about.due
        values |= {
            Placeholder.AMOUNT: format_rupiah(due.amount),
            Placeholder.PROGRAMME: due.programme,
            Placeholder.STAGE: str(due.stage),
            Placeholder.PLACE: due.place,
            Placeholder.DAY: written_day(due.day),
        }
    return values


def _other(about: About) -> str:
    name = mask_name(about.name) or _NOBODY
    if about.due is None:
        return name
    return f"{name}: {format_rupiah(about.due.amount)}, {about.due.place}, {written_day(about.due.day)}"
