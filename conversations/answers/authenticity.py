"""Asking whether a message is genuine: by the code that every notice carries, or by showing the message itself."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.normalise import plain, words

_CODE: Final = re.compile(r"(?:(?:cek|check|verifikasi)(?: kode)?(?: kabar| pesan)?|kode)[ :]*([0-9]{4})[.!? ]*")
_WITHIN: Final = re.compile(r"\bcek (?:kode )?([0-9]{4})\b")
_QUOTED: Final = re.compile(
    r"\s*cek(?:\s+(?:pesan|kabar|berita))?(?:\s+ini)?\s*[:\n]\s*(\S.*)", re.IGNORECASE | re.DOTALL
)
_LINK: Final = re.compile(r"https?://|\bwww\.|\b(?:bit\.ly|wa\.me|t\.me|s\.id|tinyurl\.com)/", re.IGNORECASE)
_SHORTEST: Final = 5
"""Words of a message that somebody may have sent on; fewer are an answer."""


def asked_code(text: str) -> str | None:
    """Give the code that a whole message asks about: "cek 4821", "kode 4821"."""
    found = _CODE.fullmatch(plain(text))
    return found[1] if found is not None else None


def code_within(text: str) -> str | None:
    """Give the code that a message carries somewhere, as our notices do."""
    found = _WITHIN.search(plain(text))
    return found[1] if found is not None else None


def is_passed_on(text: str, *, forwarded: bool) -> bool:
    """Tell whether a message is somebody else's that is shown to us: marked so, quoted, with our code or with a link.

    What the platform does not mark and what has none of these may as well be an answer.
    """
    if _QUOTED.fullmatch(text) is not None:
        return True
    if len(text.split()) < _SHORTEST:
        return False
    return forwarded or code_within(text) is not None or _LINK.search(text) is not None


def shown(text: str) -> str:
    """Give the words of a message that is shown to us, without the "cek:" before it, signs and capitals."""
    quoted = _QUOTED.fullmatch(text)
    return " ".join(words(plain(quoted[1] if quoted is not None else text).replace("_", " ")))
