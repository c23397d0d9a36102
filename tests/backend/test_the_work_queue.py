"""What waits for an officer: by role and area, the oldest first."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from backend.auth.permissions import Role
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.status import Status
from backend.seed import seed
from conversations.answers.fixable import Fixable
from tests.backend.families import submission
from tests.office import signed_in, somebody, vault_of, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI


async def registered(bot: httpx.AsyncClient, serial: int, **changes: str) -> str:
    contact = {"channel": "telegram", "address": f"9000100{serial}"}
    family = submission(contact, nik=f"351016570845{serial}", kk=f"351016120315{serial}", members=[], schooling={})
    family["household"].update(changes)
    answer = await bot.post("/api/v1/registrations", json=family, headers={"Idempotency-Key": f"key-queue-{serial}"})
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["number"]
    return number


async def moved(app: FastAPI, number: str, *path: Status, ago: timedelta = timedelta(hours=2)) -> None:
    async with app.state.sessions.begin() as session:
        query = select(Registration.id).where(Registration.number == number.replace("-", ""))
        row = (await session.scalars(query)).one()
        for status in path:
            vault = await vault_of(app, session)
            marks = {Fixable.KK: "Angkanya belum sama."} if status is Status.NEEDS_FIXING else None
            await move(session, vault, row, status, actor="office", at=datetime.now(UTC) - ago, marks=marks)


def listed(page: httpx.Response) -> list[str]:
    return re.findall(r'<span class="number">([0-9-]+)</span>', page.text)


async def test_a_village_sees_what_is_new_and_a_verifier_also_what_the_village_checked(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    new, checked, forwarded = [await registered(bot, serial) for serial in (9911, 9912, 9913)]
    await moved(app, checked, Status.CHECKED)
    await moved(app, forwarded, Status.CHECKED, Status.FORWARDED)
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.16.1007",))) as browser:
        assert listed(await browser.get("/console")) == [new]
    async with signed_in(app, await somebody(app, "dinas", Role.VERIFIER)) as browser:
        page = await browser.get("/console")
        assert listed(page) == [checked, new]
        assert "Semua (2)" in words(page)
        assert listed(await browser.get("/console", params={"lihat": "diperiksa"})) == [checked]


async def test_what_the_family_put_right_has_a_view_of_its_own(app: FastAPI, bot: httpx.AsyncClient) -> None:
    back, new = [await registered(bot, serial) for serial in (9911, 9912)]
    # Those that came back stand there since later than they were received.
    await moved(app, back, Status.NEEDS_FIXING, Status.SENT, ago=timedelta(hours=-1))
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.16",))) as browser:
        page = await browser.get("/console", params={"lihat": "diperbaiki"})
        assert listed(page) == [back]
        assert "Sudah diperbaiki warga" in words(page)
        assert "Baru (1) Sudah diperbaiki (1)" in words(page)
        assert listed(await browser.get("/console", params={"lihat": "baru"})) == [new]


async def test_what_waits_longer_than_three_days_is_named(app: FastAPI, bot: httpx.AsyncClient) -> None:
    late, lately = [await registered(bot, serial) for serial in (9911, 9912)]
    await moved(app, late, Status.CHECKED, ago=timedelta(days=4))
    async with signed_in(app, await somebody(app)) as browser:
        page = await browser.get("/console", params={"lihat": "terlambat"})
        assert listed(page) == [late]
        assert "Lebih dari 3 hari (1)" in words(page)
        assert listed(await browser.get("/console")) == [late, lately]


async def test_the_pages_follow_each_other_and_show_everyone_once(app: FastAPI) -> None:
    async with app.state.sessions.begin() as session:
        await seed(session, 90, await vault_of(app, session), datetime.now(UTC))
    of_the_kabupaten, of_some = ("35.10",), ("35.10.16", "35.10.02.2001", "35.10.01", "35.10.17")
    assert await seen_over_all_pages(app, of_the_kabupaten) > 25
    assert await seen_over_all_pages(app, of_some) > 0


async def seen_over_all_pages(app: FastAPI, areas: tuple[str, ...]) -> int:
    """Go from page to page to the end, and compare with what there is; give how many that are."""
    someone = await somebody(app, f"petugas.{len(areas)}", areas=areas)
    async with app.state.sessions() as session:
        query = select(Registration).order_by(Registration.status_since, Registration.id)
        waiting = (Status.SENT, Status.CHECKED, Status.CONFLICT, Status.APPEALED)
        rows = (await session.scalars(query)).all()
        wanted = [r.number for r in rows if r.status in waiting and someone.officer.scope.covers(r.desa)]
    seen: list[str] = []
    async with signed_in(app, someone) as browser:
        address = "/console"
        while address:
            page = await browser.get(address)
            seen += listed(page)
            onward = re.findall(r'rel="next" href="([^"]+)"', page.text)
            address = onward[0].replace("&amp;", "&") if onward else ""
    assert [number.replace("-", "") for number in seen] == wanted, areas
    return len(wanted)


@pytest.mark.parametrize("start", ["x", "1.2", "9" * 70, "-1.00000000-0000-4000-8000-000000000000"])
async def test_an_address_that_was_tampered_with_shows_the_first_page(
    officer: httpx.AsyncClient, bot: httpx.AsyncClient, start: str
) -> None:
    number = await registered(bot, 9911)
    page = await officer.get("/console", params={"lihat": "x", "mulai": start})
    assert listed(page) == [number]


async def test_auditors_begin_at_the_list_for_nothing_waits_for_them(app: FastAPI) -> None:
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR)) as browser:
        assert (await browser.get("/console")).headers["location"] == "/console/pendaftaran"
