"""The content templates that show choices as WhatsApp buttons or as a list."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.channels.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from conversations.engine.messages import Choice, Outbound

_LONGEST_BODY = 1024
_LONGEST_ID = 200
_MOST_LINES = 3
_SPACE = re.compile(r"\s+")
_SENTENCE_END = (".", "?", "!", ":", ",")


class Kind(StrEnum):
    """How the choices look. Limits are Twilio's for messages inside a session."""

    QUICK_REPLY = "quick_reply"
    LIST_PICKER = "list_picker"


_MOST_CHOICES = {Kind.QUICK_REPLY: 3, Kind.LIST_PICKER: 10}
_LONGEST_LABEL = {Kind.QUICK_REPLY: 20, Kind.LIST_PICKER: 24}


@dataclass(frozen=True, slots=True)
class Template:
    """One template: a template has a fixed number of choices, so there is one per number."""

    kind: Kind
    choices: int

    @property
    def name(self) -> str:
        """The name in settings, and in the Twilio account with `bansos_` before it."""
        return f"{self.kind.value}_{self.choices}"

    def types(self) -> dict[str, object]:
        """Give the Content API's `types`. Variable 1 is the text, then come label and id in turn."""
        slots = [(f"{{{{{2 * n}}}}}", f"{{{{{2 * n + 1}}}}}") for n in range(1, self.choices + 1)]
        if self.kind is Kind.QUICK_REPLY:
            actions = [{"type": "QUICK_REPLY", "title": label, "id": ref} for label, ref in slots]
            return {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}
        items = [{"item": label, "id": ref} for label, ref in slots]
        return {"twilio/list-picker": {"body": "{{1}}", "button": "Pilih jawaban", "items": items}}

    def samples(self) -> dict[str, str]:
        """Give sample values, which the Content API asks for."""
        values = {"1": "Apakah data ini sudah benar?"}
        for n in range(1, self.choices + 1):
            values |= {str(2 * n): f"Pilihan {n}", str(2 * n + 1): f"pilihan-{n}"}
        return values


ALL = tuple(
    Template(kind=kind, choices=count)
    for kind in Kind
    for count in range(1 if kind is Kind.QUICK_REPLY else 2, _MOST_CHOICES[kind] + 1)
)


def template_for(outbound: Outbound, available: Iterable[str]) -> Template | None:
    """Find the template that can show these choices, None where a numbered list serves better.

    A template's values carry no line breaks (error 21656), so a text of many lines, such as a review, stays a
    numbered list.
    """
    names = frozenset(available)
    if not names or not outbound.choices or not _fits_body(outbound.text):
        return None
    for kind in Kind:
        template = Template(kind=kind, choices=len(outbound.choices))
        if template.name in names and _fits(outbound.choices, kind):
            return template
    return None


def content_variables(outbound: Outbound) -> str:
    """Give the values for the template as the JSON text that Twilio takes."""
    values = {"1": template_text(outbound)}
    for n, choice in enumerate(outbound.choices, start=1):
        values |= {str(2 * n): _tidy(choice.label), str(2 * n + 1): _tidy(choice.payload)}
    return json.dumps(values, ensure_ascii=False)


def numbered_variables(values: Sequence[str]) -> str:
    """Give values in order as the JSON text that Twilio takes. None may be empty (error 21656)."""
    return json.dumps({str(n): _tidy(value) or "-" for n, value in enumerate(values, start=1)}, ensure_ascii=False)


def template_text(outbound: Outbound) -> str:
    """Give the text as a template shows it, on one line."""
    return _one_line(outbound.text)


def _fits_body(text: str) -> bool:
    lines = [line for line in plain(text).splitlines() if line.strip()]
    return 0 < len(lines) <= _MOST_LINES and len(_one_line(text)) <= _LONGEST_BODY


def _fits(choices: tuple[Choice, ...], kind: Kind) -> bool:
    labels = [_tidy(choice.label) for choice in choices]
    if len(set(labels)) < len(labels):
        return False  # WhatsApp refuses buttons that read the same.
    return all(0 < len(label) <= _LONGEST_LABEL[kind] for label in labels) and all(
        # A payload that had to be tidied would come back as another one.
        0 < len(choice.payload) <= _LONGEST_ID and _tidy(choice.payload) == choice.payload
        for choice in choices
    )


def _one_line(text: str) -> str:
    *before, last = [tidy for line in plain(text).splitlines() if (tidy := _tidy(line))] or [""]
    return " ".join([*(line if line.endswith(_SENTENCE_END) else f"{line} ·" for line in before), last])


def _tidy(value: str) -> str:
    """Twilio refuses values with line breaks, tabs or more than four spaces in a row (error 21656)."""
    return _SPACE.sub(" ", plain(value)).strip()
