"""The time of the place."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
"""Waktu Indonesia Barat, the time of Banyuwangi: no daylight saving."""


def day_of(moment: datetime) -> date:
    """Give the day that a moment belongs to in Banyuwangi."""
    return moment.astimezone(WIB).date()
