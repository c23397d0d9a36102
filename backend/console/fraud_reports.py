"""The console's page of fraud that people reported."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from backend.audit.seen import note_listed
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console.access import SignedIn, allowed
from backend.console.decisions import one_line
from backend.console.paging import Wanted
from backend.console.rendering import notice, rendered
from backend.console.revealing import NO_REASON
from backend.database import Transaction
from backend.fraud_reports.desk import FraudDesk, Told
from backend.fraud_reports.models import FraudReport
from backend.registrations.reveal import SHORTEST_REASON
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/penipuan"

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.FRAUD_SEE))]


@router.get("")
async def listed(me: Me, session: Transaction, vault: HeldVault, page: Wanted, now: Now) -> HTMLResponse:
    """List reports by day, the newest first. What was told is not shown."""
    leaf = page.leaf(await FraudDesk(session, vault).rows(me.areas, page.first, page.most))
    await note_listed(session, "fraud_reports", (None for _ in leaf.rows), actor=me.actor, at=now)
    return rendered("fraud_reports.html", me=me, leaf=leaf)


@router.get("/{fraud_report}")
async def one(me: Me, fraud_report: UUID, session: Transaction, vault: HeldVault) -> HTMLResponse:
    """Show one report, still closed."""
    report = await FraudDesk(session, vault).find(fraud_report, me.areas)
    return _nowhere(me) if report is None else _page(me, report)


@router.post("/{fraud_report}")
async def opened(
    me: Me,
    fraud_report: UUID,
    session: Transaction,
    vault: HeldVault,
    now: Now,
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> HTMLResponse:
    """Show what was told, for a reason that is kept."""
    desk = FraudDesk(session, vault)
    report = await desk.find(fraud_report, me.areas)
    if report is None:
        return _nowhere(me)
    why = one_line(reason)
    if len(why) < SHORTEST_REASON:
        return _page(me, report, trouble=NO_REASON, reason=reason)
    return _page(me, report, told=await desk.open(report, why, actor=me.actor, at=now))


def _page(
    me: SignedIn, report: FraudReport, *, told: Told | None = None, trouble: str = "", reason: str = ""
) -> HTMLResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK
    return rendered("fraud_report.html", me=me, report=report, told=told, trouble=trouble, reason=reason, status=status)


def _nowhere(me: SignedIn) -> HTMLResponse:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Laporan tidak ditemukan",
        "Di wilayah kerja Bapak/Ibu tidak ada laporan ini.",
        me=me,
        onward=(ADDRESS, "Ke daftar laporan penipuan"),
    )
