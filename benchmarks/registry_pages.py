"""How long the office's pages take with a full registry: `python -m benchmarks.registry_pages`.

The families are made up once and kept in `var/`; broken off, it goes on. The application is asked in
this process, so what is measured is the page and its database, not the network.
"""

from __future__ import annotations

import asyncio
import base64
import logging
import re
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Annotated, Final

import httpx
import structlog
import typer
from fastapi.routing import iter_route_contexts
from rich.console import Console
from sqlalchemy import func, select, text

from backend.agents.models import Agent
from backend.app import create_app
from backend.auth.areas import KABUPATEN, AreaScope
from backend.auth.permissions import Role
from backend.clock import WIB
from backend.console.cookies import proof
from backend.duplicates.finding import find_all
from backend.installation import Purpose, mark
from backend.migrations import upgrade
from backend.officers import sessions
from backend.officers.models import Officer, Stage, State
from backend.registrations.desa_figures import TOGETHER
from backend.registrations.models import Registration
from backend.seeding.seeding import Wish, seeded
from backend.settings import Settings
from benchmarks.place import ROOT
from benchmarks.registry_export import exported
from benchmarks.registry_report import PageFigures, RegistryFigures, document, write
from deploy.embedded import embedded_postgres

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI

_ORIGIN: Final = "http://registry.test"
_KEYS: Final = "measured:" + base64.b64encode(bytes(range(32))).decode()
_SECRET: Final = "qX3vB7nM1kT9wZ5rL8pC2jH6yD4sF0gA"  # noqa: S105 - opens nothing but what this measures
_AREAS: Final = {"kabupaten": KABUPATEN, "kecamatan": "35.10.16", "desa": "35.10.16.1007"}
_SEED: Final = 3510
_AT_THE_DOOR: Final = ("/console/masuk",)
_DETAIL: Final = "/console/registrations/{number}"
_AGENT: Final = "/console/agen/{agent_id}"
_OFFICER: Final = "/console/petugas/{user_name}"

console = Console()


def run(
    families: Annotated[int, typer.Option(min=100, help="How many families there are.")] = 360_000,
    times: Annotated[int, typer.Option(min=3, help="How often each page is asked for.")] = 15,
    minutes: Annotated[float, typer.Option(help="After that long no more families are made up.")] = 15,
    folder: Annotated[Path, typer.Option(help="Where the database is kept.")] = Path(ROOT, "var", "bench-registry"),
    database: Annotated[str, typer.Option(help="A database that is running and filled, in place of it.")] = "",
    to: Annotated[Path | None, typer.Option(help="The page that is written; without it nothing is.")] = None,
) -> None:
    """Fill a registry once, and tell how long its pages and the file of all proposals take."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with nullcontext() if database else embedded_postgres(folder, durable=False) as server:
        url = database or (server.url if server is not None else "")
        upgrade(url)
        settings = Settings(_env_file=None, database_url=url, data_keys=_KEYS, api_keys=f"bench:{_SECRET}")
        asyncio.run(_measured(settings, families, times, minutes, to))


async def _measured(settings: Settings, families: int, times: int, minutes: float, to: Path | None) -> None:
    app = create_app(settings)
    if not await _filled(app, families, minutes):
        console.print("Not all families are there yet: the next run goes on.", style="yellow")
    async with app.state.sessions() as session:
        there = await session.scalar(select(func.count()).select_from(Registration)) or 0
    pages: list[PageFigures] = []
    for name, area in _AREAS.items():
        async with await _officer(app, area) as browser:
            for page, ask in (await _pages(app, browser, area)).items():
                # Counts of a whole kecamatan are not for officers of one desa.
                if area != KABUPATEN and (await ask()).status_code == HTTPStatus.NOT_FOUND:
                    continue
                pages.append(PageFigures(page, name, await _took(ask, times)))
                console.print(f"{page}, {name}: {pages[-1].median:.0f} ms")
    console.print("Writing all proposals into a file ...")
    async with app.state.sessions() as session:
        officer = (await session.scalars(select(Officer).where(Officer.user_name == _name_for(KABUPATEN)))).one()
    environment = {"DATABASE_URL": settings.database_url, "DATA_KEYS": _KEYS, "API_KEYS": f"bench:{_SECRET}"}
    export = await exported(app, environment, f"officer/{officer.id}", officer.user_name)
    figures = RegistryFigures(there, times, pages, export, _not_measured(app))
    console.print(document(figures))
    if to is not None:
        write(figures, to)
    await app.state.engine.dispose()


def _paths(app: FastAPI) -> list[str]:
    """List every page that the running application has for somebody who is in."""
    return sorted(
        context.path
        for context in iter_route_contexts(app.routes)
        if context.path is not None
        and context.path.startswith("/console")
        and "GET" in (context.methods or ())
        and not context.path.startswith(_AT_THE_DOOR)
        and "." not in context.path.rpartition("/")[2]
    )


def _not_measured(app: FastAPI) -> list[str]:
    return [path for path in _paths(app) if "{" in path and path not in (_DETAIL, _OFFICER, _AGENT)]


async def _pages(
    app: FastAPI, browser: httpx.AsyncClient, area: str
) -> dict[str, Callable[[], Awaitable[httpx.Response]]]:
    """Give every page, and those of its choices that take other ways through the database."""
    areas = AreaScope.of([area])
    async with app.state.sessions() as session:
        own = areas.condition(Registration.kecamatan, Registration.desa)
        there = await session.scalar(select(func.count()).select_from(Registration).where(own)) or 0
        newest = select(Registration.number).where(own).order_by(Registration.received_at.desc())
        number = await session.scalar(newest.limit(1))
        deep = await session.scalar(newest.offset(there // 2).limit(1))
        agent = await session.scalar(select(Agent.id).where(areas.desa_condition(Agent.desa.expression)).limit(1))

    def page(path: str) -> Callable[[], Awaitable[httpx.Response]]:
        return lambda: browser.get(path)

    def found() -> Awaitable[httpx.Response]:
        return browser.post("/console/cari", data={"csrf": proof(browser.cookies["bansos"]), "cari": number})

    place = areas.kecamatan()[0].code
    asked = [
        *(path for path in _paths(app) if "{" not in path),
        "/console?lihat=terlambat",
        "/console?lihat=diperbaiki",
        "/console?lihat=ganda",
        "/console?lihat=agen",
        "/console?lihat=belum-pasti",
        "/console?lihat=tidak-sesuai",
        "/console/pendaftaran?status=conflict",
        f"/console/pendaftaran?kecamatan={place}",
        f"/console/pendaftaran?after={deep}",
        f"/console/dasbor?kecamatan={place}",
        f"/console/catatan?nomor={number}",
        _DETAIL.format(number=number),
        _OFFICER.format(user_name=_name_for(area)),
        _AGENT.format(agent_id=agent),
    ]
    named = {re.sub(r"[0-9]{10}$", "NUMBER", path).replace(str(agent), "AGENT"): page(path) for path in asked}
    return named | {"/console/cari (a number)": found}


async def _took(ask: Callable[[], Awaitable[httpx.Response]], times: int) -> tuple[float, ...]:
    took = []
    for _ in range(times):
        began = perf_counter()
        answer = await ask()
        took.append((perf_counter() - began) * 1000)
        if answer.status_code not in (HTTPStatus.OK, HTTPStatus.SEE_OTHER):
            raise SystemExit(f"{answer.request.url.path} answered {answer.status_code}.")
    return tuple(took)


async def _filled(app: FastAPI, families: int, minutes: float) -> bool:
    today = datetime.now(UTC).astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    async with app.state.sessions.begin() as session:
        there = await session.scalar(select(func.count()).select_from(Registration)) or 0
        await mark(session, Purpose.TEST)
    until = monotonic() + minutes * 60
    if there < families:
        with console.status("Making up families ...") as status:
            async for done in seeded(app.state.sessions, app.state.keyring, Wish(families, _SEED, today)):
                status.update(f"Making up families: {done} of {families}")
                if monotonic() > until:
                    return False
        await _tidied(app)
    # What `bansos jobs` does by the clock.
    async with app.state.sessions.begin() as session:
        await session.execute(TOGETHER)
    with console.status("Looking for the same person twice ...") as status:
        async for done, of in find_all(app.state.sessions, app.state.keyring):
            status.update(f"Looking for the same person twice: {done} of {of}")
            if monotonic() > until:
                return False
    if there < families:
        await _tidied(app)
    return True


async def _tidied(app: FastAPI) -> None:
    """Do what the server's own housekeeping does within minutes of a load like this."""
    async with app.state.engine.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await plain.execute(text("SET statement_timeout = 0"))
        await plain.execute(text("VACUUM ANALYZE"))


def _name_for(area: str) -> str:
    return f"bench-{area}"


async def _officer(app: FastAPI, area: str) -> httpx.AsyncClient:
    """Give the browser of somebody who may do everything in an area."""
    now, name = datetime.now(UTC), _name_for(area)
    async with app.state.sessions.begin() as session:
        officer = (await session.scalars(select(Officer).where(Officer.user_name == name))).one_or_none()
        if officer is None:
            officer = Officer(
                user_name=name,
                name="Contoh Petugas",
                state=State.ACTIVE,
                roles=[role.value for role in Role],
                areas=[area],
                password="",
                totp_since=now - timedelta(days=1),
                totp_last_step=0,
                made_up=False,
                created_at=now,
            )
            session.add(officer)
            await session.flush()
        token = await sessions.begin(session, officer, Stage.IN, "bench", now)
    browser = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=_ORIGIN, headers={"Origin": _ORIGIN})
    browser.cookies.set("bansos", token)
    return browser


if __name__ == "__main__":
    typer.run(run)
