"""Finding day, month and year in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conversations.answers.month_names import MONTHS, month_named
from conversations.answers.normalise import plain
from conversations.answers.number_words import with_digits
from conversations.answers.reading import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it was written. `short` years have two digits and still lack their century."""

    day: int
    month: int
    year: int
    short: bool
    text: str
    start: int = 0
    end: int = 0


_GAP = r"[-/.,\s'*_\\|]{1,14}"
_NAMED = re.compile(r"(?=(?<!\d)(?P<day>\d{1,2})[-/.,'\s]*(?P<month>[a-z]{2,12})[-/.,'\s]*(?P<year>\d{4}|\d{2})(?!\d))")
_NAME_FIRST = re.compile(r"\b(?P<month>[a-z]{3,12})[-/.,\s]*(?P<day>\d{1,2})[-/.,\s]+(?P<year>\d{4}|\d{2})(?!\d)")
_NUMBERS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P<year>\d{{4}}|\d{{2}})(?!\d|[-/]\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})(?!\d)")
_COMPACT_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?:\s*[-/.\s]\s*(?P<month>\d{1,2})|[-/.\s]*(?P<name>[a-z]{3,12}))\W*$")
_YEAR_ALONE = re.compile(r"(?<!\d)(?P<year>(?:18|19|20)\d{2})(?!\d)")
_LABELS = re.compile(r"\b(?:tanggal|tgl|tggl|tg|bulan|bln|bl|tahun|taun|thn|th)\b[.:]?")
_ONLY_DIGITS = re.compile(r"[\d\s./-]+")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


_YEAR_SAID_FIRST = re.compile(
    r"\b(?:tahun|taun|thn|th)\s*(?P<year>\d{4}|\d{2})\W+(?:bulan|bln|bl)\s*(?P<month>\d{1,2}|[a-z]{3,12})\W+"
    r"(?:tanggal|tgl|tggl|tg)\s*(?P<day>\d{1,2})(?!\d)"
)


def written_date(text: str) -> Written | Problem:
    """Give the day written in `text`, as written. The month is never taken from the first place.

    Gives `month-first` where only a swap would make a date, `year-only`, `year-missing` or `unreadable`.
    """
    text = with_digits(plain(text))
    # Where every part is labelled, the labels decide, whatever the order.
    text = _YEAR_SAID_FIRST.sub(r"\g<day> \g<month> \g<year>", text)
    found = find_date(text)
    if found is not None:
        return found if isinstance(found, Problem) else _possible(found)
    return _incomplete(_unlabelled(text))


def find_date(text: str) -> Written | Problem | None:
    """Find the first complete date, existing or not, in a plain text with digits, and where it is."""
    text = _unlabelled(text)
    for found in _NAMED.finditer(text):
        month = month_named(found["month"])
        if month:
            return _written(found, month, found.start("day"), found.end("year"))
    for pattern in (_NUMBERS, _YEAR_FIRST):
        match = pattern.search(text)
        if match:
            return _written(match, int(match["month"]), match.start(), match.end())
    for match in _NAME_FIRST.finditer(text):
        month = month_named(match["month"])
        if month:
            return _written(match, month, match.start(), match.end())
    return _compact(text)


def _compact(text: str) -> Written | None:
    digits = re.sub(r"\D", "", text)
    whole = _ONLY_DIGITS.fullmatch(text) and len(digits) in {6, 8}
    source = digits if whole else text
    match = _COMPACT.search(source)
    if match is None:
        return None
    found = _written(match, int(match["month"]), match.start(), match.end())
    other = _COMPACT_YEAR_FIRST.search(source)
    if other and (isinstance(_possible(found), Problem) or not _FIRST_YEAR < found.year < _LAST_YEAR):
        found = _written(other, int(other["month"]), other.start(), other.end())
    if whole:
        return Written(found.day, found.month, found.year, found.short, found.text, 0, len(text))
    return found


def _written(found: re.Match[str], month: int, start: int, end: int) -> Written:
    year = found["year"]
    day = int(found["day"])
    return Written(day, month, int(year), len(year) == 2, f"{day}-{month}-{year}", start, end)


def _possible(written: Written) -> Written | Problem:
    if written.day <= 12 < written.month <= 31:
        return Problem("month-first", {"typed": written.text})
    if not 1 <= written.month <= 12 or not 1 <= written.day <= 31:
        return Problem("no-such-date", {"typed": written.text})
    if not written.short and not _FIRST_YEAR <= written.year <= _LAST_YEAR:
        return Problem("no-such-date", {"typed": written.text})
    return written


def _incomplete(text: str) -> Problem:
    match = _NO_YEAR.search(text)
    month = (month_named(match["name"]) if match["name"] else int(match["month"])) if match else None
    if match and month and 1 <= month <= len(MONTHS) and 1 <= int(match["day"]) <= 31:
        return Problem("year-missing", {"typed": f"{int(match['day'])}-{month}"})
    years = _YEAR_ALONE.findall(text)
    if len(years) == 1 and len(re.findall(r"\d+", text)) == 1:
        return Problem("year-only", {"year": years[0]})
    return Problem("unreadable")


def _unlabelled(text: str) -> str:
    """Blank out "tgl", "bln" and "th" where they stand before numbers, keeping every other place in the
    text."""
    return _LABELS.sub(lambda label: " " * len(label.group()), text)
