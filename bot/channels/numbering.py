"""Choices as a numbered list in the text: what works on every phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.engine.messages import Choice

_CUT = "…"


def numbered(choices: Sequence[Choice]) -> str:
    """List the choices, one per line, by the number to type."""
    return "\n".join(f"{number}. {plain(choice.label)}" for number, choice in enumerate(choices, start=1))


def with_list(text: str, choices: Sequence[Choice], limit: int) -> str:
    """Put the list under the text, within `limit` UTF-16 units, which is how both platforms count.

    A text that is too long is cut, never the list: without the list nobody can answer.
    """
    listed = numbered(choices)
    text = plain(text).strip()
    if not listed:
        return _cut(text, limit)
    if not text:
        return _cut(listed, limit)
    room = limit - _length(listed) - 2
    return f"{_cut(text, room)}\n\n{listed}" if room > len(_CUT) else _cut(listed, limit)


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _cut(text: str, limit: int) -> str:
    if _length(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: (limit - len(_CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + _CUT
