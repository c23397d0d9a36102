"""Ages, as people say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from conversations.answers.normalise import plain
from conversations.answers.number_words import with_digits

if TYPE_CHECKING:
    from datetime import date

LONGEST_LIFE: Final = 120
"""Nobody is taken to be older than this, in years."""

# "Wulan" is a given name too: it is a month where the line goes on with something else than a name.
_MONTH = r"(?:wulan|wln|sasi)(?=\W*$|\s*[,;:.()/-]|\s+(?:anak|cucu|putu|lare|bayi|adik|ponakan|keponakan|setengah)\b)"
_UNIT = rf"(?P<unit>tahunan|tahun|taun|thn|th|tn|bulan|bln|bl|{_MONTH}|minggu|mggu|mg|hari|hr|dina)"
_AGE = r"(?P<age>(?<!\d)\d{1,3}(?!\d))(?:\s*-?\s*an\b)?"
_SAID = re.compile(rf"\b(?:umure?|usian?y?a?|umurnya|yuswa|yuswane|u)\b[\s:.=-]*{_AGE}(?:\s*{_UNIT}\b)?")
_MEASURED = re.compile(rf"{_AGE}\s*{_UNIT}\b(?!\s*\d)")
_ONE_UNIT = re.compile(r"\b(?:se|sak\s?)(tahun|taun|bulan|wulan|sasi|minggu|hari|dina)\b")
_AND_A_HALF = re.compile(r"\b(\w+)\s+setengah\b(?=\s*(?:tahun|taun|thn|th|bulan|bln|wulan|sasi)\b|\W*$)")
_HALF_MORE = re.compile(r"\b(\d+\s*(?:tahun|taun|thn|th|bulan|bln|wulan|sasi))\s+setengah\b")
_HALF_A_YEAR = re.compile(r"\bsetengah\s*(?:tahun|taun|thn|th)\b")
_DOUBLED = re.compile(r"\b([a-z]{3,})2\b")
_NOISE = re.compile(
    r"\b(?:kira|kira2|sekitar|kurang|lebih|kurleb|udah|sudah|saya|baru|mau|jalan|masih|bu|pak|ya)\b|[^\w]+"
)

_MONTHS_BEGIN = "bws"


@dataclass(frozen=True, slots=True)
class Age:
    """An age of `months`, and where in the text it was said."""

    months: int
    start: int
    end: int

    @property
    def years(self) -> int:
        """Whole years."""
        return self.months // 12

    def birth_year(self, today: date) -> int:
        """Give the year of birth this age points to; it may be one off."""
        return (today.year * 12 + today.month - 1 - self.months) // 12


def years_between(born: date, today: date) -> int:
    """Give the age in whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def counted(text: str) -> str:
    """Give a plain text with "setahun" as "1 tahun" and "setengah tahun" as "6 bulan".

    Half a year on top of years is left out: it does not change the year of birth.
    """
    text = _AND_A_HALF.sub(_without_half, _ONE_UNIT.sub(r"1 \1", text))
    return _HALF_A_YEAR.sub("6 bulan", _HALF_MORE.sub(r"\1", text))


def _without_half(found: re.Match[str]) -> str:
    number = with_digits(found[1])
    return number if number.isdigit() else found.group()


def find_age(text: str) -> Age | None:
    """Find an age that is said to be one ("umur 70", "35 th", "5 bulan") in a plain text with digits."""
    found = _SAID.search(text) or _MEASURED.search(text)
    if found is None:
        return None
    number, unit = int(found["age"]), found["unit"] or "tahun"
    months = number * 12 if unit.startswith("t") else number if unit[0] in _MONTHS_BEGIN else 0
    return Age(months, found.start(), found.end()) if months <= LONGEST_LIFE * 12 else None


def read_age(text: str) -> Age | None:
    """Read an answer that is nothing but an age; a bare number up to 120 is years."""
    text = with_digits(counted(_DOUBLED.sub(r"\1", plain(text))))
    found = find_age(text)
    if found is not None:
        rest = text[: found.start] + " " + text[found.end :]
        return found if not re.search(r"\d", rest) else None
    bare = _NOISE.sub("", text)
    if re.fullmatch(r"\d{1,3}(?:an)?", bare) is None:
        return None
    years = int(bare.removesuffix("an"))
    return Age(years * 12, 0, len(text)) if years <= LONGEST_LIFE else None
