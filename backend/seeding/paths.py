"""What became of the made-up families: how far up the ladder, when, and how they wrote."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from backend.registrations.status import Status

if TYPE_CHECKING:
    import random

DAYS: Final = 28
"""How long the campaign has been running, as the pilot's did."""
_UP: Final = (Status.CHECKED, Status.FORWARDED)
PATHS: Final[tuple[tuple[tuple[Status, ...], int], ...]] = (
    ((), 34),
    ((Status.CHECKED,), 14),
    ((Status.NEEDS_FIXING,), 6),
    ((Status.NEEDS_FIXING, Status.SENT, Status.CHECKED), 3),
    (_UP, 22),
    ((*_UP, Status.ELIGIBLE), 10),
    ((*_UP, Status.NOT_ELIGIBLE), 6),
    ((*_UP, Status.NOT_ELIGIBLE, Status.APPEALED), 2),
    ((*_UP, Status.ELIGIBLE, Status.DONE), 2),
    ((Status.WITHDRAWN,), 1),
)
CHANNELS: Final = (("whatsapp", 82), ("telegram", 18))
FLAGS: Final = (
    ((), 88),
    (("mover",), 4),
    (("birth_date_differs",), 3),
    (("school_age",), 3),
    (("kk_registered", "person_registered"), 2),
)


def received(chance: random.Random, until: datetime) -> datetime:
    """Draw a moment of the campaign: by day, more towards the end."""
    days_ago = DAYS * (1 - chance.random() ** 0.6)
    day = (until - timedelta(days=days_ago)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(day + timedelta(hours=chance.triangular(0, 14, 3)), until - timedelta(minutes=5))


def steps(chance: random.Random, since: datetime, until: datetime) -> list[tuple[Status, datetime]]:
    """Draw how far it went; what would have come after `until` has not come yet."""
    path = chance.choices([path for path, _ in PATHS], [weight for _, weight in PATHS])[0]
    walked, at = [], since
    for status in path:
        at += timedelta(hours=chance.expovariate(1 / 40))
        if at >= until:
            break
        walked.append((status, at))
    return walked
