"""Made-up conversations for the demo, as counts. Nobody had them."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from backend.question_counts.schemas import CountIn
from backend.question_counts.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.ext.asyncio import AsyncSession

DAYS: Final = 28
_FEWEST, _MOST = 24, 60
_CHANNELS: Final = ("whatsapp", "whatsapp", "whatsapp", "telegram")
_ROLES: Final = ("resident", "agent", "agent")
_LOCALES: Final = ("id", "id", "id", "jv")
_PLACES: Final = ("35.10.16", "35.10.14", "35.10.24", "35.10.02")
# Chances in percent: to stop at a question, to be misunderstood there, to ask for help.
_QUESTIONS: Final[dict[str, tuple[int, int, int]]] = {
    "consent": (6, 4, 4),
    "notices": (1, 2, 1),
    "nik": (11, 14, 4),
    "kk": (19, 16, 7),
    "name": (1, 2, 0),
    "birth_date": (3, 9, 2),
    "kecamatan": (1, 5, 1),
    "desa": (4, 8, 1),
    "dusun": (1, 2, 1),
    "rt_rw": (1, 5, 2),
    "phone": (2, 6, 2),
    "members_count": (4, 4, 3),
    "members": (11, 15, 6),
    "pregnant": (1, 2, 1),
    "schooling": (2, 5, 2),
    "disability": (1, 4, 3),
    "occupation": (1, 2, 0),
    "housing": (1, 2, 0),
    "review": (2, 3, 1),
    "declaration": (1, 1, 0),
}
_ENDS: Final = ("done",) * 17 + ("already_yours", "saved")
_HELD_OUT: Final = 10
_COME_BACK: Final = {"sent": 40, "held": 25}


async def seed_counts(session: AsyncSession, today: date) -> None:
    """Put in the counts of the last days. However often it is called, a day's counts are the same."""
    tally = Tally(session)
    await tally.keep_orders({"registration": [*_QUESTIONS, "refused", "already_yours", "done", "saved"]})
    for ago in range(DAYS):
        day = today - timedelta(days=ago)
        await tally.keep(day, _counts(random.Random(day.toordinal())))  # noqa: S311 - nothing is secret here


def _counts(chance: random.Random) -> list[CountIn]:
    counted: Counter[tuple[str, ...]] = Counter()
    for _ in range(chance.randint(_FEWEST, _MOST)):
        who = (chance.choice(_CHANNELS), chance.choice(_LOCALES), chance.choice(_ROLES))
        place = ""
        for state, what in _conversation(chance):
            counted[(state, what, *who, place)] += 1
            if (state, what) == ("kecamatan", "answered"):
                place = chance.choice(_PLACES)
    return [
        CountIn(
            flow="registration",
            state=state,
            what=what,
            channel=channel,
            locale=locale,
            role=role,
            kecamatan=kecamatan,
            count=count,
        )
        for (state, what, channel, locale, role, kecamatan), count in counted.items()
    ]


def _conversation(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Go through the questions, as far as somebody goes."""
    reminded = ""
    for state, (stops, fails, asks_help) in _QUESTIONS.items():
        for _ in range(chance.randint(0, 3) if state == "members" else 0):
            yield state, "seen"
            yield state, "answered"
        yield state, "seen"
        if _comes_true(chance, asks_help):
            yield state, "helped"
        if _comes_true(chance, fails):
            yield state, "failed"
        if _comes_true(chance, stops):
            if state == "consent":
                yield state, "answered"
                yield "refused", "finished"
                return
            if reminded or _comes_true(chance, 25):
                yield state, "left"
                return
            reminded = "held" if chance.randrange(_HELD_OUT) == 0 else "sent"
            yield state, reminded
            if not _comes_true(chance, _COME_BACK[reminded]):
                return
        yield state, "answered"
    end = chance.choice(_ENDS)
    yield end, "finished"
    if reminded:
        yield end, f"finished-{reminded}"


def _comes_true(chance: random.Random, percent: int) -> bool:
    return chance.randrange(100) < percent
