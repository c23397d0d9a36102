"""What agents sent in and the office looks at again: drawn by day, noted, and put before those who decide."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from backend.agents.sample import draw
from backend.auth.permissions import Role
from backend.registrations.status import Status
from backend.rights.erasure import Why, erase
from tests.agents import AGENT, KEMIREN, agent_at, by_agent, said, sent
from tests.backend.test_deciding import ASKED, corrected, decided
from tests.backend.test_the_status_ladder import moved
from tests.office import Browser, signed_in, somebody, vault_of, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

MIDDAY = datetime(2026, 11, 20, 5, tzinfo=UTC)
CHECKS = "/console/cek-ulang"


@pytest.fixture
async def village(app: FastAPI) -> AsyncIterator[Browser]:
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=(KEMIREN,))) as browser:
        yield browser


async def denied(app: FastAPI, bot: httpx.AsyncClient) -> str:
    """A registration by an agent of which the family says that it was not them."""
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent(acting={"witness": "Contoh Suyanto Saksi"}))).json()
    await said(bot, receipt["code"], right=False)
    return str(receipt["number"])


async def only_check(browser: Browser, view: str = "") -> str:
    page = await browser.get(CHECKS, params={"lihat": view})
    [address] = re.findall(rf'<h2 id="[^"]+"><a href="({CHECKS}/[^"]+)"', page.text)
    return str(address)


async def test_a_village_notes_that_it_was_wrong_and_the_office_decides(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser, tables: Tables
) -> None:
    number = await denied(app, bot)
    check = await only_check(village)
    shown = words(await village.get(check))
    assert "Warga menjawab BUKAN SAYA" in shown
    assert number in shown
    answer = await village.send_form(check, found="wrong", way="visited", note="")
    assert answer.status_code == 422
    answer = await village.send_form(check, found="wrong", way="visited", note="Warga tidak kenal agennya")
    assert answer.status_code == 303
    assert "Tidak sesuai, didatangi" in words(await village.get(CHECKS, params={"lihat": "selesai"}))
    assert (await village.send_form(check, found="right", way="called")).status_code == 409
    assert "tidak kenal" not in tables.dump()
    [noted] = [row["details"] for row in tables.rows("audit") if row["action"] == "back_check.noted"]
    assert (noted["found"], noted["way"], noted["signal"]) == ("wrong", "visited", "denied")

    queue = await village.get("/console", params={"lihat": "tidak-sesuai"})
    assert number in queue.text
    assert "Cek ulang: tidak sesuai (1)" in words(queue)
    detail = words(await village.get(f"/console/registrations/{number}"))
    for told in ("Agen Contoh Siti Kader", "Lansia", "Cap jempol", "Saksi C*** S*** S***", "BUKAN SAYA", "tidak kenal"):
        assert told in detail
    await village.send_form(f"/console/registrations/{number}/keputusan", then="checked", version="1", reason="")
    assert number not in (await village.get("/console", params={"lihat": "tidak-sesuai"})).text


async def test_where_nobody_was_there_it_is_looked_at_once_more(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser
) -> None:
    await denied(app, bot)
    check = await only_check(village)
    await village.send_form(check, found="not_reached", way="called")
    assert await only_check(village, "belum-bertemu") == check
    assert (await village.send_form(check, found="right", way="visited")).status_code == 303
    assert "Sesuai, didatangi" in words(await village.get(check))


async def test_the_queue_is_narrowed_to_agents_and_to_what_no_family_confirmed(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser
) -> None:
    await agent_at(app, bot, AGENT)
    sure, unsure = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json() for place in (1, 2)]
    await said(bot, sure["code"], right=True)
    everyone = words(await village.get("/console", params={"lihat": "agen"}))
    assert sure["number"] in everyone
    unconfirmed = words(await village.get("/console", params={"lihat": "belum-pasti"}))
    assert unsure["number"] in unconfirmed
    assert sure["number"] not in unconfirmed
    assert "Lewat agen (2) Belum dipastikan warga (1)" in unconfirmed


async def test_each_day_some_of_a_desa_are_drawn_once_and_who_confirmed_drops_out(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser, tables: Tables
) -> None:
    with time_machine.travel(MIDDAY):
        await agent_at(app, bot, AGENT)
        receipts = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json() for place in (1, 2, 3)]

    async def drawn(percent: int, at: datetime) -> set[str]:
        async with app.state.sessions.begin() as session:
            await draw(session, percent, at)
        listed = tables.column("back_checks", "registration_id")
        return {row["number"] for row in tables.rows("registrations") if row["id"] in listed}

    assert await drawn(100, MIDDAY) == set()
    [first] = await drawn(10, MIDDAY + timedelta(days=1))
    assert await drawn(10, MIDDAY + timedelta(days=2)) == {first}
    sure = next(each for each in receipts if each["number"].replace("-", "") != first)
    await said(bot, sure["code"], right=True)
    everyone = {each["number"].replace("-", "") for each in receipts}
    assert await drawn(100, MIDDAY + timedelta(days=3)) == everyone - {sure["number"].replace("-", "")}
    assert "Contoh acak" in words(await village.get(CHECKS))


async def test_after_erasure_nothing_is_left_that_compares_the_family_with_others(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await denied(app, bot)
    [row] = tables.column("registrations", "id")
    assert tables.column("agent_acts", "registration_id") == [row]
    async with app.state.sessions.begin() as session:
        vault = await vault_of(app, session)
        await erase(session, vault, row, why=Why.ASKED, actor="operator", at=datetime.now(UTC))
    assert tables.rows("agent_acts") == []


async def test_who_had_a_list_given_by_the_api_is_noted(app: FastAPI, bot: httpx.AsyncClient, tables: Tables) -> None:
    number = await denied(app, bot)
    await bot.get("/api/v1/registrations")
    [noted] = [row for row in tables.rows("audit") if row["action"] == "seen.list"]
    assert (noted["actor"], noted["details"]["numbers"]) == ("program/bot", [number])


async def test_what_is_looked_at_again_goes_with_a_family_to_the_desa_where_it_lives(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser, officer: Any
) -> None:
    number = await denied(app, bot)
    assert (await decided(officer, number, "needs_fixing", **ASKED)).status_code == 303
    check = await only_check(village)
    household = {"kecamatan": "35.10.15", "desa": "35.10.15.2001"}
    answer = await corrected(bot, number, contact=AGENT, **household)
    assert answer.status_code == 200, answer.text
    assert (await village.get(check)).status_code == 404
    async with signed_in(app, await somebody(app, "desa.lain", Role.OFFICER, areas=("35.10.15.2001",))) as other:
        assert number in words(await other.get(check))


async def test_a_good_result_that_was_found_wrong_waits_for_the_office(
    app: FastAPI, bot: httpx.AsyncClient, village: Browser, officer: Any
) -> None:
    number = await denied(app, bot)
    await moved(app, number, Status.CHECKED, Status.FORWARDED, Status.ELIGIBLE)
    check = await only_check(village)
    await village.send_form(check, found="wrong", way="visited", note="Warga tidak kenal agennya")
    assert number in words(await officer.get("/console", params={"lihat": "tidak-sesuai"}))
