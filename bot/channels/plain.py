"""Text that every wire between here and a person can carry."""

from __future__ import annotations

import re

LONGEST_TYPED = 4096
"""Characters of one typed message that are read; Telegram sends no more and nobody types more."""

# NUL breaks PostgreSQL, lone surrogates break UTF-8, and XML 1.0 has no place for most control characters.
_UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Give the text without what JSON, XML or a database refuses, with plain line ends."""
    if text.isprintable():
        return text
    return _UNSAYABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def typed(text: str) -> str:
    """Give what a person typed, made plain and no longer than a person types."""
    return plain(text[:LONGEST_TYPED])
