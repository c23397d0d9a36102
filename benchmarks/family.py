"""Made-up families without end, each with numbers of its own: area 35.10, serials 9900 to 9999."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.dialogue import dialogue

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERIALS = 100
_BORN = [date(1960, 1, 1) + timedelta(days) for days in range(9000)]
"""Mothers of a child of 15: the registry asks about an unlikely age."""
_RECORDED = date(2000, 1, 1)
_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)


@dataclass(frozen=True, slots=True)
class Family:
    """Bu Sumiati of the transcript, with a NIK, a KK, a birthday and a chat that nobody else has."""

    number: int
    answers: tuple[str, ...]

    @property
    def chat(self) -> int:
        """The chat on Telegram."""
        return 812_000_000 + self.number

    @property
    def phone(self) -> str:
        """The sender on WhatsApp."""
        return f"whatsapp:+62812{self.number:08}"


def families() -> Iterator[Family]:
    """Give one family after the other."""
    return map(family, itertools.count(1))


def family(number: int) -> Family:
    """Give the family with a number; below 900,000 no two share a NIK or a KK."""
    days, serial = divmod(number, _SERIALS)
    born, recorded = _BORN[days % len(_BORN)], _RECORDED + timedelta(days % len(_BORN))
    own = {
        "3510165708659901": f"351016{born.day + 40:02}{born:%m%y}{9900 + serial}",
        "3510161203109902": f"351016{recorded:%d%m%y}{9900 + serial}",
        "17 agustus 1965": f"{born.day} {_MONTHS[born.month - 1]} {born.year}",
        "081200000009": f"0812000000{serial:02}",
    }
    return Family(number, tuple(own.get(exchange.typed, exchange.typed) for exchange in dialogue()))
