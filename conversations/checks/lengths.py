"""Whether every message goes into every channel whole, with the longest answers that people can give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.messages import messages_of
from conversations.checks.places import at_state
from conversations.engine.compose import Composer
from conversations.engine.facts import LONGEST_FACTS
from conversations.words.texts import TextFault, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from conversations.checks.catalogue import Catalogue
    from conversations.checks.finding import Finding
    from conversations.checks.messages import Message
    from conversations.engine.flow import Flow
    from conversations.engine.messages import Outbound

WHATSAPP_BODY = 1600
"""UTF-16 units of a message with its numbered list (Twilio error 21617)."""
WHATSAPP_TEMPLATE = 1024
"""UTF-16 units of a text that goes with buttons or a list (Twilio: content)."""
TEMPLATE_LINES, TEMPLATE_CHOICES = 3, 10
"""What a text with buttons may have: a template's values carry no line breaks (Twilio error 21656)."""
TELEGRAM_TEXT = 4096
"""UTF-16 units (Bot API: sendMessage)."""
TELEGRAM_PAYLOAD = 64
"""Bytes (Bot API: InlineKeyboardButton)."""


def length_findings(
    flows: Mapping[str, Flow], locale: str, sources: Mapping[str, str], catalogues: Mapping[str, Catalogue]
) -> Iterator[Finding]:
    """Find messages that a channel would cut off or refuse."""
    texts = Texts(locale, sources, {fact: _filled(room) for fact, room in LONGEST_FACTS.items()})
    for flow in flows.values():
        composer = Composer(texts, flow)
        for state in flow:
            try:
                messages = list(messages_of(composer, flow, state))
            except TextFault:
                continue  # The checks of words have told of what is missing.
            except (LookupError, TypeError, ValueError, AttributeError) as fault:
                yield at_state(
                    flow,
                    state.name,
                    f"cannot be tried with the longest answers: {fault}",
                    "Give its answers in conversations/checks/longest_answers.py",
                )
                continue
            yield from _worst(catalogues, flow, state.name, messages)


def _worst(catalogues: Mapping[str, Catalogue], flow: Flow, state: str, messages: list[Message]) -> Iterator[Finding]:
    """Tell of the longest message of a state only: what shortens it shortens the others."""
    too_long = [(over, message) for message in messages if (over := _over(message.outbound)) > 0]
    if too_long and flow.name in catalogues:
        over, message = max(too_long, key=lambda each: each[0])
        length = _units(listed(message.outbound))
        yield catalogues[flow.name].at(
            (state, message.attribute),
            f"makes a message of {length} characters {message.when}, {over} too many",
            f"Shorten it: WhatsApp takes {WHATSAPP_BODY} with the list, {WHATSAPP_TEMPLATE} with buttons",
        )
    for message in messages:
        for choice in message.outbound.choices:
            if len(choice.payload.encode()) > TELEGRAM_PAYLOAD:
                yield at_state(flow, state, f"has a payload of more than {TELEGRAM_PAYLOAD} bytes", "Make it shorter")


def _over(outbound: Outbound) -> int:
    """Give by how much a message outgrows the tightest channel; 0 or less when it fits."""
    lines = [line for line in outbound.text.splitlines() if line.strip()]
    over = _units(listed(outbound)) - min(WHATSAPP_BODY, TELEGRAM_TEXT)
    with_buttons = 0 < len(outbound.choices) <= TEMPLATE_CHOICES and len(lines) <= TEMPLATE_LINES
    return max(over, _units(outbound.text) - WHATSAPP_TEMPLATE) if with_buttons else over


def listed(outbound: Outbound) -> str:
    """Give a message with its choices as a numbered list, which is its longest form."""
    choices = "\n".join(f"{number}. {choice.label}" for number, choice in enumerate(outbound.choices, 1))
    return "\n\n".join(part for part in (outbound.text, choices) if part)


def _units(text: str) -> int:
    """Count as both platforms do."""
    return len(text.encode("utf-16-le")) // 2


def _filled(room: int) -> str:
    return ("Dinas Sosial Kabupaten " * room)[:room].strip().ljust(room, "a")
