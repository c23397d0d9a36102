"""The hours in which people are written to, by the clock of Banyuwangi."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.clock import WIB


def is_open(now: datetime, from_hour: int, until_hour: int) -> bool:
    """Tell whether messages may go out now."""
    return from_hour <= now.astimezone(WIB).hour < until_hour


def next_opening(now: datetime, from_hour: int, until_hour: int) -> datetime:
    """Give when messages may go out next: now, or when the hours begin again."""
    if is_open(now, from_hour, until_hour):
        return now
    local = now.astimezone(WIB)
    opening = local.replace(hour=from_hour, minute=0, second=0, microsecond=0)
    return opening if opening > local else opening + timedelta(days=1)


def opening_seconds(moment: datetime, until_hour: int) -> float:
    """Give how long messages may still go out on the day of an open moment."""
    local = moment.astimezone(WIB)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(hours=until_hour) - local).total_seconds()
