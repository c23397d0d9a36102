"""RT and RW, the neighbourhood numbers of an address."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from conversations.answers.normalise import plain, squeeze, words
from conversations.answers.number_words import with_digits
from conversations.answers.reading import Partial, Problem, Reading
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, TAKING_BACK, squeezed

RT_RW_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "unreadable": (),
    "rw-missing": ("rt",),
    "rt-missing": ("rw",),
    "too-many-digits": (),
}
"""`rw-missing` has the `rt` that was understood, `rt-missing` the `rw`."""

_ROMAN: Final = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_VALUE = r"(?P<value>\d+|[ivx]+\b)"
_RT = re.compile(rf"\br\.?\s?t\.?\s*[.:=/-]?\s*{_VALUE}")
_RW = re.compile(rf"(?:\b|(?<=\d))r\.?\s?w\.?\s*[.:=/-]?\s*{_VALUE}")
_BOTH_LABELS = re.compile(r"\br\.?t\.?\s*(?:[/,&]|dan|\s)\s*r\.?w\.?")
_LABEL = re.compile(r"\br\.?\s?[tw]\b|\br[tw]\d")
_STREET = re.compile(r"\b(?:jalan|jl|jln|gang|gg|no|nomor|blok)\b")
# The number of a house, a street or a gang, with the words of its name; "RT no 3" is none of these.
_HOUSE = re.compile(
    r"(?<!rt )(?<!rw )\b(?:jalan|jl|jln|gang|gg|no|nomor|nomer|nmr|blok|rumah)\b"
    r"(?:[\s.,]+(?!r\.?\s?[tw]\b|r[tw]\d)[a-z']+){0,5}[\s.,:]*\d+[a-z]?\b(?:/\d+)?"
)
_NUMBER_FIRST = re.compile(
    r"^(?:(?!r\.?\s?[tw]\b)\D)*(?P<pairs>(?:\d+\s*r\.?\s?[tw]\b[\s.,/]*(?:(?:dan|lan)\s+)?)+)(?![\s.,:/=-]*[\divx]+\b)"
)
_PAIR = re.compile(r"(\d+)\s*r\.?\s?([tw])\b")
_BEFORE_RT = re.compile(r"^\W*\d+\W*\s*r\.?\s?t\b")
_BETWEEN: Final = ADDRESS | SOFTENERS | squeezed("dan lan terus trus lalu per garis miring di nya yang yg nomor no")
# What comes before "eh, salah" was taken back, if both numbers follow.
_CORRECTED = re.compile(rf"^.*\b(?:{TAKING_BACK}|maksud|bukan)\b(?=.*\d.*\d)")
_DIGITS = 3


class RtRw(msgspec.Struct, frozen=True):
    """RT and RW with three digits each; 000 on the family card means that there is none."""

    rt: str | None = None
    rw: str | None = None


def parse_rt_rw(text: str, so_far: RtRw | None = None) -> Reading[RtRw]:
    """Read RT and RW. Where only one is given the other is asked: `so_far` has the first."""
    text = _CORRECTED.sub("", with_digits(plain(text)))
    if _STREET.search(text) and not _LABEL.search(text):
        return Problem("unreadable")
    if _LABEL.search(text):
        text = _HOUSE.sub(" ", text)
    read = _number_first(text) or _labelled(text) or _bare(text, so_far)
    if isinstance(read, Problem):
        return read
    merged = RtRw(read.rt or (so_far.rt if so_far else None), read.rw or (so_far.rw if so_far else None))
    if merged.rt and merged.rw:
        # 000 is written where there is none; a single 0 is no such thing.
        nothing = merged == RtRw("000", "000") and "000" not in text
        return Problem("unreadable") if nothing else merged
    if merged.rt:
        return Partial(merged, Problem("rw-missing", {"rt": merged.rt}))
    if merged.rw:
        return Partial(merged, Problem("rt-missing", {"rw": merged.rw}))
    return Problem("unreadable")


def _labelled(text: str) -> RtRw | Problem | None:
    text, both = _BOTH_LABELS.subn(" ", text)
    if both:
        return None if not re.search(r"\d", text) else _bare(text, None)
    rt, rw = (_value(pattern.search(text)) for pattern in (_RT, _RW))
    if isinstance(rt, Problem) or isinstance(rw, Problem):
        return Problem("too-many-digits")
    if rt is None and rw is None:
        return None
    left = _RW.sub(" ", _RT.sub(" ", text))
    loose = re.findall(r"\d+", left)
    if len(loose) == 1 and len(loose[0]) <= _DIGITS and (rt is None or rw is None) and _is_beside(left):
        if rw is None and _BEFORE_RT.match(text):
            return Problem("unreadable")
        rt, rw = rt or loose[0].zfill(_DIGITS), rw or loose[0].zfill(_DIGITS)
    return RtRw(rt, rw)


def _number_first(text: str) -> RtRw | Problem | None:
    """Read "5 RT 2 RW", where each number stands before its word."""
    found = _NUMBER_FIRST.match(text)
    if found is None:
        return None
    numbers = {label: number for number, label in _PAIR.findall(found["pairs"])}
    if any(len(number) > _DIGITS for number in numbers.values()):
        return Problem("too-many-digits")
    rt, rw = (numbers[label].zfill(_DIGITS) if label in numbers else None for label in "tw")
    return RtRw(rt, rw)


def _is_beside(left: str) -> bool:
    """Tell whether nothing else is told beside a number without its word, which may then be the other half."""
    spoken = [word for word in words(left) if word.isalpha()]
    return all(squeeze(word) in _BETWEEN or word.startswith(("rt", "rw")) for word in spoken)


def _bare(text: str, so_far: RtRw | None) -> RtRw | Problem:
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 1 and len(numbers[0]) in {4, 6}:
        half = len(numbers[0]) // 2
        numbers = [numbers[0][:half], numbers[0][half:]]
    if not 1 <= len(numbers) <= 2:
        return Problem("unreadable")
    if any(len(number) > _DIGITS for number in numbers):
        return Problem("too-many-digits")
    padded = [number.zfill(_DIGITS) for number in numbers]
    if len(padded) == 2:
        return RtRw(*padded)
    return RtRw(rw=padded[0]) if so_far and so_far.rt and not so_far.rw else RtRw(rt=padded[0])


def _value(found: re.Match[str] | None) -> str | Problem | None:
    if found is None:
        return None
    value = found["value"]
    if not value.isdigit():
        return str(_ROMAN[value]).zfill(_DIGITS) if value in _ROMAN else None
    return value.zfill(_DIGITS) if len(value) <= _DIGITS else Problem("too-many-digits")
