"""The labels of what can be picked: short enough for every channel's buttons, and each its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.catalogue import STAND_IN
from conversations.engine.flow import Ask, Choose, Flow, Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.checks.catalogue import Catalogue
    from conversations.checks.finding import Finding
    from conversations.engine.flow import State

FEW, SHORT = 3, 20
"""Up to three choices become WhatsApp quick replies of 20 characters (Twilio: content/twilio-quick-reply)."""
LONG = 24
"""Characters of an item of a WhatsApp list (Twilio: content/twilio-list-picker)."""
CAPTION = 30
"""Characters of a Telegram button in a row of its own that small phones show whole."""


def button_findings(flow: Flow, catalogue: Catalogue) -> Iterator[Finding]:
    """Find labels that a channel would cut off or refuse."""
    for state in flow:
        labels = list(_labels(state))
        limit = SHORT if len(labels) <= FEW else LONG
        if isinstance(state, Ask) and state.contact:
            yield from _too_long(catalogue, state.name, "contact", CAPTION, "a Telegram button")
        seen: dict[str, str] = {}
        kind = "a WhatsApp button" if limit == SHORT else "a WhatsApp list"
        for label in labels:
            yield from _too_long(catalogue, state.name, label, limit, kind)
            written = catalogue.texts.get((state.name, label))
            words = written.words.strip() if written else ""
            if words and words in seen:
                yield catalogue.at((state.name, label), f"reads {words!r}, as {seen[words]!r} does", "Word them apart")
            seen.setdefault(words, label)


def _labels(state: State) -> Iterator[str]:
    match state:
        case Choose():
            yield from (option.value for option in state.options)
        case Ask():
            yield from state.labels
        case Review():
            yield from ("right", "change")
        case _:
            return


def _too_long(catalogue: Catalogue, state: str, label: str, limit: int, kind: str) -> Iterator[Finding]:
    written = catalogue.texts.get((state, label))
    if written is None:
        return
    for words in (written.words, *written.variants):
        over = len(words.replace(STAND_IN, "").strip()) - limit
        if over > 0:
            yield catalogue.at(
                (state, label),
                f"is {over} {'character' if over == 1 else 'characters'} too long for {kind} of {limit}",
                f"Shorten {words.strip()!r}",
            )
