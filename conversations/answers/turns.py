"""The words that turn a message into something else than it seems: "not", "but", and what makes a question.

They are judged before anything in the message is taken as an answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.vocabulary import NEGATION, said, squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

_DENIAL: Final = re.compile(
    rf"(?:{NEGATION}|belum|blm|blum|belom|jangan|jgn|jngan|jangn|durung|drg|dereng|kurang|nanti|nnti|nti|ntar|"
    r"besok|sesuk|mengko|mengke|ten|enten|ojo|ampun|batal|emoh)"
)
_OSING_NOT: Final = "sing"
TURNS: Final = squeezed(
    "tapi tetapi tp tpi cuma cuman hanya kecuali selain padahal asal asalkan kalau kalo klo kl misal "
    "misalnya jika bila nanging ning sakliyane"
)
QUESTIONS: Final = squeezed(
    "apa apakah bagaimana gimana gmn siapa kapan berapa kenapa mengapa nopo napa menapa piye pripun mana "
    "dimana kemana pundi endi opo sopo"
)


def denies(tokens: Sequence[str]) -> bool:
    """Tell whether squeezed words hold a "not" or a "later". Osing "sing" is one in front of something."""
    return any(_DENIAL.fullmatch(token) for token in tokens) or (len(tokens) > 1 and tokens[0] == _OSING_NOT)


def turns(tokens: Sequence[str]) -> bool:
    """Tell whether squeezed words hold a "but", an "except" or an "if"."""
    return not TURNS.isdisjoint(tokens)


def asks(tokens: Sequence[str]) -> bool:
    """Tell whether squeezed words hold one that begins a question."""
    return not QUESTIONS.isdisjoint(tokens)


def is_question(text: str) -> bool:
    """Tell whether a message asks something in return; one with digits in it answers all the same."""
    return not any(sign.isdigit() for sign in text) and ("?" in text or asks(said(text)))
