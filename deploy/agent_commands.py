"""`bansos agents`: inviting, listing and suspending agents where the console is not at hand."""

from __future__ import annotations

import asyncio
import csv
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias, TypeVar
from uuid import UUID

import typer

from deploy.problems_said import problems_said
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from datetime import datetime

    from backend.agents.models import Agent
    from backend.agents.roster import Invited, Roster, Trouble

    Result = TypeVar("Result")
    Doing: TypeAlias = "Callable[[Roster, datetime], Awaitable[Result]]"

agents = typer.Typer(help="Those who register families in the field.", no_args_is_help=True)
Id = Annotated[UUID, typer.Argument(help="The id, as `bansos agents list` shows it.")]

ACTOR = "operator"
_AT_ONCE = 500
_COLUMNS = ("row", "name", "desa", "code", "until", "telegram", "whatsapp", "problem")


@agents.command("invite")
def invite(
    name: Annotated[str, typer.Argument(help="Full name; families see it on their receipt.")],
    desa: Annotated[str, typer.Option(help="Code or name of the desa.")],
    kecamatan: Annotated[str, typer.Option(help="Where two desa have one name.")] = "",
    rw: Annotated[str, typer.Option(help="Only this RW of the desa.")] = "",
    rt: Annotated[str, typer.Option(help="Only this RT of the RW.")] = "",
    phone: Annotated[str, typer.Option(help="On WhatsApp the invitation then counts from this number only.")] = "",
) -> None:
    """Invite one agent, and print the code, this once."""
    from backend.agents.roster import Person
    from backend.agents.sheet import desa_told

    with problems_said():
        place = desa_told(desa, kecamatan)
        person = Person(name, phone)
        code = place.code if place else ""
        outcome = _done(lambda roster, now: roster.invite(person, code, rw, rt, now))
        _tell([(0, name, outcome)])


@agents.command("invite-file")
def invite_file(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX: Nama, Desa; also Nomor HP, Kecamatan, RW, RT.")],
) -> None:
    """Invite everybody in a file, and print a CSV with a code or a problem for each row."""
    from backend.agents.sheet import invite_all
    from backend.imports.refusals import Refusal

    with problems_said():
        try:
            content = file.read_bytes()
        except OSError as problem:
            raise SetupProblem(f"{file}: {problem.strerror}.") from problem
        rows = _done(lambda roster, now: invite_all(roster, content, now))
        if isinstance(rows, Refusal):
            raise SetupProblem(f"{file}: {rows.why.value.replace('-', ' ')}. Nobody was invited.")
        _tell([(row.number, row.name, row.outcome) for row in rows])


@agents.command("list")
def listed(
    desa: Annotated[str | None, typer.Option(help="Code of a desa; without it, all of them.")] = None,
) -> None:
    """Show agents, the newest first: id, name, area, where they stand."""
    from rich.console import Console
    from rich.table import Table

    with problems_said():
        table = Table("id", "name", "desa", "rw", "rt", "state", "since")
        for row in _done(lambda roster, _now: _rows(roster, desa)):
            table.add_row(*row)
        # Piped into a file it is as wide as it has to be.
        Console(width=None if Console().is_terminal else 240).print(table)


@agents.command("suspend")
def suspend(agent: Id) -> None:
    """Take in nothing more from an agent, from now on."""
    with problems_said():
        _done(lambda roster, now: _about(roster, agent, lambda found: roster.suspend(found, now)))
        typer.echo("Nothing is taken in from this agent any more.")


@agents.command("reactivate")
def reactivate(agent: Id) -> None:
    """Let a suspended agent act again."""
    with problems_said():
        _done(lambda roster, now: _about(roster, agent, lambda found: roster.reactivate(found, now)))
        typer.echo("This agent may act again.")


@agents.command("renew")
def renew(agent: Id) -> None:
    """Forget an agent's PIN, and print a code with which a new one is chosen."""
    from backend.agents.people import name_of

    async def anew(roster: Roster, now: datetime) -> tuple[str, Invited | Trouble]:
        async def again(found: Agent) -> tuple[str, Invited | Trouble]:
            return name_of(roster.vault, found), await roster.invite_again(found, now, forget_pin=True)

        return await _about(roster, agent, again)

    with problems_said():
        _tell([(0, *_done(anew))])


def _done(work: Doing[Result]) -> Result:
    return asyncio.run(_within(work))


async def _within(work: Doing[Result]) -> Result:
    from backend.agents.roster import Roster
    from backend.auth.areas import WHOLE
    from backend.clock import utc_now
    from deploy.registry_work import registry_work

    async with registry_work() as opened, opened.sessions.begin() as session:
        return await work(Roster(session, await opened.keyring.vault(session), WHOLE, ACTOR), utc_now())


async def _about(roster: Roster, agent: UUID, act: Callable[[Agent], Awaitable[Result]]) -> Result:
    found = await roster.find(agent)
    if found is None:
        raise SetupProblem(f"There is no agent with the id {agent}.")
    return await act(found)


async def _rows(roster: Roster, desa: str | None) -> list[tuple[str, ...]]:
    from backend.agents.people import name_of

    rows: list[tuple[str, ...]] = []
    while found := await roster.listed(desa, len(rows), _AT_ONCE):
        rows += [
            (
                str(each.id),
                name_of(roster.vault, each),
                each.desa,
                each.rw or "",
                each.rt or "",
                each.state,
                f"{each.created_at:%Y-%m-%d}",
            )
            for each in found
        ]
    return rows


def _tell(rows: Sequence[tuple[int, str, Invited | Trouble]]) -> None:
    """Print the codes as CSV, so that a letter for each can be made of them; exit with 1 where one has a problem."""
    from backend.agents.links import Doors
    from backend.agents.roster import Invited
    from conversations.answers.invitation import show_invitation
    from deploy.faults import settings_of
    from deploy.settings import Reached

    reached = settings_of(Reached)
    doors = Doors(reached.telegram_bot_name, reached.twilio_whatsapp_from)
    table = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n", restval="")
    table.writeheader()
    for number, name, outcome in rows:
        told: dict[str, object] = {"row": number or "", "name": name}
        if isinstance(outcome, Invited):
            code, until = show_invitation(outcome.code), outcome.until.isoformat(timespec="minutes")
            table.writerow(
                {**told, "desa": outcome.agent.desa, "code": code, "until": until} | doors.links(outcome.code)
            )
        else:
            table.writerow({**told, "problem": outcome.value.replace("-", " ")})
    if any(not isinstance(outcome, Invited) for _, _, outcome in rows):
        raise typer.Exit(1)
