"""Made-up families by the thousand look to the office as real ones do: most of them came through agents."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from backend.audit.proof import first_broken
from backend.clock import utc_now
from backend.seeding.seeding import Wish, seeded
from tests.office import words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

WISH = Wish(200, 3510, utc_now() - timedelta(minutes=1), forced=True)


async def made_up(app: FastAPI) -> None:
    async for _ in seeded(app.state.sessions, app.state.keyring, WISH):
        pass


async def test_most_families_came_through_an_agent_of_their_desa(app: FastAPI, officer: Any, tables: Tables) -> None:
    await made_up(app)
    desa = {agent["id"]: agent["desa"] for agent in tables.rows("agents")}
    families = tables.rows("registrations")
    through = [family for family in families if family["agent_id"] is not None]
    assert 0.75 < len(through) / len(families) < 0.95
    assert all(desa[family["agent_id"]] == family["desa"] for family in through)
    assert all((family["witness"] is not None) == (family["confirmation"] == "witnessed") for family in through)
    assert "Contoh" in words(await officer.get(f"/console/registrations/{through[0]['number']}"))
    checks = tables.rows("back_checks")
    assert {check["signal"] for check in checks} == {"sample", "denied"}
    assert "Belum ada" not in words(await officer.get("/console/cek-ulang"))
    page = words(await officer.get("/console?lihat=agen"))
    waiting = re.search(r"Lewat agen \((\d+)\)", page)
    assert waiting is not None, page
    assert 0 < int(waiting[1]) < len(through)


async def test_making_them_up_again_adds_nobody(app: FastAPI, tables: Tables) -> None:
    await made_up(app)
    before = {table: len(tables.rows(table)) for table in ("registrations", "agents", "agent_acts", "contacts")}
    await made_up(app)
    assert {table: len(tables.rows(table)) for table in before} == before
    async with app.state.sessions() as session:
        assert await first_broken(session) is None
