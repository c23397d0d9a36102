"""Yes and no, in every spelling, and assent that is too weak to count."""

from __future__ import annotations

from enum import Enum
from typing import Final

from conversations.answers.assent import Meaning, is_agreement, meaning_of, reports, sign_meaning
from conversations.answers.phrases import is_unknown
from conversations.answers.reading import Problem
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, said, squeezed

YES_NO_PROBLEMS: Final = ("unclear", "both")


class Weak(Enum):
    """Assent that leaves it to others or to God ("boleh", "terserah", "insyaallah"): ask again where it
    matters."""

    ASSENT = "assent"


_TRAILING: Final = squeezed("ya yah nggih njih inggih yo nggeh")
_REVERSES: Final = squeezed("salah keliru bohong dusta")
_NOT_AGAINST: Final = squeezed("apa papa popo opo pa masalah keberatan napa nopo")
_TURNS: Final = squeezed("tapi tetapi tp tpi cuma cuman hanya kecuali kalau kalo klo asal nanging")
_QUESTIONS: Final = squeezed(
    "apa apakah bagaimana gimana siapa kapan berapa kenapa mengapa nopo piye pripun mana dimana"
)
_ONLY_ALONE: Final = squeezed("sing ten")
_MOST_OTHER_WORDS: Final = 3


def parse_yes_no(text: str) -> bool | Weak | Problem:
    """Read a yes or a no; "not yet" is a no. A question, or both in one message, is `unclear` or `both`."""
    sign = sign_meaning(text)
    if sign is not None:
        return sign is Meaning.YES
    tokens = _core(said(text))
    if not tokens or "?" in text or is_unknown(text):
        return Problem("unclear")
    return _judge(tokens)


def parse_consent(text: str) -> bool | Weak | Problem:
    """Read a yes or no to a consent. Only words of agreement count; "sudah", "ada" and signs are weak
    here."""
    read = parse_yes_no(text)
    if read is True and not any(map(is_agreement, said(text))):
        return Weak.ASSENT
    return read


def _core(tokens: list[str]) -> list[str]:
    kept = [token for token in tokens if token not in ADDRESS and token not in SOFTENERS]
    while len(kept) > 1 and kept[-1] in _TRAILING:
        kept.pop()
    return kept


def _judge(tokens: list[str]) -> bool | Weak | Problem:
    alone = len(tokens) == 1
    meanings = [
        meaning
        if (meaning := meaning_of(token, alone=alone)) and (alone or token not in _ONLY_ALONE)
        else None
        for token in tokens
    ]
    known = [meaning for meaning in meanings if meaning]
    first_known = next((place for place, meaning in enumerate(meanings) if meaning), None)
    if (
        first_known is None
        or first_known > 2
        or (first_known and any(token in _QUESTIONS for token in tokens[:first_known]))
    ):
        return Problem("unclear")
    if meanings[first_known] is Meaning.NO:
        return _denied(tokens[first_known + 1 :])
    if Meaning.NO in known:
        if reports(tokens[first_known]) and tokens[meanings.index(Meaning.NO)] in _REVERSES:
            return False
        return _double_negation(tokens, meanings)
    if any(token in _TURNS for token in tokens):
        return Problem("unclear")
    if Meaning.HEDGE in known or Meaning.YES not in known:
        return Weak.ASSENT
    others = len(tokens) - len(known)
    sure = first_known == 0 and not reports(tokens[0])
    return True if sure or others <= _MOST_OTHER_WORDS else Problem("unclear")


def _denied(rest: list[str]) -> bool | Weak | Problem:
    """Read what follows a "not": "tidak apa-apa" is assent and "tidak salah" a yes."""
    if rest and rest[0] in _NOT_AGAINST:
        return Weak.ASSENT
    if rest and rest[0] in _REVERSES:
        return True
    return Problem("unclear") if any(token in _REVERSES for token in rest) else False


def _double_negation(tokens: list[str], meanings: list[Meaning | None]) -> bool | Weak | Problem:
    """Read a yes that goes on with a "not": fine where the "not" itself assents, else nobody can tell."""
    place = meanings.index(Meaning.NO)
    rest = _denied(tokens[place + 1 :])
    return True if rest is True or rest is Weak.ASSENT else Problem("both")
