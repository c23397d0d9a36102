"""How a message about a whole family is understood in a conversation, and what it leaves to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from conversations.answers.form import (
    PICKED,
    Field,
    Odd,
    Sign,
    Told,
    families_in,
    lack_of,
    needed,
    read_form,
    shown,
)
from conversations.answers.reading import Problem
from conversations.engine.fields import to_plain
from conversations.engine.flow import Offer, Situation
from conversations.flows.quick.record import Doubt, Message, Quick
from conversations.flows.registration import rules
from conversations.flows.registration.record import Consent, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_SHOWN: Final = 3
_MOST_OTHERS: Final = 30
_ALONE: Final[dict[tuple[str, ...], str]] = {(Field.WITNESS.value,): "Saksi", (Field.MEMBERS.value,): "Anggota"}
"""The labels of what may be answered without one, once nothing else is missing."""


def message(text: str, here: Situation[Quick]) -> Message | Problem:
    """Read a message about the family that is being told."""
    record = here.record
    so_far = {field: getattr(record, field) for field in Field if field.value in record.answers}
    first, *others = families_in(text) or [text]
    before = last(record)
    told = read_form(first, here.today, _names(here), so_far, before.kept)
    alone = _ALONE.get(tuple(missing(record.answers)))
    if not told.labels and alone is not None:
        # The only thing that was asked for needs no label; what does not answer it stays what it was.
        answer = read_form(f"{alone}: {first}", here.today, _names(here), so_far, before.kept)
        told = told if answer.odd else answer
    if Sign.TWO_FAMILIES in told.signs:
        return Problem("two-families")
    if told.is_empty and alone is None:
        return Problem("nothing-read")
    if Sign.OTHER_FAMILY in told.signs:
        return _put_by(before, before.others, [first, *others])
    return _put_by(_heard(told, record), before.others, others)


def last(record: Quick) -> Message:
    """Give the last message about the family; an empty one before the first."""
    return record.messages[-1] if record.messages else Message()


def _put_by(heard: Message, before: Sequence[str], others: Sequence[str]) -> Message:
    """Keep further families for later."""
    waiting = tuple(dict.fromkeys((*before, *others)))
    return msgspec.structs.replace(heard, others=waiting[:_MOST_OTHERS], came=len(others))


def next_family(record: Quick) -> str:
    """Give what was typed of the family that comes next, with all that wait behind it; nothing when none does."""
    return "\n\n".join(last(record).others)


def from_here(here: Situation[Quick]) -> Sequence[Offer]:
    """Offer to be asked what is missing, one question after the other."""
    return [Offer(Message(done=True, others=last(here.record).others), label="one_by_one")]


def answers_in(told: Message) -> Mapping[str, Any]:
    """Give the answers that came with a message."""
    return told.answers


def all_told(record: Quick) -> bool:
    """Tell whether no more messages are waited for."""
    return last(record).done


def lacking(record: Quick) -> Mapping[str, Any]:
    """Say what is missing or odd, what was not understood, and what is not asked."""
    told = last(record)
    fields = [name for name in missing(record.answers) if record.messages]
    return {
        "stage": "more" if record.messages else "first",
        "half": "yes" if told.half else "no",
        "missing": [_lacks(name, told.doubts.get(name), record) for name in fields],
        "left": [*_waiting(told), *_left("unread", told.unread), *_left("unasked", told.unasked)],
    }


def missing(answers: Mapping[str, Any]) -> list[str]:
    """Give the names of the answers that a registration still needs."""
    told = Registration(answers)
    lacks = [*needed.missing({field: getattr(told, field) for field in Field if field in answers})]
    if Field.PHONE in answers and Field.WITNESS not in answers and rules.needs_witness(told):
        lacks.append(Field.WITNESS)
    return [field.value for field in lacks]


def tells_reason(record: Quick) -> bool:
    """Tell whether a message says why the agent acts: nobody is asked it here."""
    return _is_told(record, Field.ACTING_REASON)


def tells_way(record: Quick) -> bool:
    """Tell whether a message says how the family agreed."""
    return _is_told(record, Field.CONSENT_WAY)


def has_witness(record: Quick) -> bool:
    """Tell whether a message names who saw the family agree, or somebody has to have seen it."""
    return _is_told(record, Field.WITNESS) or rules.needs_witness(Registration(record.answers))


def _is_told(record: Quick, field: Field) -> bool:
    return any(field in told.answers for told in record.messages or ())


def _waiting(told: Message) -> list[Mapping[str, Any]]:
    return [{"why": "others", "text": str(told.came)}] if told.came else []


def _left(why: str, texts: Sequence[str]) -> list[Mapping[str, Any]]:
    return [{"why": why, "text": shown(text)} for text in texts[:_MOST_SHOWN]]


def _heard(told: Told, record: Quick) -> Message:
    answers = {field.value: to_plain(value) for field, value in told.answers.items()}
    if answers.get("consent"):
        answers["consent"] = Consent.GIVEN.value
    doubts = {odd.field.value: Doubt(odd.problem.code, shown(odd.said), dict(odd.problem.args)) for odd in told.odd}
    return Message(
        answers,
        doubts,
        told.unread,
        told.unasked,
        half=Sign.HALF in told.signs,
        kept=told.kept,
        done=not missing({**record.answers, **answers}) and not doubts,
    )


def _names(here: Situation[Quick]) -> dict[Field, Mapping[str, tuple[str, ...]]]:
    return {field: here.called[field.value] for field in PICKED if field.value in here.called}


def _lacks(name: str, doubt: Doubt | None, record: Quick) -> Mapping[str, Any]:
    odd = None if doubt is None else Odd(Field(name), doubt.said, Problem(doubt.code, doubt.args))
    pupils = rules.children(Registration(record.answers)) if name == "schooling" else []
    unknown = ", ".join(child.name for _, child in pupils if child.name not in last(record).kept.schooling)
    return msgspec.structs.asdict(lack_of(name, odd, unknown))
