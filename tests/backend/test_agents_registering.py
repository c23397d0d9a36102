"""What agents register in a family's place: who acted, why, with whose consent; and what the office looks at again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from backend.agents import signals, told_niks
from backend.agents.models import Agent
from backend.agents.roster import Invited, Person, Roster
from backend.auth.areas import WHOLE
from backend.registrations.status import Status
from tests.agents import AGENT, FAMILY, agent_at, by_agent, decided, redeemed, said, sent
from tests.backend.families import submission
from tests.backend.test_the_status_ladder import moved
from tests.office import vault_of

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

SUCCESSOR = {"channel": "telegram", "address": "900020003"}
NEIGHBOUR = {"channel": "whatsapp", "address": "whatsapp:+6281200000088"}


async def own(bot: httpx.AsyncClient, contact: dict[str, str]) -> list[str]:
    answer = await bot.post("/api/v1/registrations/own", json={"contact": contact})
    return [each["number"] for each in answer.json()["registrations"]]


async def test_who_acted_and_why_is_kept_and_a_repetition_gets_the_same_code(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    first, again = await sent(bot, by_agent()), await sent(bot, by_agent())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["code"] == again.json()["code"] != ""
    assert first.json()["referred"] is False
    [row] = tables.rows("registrations")
    kept = [row[name] for name in ("agent_id", "acting_reason", "consent_way", "confirmation", "submitted_by")]
    assert kept == [agent.id, "elderly", "thumb", "awaited", "agent"]
    [noted] = [each["details"] for each in tables.rows("audit") if each["action"] == "registration.received"]
    assert noted["agent"] == str(agent.id)


async def test_a_family_without_a_phone_has_a_witness_and_no_code(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    answer = await sent(bot, by_agent(acting={"witness": "Contoh Suyanto Saksi"}, phone=None))
    assert answer.json()["code"] is None
    assert tables.column("registrations", "confirmation") == ["witnessed"]
    assert "Suyanto" not in tables.dump()


async def test_an_address_of_another_desa_goes_to_that_desa_as_a_referral(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT, rw="2")
    elsewhere = await sent(bot, by_agent(1, desa="35.10.15.1002"), "key-agent-1")
    other_rw = await sent(bot, by_agent(2, rw="003"), "key-agent-2")
    here = await sent(bot, by_agent(3, rw="002"), "key-agent-3")
    assert [each.json()["referred"] for each in (elsewhere, other_rw, here)] == [True, True, False]
    assert tables.column("registrations", "desa")[0] == "35.10.15.1002"


@pytest.mark.parametrize("act", ["suspend", None])
async def test_nothing_is_taken_from_who_may_not_act_and_it_is_taken_once_they_may(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, act: str | None
) -> None:
    if act:
        await agent_at(app, bot, AGENT)
        await decided(app, AGENT, act)
    answer = await sent(bot, by_agent())
    assert answer.status_code == 409
    reason = "agent-suspended" if act else "agent-nobody"
    assert answer.json()["errors"] == [{"field": "submitted_by", "code": reason}]
    assert tables.rows("registrations") == []
    if act:
        await decided(app, AGENT, "reactivate")
        assert (await sent(bot, by_agent())).status_code == 201


async def test_an_agent_is_told_early_that_a_nik_is_taken_and_nobody_else_is(
    app: FastAPI, bot: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def asked(contact: dict[str, str], nik: str) -> dict[str, Any]:
        return dict((await bot.post("/api/v1/agents/niks", json={"contact": contact, "nik": nik})).json())

    await agent_at(app, bot, AGENT)
    residents = submission(FAMILY)
    number = (await sent(bot, by_agent(), "key-agent-1")).json()["number"]
    await sent(bot, residents, "key-resident")
    taken, mine = residents["household"]["nik"], by_agent()["household"]["nik"]
    assert await asked(AGENT, taken) == {"outcome": "taken", "number": None}
    assert await asked(AGENT, mine) == {"outcome": "already", "number": number}
    monkeypatch.setattr(told_niks, "MOST", 1)
    assert await asked(AGENT, taken) == {"outcome": "new", "number": None}
    assert await asked(FAMILY, mine) == {"outcome": "new", "number": None}


async def test_a_family_says_benar_from_its_phone_and_news_goes_there(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent())).json()
    assert await own(bot, AGENT) == []
    assert (await said(bot, receipt["code"], right=True, by=AGENT))["outcome"] == "agents_own"
    assert await said(bot, receipt["code"], right=True) == {"outcome": "confirmed", "number": receipt["number"]}
    assert await own(bot, FAMILY) == [receipt["number"]]
    assert tables.column("registrations", "confirmation") == ["confirmed"]


async def test_a_family_whose_chat_is_known_is_asked_there_and_an_agents_is_not(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    answered = {"contact": FAMILY, "wanted": False, "asked_at": datetime.now(UTC).isoformat()}
    await bot.put("/api/v1/contacts/broadcasts", json=answered)
    receipt = (await sent(bot, by_agent(1, phone="+6281200000061"), "key-agent-1")).json()
    await sent(bot, by_agent(2, phone="+6281200000062"), "key-agent-2")
    [asked] = (await bot.post("/api/v1/notices/claims", json={"most": 9})).json()["notices"]
    found = [asked[name] for name in ("kind", "contact", "number", "code", "status")]
    assert found == ["confirm", FAMILY, receipt["number"], receipt["code"], None]


async def test_who_says_bukan_saya_is_listed_for_the_office_and_stays_so(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    code = (await sent(bot, by_agent())).json()["code"]
    answers = [(await said(bot, code, right=right))["outcome"] for right in (False, False, True)]
    assert answers == ["denied"] * 3
    assert [each for each in tables.column("back_checks", "signal") if each != "sample"] == ["denied"]
    assert tables.column("registrations", "status") == ["sent"]


def listed(tables: Tables) -> list[str]:
    return [each for each in tables.column("back_checks", "signal") if each != "sample"]


def answers_heard(tables: Tables) -> list[str]:
    said_of_it = ("registration.confirmed", "registration.denied", "registration.disputed")
    return [each for each in tables.column("audit", "action") if each in said_of_it]


async def test_what_a_family_confirmed_stays_its_own_whoever_else_says_bukan_saya(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent())).json()
    await said(bot, receipt["code"], right=True)
    before = tables.rows("registrations")
    assert await said(bot, receipt["code"], right=False, by=NEIGHBOUR) == {"outcome": "denied", "number": None}
    assert (await said(bot, receipt["code"], right=False, by=AGENT))["outcome"] == "agents_own"
    assert tables.rows("registrations") == before
    assert await own(bot, FAMILY) == [receipt["number"]]
    work = (await bot.post("/api/v1/agents/work", json={"contact": AGENT})).json()
    assert set(work["errands"].values()) == {0}
    assert listed(tables) == ["denied"], "the office looks at it again"
    assert answers_heard(tables) == ["registration.confirmed", "registration.disputed"]


async def test_a_second_phone_that_says_benar_hears_that_the_news_goes_to_the_first(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent())).json()
    await said(bot, receipt["code"], right=True)
    assert await said(bot, receipt["code"], right=True, by=NEIGHBOUR) == {"outcome": "confirmed", "number": None}
    assert await said(bot, receipt["code"], right=True) == {"outcome": "confirmed", "number": receipt["number"]}
    assert (await own(bot, FAMILY), await own(bot, NEIGHBOUR)) == ([receipt["number"]], [])
    assert answers_heard(tables) == ["registration.confirmed"]


async def test_who_takes_their_own_benar_back_hears_no_more_of_it_and_the_agent_does(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent())).json()
    await said(bot, receipt["code"], right=True)
    await said(bot, receipt["code"], right=False, by=NEIGHBOUR)
    await moved(app, receipt["number"], Status.CHECKED)
    assert (await said(bot, receipt["code"], right=False))["outcome"] == "denied"
    assert tables.column("registrations", "confirmation") == ["denied"]
    assert await own(bot, FAMILY) == []
    await moved(app, receipt["number"], Status.FORWARDED)
    [first] = (await bot.post("/api/v1/notices/claims", json={"most": 9})).json()["notices"]
    assert (first["status"], first["contact"]) == ("checked", AGENT)
    assert [row["contact_id"] for row in tables.rows("notices")] == tables.column("registrations", "contact_id") * 2
    assert listed(tables) == ["denied", "denied"], "the neighbour's, and the family's own"
    assert (await said(bot, receipt["code"], right=True))["outcome"] == "denied"
    assert await own(bot, FAMILY) == []


async def test_what_a_family_gives_back_goes_to_whoever_is_in_the_agents_place(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    before = (await agent_at(app, bot, AGENT)).agent
    code = (await sent(bot, by_agent())).json()["code"]
    await said(bot, code, right=True)
    async with app.state.sessions.begin() as session:
        roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
        agent = await session.get_one(Agent, before.id)
        after = await roster.replace(agent, Person("Contoh Pengganti"), datetime.now(UTC))
    assert isinstance(after, Invited)
    assert await redeemed(bot, SUCCESSOR, after.code) == "bound"
    await said(bot, code, right=False)
    [chat] = [row["contact_id"] for row in tables.rows("agent_chats") if row["agent_id"] == after.agent.id]
    assert tables.column("registrations", "contact_id") == [chat]


async def test_a_family_with_pupils_is_taken_from_an_agent(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await agent_at(app, bot, AGENT)
    pupil = {"name": "Contoh Wulan", "relation": "child", "birth_date": "2014-05-02"}
    answer = await sent(bot, by_agent(members=[pupil], schooling={"0": "sd"}))
    assert answer.status_code == 201, answer.text


async def test_haste_one_phone_the_night_and_equal_answers_are_listed_once_and_stop_nobody(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("FASTEST", "MOST_OF_ONE_PHONE", "MOST_AT_NIGHT", "MOST_IDENTICAL"):
        monkeypatch.setattr(signals, most, 1)
    await agent_at(app, bot, AGENT)
    with time_machine.travel(datetime(2026, 11, 21, 16, 30, tzinfo=UTC)):
        answers = [await sent(bot, by_agent(place), f"key-agent-{place}") for place in (1, 2, 3)]
    assert {each.status_code for each in answers} == {201}
    listed = [each for each in tables.column("back_checks", "signal") if each != "sample"]
    assert sorted(listed) == ["fast", "identical", "night", "one_phone"]
