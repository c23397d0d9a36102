"""The time, handed to everything that needs it."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Final

from fastapi import Depends

WIB: Final = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian Time, the local time of Banyuwangi. It has no summer time."""


def utc_now() -> datetime:
    """Give the time, where there is no request to hand it over."""
    return datetime.now(UTC)


async def _now() -> datetime:
    # Async, though it waits for nothing: FastAPI has a thread run what is not.
    return utc_now()


Now = Annotated[datetime, Depends(_now)]


def local_date(moment: datetime) -> date:
    """Give the calendar day in Banyuwangi."""
    return moment.astimezone(WIB).date()
