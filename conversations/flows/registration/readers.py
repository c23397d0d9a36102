"""How each answer of a registration is understood. The rules themselves are in `conversations.answers`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from conversations.answers.areas import (
    Desa,
    Kecamatan,
    choose_desa,
    desa_with_code,
    find_place,
    kecamatan_with_code,
    villages_of,
)
from conversations.answers.areas import all_kecamatan as every_kecamatan
from conversations.answers.areas.find import AREA_PROBLEMS
from conversations.answers.choices import Difficulty, Schooling, YesNo
from conversations.answers.commands import is_done, is_none, is_skip, is_unknown
from conversations.answers.dates import birth_date_in, parse_birth_date
from conversations.answers.declinable import parse_declinable
from conversations.answers.difficulty import read_difficulty
from conversations.answers.dusun import read_dusun
from conversations.answers.kk import Kk, parse_kk
from conversations.answers.member import age_asked, read_member, relation_said
from conversations.answers.names import parse_name
from conversations.answers.nik import Nik, parse_nik
from conversations.answers.notices import Notices, parse_notices
from conversations.answers.numbers import parse_count, parse_others
from conversations.answers.phone import parse_phone
from conversations.answers.reading import Candidate, Partial, Problem, Reading, Unsure
from conversations.answers.rt_rw import RtRw, parse_rt_rw
from conversations.answers.schooling import read_schooling
from conversations.answers.turns import is_question
from conversations.answers.yes_no import Weak, parse_consent
from conversations.engine.flow import Offer, Situation
from conversations.engine.verdict import declares
from conversations.flows.registration import rules
from conversations.flows.registration.record import Consent, Declaration, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from conversations.answers.household import Member

Here: TypeAlias = Situation[Registration]

MOST_MEMBERS = 20
_MOST_REMINDERS = 2
PLACE_PROBLEMS: Final = {**AREA_PROBLEMS, "not-known": ()}
"""Those of finding a place, and `not-known` for who does not know it."""


def consent(text: str, _: Here) -> Consent | Problem:
    """Read the answer to the notice. Only strong assent counts: "boleh" is asked again."""
    match parse_consent(text):
        case True:
            return Consent.GIVEN
        case False:
            return Consent.REFUSED
        case Weak():
            return Problem("weak")
        case _:
            return Problem("not-consent")


def notices(text: str, _: Here) -> Notices | Problem:
    """Read whether disbursement notices are welcome."""
    return parse_notices(text)


def nik(text: str, here: Here) -> Reading[Nik]:
    """Read the registrant's NIK."""
    return parse_nik(text, here.today)


def kk(text: str, here: Here) -> Reading[Kk]:
    """Read the Nomor KK, which differs from the NIK."""
    return parse_kk(text, here.today, here.record.nik)


def name(text: str, _: Here) -> Reading[str]:
    """Read the registrant's name."""
    return parse_name(text)


def birth_date(text: str, here: Here) -> Reading[date]:
    """Read the birth date, and ask once more where it differs from the NIK's; who forgot it is shown that one."""
    forgotten = is_unknown(text) and not any(sign.isdigit() for sign in text)
    if forgotten and here.record.nik and (offered := birth_date_in(here.record.nik, here.today)) is not None:
        return offered
    return parse_birth_date(text, here.today, here.record.nik, here.so_far)


def kecamatan(text: str, _: Here) -> Reading[str]:
    """Read a kecamatan, or the village itself from those who type that: its code says which."""
    return _place(text, find_place(text))


def desa(text: str, here: Here) -> Reading[str]:
    """Read a desa or kelurahan."""
    return _place(text, choose_desa(text, kecamatan_with_code(here.record.kecamatan or "")))


def all_kecamatan(_: Here) -> Sequence[Offer]:
    """Give every kecamatan, in the order of the alphabet."""
    return [Offer(each.code, text=each.name) for each in sorted(every_kecamatan(), key=lambda each: each.name)]


def all_desa(here: Here) -> Sequence[Offer]:
    """Give every village of the kecamatan."""
    within = kecamatan_with_code(here.record.kecamatan or "")
    found = villages_of(within) if within else ()
    return [Offer(each.code, text=each.name) for each in sorted(found, key=lambda each: each.name)]


def kecamatan_and_desa(code: str) -> Mapping[str, str]:
    """Take a village's code apart, for those who typed the village where the kecamatan was asked."""
    village = desa_with_code(code)
    return {} if village is None else {"kecamatan": village.kecamatan.code, "desa": village.code}


def dusun(text: str, _: Here) -> str | Problem | None:
    """Read the name of a dusun or lingkungan; None where there is none."""
    return read_dusun(text)


def rt_rw(text: str, here: Here) -> Reading[RtRw]:
    """Read RT and RW; one alone is kept when the other is not known."""
    if here.so_far is not None and (is_unknown(text) or is_skip(text) or is_none(text)):
        return here.so_far  # type: ignore[no-any-return] # what this reader gave before
    return parse_rt_rw(text, here.so_far)


def phone(text: str, _: Here) -> Reading[str | None]:
    """Read a mobile number; None where there is none."""
    return None if is_none(text) else parse_phone(text)


def phone_offers(here: Here) -> Sequence[Offer]:
    """Offer the sender's own number where the platform vouches for it, and to have none."""
    own = [Offer(here.phone, label="own_number")] if here.phone else []
    return [*own, Offer(None, label="no_phone")]


def members_count(text: str, _: Here) -> Reading[int]:
    """Read how many others are on the Kartu Keluarga."""
    return parse_others(text, MOST_MEMBERS)


def member(text: str, here: Here) -> Reading[Member] | None:
    """Read one member: name, relation and age, in any order; None where there is nobody else."""
    if here.so_far is None and (is_none(text) or is_done(text)):
        return None
    read = read_member(text, here.today, here.so_far)
    if isinstance(read, Partial) and read.problem.code == "finish-first" and here.attempts >= _MOST_REMINDERS:
        # Whoever goes on with the next one all the same does not tell the age: this one is kept without it.
        return read.so_far
    return read


def relation(member: Member, text: str) -> Reading[Member] | None:
    """Read what somebody is to the family, where that was the doubt; None when the text says something else."""
    found = relation_said(member, text)
    return found if found is None or isinstance(found, Problem) else age_asked(found)


def count(text: str, _: Here) -> Reading[int]:
    """Read how many there are."""
    return parse_count(text, MOST_MEMBERS + 1)


def elderly(text: str, here: Here) -> Reading[int]:
    """Read how many elderly people there are: no fewer and no more than the ages that were told allow."""
    read = parse_count(text, MOST_MEMBERS + 1)
    if isinstance(read, Problem):
        return read
    least, most = rules.elderly_between(Registration(here.record.answers))
    if read < least:
        return Problem("too-few", {"least": least})
    return read if read <= most else Problem("too-many", {"most": most})


def yes_no_declined(text: str, _: Here) -> YesNo | Problem:
    """Read a yes or no that may be declined."""
    return parse_declinable(text) or Problem("not-offered")


def schooling(text: str, _: Here) -> Schooling | Problem:
    """Read what is said of school; a number is picked from the list."""
    return (None if is_question(text) else read_schooling(text)) or Problem("not-offered")


def schooling_offers(_: Here) -> Sequence[Offer]:
    """Offer the levels of school, and the ways of not being there."""
    return [Offer(each, label=each.value) for each in Schooling]


def difficulty(text: str, _: Here) -> Difficulty | Problem:
    """Read what is hard for somebody, or that nothing is."""
    return read_difficulty(text) or Problem("not-offered")


def declaration(text: str, _: Here) -> Declaration | Problem:
    """Read the declaration: sent on a clear yes, or where that is what is said, only."""
    return Declaration.SEND if declares(text) else Problem("not-sent")


def _place(text: str, reading: Reading[Any]) -> Reading[str]:
    """Give the code of a place; who names none, and says that they do not know it, is told where it is written."""
    return _coded(reading if isinstance(reading, Kecamatan | Desa) or not is_unknown(text) else Problem("not-known"))


def _coded(reading: Reading[Any]) -> Reading[str]:
    match reading:
        case Kecamatan() | Desa():
            return reading.code
        case Unsure():
            return Unsure(tuple(Candidate(each.value.code, each.label) for each in reading.candidates))
        case Problem() | Partial():
            return reading
    raise TypeError(f"not a place: {reading!r}")
