"""The judge, on the side of the residents: it knows what was typed, what was seen, and which rows there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.soak.agency import Acting
from benchmarks.soak.family import Channel
from benchmarks.soak.finding import Fault, Finding
from benchmarks.soak.question import apologises, comes_by_itself, first_said, is_said_again, number_in
from benchmarks.soak.tale import FOR_GOOD, What

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from benchmarks.soak.tale import Event, Tale


@dataclass(frozen=True, slots=True)
class Row:
    """One registration as the database holds it. `notices` is what the consents say of disbursement news."""

    number: str
    household: Mapping[str, Any]
    notices: bool | None
    acting: Acting | None = None


def judge(tales: Sequence[Tale], rows: Sequence[Row], listed: Collection[str] = ()) -> list[Finding]:
    """Hold what every resident did and saw against the rows. An empty list is the promise kept.

    `listed` are the addresses of those to whom something could not be delivered, as an officer sees them.
    """
    by_nik: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_nik[str(row.household.get("nik"))].append(row)
    numbers = {row.number for row in rows}
    findings = [found for tale in tales for found in _of_one(tale, by_nik.get(tale.family.nik, []), numbers)]
    findings += [
        Finding(Fault.NOT_LISTED, tale.family.place, "a push was refused for good, or never made")
        for tale in tales
        if has_to_be_listed(tale) and tale.family.address not in listed
    ]
    known = {tale.family.nik for tale in tales}
    findings += [
        Finding(Fault.NOT_AS_TYPED, -1, f"{row.number} has a NIK that nobody typed")
        for nik, found in by_nik.items()
        if nik not in known
        for row in found
    ]
    return findings


def _of_one(tale: Tale, rows: Sequence[Row], numbers: set[str]) -> Iterator[Finding]:
    place = tale.family.place
    for fault, seen in (*_rows(tale, rows), *_numbers(tale, rows, numbers), *_answers(tale), *_standing(tale)):
        yield Finding(fault, place, seen)


def _rows(tale: Tale, rows: Sequence[Row]) -> Iterator[tuple[Fault, str]]:
    sent = has_sent(tale)
    if sent and not rows:
        yield Fault.NO_ROW, "no row has this NIK"
    if rows and not sent:
        yield Fault.ROW_WITHOUT_KIRIM, rows[0].number
    if len(rows) > 1:
        yield Fault.TWO_ROWS, ", ".join(row.number for row in rows)
    for row in rows:
        yield from ((Fault.NOT_AS_TYPED, f"{row.number}: {said}") for said in _differences(tale, row))


def _differences(tale: Tale, row: Row) -> Iterator[str]:
    typed, held = _told(tale.family.row), _told(row.household)
    for name in sorted(typed.keys() | held.keys()):
        if typed.get(name) != held.get(name):
            yield f"{name} is {held.get(name)!r}, typed was {typed.get(name)!r}"
    # An agent may leave it to the family, who is asked later.
    left_open = row.notices is None and tale.family.acting is not None
    if not left_open and row.notices != tale.family.wants_notices:
        yield f"notices are {row.notices}, wanted was {tale.family.wants_notices}"
    if row.acting != tale.family.acting:
        yield f"it was made by {row.acting}, and should be by {tale.family.acting}"


def _told(household: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what was not told: nothing and an empty list are the same."""
    return {name: value for name, value in household.items() if value not in (None, [], {}, ())}


def _numbers(tale: Tale, rows: Sequence[Row], numbers: set[str]) -> Iterator[tuple[Fault, str]]:
    told = sorted(numbers_told(tale))
    if has_sent(tale) and not told and not has_blocked(tale):
        yield Fault.NO_NUMBER, "no message had a number"
    if len(told) > 1:
        yield Fault.TWO_NUMBERS, ", ".join(told)
    own = {row.number for row in rows}
    for number in told:
        if number not in own:
            whose = "another family's row" if number in numbers else "no row"
            yield Fault.NUMBER_WITHOUT_ROW, f"{number} is {whose}"


def unheard(tale: Tale) -> bool:
    """Tell whether something is still to come: the answer to an accepted message, or a push to who blocked us."""
    if has_blocked(tale):
        return not is_undeliverable(tale) and not numbers_told(tale)
    return any(fault is Fault.NOT_HEARD for fault, _ in _answers(tale))


def has_blocked(tale: Tale) -> bool:
    """Tell whether this person blocked the service."""
    return bool(tale.of(What.BLOCKED))


def is_undeliverable(tale: Tale) -> bool:
    """Tell whether a push to who blocked the service was refused: an officer has to see it."""
    refused = any(event.ref == FOR_GOOD and event.text.startswith("403") for event in tale.of(What.TURNED_AWAY))
    return has_blocked(tale) and refused


def has_to_be_listed(tale: Tale) -> bool:
    """Tell whether an officer has to see this person: a push was refused, or the promised number never came."""
    return is_undeliverable(tale) or (has_blocked(tale) and has_sent(tale) and not numbers_told(tale))


def has_sent(tale: Tale) -> bool:
    """Tell whether this person wrote KIRIM."""
    return any(event.text.casefold() == "kirim" for event in tale.of(What.SAID))


def numbers_told(tale: Tale) -> set[str]:
    """Give the registration numbers that the person has seen."""
    seen = (number_in(event.text) for event in tale.of(What.ANSWERED, What.PUSHED))
    return {number for number in seen if number is not None}


def _answers(tale: Tale) -> Iterator[tuple[Fault, str]]:
    answered: dict[str, set[str]] = defaultdict(set)
    for event in tale.of(What.ANSWERED):
        answered[event.message].add(event.text)
    for message, texts in answered.items():
        if len(texts) > 1:
            yield Fault.TWO_ANSWERS, f"{message}: {' / '.join(_first_line(text) for text in sorted(texts))}"
    for event in tale.of(What.ANSWERED, What.PUSHED, What.VANISHED):
        if apologises(event.text):
            yield Fault.APOLOGY, event.message or _first_line(event.text)
    yield from _same_under_one_ref(tale)
    yield from _number_twice(tale)
    yield from _counted(tale, set(answered))
    for event in tale.of(What.TURNED_AWAY):
        if event.ref == FOR_GOOD and not has_blocked(tale):
            yield Fault.REFUSED_REPLY, event.text


def _same_under_one_ref(tale: Tale) -> Iterator[tuple[Fault, str]]:
    under: dict[str, set[str]] = defaultdict(set)
    for event in tale.of(What.ANSWERED, What.PUSHED, What.VANISHED):
        if event.ref:
            under[event.ref].add(_meant(event.text))
    for ref, texts in under.items():
        if len(texts) > 1:
            yield Fault.TWO_ANSWERS, f"ref {ref}: {' / '.join(sorted(texts))}"


def _number_twice(tale: Tale) -> Iterator[tuple[Fault, str]]:
    """A number comes by itself once. On Telegram it may come again, where it says so."""
    came = [event.text for event in tale.of(What.PUSHED) if comes_by_itself(event.text) and number_in(event.text)]
    once = [text for text in came if tale.family.channel is Channel.WHATSAPP or not is_said_again(text)]
    if len(once) > 1:
        yield Fault.TWO_ANSWERS, f"the number came by itself {len(once)} times"


def _meant(text: str) -> str:
    """Give the beginning of a text without what a template leaves out: the lines, and the list with its numbers."""
    return "".join(filter(str.isalnum, first_said(text).partition("\n\n1. ")[0]))[:40]


def _counted(tale: Tale, answered: set[str]) -> Iterator[tuple[Fault, str]]:
    """Every accepted message has its answer: in a response, by a push of its own, or as the number it waits for."""
    taken = {event.message for event in tale.of(What.TAKEN)}
    waiting = taken - answered - set(_answered_by_number(tale))
    pushes = [event for event in tale.of(What.PUSHED, What.VANISHED) if not comes_by_itself(event.text)]
    ridden = {event.ref for event in tale.of(What.ANSWERED) if event.ref}
    came = _distinct(tale, pushes) - len(ridden & {event.ref for event in pushes})
    if came < len(waiting) and not has_blocked(tale):
        last = ", ".join(sorted(waiting)[-3:])
        yield Fault.NOT_HEARD, f"{len(waiting)} wait for a push (the last: {last}), {came} came"
    tries: dict[str, int] = defaultdict(int)
    for event in tale.of(What.TRIED, What.TAKEN):
        tries[event.message] += 1
    # What was delivered more than once may have been answered in both ways, with the same words.
    both = sum(1 for message in answered if tries[message] > 1)
    meant = _meant if tale.family.channel is Channel.WHATSAPP else first_said
    if len({meant(event.text) for event in pushes}) > len(tries.keys() - answered) + both:
        yield Fault.TWO_ANSWERS, f"{len(pushes)} pushes for {len(waiting)} messages without an answer in the response"


def _answered_by_number(tale: Tale) -> Iterator[str]:
    """Give the KIRIM that a number followed by itself: what it waits for is the number, whichever way it comes."""
    if any(comes_by_itself(event.text) and number_in(event.text) for event in tale.of(What.PUSHED)):
        yield from (event.message for event in tale.of(What.SAID) if event.text.casefold() == "kirim")


def _distinct(tale: Tale, pushes: Sequence[Event]) -> int:
    """Count the pushes: what was sent again counts once.

    On WhatsApp only what was not there is sent again. Where two have the same words nobody can tell which of them was
    there, neither Twilio nor the person, who has read both.
    """
    if tale.family.channel is Channel.WHATSAPP:
        return sum(1 for event in pushes if event.what is What.PUSHED)
    first = [event.text for event in pushes if not is_said_again(event.text)]
    # A process may die before the first time: then only the second comes, and says so.
    return len(first) + len({first_said(event.text) for event in pushes}.difference(first))


def _standing(tale: Tale) -> Iterator[tuple[Fault, str]]:
    if not tale.finished:
        last = tale.events[-1] if tale.events else None
        yield Fault.WAITS, f"the last that happened: {last.what} {_first_line(last.text)}" if last else "never began"


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:80]
