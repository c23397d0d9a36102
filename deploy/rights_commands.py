"""`bansos retention` and `bansos breach`: the end of data whose time is over, and who is told of a breach."""

from __future__ import annotations

import asyncio
import csv
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from deploy.problems_said import problems_said

if TYPE_CHECKING:
    from backend.auth.areas import AreaScope

breach = typer.Typer(help="What has to be done when data came into wrong hands.", no_args_is_help=True)

ACTOR = "operator"


def retention(
    *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what is past its time.")] = False
) -> None:
    """Erase what is past its time, with proof in the audit log. `bansos jobs` does the same each night."""
    with problems_said():
        asyncio.run(_counted() if dry_run else _erased())


@breach.command("list")
def listed(
    since: Annotated[datetime, typer.Option("--from", help="When it began, in Banyuwangi: 2026-11-21 or with time.")],
    until: Annotated[datetime, typer.Option("--to", help="When it ended; a day without time means its end.")],
    desa: Annotated[list[str] | None, typer.Option(help="Code of a desa or kecamatan; several times.")] = None,
) -> None:
    """List, as CSV, whose data were held then: number, desa, channel. That the list was made is audited."""
    with problems_said():
        count = asyncio.run(_listed(since, until, desa))
        typer.echo(
            f"{count} registrations. Written notice is due within 3 x 24 hours (UU 27/2022, article 46).", err=True
        )


async def _counted() -> None:
    from backend.batches.desk import KEPT
    from backend.clock import utc_now
    from backend.rights.retention import due
    from backend.settings import Kept
    from deploy.faults import settings_of
    from deploy.registry_work import registry_work

    kept = settings_of(Kept)
    async with registry_work() as work, work.sessions.begin() as session:
        found = await due(session, kept, utc_now())
    typer.echo(f"{found.closed} registrations closed for more than {kept.retention_closed_days} days.")
    typer.echo(f"{found.too_old} others older than {kept.retention_longest_days} days.")
    typer.echo(f"{found.contacts} addresses from which no family is registered any more.")
    typer.echo(f"{found.payments} payments that still name somebody and are past their time.")
    typer.echo(f"{found.reports} reports of fraud older than {kept.retention_closed_days} days.")
    typer.echo(f"{found.batches} files of agents that were answered more than {KEPT.days} days ago.")
    typer.echo("Nothing was erased.")


async def _erased() -> None:
    from rich.console import Console

    from backend.rights.retention import erase_what_is_due
    from backend.settings import Kept
    from deploy.faults import settings_of
    from deploy.registry_work import bar, registry_work

    kept, erased = settings_of(Kept), 0
    async with registry_work() as work:
        with bar(Console(stderr=True)) as show:
            async for done, total in erase_what_is_due(work.sessions, work.keyring, kept, actor=ACTOR):
                erased = done
                show("erased", done, total)
    typer.echo(f"{erased} erased; the audit log has the proof of each.")


async def _listed(since: datetime, until: datetime, desa: list[str] | None) -> int:
    from backend.clock import WIB, utc_now
    from backend.rights.breach import affected
    from deploy.registry_work import registry_work

    areas, count = _areas(desa), 0
    begun = since.replace(tzinfo=WIB)
    ended = until.replace(tzinfo=WIB)
    if ended.time() == datetime.min.time():
        ended += timedelta(days=1)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("number", "desa", "channel", "received_at", "reachable"))
    async with registry_work() as work, work.sessions.begin() as session:
        async for each in affected(session, areas, begun, ended, actor=ACTOR, at=utc_now()):
            reachable = "yes" if each.reachable else "no"
            out.writerow((each.number, each.desa, each.channel, each.received_at.isoformat(), reachable))
            count += 1
    return count


def _areas(codes: list[str] | None) -> AreaScope:
    from backend.auth.areas import WHOLE, AreaScope, NoSuchArea
    from deploy.setup_problem import SetupProblem

    try:
        return AreaScope.of(codes) if codes else WHOLE
    except NoSuchArea as code:
        raise SetupProblem(f"{code} is the code of no kecamatan or desa of Banyuwangi.") from None
