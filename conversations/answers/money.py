"""Amounts of money in rupiah."""

from __future__ import annotations

import re
from typing import Final, NewType

import msgspec

from conversations.answers.normalise import plain
from conversations.answers.number_words import with_digits
from conversations.answers.reading import Problem

Rupiah = NewType("Rupiah", int)

MONEY_PROBLEMS: Final = ("no-amount", "varies", "unit-missing", "per-day", "per-week", "too-much")
"""`unit-missing` (a bare 600: is it thousand?), `per-day` and `per-week` have the amount as `rupiah`."""


class MoneyRange(msgspec.Struct, frozen=True):
    """From `low` to `high` rupiah."""

    low: int
    high: int


_SCALE: Final = {
    **dict.fromkeys(("ribu", "rb", "rbu", "ribuan", "k"), 1_000),
    **dict.fromkeys(("juta", "jt", "jta", "jutaan"), 1_000_000),
    **dict.fromkeys(("miliar", "milyar", "m"), 1_000_000_000),
}
_UNIT = "|".join(sorted(_SCALE, key=len, reverse=True))
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<glued>\d[\d.,]*)\s?(?P<of>jt|juta)(?P<rest>\d{1,3})(?![\d.,])(?!\s*(?:rb|ribu|k))"
    rf"|(?<![\d.,])(?P<number>\d[\d.,]*)\s*(?P<unit>{_UNIT})?(?![a-z])"
)
_VARIES = re.compile(
    r"\b(?:serabutan|(?:tidak|tdk|gak|ga|nggak|ora|mboten)\s*(?:tentu|pasti|mesti|tetap|mesthi)|kadang)\b"
)
_NOTHING = re.compile(
    r"\W*(?:(?:tidak|tdk|gak|ga|nggak|ora|mboten|belum)\s*(?:ada|punya|ono|wonten|duwe)\b.*|nihil|kosong)\W*"
)
_BETWEEN = re.compile(r"\s*(?:-|sampai|sampe|s/d|sd|hingga|dan|~)\s*")
_HALF = re.compile(r"\b(?:setengah|separuh|stgh|1/2)\s*(juta|jt|miliar)")
_ONE = re.compile(r"\bse(juta|ribu)\b")
_DAY = re.compile(r"\b(?:sehari|per\s?hari|harian|tiap hari|se hari)\b|/\s*hari")
_WEEK = re.compile(r"\b(?:seminggu|per\s?minggu|mingguan)\b|/\s*minggu")
_MOST = 10**12
_SMALLEST = 1_000


def parse_money(text: str) -> Rupiah | MoneyRange | Problem:
    """Read an amount: the dot groups thousands, the comma divides; "500-700rb" is a range, nothing is 0."""
    text = plain(text)
    if _VARIES.search(text):
        return Problem("varies")
    if _NOTHING.fullmatch(text):
        return Rupiah(0)
    text = _ONE.sub(r"1 \1", _HALF.sub(r"0,5 \1", text))
    text = with_digits(re.sub(r",\s*-+", "", text), scales=False)
    parts = _amounts(re.sub(r"\brp\.?\s*", "", text))
    if parts is None or not 1 <= len(parts) <= 2:
        return Problem("no-amount")
    if max(parts) > _MOST:
        return Problem("too-much")
    return _checked(parts, text)


def format_rupiah(amount: int) -> str:
    """Give an amount as it is written in Indonesia: Rp 600.000."""
    return f"Rp {amount:,}".replace(",", ".")


def _checked(parts: list[int], text: str) -> Rupiah | MoneyRange | Problem:
    for code, period in (("per-day", _DAY), ("per-week", _WEEK)):
        if period.search(text):
            return Problem(code, {"rupiah": parts[0]})
    if 0 < max(parts) < _SMALLEST:
        return Problem("unit-missing", {"rupiah": parts[0]})
    if len(parts) == 1:
        return Rupiah(parts[0])
    low, high = sorted(parts)
    return MoneyRange(low, high)


def _amounts(text: str) -> list[int] | None:
    """Give the amounts in order: "1 jt 200 rb" is one, "500-700rb" is two."""
    found: list[tuple[int, int, int, int]] = []
    for match in _AMOUNT.finditer(text):
        unit = _SCALE[match["unit"] or match["of"] or "k"] if match["unit"] or match["of"] else 1
        number = _number(match["number"] or match["glued"], unit)
        if number is None:
            return None
        if match["rest"]:
            number += int(match["rest"]) * unit // 10 ** len(match["rest"])
        found.append((number, unit, match.start(), match.end()))
    return _joined(found, text)


def _joined(found: list[tuple[int, int, int, int]], text: str) -> list[int]:
    amounts: list[int] = []
    last_unit, last_end = 0, 0
    for number, unit, start, end in found:
        between = bool(_BETWEEN.fullmatch(text[last_end:start]))
        if amounts and not between and last_unit > unit and text[last_end:start].strip() in {"", ","}:
            # "2 juta 500" leaves the thousand unsaid.
            amounts[-1] += number * (1_000 if unit == 1 and last_unit == 1_000_000 and number < 1_000 else 1)
        else:
            if amounts and between and last_unit == 1 < unit and amounts[-1] < 1_000:
                amounts[-1] *= unit
            amounts.append(number)
        last_unit, last_end = unit, end
    return amounts


def _number(typed: str, unit: int) -> int | None:
    """Give the amount of a written number. Longer than any amount of money gives None."""
    typed = typed.strip(".,")
    if len(typed) > 18:
        return None
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", typed) and (unit == 1 or typed.count(".") + typed.count(",") > 1):
        return int(re.sub(r"\D", "", typed)) * unit
    whole, _, part = typed.replace(".", "," if unit > 1 else "").partition(",")
    part = re.sub(r"\D", "", part)
    return int(whole or 0) * unit + (int(part) * unit // 10 ** len(part) if part else 0)
