"""Buttons under a Telegram message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from bot.channels.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.engine.messages import Choice

Markup: TypeAlias = dict[str, object]

_WIDE_ROW = 14
"""Characters that still fit when two buttons share a row of a small phone."""

_WHOLE_ROW = 30
"""Characters that fit a whole row; longer captions are cut off by the app."""

_MOST_BUTTONS = 100
_LONGEST_DATA = 64
"""Bytes that come back when a button is pressed (Bot API, InlineKeyboardButton)."""

_NUMBERS_PER_ROW = 5
_NUMBER = re.compile(r"^\d{1,3}\. ")

REMOVED: Markup = {"remove_keyboard": True}


def fits_buttons(choices: Sequence[Choice]) -> bool:
    """Tell whether every choice can be read on a button of its own and pressed."""
    return len(choices) <= _MOST_BUTTONS and all(
        len(plain(choice.label)) <= _WHOLE_ROW and _pressable(choice) for choice in choices
    )


def labelled(choices: Sequence[Choice]) -> Markup:
    """Give buttons that carry number and label, so that tapping and typing the number are the same thing."""
    captions = [f"{number}. {plain(choice.label)}" for number, choice in enumerate(choices, start=1)]
    per_row = 2 if all(len(caption) <= _WIDE_ROW for caption in captions) else 1
    return _inline(list(zip(captions, choices, strict=True)), per_row)


def numbers_only(choices: Sequence[Choice]) -> Markup:
    """Give buttons that carry only the number, for choices whose labels stand in the text."""
    buttons = [(str(number), choice) for number, choice in enumerate(choices, start=1) if _pressable(choice)]
    return _inline(buttons[:_MOST_BUTTONS], _NUMBERS_PER_ROW)


def asking_contact(contact_label: str, choices: Sequence[Choice]) -> Markup:
    """Give a keyboard whose first button shares the person's own number.

    Telegram allows such a button only on a reply keyboard, and one message has one keyboard: the choices
    become plain buttons that type their label.
    """
    rows: list[list[Markup]] = [[{"text": plain(contact_label), "request_contact": True}]]
    rows += [[{"text": plain(choice.label)}] for choice in choices]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def label_of(markup: Markup, data: str) -> str:
    """Find what the pressed button said, without its number. Empty when the message is too old to tell."""
    rows = markup.get("inline_keyboard")
    for row in rows if isinstance(rows, list) else ():
        for button in row if isinstance(row, list) else ():
            if isinstance(button, dict) and button.get("callback_data") == data:
                caption = button.get("text")
                return _NUMBER.sub("", caption) if isinstance(caption, str) else ""
    return ""


def _pressable(choice: Choice) -> bool:
    return 1 <= len(plain(choice.payload).encode()) <= _LONGEST_DATA


def _inline(buttons: Sequence[tuple[str, Choice]], per_row: int) -> Markup:
    row = [{"text": caption, "callback_data": plain(choice.payload)} for caption, choice in buttons]
    return {"inline_keyboard": [row[start : start + per_row] for start in range(0, len(row), per_row)]}
