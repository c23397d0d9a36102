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
    """Assent that leaves it to others or to God ("boleh", "insyaallah"): ask again where it matters."""

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
_LATEST: Final = 2


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
    """Read a yes or no to a consent. It must begin with a word of agreement: "sudah" and signs are weak.

    An unknown word in front may be a "not" in a language that is not known here.
    """
    read = parse_yes_no(text)
    if read is not True:
        return read
    first = next((token for token in _core(said(text)) if not reports(token)), "")
    return True if is_agreement(first) else Weak.ASSENT


def _core(tokens: list[str]) -> list[str]:
    kept = [token for token in tokens if token not in ADDRESS and token not in SOFTENERS]
    while len(kept) > 1 and kept[-1] in _TRAILING:
        kept.pop()
    return kept


def _judge(tokens: list[str]) -> bool | Weak | Problem:
    meanings = [meaning_of(token, alone=len(tokens) == 1) for token in tokens]
    first = next((place for place, meaning in enumerate(meanings) if meaning), None)
    if first is None or first > _LATEST or not _QUESTIONS.isdisjoint(tokens[:first]):
        return Problem("unclear")
    if len(tokens) > 1 and tokens[first] in _ONLY_ALONE:
        return Problem("unclear")
    if meanings[first] is Meaning.NO:
        return _denied(tokens[first + 1 :])
    if Meaning.NO in meanings:
        return _turned(tokens, first, meanings.index(Meaning.NO))
    return _affirmed(tokens, first, meanings)


def _affirmed(tokens: list[str], first: int, meanings: list[Meaning | None]) -> bool | Weak | Problem:
    if not _TURNS.isdisjoint(tokens):
        return Problem("unclear")
    if Meaning.HEDGE in meanings or Meaning.YES not in meanings:
        return Weak.ASSENT
    sure = first == 0 and not reports(tokens[0])
    return True if sure or meanings.count(None) <= _MOST_OTHER_WORDS else Problem("unclear")


def _denied(rest: list[str]) -> bool | Weak | Problem:
    """Read what follows a "not": "tidak apa-apa" is assent and "tidak salah" a yes."""
    if rest and rest[0] in _NOT_AGAINST:
        return Weak.ASSENT
    if rest and rest[0] in _REVERSES:
        return True
    return Problem("unclear") if any(token in _REVERSES for token in rest) else False


def _turned(tokens: list[str], first: int, turn: int) -> bool | Weak | Problem:
    """Read a yes that goes on with a "not": fine where that assents too, else nobody can tell."""
    if reports(tokens[first]) and tokens[turn] in _REVERSES:
        return False
    rest = _denied(tokens[turn + 1 :])
    return True if rest is True or rest is Weak.ASSENT else Problem("both")
