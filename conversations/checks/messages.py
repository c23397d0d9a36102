"""Every message that a state can make, at its longest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from conversations.checks.longest_answers import LONGEST_ARGUMENTS, longest_answers
from conversations.checks.said import problems_of
from conversations.engine.agent import AGENT, RESIDENT, ROLE
from conversations.engine.compose import outbound
from conversations.engine.fields import fields_of
from conversations.engine.flow import Ask, Choose, End, Flow, Question, Review, Situation, State, Submit
from conversations.engine.messages import Outbound
from conversations.engine.session import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from conversations.engine.compose import Composer, Offered
    from conversations.engine.fields import Record

_DAY = date(2026, 11, 21)
_PHONE = "+6281200000012"
_LATE = 0xFFFFF
"""A turn that no session reaches: the longest payload."""
ROLES = (RESIDENT, AGENT)
_RECEIVED = ("voice", "photo", "location", "sticker", "contact", "other")


@dataclass(frozen=True, slots=True)
class Message:
    """One message, and when it is said. `attribute` is the text of the state that makes it long."""

    when: str
    attribute: str | None
    outbound: Outbound


def messages_of(composer: Composer, flow: Flow, state: State) -> Iterator[Message]:
    """Give the messages of a state with the longest answers, and all that can be said before its question.

    Raises:
        TextFault: a text is missing; the other checks have said so.
    """
    for role in ROLES if ROLE in fields_of(flow.record) else ROLES[:1]:
        record = flow.record({**longest_answers(flow.name, state.name), ROLE: role})
        marked = [composer.common("practice")] if "practice" in fields_of(flow.record) and role != RESIDENT else []
        for each in _of(composer, flow, state, record):
            yield replace(each, outbound=msgspec.structs.replace(each.outbound, text=_joined(marked, each.outbound)))


def _joined(before: list[str], said: Outbound) -> str:
    return "\n\n".join([*before, said.text])


def _of(composer: Composer, flow: Flow, state: State, record: Record) -> Iterator[Message]:
    match state:
        case Question() | Review():
            yield from _asked(composer, flow, state, record)
        case Submit():
            for attribute in ("waiting", "late-accepted", "late-already"):
                text = composer.of(state, attribute, record, **LONGEST_ARGUMENTS)
                yield Message("afterwards", attribute, outbound([text], None))
        case End():
            text = composer.of(state, None, record)
            yield Message("at the end", None, outbound([*_noted(composer, flow), text], None))
        case _:
            return


def _asked(composer: Composer, flow: Flow, state: Question[Any] | Review, record: Record) -> Iterator[Message]:
    run = _run(flow, state, _offered(composer, state, record))
    question = composer.question(state, record)
    common, words = composer.common, composer.texts

    def message(when: str, attribute: str | None, *lead: str) -> Message:
        return Message(when, attribute, outbound([*lead, question], run))

    again = composer.of(state, "again", record) if composer.has(state, "again") else question

    def tried(attribute: str, *lead: str) -> Message:
        return Message("after the third try", attribute, outbound([*lead, again], run))

    yield message("when it is asked", None, *_noted(composer, flow))
    help_text = composer.of(state, "help", record) if composer.has(state, "help") else ""
    yield message("after BANTUAN", "help", help_text, common("help-commands"))
    yield message("after PETUGAS", None, common("person"))
    yield message("after something unread", None, _longest(common(f"received-{each}") for each in _RECEIVED))
    offered = common("person-offered-skip" if isinstance(state, Ask) and state.optional else "person-offered")
    for code in problems_of(state) if isinstance(state, (Ask, Choose)) else ("not-reviewed",):
        problem = composer.problem(state, code, record, LONGEST_ARGUMENTS)
        attribute = f"problem-{code}"
        yield tried(attribute, problem, help_text, offered)
    for sent in (each for each in flow if isinstance(each, Submit)):
        yield message("when the registry refuses", None, composer.of(sent, "rejected", record))
    if isinstance(state, Review):
        topics = _run(flow, state, composer.topics(state, record))
        yield Message("after UBAH", "which", outbound([composer.of(state, "which", record)], topics))
    if flow.name == "menu":
        yield message("in a new chat", None, words.say(flow.name, "opening"))


def _offered(composer: Composer, state: Question[Any] | Review, record: Record) -> Offered:
    """Give all that can ever be picked, what `only_if` hides included."""
    if isinstance(state, Choose):
        return [(option.value, composer.label(state, option.value)) for option in state.options]
    return composer.offered(state, Situation(record, _DAY, None, _PHONE))


def _noted(composer: Composer, flow: Flow) -> list[str]:
    """Give the longest line that repeats an answer before the next question."""
    noted = []
    for state in flow:
        if isinstance(state, Question) and composer.has(state, "noted"):
            answers = longest_answers(flow.name, state.name)
            if state.slot in answers:
                noted.append(composer.noted(state, flow.record(answers)) or "")
    return [_longest(noted)] if noted else []


def _run(flow: Flow, state: State, offered: Offered) -> Run:
    return Run(flow.name, flow.version, 1, state.name, offered=offered, offered_at=_LATE)


def _longest(texts: Iterable[str]) -> str:
    return max(texts, key=len)
