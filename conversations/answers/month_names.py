"""Names of months, and how they are shortened and mistyped."""

from __future__ import annotations

from typing import Final

from conversations.answers.typos import edits

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_SHORT: Final = {
    **dict.fromkeys(("jan", "januwari", "january"), 1),
    **dict.fromkeys(("feb", "peb", "pebruari", "february", "pebuari", "febuari"), 2),
    **dict.fromkeys(("mar", "mrt", "maart", "march"), 3),
    **dict.fromkeys(("apr", "aprl"), 4),
    **dict.fromkeys(("mei", "mey", "may", "me"), 5),
    **dict.fromkeys(("jun", "june"), 6),
    **dict.fromkeys(("jul", "july"), 7),
    **dict.fromkeys(("agu", "ags", "agt", "agst", "agus", "aug", "agts", "august"), 8),
    **dict.fromkeys(("sep", "sept", "spt"), 9),
    **dict.fromkeys(("okt", "oct", "october"), 10),
    **dict.fromkeys(("nov", "nop", "nopember"), 11),
    **dict.fromkeys(("des", "dec", "december"), 12),
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
}
_SHORTEST_SLIP = 5


def month_named(word: str) -> int | None:
    """Give the number of a month by its name in lower case; longer ones may have slips."""
    if word in _SHORT:
        return _SHORT[word]
    near = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if len(name) >= _SHORTEST_SLIP and edits(word, name.lower()) <= (1 if len(name) < 7 else 2)
    ]
    begun = [number for number, name in enumerate(MONTHS, start=1) if len(word) > 3 and name.lower().startswith(word)]
    found = near or begun
    return found[0] if len(found) == 1 else None
