"""The name of a dusun or lingkungan. There is no list of them, so nearly everything may be one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from conversations.answers.normalise import plain
from conversations.answers.phrases import is_greeting, is_thanks, is_unknown
from conversations.answers.reading import Problem
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, said, squeezed
from conversations.answers.yes_no import parse_yes_no

_LONGEST: Final = 40
_NO_NAME: Final = ADDRESS | SOFTENERS | squeezed("eh anu oh maaf ya iya nggih salah sama betul benar itu")
_AROUND: Final = " .,-:;\"'!*_~()=\n"
_MOST_WORDS: Final = 5
_LABEL: Final = re.compile(
    r"^(?:(?:iya|oh|maaf|ini|eh|anu|di|ada|namanya|nama)\s+)*(?:(?:dusun|dsn|dusunnya|lingkungan|lingk|link|dukuh)\b[\s.:]*)+",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"[\s,.]+(?:pak|bu|mas|mbak|min|kak|nggih|ya)(?:\s+(?:pak|bu|nggih|ya))*[\s.]*$", re.IGNORECASE
)
_RT: Final = re.compile(r"r\.?[tw]\.?\s*\d")
_QUESTION: Final = re.compile(r"\b(?:gimana|gmn|bagaimana|piye|kenapa|caranya|kapan|apa|apakah|berapa)\b")


def parse_dusun(text: str) -> str | Problem:
    """Read a name, without the word for what it is. A greeting, a question or a plain yes is `no-name`."""
    if is_greeting(text) or is_thanks(text) or _RT.match(plain(text)) or "?" in text or _QUESTION.search(plain(text)):
        return Problem("no-name")
    if set(said(text)) <= _NO_NAME or is_unknown(text):
        return Problem("no-name")
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip(_AROUND)
    name = _LABEL.sub("", " ".join(seen.split()))
    name = _CLOSING.sub("", name.strip(_AROUND)).strip(_AROUND)
    letters = sum(sign.isalpha() for sign in name)
    if letters < 3 or len(name.split()) > _MOST_WORDS or isinstance(parse_yes_no(name), bool):
        return Problem("no-name")
    one_case = name in {name.lower(), name.upper()}
    return (name.title() if one_case else name)[:_LONGEST]
