"""Counts: how many of something there are in the family."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.normalise import normalise, words
from conversations.answers.number_words import with_digits
from conversations.answers.phrases import is_none
from conversations.answers.reading import Problem
from conversations.answers.turns import turns
from conversations.answers.vocabulary import NEGATION, listed
from conversations.answers.yes_no import parse_yes_no

COUNT_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-number": (),
    "several-numbers": (),
    "too-many": ("most",),
}
"""`too-many` has the `most` that can be."""

_SPEAKERS: Final = r"(?:saya|sy|aku|kulo|kula|isun|ingsun|gue|gua|gw|diri\s+saya)"
_WITH_ME: Final = re.compile(
    rf"\b(?:termasuk|sama|sm|karo|kalih|plus|dengan|dgn|beserta|bareng|kaliyan)\s+{_SPEAKERS}\b"
)
_TOGETHER: Final = {
    "berdua": 2,
    "bertiga": 3,
    "berempat": 4,
    "berlima": 5,
    "berenam": 6,
    "bertujuh": 7,
    "berdelapan": 8,
    "wongloro": 2,
    "wongtelu": 3,
}
_TOGETHER_IN_DIGITS: Final = re.compile(r"\bber[ -]?([2-9])\b")
_ALONE: Final = re.compile(
    rf"(?:{_SPEAKERS} |cuma |cuman |cm |hanya |hidup |tinggal |mung |namung |urip |gesang )*"
    r"(?:s?e?ndiri(?:an)?|dh?ewe(?:an)?|[pk]iyambak(?:an)?|ijen(?:an)?)"
    r"(?: saja| aja| ae| bu| pak| mawon)*"
)
_ONLY: Final = r"(?:cuma|cuman|cm|hanya|mung|namung|mek)"
_JUST: Final = r"(?:saja|aja|ae|wae|mawon|doang|thok|tok)"
_NOBODY_ELSE: Final = (
    rf"(?:{NEGATION}|nggak|enggak) ?(?:ada|ono|onok|wonten)"
    r"(?: orang| yang| siapa siapa| siapa-siapa| lain(?:nya)?| lagi)*"
)
_ONLY_ME: Final = re.compile(
    rf"(?:(?:ya|iya|nggih|{_NOBODY_ELSE})\W+)*"
    rf"(?:{_ONLY} {_SPEAKERS}|{_SPEAKERS} {_JUST}|{_ALONE.pattern})(?: {_JUST}| s?e?ndiri(?:an)?| dh?ewe| bu| pak)*"
)
_SOMEBODY: Final = listed(
    "anak anake anakku istri isteri istriku suami suamiku bini biniku bojo bojoku garwa putra putro cucu cucuku "
    "banyak akeh kathah"
)
_ONE_EACH: Final = re.compile(
    r"\b(?:istri|isteri|suami|bini|bojo|garwa|mertua|ibu|bapak|ayah|emak|mak|nenek|kakek|mbah|menantu|mantu|anak|cucu|adik|"
    r"adek|kakak|keponakan|ponakan|saudara)(?:ku|nya|ne)?\b"
)
_COUNTED: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:orang\s+)?{_ONE_EACH.pattern}|{_ONE_EACH.pattern}\s+(\d{{1,2}})(?!\d)"
)
# Nobody has so many: the number is of all that are named behind it.
_SEVERAL_SPOUSES: Final = re.compile(
    r"(?<!\d)(?:[2-9]|[1-9]\d)\s*(?:orang)?\W*(?:istri|isteri|suami|bini|bojo|garwa)\b"
)
_BETWEEN: Final = re.compile(
    r"\b(?:dan|sama|karo|lan|plus|cuma|hanya|saja|aja|ada|orang|org|saya|sy|aku|gw|nggih|ya|mung)\b|[^\w]+"
)
_AGE: Final = re.compile(r"\b(?:umur|usia|yuswa)\w*|\d\s*(?:tahun|taun|thn|th|bulan|bln|hari)\b")

_LONGEST = 6
_LONGEST_MESSAGE = 400


def parse_count(text: str, most: int) -> int | Problem:
    """Read a count from 0 to `most`: digits, number words, "3 orang", "tidak ada"."""
    said = with_digits(normalise(text[:_LONGEST_MESSAGE]))
    numbers = set(re.findall(r"\d+", said))
    if not numbers:
        return 0 if is_none(text) or parse_yes_no(text) is False else Problem("no-number")
    if _AGE.search(said):
        return Problem("no-number")
    if len(numbers) > 1 or re.search(r"\d\s*[^\W\d_].*\d", said):
        return Problem("several-numbers")
    number = numbers.pop().lstrip("0") or "0"
    if len(number) > _LONGEST:
        return Problem("no-number")
    return int(number) if int(number) <= most else Problem("too-many", {"most": most})


def parse_others(text: str, most: int) -> int | Problem:
    """Read how many others there are in the family, the one who writes not counted.

    "4 termasuk saya" and "berempat" are three others, "istri dan 2 anak" as well; "sendiri" is none.
    """
    said = with_digits(normalise(text[:_LONGEST_MESSAGE]))
    if _ALONE.fullmatch(said) or _ONLY_ME.fullmatch(said):
        return 0
    without_me, with_me = _WITH_ME.subn(" ", said)
    together = next((count for word, count in _TOGETHER.items() if re.search(rf"\b{word}\b", said)), None)
    if together is not None and not re.search(r"\d", said):
        return together - 1
    if in_digits := _TOGETHER_IN_DIGITS.fullmatch(without_me.strip()):
        return int(in_digits[1]) - 1
    if "?" in text or turns([word for word in words(said) if word not in {"cuma", "cuman", "hanya"}]):
        return Problem("no-number")
    listed = _listed(without_me)
    if listed is not None:
        return listed if listed <= most else Problem("too-many", {"most": most})
    if not re.search(r"\d", said) and not _SOMEBODY.isdisjoint(words(said)):
        # "belum punya anak" tells nothing of the husband, and "tidak banyak" is a few.
        return Problem("no-number")
    read = parse_count(without_me if with_me else text, most + 1 if with_me else most)
    if isinstance(read, Problem) or not with_me:
        return read
    return max(read - 1, 0)


def _listed(said: str) -> int | None:
    """Add up "istri dan 2 anak"; None where something else is said as well, such as a name or an age."""
    if _SEVERAL_SPOUSES.search(said):
        return None
    counted = [int(found[1] or found[2]) for found in _COUNTED.finditer(said)]
    rest = _COUNTED.sub(" ", said)
    one_each = len(_ONE_EACH.findall(rest))
    rest = _BETWEEN.sub("", _ONE_EACH.sub(" ", rest))
    return sum(counted) + one_each if (counted or one_each) and not rest else None
