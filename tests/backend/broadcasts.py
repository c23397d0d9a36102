"""Broadcasts for the tests: who is written to, and what was composed, approved and entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from backend.auth.areas import WHOLE
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts.desk import BroadcastDesk, Composition
from backend.broadcasts.models import Broadcast
from backend.broadcasts.preparing import prepare
from backend.broadcasts.states import State
from backend.clock import utc_now
from tests.backend.files import PAYMENTS, bring, csv_file, worker, workshop

if TYPE_CHECKING:
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from backend.broadcasts.desk import Refused
    from backend.settings import Settings

TEXT = "Yth. {nama}, bantuan {program} tahap {tahap} {jumlah} cair di {tempat}, {hari}. Bawa {bawa}."
PAID = ("PKH", "3", "600000", "Balai Desa Pakis", "24/11/2026")
COMPOSER, APPROVER = "officer/composer", "officer/approver"


async def paid(officer: httpx.AsyncClient, settings: Settings, *niks: str) -> None:
    """A payment list with these people in it, imported."""
    rows = [(nik, "Contoh Sumiati", *PAID) for nik in niks]
    brought = await bring(officer, csv_file(PAYMENTS, *rows), "payments")
    async with worker(settings) as all_done:
        await officer.send_form(f"{brought.headers['location']}/jalankan")  # type: ignore[attr-defined]
        await all_done()


def composition(**changes: Any) -> Composition:
    said: dict[str, Any] = {
        "title": "PKH tahap 3", "text": TEXT, "areas": WHOLE, "bring": "KTP dan KKS", "programme": "PKH", "stage": 3,
        "from_hour": 0, "until_hour": 24,
    }  # fmt: skip
    return Composition(**said | changes)


async def composed(app: FastAPI, **changes: Any) -> UUID:
    """A draft."""
    async with app.state.sessions.begin() as session:
        desk = BroadcastDesk(session, WHOLE, COMPOSER, permissions_of([Role.COMPOSER]))
        made = await desk.compose(composition(**changes), utc_now())
        assert isinstance(made, Broadcast), made
        return made.id


async def moved(
    app: FastAPI, row: UUID, to: State, by: str = COMPOSER, role: Role = Role.COMPOSER, canary: int = 100
) -> Refused | None:
    """Somebody takes a broadcast somewhere."""
    async with app.state.sessions.begin() as session:
        desk = BroadcastDesk(session, WHOLE, by, permissions_of([role]))
        found = await desk.find(row)
        assert found is not None
        return await desk.move(found, to, utc_now(), canary=canary)


async def prepared(app: FastAPI, settings: Settings, row: UUID) -> None:
    """What a job would do for it now."""
    await prepare(workshop(app, settings), row)


async def materialised(app: FastAPI, settings: Settings, **changes: Any) -> UUID:
    """A broadcast that can begin."""
    row = await composed(app, **changes)
    assert await moved(app, row, State.PREVIEW) is None
    await prepared(app, settings, row)
    assert await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER) is None
    await prepared(app, settings, row)
    return row


async def found(app: FastAPI, row: UUID) -> Broadcast:
    async with app.state.sessions() as session:
        broadcast: Broadcast = await session.get_one(Broadcast, row)
        return broadcast


async def minutes_pass(app: FastAPI) -> None:
    """Let leases end, and those be given up of whom nobody heard."""
    async with app.state.sessions.begin() as session:
        await session.execute(
            text(
                "UPDATE broadcast_recipients SET at = at - interval '2 minutes', "
                "leased_until = leased_until - interval '2 minutes'"
            )
        )
        await session.execute(text("UPDATE content_templates SET withdrawn_at = withdrawn_at - interval '2 minutes'"))
