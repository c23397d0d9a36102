"""What someone in the household finds very hard or cannot do, in the words of the family.

"Gak bisa jalan" says that there is a difficulty, although it begins with a no; "tidak lumpuh" tells nothing.
"""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.choices import Difficulty
from conversations.answers.normalise import normalise, words
from conversations.answers.phrases import is_none, is_skip, is_unknown
from conversations.answers.typos import is_slip_of
from conversations.answers.vocabulary import NEGATION, SOFTENERS, listed
from conversations.answers.yes_no import parse_yes_no

_CONDITIONS: Final = {
    Difficulty.SEEING: "buta rabun netra tunanetra picek wuta katarak",
    Difficulty.HEARING: "tuli budek budeg tunarungu congek kopok",
    Difficulty.WALKING: "lumpuh pincang stroke strok struk tunadaksa daksa",
    Difficulty.REMEMBERING: "pikun pikunan linglung",
    Difficulty.SPEAKING: "bisu tunawicara gagap",
}
_ABILITIES: Final = {
    Difficulty.SEEING: "melihat lihat liat ngliat ndelok ndeleng penglihatan mata matanya",
    Difficulty.HEARING: "mendengar dengar denger krungu pendengaran kuping telinga",
    Difficulty.WALKING: "berjalan jalan mlaku mlampah kaki kakinya gringsingen berdiri",
    Difficulty.REMEMBERING: "mengingat ingat inget eling konsentrasi",
    Difficulty.SELF_CARE: "mengurus ngurus urus mandi berpakaian",
    Difficulty.SPEAKING: "berbicara bicara ngomong wicara omong",
}
_OF_CONDITION: Final = {word: kind for kind, named in _CONDITIONS.items() for word in named.split()}
_OF_ABILITY: Final = {word: kind for kind, named in _ABILITIES.items() for word in named.split()}
_CONTRAST: Final = re.compile(r"\b(?:tapi|tetapi|tp|tpi|nanging|cuma|cuman|hanya)\b")
_EXCEPT: Final = re.compile(r"\b(?:kecuali|selain|kalau|kalo)\b|\?")
_NO: Final = rf"(?:{NEGATION}|e?ngg?ak|e?ngga|engg?ak|sing)"
_NOBODY: Final = re.compile(
    rf"^(?:alhamdulillah\W+)?(?:{_NO}|belum)\s*(?:ada|ono|onok|wonten|ana|enek)\b"
    rf"(?:(?=\s+(?:yang|yg|sing)\s+{_NO}\s*(?:bisa|isa|iso|saged)\b)|(?![^,.;]*\b(?:bisa|iso|saged)\b))"
)
# What "tidak ada" says that there is none of: "yang pikun", "anggota keluarga yang lumpuh", "gangguan".
_WHAT_NOBODY_HAS: Final = re.compile(
    r"\s*(?:(?:orang|anggota|keluarga|satu ?pun|sama sekali|di rumah|sini|saya|kami|mas|mbak|bu|pak)\s+)*"
    r"(?:yang|yg|sing|seng|kang|kesulitan|gangguan|masalah|penyakit|penyandang|cacat|difabel|disabilitas)\b"
)
_GOES_ON: Final = re.compile(r"[,.;!]|\b(?:eh|oh)\b")
_LISTS: Final = listed("dan atau maupun sama juga ataupun yang yg")
_WELL: Final = re.compile(r"\b(?:sehat|normal|waras|sae|aman)\b")
_NOT: Final = re.compile(rf"\b(?:{_NO}|belum|dereng|durung|kurang)\b")
_HARD: Final = re.compile(
    rf"\b(?:{_NO}|kurang|ra)\s*(?:bisa|isa|iso|saged|mampu|kuat)\b|\b(?:susah|sulit|angel|kesulitan|gangguan|"
    r"sakit|patah|lemah|buntung|hilang|rusak)\b|\bkursi roda\b"
)
_WHICHEVER: Final = re.compile(
    r"\b(?:cacat|difabel|difable|disabilitas|autis\w*|epilepsi|ayan|odgj|gila|gangguan jiwa|sakit jiwa|down)\b"
)
_NO_DIFFICULTY: Final = re.compile(r"\bbuta (?:huruf|aksara|warna)\b")
_TOO_YOUNG: Final = re.compile(r"\b(?:bayi|balita|masih kecil)\b")
_WHEELCHAIR: Final = re.compile(r"\bkursi roda\b")
_SAID_WRONG: Final = re.compile(r"\b(?:salah|keliru)\b")
_MOST_OF_A_NAME: Final = 2
_SHORTEST_SLIP: Final = 6


def read_difficulty(text: str) -> Difficulty | None:
    """Read what is hard, none of it, or that it is not told; None where none of that is said."""
    if is_skip(text) or is_unknown(text):
        return Difficulty.DECLINED
    if is_none(text):
        return Difficulty.NONE
    said = normalise(text)
    if _EXCEPT.search(said) or "?" in text or _NO_DIFFICULTY.search(said) or _TOO_YOUNG.search(said):
        return None
    *before, last = _CONTRAST.split(said)
    # What comes after the "but" is what there is; without a difficulty there, nobody can tell.
    return _difficulty(last) if before else _whole(text, said)


def _whole(text: str, said: str) -> Difficulty | None:
    nobody = _NOBODY.search(said)
    if nobody is not None:
        return _after_nobody(said[nobody.end() :])
    found = _difficulty(said)
    if found is not None or _HARD.search(said) or _WHICHEVER.search(said) or _SAID_WRONG.search(said):
        return found
    if any(_is_named(word) for word in words(said)):
        return None
    if _WELL.search(said):
        return None if _NOT.search(said) else Difficulty.NONE
    return Difficulty.NONE if parse_yes_no(text) is False else None


def _after_nobody(rest: str) -> Difficulty | None:
    """Give what is told after a "tidak ada": of whom it holds all the same, in "tidak ada, nenek saja yang pikun"."""
    told, denied = [], False
    for part in _GOES_ON.split(rest):
        denied = _WHAT_NOBODY_HAS.match(part) is not None or (denied and _only_lists(part))
        if not denied:
            told.append(part)
    said = " ".join(" ".join(told).split())
    if _HARD.search(said) or _WHICHEVER.search(said) or any(_is_named(word) for word in words(said)):
        return _difficulty(said)
    return Difficulty.NONE


def _only_lists(part: str) -> bool:
    return all(word in _LISTS or _is_named(word) for word in words(part))


def _is_named(word: str) -> bool:
    return _kind(word, _OF_CONDITION) is not None or _kind(word, _OF_ABILITY) is not None


def _difficulty(said: str) -> Difficulty | None:
    """Give what is said to be hard. A word of what people do counts where it is hard, or all that was said."""
    if _WHICHEVER.search(said):
        return None
    tokens = words(said)
    conditions = {kind for word in tokens if (kind := _kind(word, _OF_CONDITION))}
    abilities = {kind for word in tokens if (kind := _kind(word, _OF_ABILITY))}
    hard = _HARD.search(said) is not None
    if conditions and _NOT.search(said) and not hard:
        return None
    if _WHEELCHAIR.search(said):
        conditions.add(Difficulty.WALKING)
    if hard or (len([word for word in tokens if word not in SOFTENERS]) <= _MOST_OF_A_NAME and not _NOT.search(said)):
        named_only = not hard and any(
            _kind(word, _OF_ABILITY) is None and word not in {"yang", "diri", "dan"} | SOFTENERS for word in tokens
        )
        conditions |= set() if named_only else abilities
    if not conditions:
        return None
    return conditions.pop() if len(conditions) == 1 else Difficulty.SEVERAL


def _kind(word: str, of_word: dict[str, Difficulty]) -> Difficulty | None:
    if word in of_word:
        return of_word[word]
    if len(word) < _SHORTEST_SLIP:
        return None
    return next(
        (kind for known, kind in of_word.items() if len(known) >= _SHORTEST_SLIP and is_slip_of(word, known, 1)),
        None,
    )
