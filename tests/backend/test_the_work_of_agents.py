"""What waits for an agent: own families only, masked, page by page; and what could not be told in the own area."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from backend.agents import worklist
from backend.registrations.ladder import move
from backend.registrations.number import parse_number
from backend.registrations.repository import by_number
from backend.registrations.status import Status
from tests.agents import agent_at, decided
from tests.backend.families import submission
from tests.backend.test_agents_registering import AGENT, FAMILY, by_agent, said, sent
from tests.backend.test_deciding import ASKED, corrected
from tests.backend.test_deciding import decided as decided_on_page
from tests.office import vault_of

if TYPE_CHECKING:
    import httpx
    import pytest
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

OTHER = {"channel": "telegram", "address": "900020002"}


async def asked(bot: httpx.AsyncClient, about: str = "", by: dict[str, str] = AGENT, **more: Any) -> dict[str, Any]:
    answer = await bot.post(f"/api/v1/agents/work{about}", json={"contact": by, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def moved(app: FastAPI, number: str, *steps: Status) -> None:
    parsed = parse_number(number)
    assert parsed is not None
    async with app.state.sessions.begin() as session:
        row = await by_number(session, parsed)
        assert row is not None
        for to in steps:
            now = datetime.now(UTC)
            await move(session, await vault_of(app, session), row.id, to, actor="office", at=now, notify=False)


async def test_an_agent_sees_the_own_families_masked_page_by_page_until_they_are_seen_to(
    app: FastAPI, bot: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "MOST", 2)
    await agent_at(app, bot, AGENT)
    await agent_at(app, bot, OTHER, name="Contoh Wawan Kader")
    receipts = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json() for place in (1, 2, 3)]
    without_phone = (await sent(bot, by_agent(4, phone=None), "key-agent-4")).json()["number"]
    await moved(app, without_phone, Status.CHECKED)
    work = await asked(bot)
    assert (work["today"], work["errands"]) == (4, {"fix": 0, "bring": 1, "undelivered": 0, "confirm": 3})
    first = await asked(bot, "/families", errand="confirm")
    assert [each["number"] for each in first["families"]] == [each["number"] for each in receipts[:2]]
    assert {each["code"] for each in first["families"]} == {each["code"] for each in receipts[:2]}
    assert first["families"][0]["name"] == "C*** S***"
    rest = await asked(bot, "/families", errand="confirm", after=receipts[1]["number"])
    assert ([each["number"] for each in rest["families"]], rest["more"]) == ([receipts[2]["number"]], False)
    await said(bot, receipts[2]["code"], right=True)
    assert (await asked(bot))["errands"]["confirm"] == 2
    # Another agent has nothing of it, and cannot take it off the list.
    assert sum((await asked(bot, by=OTHER))["errands"].values()) == 0
    brought = {"errand": "bring", "family": without_phone}
    assert await asked(bot, "/told", by=OTHER, **brought) == {"outcome": "not_yours"}
    assert await asked(bot, "/told", **brought) == {"outcome": "noted"}
    assert (await asked(bot))["errands"]["bring"] == 0
    await moved(app, without_phone, Status.FORWARDED)
    assert (await asked(bot))["errands"]["bring"] == 1
    await decided(app, AGENT, "ask")
    assert await asked(bot) == {"outcome": "not_now", "today": 0, "errands": {}}


async def test_what_did_not_reach_a_family_is_listed_for_the_agents_of_its_place(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    here = {"kecamatan": "35.10.15", "desa": "35.10.15.2004", "rt": "003", "rw": "002"}
    number = (await sent(bot, submission(FAMILY, **here), "key-resident")).json()["number"]
    told = {
        "kind": "number",
        "reason": "unreachable",
        "detail": "blocked",
        "contact": FAMILY,
        "happened_at": datetime.now(UTC).isoformat(),
    }
    await bot.put("/api/v1/undelivered/07:push:0123", json=told)
    await agent_at(app, bot, AGENT)
    await agent_at(app, bot, OTHER, name="Contoh Wawan Kader", rw="005")
    listed = (await asked(bot, "/families", errand="undelivered"))["families"]
    assert [(each["number"], each["place"]) for each in listed] == [(number, "RT 003 RW 002")]
    assert (await asked(bot, "/families", by=OTHER, errand="undelivered"))["outcome"] == "empty"
    # Whoever lives elsewhere cannot take it off; once it was told, the officers have it no more either.
    heard = {"errand": "undelivered", "family": number}
    assert await asked(bot, "/told", by=OTHER, **heard) == {"outcome": "not_yours"}
    assert await asked(bot, "/told", **heard) == {"outcome": "noted"}
    assert (await asked(bot))["errands"]["undelivered"] == 0
    decided = (await bot.get("/api/v1/undelivered/decisions")).json()
    assert [each["decision"] for each in decided["decisions"]] == ["handled"]


async def test_what_an_agent_corrects_is_told_as_the_agents_and_what_a_family_corrects_as_its_own(
    app: FastAPI, bot: httpx.AsyncClient, officer: Any, tables: Tables
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    receipts = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json() for place in (1, 2)]
    await said(bot, receipts[1]["code"], right=True)
    for receipt, by in zip(receipts, (AGENT, FAMILY), strict=True):
        number = receipt["number"]
        assert (await decided_on_page(officer, number, "needs_fixing", **ASKED)).status_code == 303
        answer = await corrected(bot, number, f"key-{number}", by, name="Contoh Sumiyati")
        assert answer.json()["already"] is False, answer.text
    histories = [(await bot.get(f"/api/v1/registrations/{each['number']}")).json()["history"] for each in receipts]
    who = [f"agent/{agent.id}", "resident"]
    assert [history[-1]["actor"] for history in histories] == who
    log = tables.rows("audit")
    assert [each["actor"] for each in log if each["details"].get("to") == "sent"] == who
    noted = [each for each in log if each["action"] == "registration.corrected"]
    assert [(each["actor"], each["details"]["program"]) for each in noted] == [(each, "bot") for each in who]
    declared = [row["actor"] for row in tables.rows("consents") if row["purpose"] == "truth"]
    assert sorted(declared) == ["agent"] * 3 + ["resident"], "two when they registered, and one of each now"
