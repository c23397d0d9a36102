"""The words of a flow: every text is there, nothing is left over, and nothing outgrows a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fluent.syntax import FluentParser, ast

from conversations.checks.finding import Finding
from conversations.engine.flow import Ask, Choose, End, Flow, Question, Review, State, Submit

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from conversations.engine.texts import Texts

LONGEST_BUTTON = 30
"""Characters of a label that a Telegram button shows whole, in a row of its own."""
LONGEST_TEXT = 1024
"""Characters of a WhatsApp template body, the tightest limit of a text."""
_OPTIONAL = frozenset({"help", "noted", "line", "contact", "which"})
_SAMPLE = "Dinas Sosial Kabupaten Banyuwangi"


def word_findings(flow: Flow, texts: Texts, source: str | None) -> Iterator[Finding]:
    """Find what is wrong with the catalogue of a flow."""
    where = f"{texts.locale}/{flow.name}.ftl"
    if source is None:
        yield Finding(where, "is missing", "Write it, with a message for each state")
        return
    written = yield from _written(where, source)
    needed = {state.name: set(_needed(flow, state)) for state in flow}
    for name, attributes in needed.items():
        for attribute in sorted(attributes - written.get(name, set()), key=str):
            wanted = name if attribute is None else f"{name}.{attribute}"
            yield Finding(where, f"{wanted} is missing", "Write it")
    yield from _problems(flow, texts, where)
    used = {state.name: _allowed(flow, state) for state in flow}
    for name, attributes in written.items():
        if name not in used:
            if name != "opening":
                yield Finding(where, f"{name} belongs to no state", "Remove it")
            continue
        for attribute in sorted(filter(None, attributes - used[name])):
            if not attribute.endswith("-item"):
                yield Finding(where, f"{name}.{attribute} is never said", "Remove it")
    yield from _buttons(flow, texts, written, where)


def _written(where: str, source: str) -> Generator[Finding, None, dict[str, set[str | None]]]:
    """Read a catalogue: give what cannot be read as findings, and return its messages with their attributes."""
    found: dict[str, set[str | None]] = {}
    for entry in FluentParser(with_spans=True).parse(source).body:
        if isinstance(entry, ast.Junk):
            yield Finding(
                where,
                f"cannot be read at {(entry.content or '').strip()[:40]!r}",
                "Correct the Fluent syntax",
            )
        if isinstance(entry, ast.Message):
            if entry.id.name in found:
                yield Finding(where, f"{entry.id.name} stands twice", "Remove one")
            attributes: set[str | None] = {attribute.id.name for attribute in entry.attributes}
            found[entry.id.name] = attributes | ({None} if entry.value is not None else set())
    return found


def _needed(flow: Flow, state: State) -> Iterator[str | None]:
    """Give the texts a state cannot do without; None is the message itself."""
    match state:
        case Question():
            yield None
            yield from (["line"] if _is_reviewed(flow, state) else [])
            if isinstance(state, Choose):
                yield from (option.value for option in state.options)
            elif isinstance(state, Ask):
                yield from ("help", *state.labels)
        case Review():
            yield from (None, "help", "right", "change", "which")
        case Submit():
            yield from ("waiting", "rejected", "late-accepted", "late-already")
        case End():
            yield None
        case _:
            return


def _allowed(flow: Flow, state: State) -> set[str | None]:
    """Give every text a state can say."""
    allowed: set[str | None] = {*_needed(flow, state), *_OPTIONAL, None}
    if isinstance(state, (Ask, Choose)):
        allowed |= {f"problem-{code}" for code in state.problems}
    if isinstance(state, Choose):
        allowed |= {f"{option.value}-words" for option in state.options}
    if isinstance(state, Ask):
        allowed |= {f"{label}-words" for label in state.labels}
    return allowed


def _problems(flow: Flow, texts: Texts, where: str) -> Iterator[Finding]:
    for state in flow:
        for code in state.problems if isinstance(state, (Ask, Choose)) else ():
            said = texts.has(flow.name, state.name, f"problem-{code}") or texts.has(
                "common", f"problem-{code}"
            )
            if not said:
                yield Finding(
                    where,
                    f"{state.name}.problem-{code} is missing",
                    "Say what was received and what is needed",
                )


def _is_reviewed(flow: Flow, state: State) -> bool:
    return any(isinstance(other, Review) and state.name in other.lines for other in flow)


def _buttons(
    flow: Flow, texts: Texts, written: Mapping[str, set[str | None]], where: str
) -> Iterator[Finding]:
    for state in flow:
        if not isinstance(state, Choose):
            continue
        for option in state.options:
            if option.value not in written.get(state.name, set()):
                continue
            label = texts.say(flow.name, state.name, option.value)
            if len(label) > LONGEST_BUTTON:
                over = len(label) - LONGEST_BUTTON
                yield Finding(
                    where,
                    f"{state.name}.{option.value} is {over} too long for a button",
                    f"Shorten {label!r}",
                )
