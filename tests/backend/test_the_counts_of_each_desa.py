"""What the dashboard counts: kept while registrations change, put together by a job, held against targets."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from backend.auth.areas import WHOLE, AreaScope
from backend.auth.permissions import Role
from backend.clock import local_date
from backend.registrations.desa_figures import TOGETHER
from backend.registrations.figures import Figures, figures
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.queue import WORK
from backend.registrations.status import Status
from backend.registrations.targets import Unusable, read_targets, set_targets
from backend.seed import seed
from tests.office import signed_in, somebody, vault_of, words

if TYPE_CHECKING:
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

NOW = datetime.now(UTC)


async def told(app: FastAPI, areas: AreaScope = WHOLE) -> Figures:
    async with app.state.sessions.begin() as session:
        return await figures(session, areas, NOW)


async def counted(app: FastAPI) -> Figures:
    """The same, from the registrations one by one."""
    async with app.state.sessions.begin() as session:
        rows = (await session.scalars(select(Registration))).all()
    waiting = [each for each in rows if each.status in WORK]
    return Figures(
        at=NOW,
        by_desa=Counter(each.desa for each in rows),
        targets={},
        by_status=Counter(each.status for each in rows),
        by_way=Counter((each.channel, each.submitted_by) for each in rows),
        flags=Counter(flag for each in rows for flag in each.flags),
        waited=Counter(max((local_date(NOW) - local_date(each.status_since)).days, 0) for each in waiting),
    )


async def test_the_counts_are_those_of_the_registrations_after_every_change(app: FastAPI, tables: Tables) -> None:
    async with app.state.sessions.begin() as session:
        vault = await vault_of(app, session)
        await seed(session, 60, vault, NOW)
    assert await told(app) == await counted(app)
    async with app.state.sessions.begin() as session:
        sent = (await session.scalars(select(Registration).where(Registration.status == Status.SENT))).all()
        await move(session, vault, sent[0].id, Status.CHECKED, actor="office", at=NOW - timedelta(days=9))
        sent[1].desa, sent[1].flags = "35.10.01.2001", ["mover", "school_age"]
    now_told = await told(app)
    assert now_told == await counted(app)
    assert now_told.longest_days is not None
    assert now_told.longest_days >= 9
    async with app.state.sessions.begin() as session:
        await session.execute(TOGETHER)
    keys = [(row["desa"], row["what"], row["value"]) for row in tables.rows("desa_figures")]
    assert len(keys) == len(set(keys))
    assert await told(app) == now_told


async def test_the_counts_of_an_area_have_nothing_of_another(app: FastAPI) -> None:
    async with app.state.sessions.begin() as session:
        await seed(session, 60, await vault_of(app, session), NOW)
        await set_targets(session, {"35.10.16.1007": 400, "35.10.01.2001": 300}, actor="operator", at=NOW)
    own = await told(app, AreaScope.of(["35.10.16"]))
    assert {desa[:8] for desa in (*own.by_desa, *own.targets)} == {"35.10.16"}
    assert own.all == sum(many for desa, many in (await told(app)).by_desa.items() if desa.startswith("35.10.16"))


async def test_the_dashboard_says_how_much_of_the_target_is_reached(app: FastAPI) -> None:
    async with app.state.sessions.begin() as session:
        await seed(session, 60, await vault_of(app, session), NOW)
        await set_targets(session, {"35.10.16.1007": 2000}, actor="operator", at=NOW)
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.16",))) as browser:
        page = words(await browser.get("/console/dasbor"))
    assert "dari target 2.000" in page
    assert "dari 2.000" in page


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ("desa,target\n35.10.16.1007,400", "line 1: the column kode is missing"),
        ("kode,target\n35.10.16.9999,400", "line 2: no desa has the code 35.10.16.9999"),
        ("kode,target\n35.10.16.1007,400\n35.10.16.1007,300", "line 3: 35.10.16.1007 was named before"),
        ("kode,target\n35.10.16.1007,banyak", "line 2: banyak is no number of families"),
    ],
)
def test_a_list_of_targets_with_one_line_that_cannot_be_read_is_not_taken(lines: str, where: str) -> None:
    with pytest.raises(Unusable, match="line") as unusable:
        read_targets(lines.splitlines())
    assert str(unusable.value) == where


async def test_that_targets_were_set_stands_in_the_log(app: FastAPI, tables: Tables) -> None:
    targets = read_targets(["kode,nama,target", "35.10.16.1007,Karangrejo,400"])
    for _ in range(2):
        async with app.state.sessions.begin() as session:
            await set_targets(session, targets, actor="operator", at=NOW)
    assert tables.rows("desa_targets") == [{"desa": "35.10.16.1007", "families": 400}]
    last: dict[str, Any] = tables.rows("audit")[-1]
    assert (last["action"], last["details"]) == ("targets.set", {"desa": 1, "families": 400})
