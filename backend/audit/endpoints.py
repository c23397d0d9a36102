"""The roots of the audit log over HTTP, for whoever publishes or compares them."""

from datetime import date, datetime
from http import HTTPStatus

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import select

from backend.audit.models import AuditRoot
from backend.audit.roots import DayNotOver, NoRoot, root
from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.database import Transaction
from backend.problems import NotFound, documented
from backend.wire import Day

router = APIRouter(
    prefix="/audit/roots",
    tags=["audit"],
    dependencies=[Depends(scoped(Scope.AUDIT_READ))],
)
_MOST = 366


class RootOut(BaseModel):
    """What stood in the audit log at the end of a day, in one SHA-256, and the one of the day before it."""

    day: date
    root: str
    previous_root: str
    taken_at: datetime


class RootsOut(BaseModel):
    """The roots of a year, the newest first."""

    roots: list[RootOut]


@router.get("", summary="List the daily roots of the audit log")
async def roots(session: Transaction) -> RootsOut:
    """List the roots that were taken, the newest first, 366 at most."""
    found = await session.scalars(select(AuditRoot).order_by(AuditRoot.day.desc()).limit(_MOST))
    return RootsOut(roots=[_out(each) for each in found])


@router.get("/{day}", summary="Give the root of a day", responses=documented(HTTPStatus.NOT_FOUND))
async def of_day(day: Day, session: Transaction, now: Now) -> RootOut:
    """Give the root of a day that is over. Yesterday's is taken if it was not yet."""
    try:
        return _out(await root(session, day, now))
    except (DayNotOver, NoRoot) as reason:
        raise NotFound(str(reason)) from None


def _out(kept: AuditRoot) -> RootOut:
    return RootOut(day=kept.day, root=kept.root.hex(), previous_root=kept.previous_root.hex(), taken_at=kept.taken_at)
