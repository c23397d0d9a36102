"""How long the office's pages take with a full registry: `python -m benchmarks.registry_pages`.

The families are made up once and kept in `var/`; broken off, it goes on. The application is asked in
this process, so what is measured is the page and its database, not the network.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Annotated, Final

import httpx
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select, text

from backend.app import create_app
from backend.auth.areas import KABUPATEN
from backend.auth.permissions import Role
from backend.clock import WIB
from backend.console.cookies import proof
from backend.installation import Purpose, mark
from backend.migrations import upgrade
from backend.officers import sessions
from backend.officers.models import Officer, Stage, State
from backend.registrations.models import Registration
from backend.seeding.seeding import Wish, seeded
from backend.settings import Settings
from benchmarks.place import ROOT
from deploy.embedded import embedded_postgres

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI
    from sqlalchemy import Row

TARGET_MILLISECONDS: Final = 300
_ORIGIN: Final = "http://registry.test"
_KEYS: Final = "measured:" + base64.b64encode(bytes(range(32))).decode()
_SECRET: Final = "qX3vB7nM1kT9wZ5rL8pC2jH6yD4sF0gA"  # noqa: S105 - opens nothing but what this measures
_AREAS: Final = {"kabupaten": KABUPATEN, "kecamatan": "35.10.16", "desa": "35.10.16.1007"}
_SEED: Final = 3510

console = Console()


def run(
    families: Annotated[int, typer.Option(min=100, help="How many families there are.")] = 360_000,
    times: Annotated[int, typer.Option(min=3, help="How often each page is asked for.")] = 15,
    minutes: Annotated[float, typer.Option(help="After that long no more families are made up.")] = 15,
    folder: Annotated[Path, typer.Option(help="Where the database is kept.")] = Path(ROOT, "var", "bench-registry"),
    database: Annotated[str, typer.Option(help="A database that is running and filled, in place of it.")] = "",
) -> None:
    """Fill a registry once and print how long its pages take."""
    with nullcontext() if database else embedded_postgres(folder, durable=False) as server:
        url = database or (server.url if server is not None else "")
        upgrade(url)
        settings = Settings(_env_file=None, database_url=url, data_keys=_KEYS, api_keys=f"bench:{_SECRET}")
        asyncio.run(_measured(settings, families, times, minutes))


async def _measured(settings: Settings, families: int, times: int, minutes: float) -> None:
    app = create_app(settings)
    if not await _filled(app, families, minutes):
        console.print("Not all families are there yet: the next run goes on.", style="yellow")
    async with app.state.sessions() as session:
        there = await session.scalar(select(func.count()).select_from(Registration))
        family = (await session.execute(select(Registration.number, Registration.desa).limit(1))).one()
    table = Table(title=f"{there} registrations, {times} times each, milliseconds")
    for heading in ("page", "areas", "median", "slowest tenth", f"under {TARGET_MILLISECONDS}"):
        table.add_column(heading)
    for name, area in _AREAS.items():
        async with await _officer(app, area) as browser:
            for page, ask in _pages(browser, family, own=area == KABUPATEN).items():
                took = await _took(ask, times)
                table.add_row(
                    page,
                    name,
                    f"{median(took):.0f}",
                    f"{quantiles(took, n=10)[-1]:.0f}",
                    "yes" if median(took) < TARGET_MILLISECONDS else "NO",
                )
    console.print(table)
    await app.state.engine.dispose()


def _pages(
    browser: httpx.AsyncClient, family: Row[str, str], *, own: bool
) -> dict[str, Callable[[], Awaitable[httpx.Response]]]:
    def page(path: str) -> Callable[[], Awaitable[httpx.Response]]:
        return lambda: browser.get(path)

    def found() -> Awaitable[httpx.Response]:
        form = {"csrf": proof(browser.cookies["bansos"]), "cari": family.number}
        return browser.post("/console/cari", data=form)

    pages = {
        "queue": page("/console"),
        "queue, overdue": page("/console?lihat=terlambat"),
        "queue, put right": page("/console?lihat=diperbaiki"),
        "list": page("/console/pendaftaran"),
        "list, one status": page("/console/pendaftaran?status=conflict"),
        "dashboard": page("/console/dasbor"),
        "audit": page("/console/catatan"),
        "undelivered": page("/console/tidak-terkirim"),
    }
    # Those of a part of the kabupaten would not find this family.
    return pages | ({"detail": page(f"/console/registrations/{family.number}"), "search": found} if own else {})


async def _took(ask: Callable[[], Awaitable[httpx.Response]], times: int) -> list[float]:
    took = []
    for _ in range(times):
        began = perf_counter()
        answer = await ask()
        took.append((perf_counter() - began) * 1000)
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{answer.request.url.path} answered {answer.status_code}.")
    return took


async def _filled(app: FastAPI, families: int, minutes: float) -> bool:
    today = datetime.now(UTC).astimezone(WIB).replace(hour=0, minute=0, second=0, microsecond=0)
    async with app.state.sessions.begin() as session:
        if await session.scalar(select(func.count()).select_from(Registration)) >= families:
            return True
        await mark(session, Purpose.TEST)
    until = monotonic() + minutes * 60
    with console.status("Making up families ...") as status:
        async for done in seeded(app.state.sessions, app.state.keyring, Wish(families, _SEED, today)):
            status.update(f"Making up families: {done} of {families}")
            if monotonic() > until:
                return False
    async with app.state.engine.connect() as connection:
        plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
        # What the server's own housekeeping does within minutes of a load like this.
        await plain.execute(text("SET statement_timeout = 0"))
        await plain.execute(text("VACUUM ANALYZE"))
    return True


async def _officer(app: FastAPI, area: str) -> httpx.AsyncClient:
    """Give the browser of somebody who may do everything in an area."""
    now, name = datetime.now(UTC), f"bench-{area}"
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
