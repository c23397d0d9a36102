"""A family that does not agree with its result: once, in time, and only for whom the chat speaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from backend.agents.models import Agent
from backend.agents.roster import Invited, Person, Roster
from backend.appeals import appeals
from backend.appeals.appeals import Window
from backend.auth.areas import WHOLE
from backend.registrations.models import Registration
from backend.registrations.status import Status
from tests.agents import agent_at, by_agent, chosen, decided, redeemed, said, sent, standing, tried
from tests.backend.families import ELSEWHERE, HERE
from tests.backend.test_agents_registering import AGENT, FAMILY
from tests.backend.test_deciding import ASKED, claimed, corrected
from tests.backend.test_deciding import decided as decided_on_page
from tests.backend.test_the_status_ladder import moved, registered
from tests.office import vault_of, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

STORY = "Motor itu atas nama adik saya."
TO_A_RESULT = (Status.CHECKED, Status.FORWARDED, Status.NOT_ELIGIBLE)


async def refused(app: FastAPI, bot: httpx.AsyncClient, contact: dict[str, str] = HERE) -> str:
    """Register a family whose result is "not eligible"."""
    number = await registered(bot, contact)
    await moved(app, number, *TO_A_RESULT)
    return number


async def objected(
    bot: httpx.AsyncClient, number: str, key: str = "key-appeal", contact: dict[str, str] = HERE, **said: Any
) -> httpx.Response:
    body = {
        "contact": contact,
        "number": number,
        "ground": "not_ours",
        "story": STORY,
        "asked_at": datetime.now(UTC).isoformat(),
    }
    return await bot.post("/api/v1/appeals", json=body | said, headers={"Idempotency-Key": key})


async def open_to(bot: httpx.AsyncClient, contact: dict[str, str] = HERE, number: str | None = None) -> dict[str, Any]:
    answer = await bot.post("/api/v1/appeals/open", json={"contact": contact, "number": number})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def status_of(bot: httpx.AsyncClient, number: str) -> str:
    return str((await bot.get(f"/api/v1/registrations/{number}")).json()["status"])


async def decided_days_ago(app: FastAPI, days: int) -> None:
    async with app.state.sessions.begin() as session:
        await session.execute(update(Registration).values(status_since=datetime.now(UTC) - timedelta(days=days)))


async def test_an_objection_is_in_the_queue_with_its_story_and_is_answered_there(
    app: FastAPI, officer: Any, bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await refused(app, bot)
    while await claimed(bot):
        pass
    [result] = (await open_to(bot))["results"]
    assert (result["number"], result["name"], result["reason"]) == (number, "C*** S***", "contoh alasan")
    answer = await objected(bot, number)
    assert (answer.json()["status"], answer.json()["already"]) == ("appealed", False)
    assert await claimed(bot) == [], "who is told in the conversation gets no notice beside it"
    assert (await open_to(bot)) == {"results": [], "waiting": number, "closed": None}
    assert STORY not in tables.dump()
    page = words(await officer.get(f"/console/registrations/{number}"))
    assert "Harta milik orang lain: Motor itu atas nama adik saya." in page
    assert "Warga" in page
    assert number in words(await officer.get("/console?lihat=sanggah"))


async def test_a_decision_about_an_objection_is_final_in_the_chat(
    app: FastAPI, officer: Any, bot: httpx.AsyncClient
) -> None:
    number = await refused(app, bot)
    await objected(bot, number)
    version = (await bot.get(f"/api/v1/registrations/{number}")).json()["version"]
    answer = await decided_on_page(officer, number, "not_eligible", version, reason="Tetap sesuai data pusat.")
    assert answer.status_code == 303
    assert await open_to(bot) == {"results": [], "waiting": None, "closed": number}
    again = (await objected(bot, number, "key-again")).json()
    assert (again["status"], again["already"]) == ("not_eligible", True)


async def test_the_same_objection_again_is_one_and_another_under_its_key_is_refused(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    number = await refused(app, bot)
    at = datetime.now(UTC).isoformat()
    first = await objected(bot, number, asked_at=at)
    assert (await objected(bot, number, asked_at=at)).json() == first.json()
    assert (await objected(bot, number, asked_at=at, story="Lain ceritanya.")).status_code == 409
    history = (await bot.get(f"/api/v1/registrations/{number}")).json()["history"]
    assert [step["status"] for step in history].count("appealed") == 1


@pytest.mark.parametrize(("days", "ago", "is_open"), [(30, 29, True), (30, 30, True), (30, 31, False), (0, 0, False)])
async def test_a_result_can_be_objected_to_until_the_end_of_the_last_day(
    app: FastAPI, bot: httpx.AsyncClient, days: int, ago: int, *, is_open: bool
) -> None:
    app.state.appeal_window = Window(days)
    number = await refused(app, bot)
    await decided_days_ago(app, ago)
    found = await open_to(bot)
    assert ([each["number"] for each in found["results"]] == [number]) is is_open
    assert (found["closed"] is None) is is_open
    assert (await objected(bot, number)).json()["already"] is not is_open


async def test_what_was_said_in_time_counts_however_late_it_arrives(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await refused(app, bot)
    await decided_days_ago(app, 40)
    said_at = datetime.now(UTC) - timedelta(days=15)
    assert (await objected(bot, number, asked_at=said_at.isoformat())).json()["already"] is False
    assert await status_of(bot, number) == "appealed"


@pytest.mark.parametrize("status", [Status.CHECKED, Status.FORWARDED, Status.ELIGIBLE])
async def test_there_is_nothing_to_object_to_before_a_result_or_when_it_is_good(
    app: FastAPI, bot: httpx.AsyncClient, status: Status
) -> None:
    number = await registered(bot)
    way = [Status.CHECKED, Status.FORWARDED, Status.ELIGIBLE]
    await moved(app, number, *way[: way.index(status) + 1])
    assert await open_to(bot) == {"results": [], "waiting": None, "closed": None}
    assert (await objected(bot, number)).json()["already"] is True
    assert await status_of(bot, number) == status


async def test_who_is_registered_anew_objects_to_nothing(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await refused(app, bot)
    second = await registered(bot, ELSEWHERE)
    assert (await open_to(bot))["results"] == []
    assert (await objected(bot, number)).json()["already"] is True
    assert (await status_of(bot, number), await status_of(bot, second)) == ("not_eligible", "sent")


async def test_from_another_chat_there_is_no_such_registration(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await refused(app, bot)
    await registered(bot, ELSEWHERE)
    assert await open_to(bot, ELSEWHERE) == {"results": [], "waiting": None, "closed": None}
    assert (await objected(bot, number, contact=ELSEWHERE)).status_code == 404
    assert (await objected(bot, "0000-000-000", "key-none")).status_code == 404
    assert await status_of(bot, number) == "not_eligible"


async def test_an_agent_objects_for_a_family_until_it_speaks_for_itself(
    app: FastAPI, officer: Any, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    receipts = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json() for place in (1, 2)]
    for receipt in receipts:
        await moved(app, receipt["number"], *TO_A_RESULT)
    assert await said(bot, receipts[1]["code"], right=True, by=FAMILY)
    assert [each["number"] for each in (await open_to(bot, AGENT))["results"]] == [receipts[0]["number"]]
    assert [each["number"] for each in (await open_to(bot, FAMILY))["results"]] == [receipts[1]["number"]]
    assert (await objected(bot, receipts[1]["number"], contact=AGENT)).status_code == 404
    assert (await objected(bot, receipts[0]["number"], contact=AGENT)).json()["already"] is False
    page = words(await officer.get(f"/console/registrations/{receipts[0]['number']}"))
    assert "Sanggah" in page
    await decided(app, AGENT, "suspend")
    assert (await open_to(bot, AGENT))["waiting"] is None


async def test_an_agent_whose_key_is_asked_for_again_sees_no_family_and_does_not_get_around_it(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    number = (await sent(bot, by_agent())).json()["number"]
    own = await refused(app, bot, AGENT)
    await moved(app, number, *TO_A_RESULT)
    await decided(app, AGENT, "ask")
    assert [each["number"] for each in (await open_to(bot, AGENT))["results"]] == [own]
    assert (await objected(bot, own, contact=AGENT)).json()["already"] is False
    assert (await standing(bot, AGENT))["standing"] == "pin"


@pytest.mark.parametrize(
    "said", [{"story": ""}, {"story": "x" * 1001}, {"ground": "angry"}, {"asked_at": 3}, {"reason": "x"}]
)
async def test_what_is_no_objection_is_refused_by_name(
    app: FastAPI, bot: httpx.AsyncClient, said: dict[str, Any]
) -> None:
    number = await refused(app, bot)
    answer = await objected(bot, number, **said)
    assert answer.status_code == 422
    assert [error["field"].split(".")[-1] for error in answer.json()["errors"]] == list(said)


@pytest.mark.parametrize("body", [b"", b"SANGGAH", b"[1]", b"\xff\xfe"])
@pytest.mark.parametrize("path", ["POST /api/v1/appeals", "PUT /api/v1/registrations/4821-557-306/correction"])
async def test_what_is_no_body_at_all_is_refused(bot: httpx.AsyncClient, path: str, body: bytes) -> None:
    method, address = path.split(" ")
    headers = {"Idempotency-Key": "key-appeal", "Content-Type": "application/json"}
    answer = await bot.request(method, address, content=body, headers=headers)
    assert answer.status_code in {400, 422}, answer.text


async def test_an_agent_with_more_results_than_a_message_shows_objects_to_each_of_them(
    app: FastAPI, bot: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appeals, "MOST", 2)
    await agent_at(app, bot, AGENT)
    numbers = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json()["number"] for place in range(1, 5)]
    for number in numbers:
        await moved(app, number, *TO_A_RESULT)
    assert [each["number"] for each in (await open_to(bot, AGENT))["results"]] == numbers[:2]
    [asked_for] = (await open_to(bot, AGENT, numbers[3]))["results"]
    assert asked_for["number"] == numbers[3]
    assert (await objected(bot, numbers[0], "key-first", contact=AGENT)).json()["already"] is False
    assert [each["number"] for each in (await open_to(bot, AGENT))["results"]] == numbers[1:3]
    assert (await open_to(bot, AGENT, numbers[0]))["waiting"] == numbers[0]
    for number in numbers[1:]:
        assert (await objected(bot, number, f"key-{number}", contact=AGENT)).json()["already"] is False
    nothing = {"results": [], "waiting": None, "closed": None}
    assert await open_to(bot, AGENT, "0000-000-000") == await open_to(bot, AGENT, "halo") == nothing
    assert await open_to(bot, HERE, numbers[0]) == nothing


async def test_whoever_takes_over_from_an_agent_objects_and_corrects_for_the_families_of_all_before(
    app: FastAPI, officer: Any, bot: httpx.AsyncClient
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    number, to_fix = [(await sent(bot, by_agent(place), f"key-agent-{place}")).json()["number"] for place in (1, 2)]
    for chat in ({"channel": "telegram", "address": "900020007"}, {"channel": "telegram", "address": "900020008"}):
        async with app.state.sessions.begin() as session:
            roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
            now = await session.get_one(Agent, agent.id)
            invitation = await roster.replace(now, Person("Contoh Pengganti"), datetime.now(UTC))
        assert isinstance(invitation, Invited)
        agent = invitation.agent
        assert await redeemed(bot, chat, invitation.code) == "bound"
        assert await chosen(bot, chat) == "chosen"
        await tried(bot, chat)
    await moved(app, number, *TO_A_RESULT)
    assert (await decided_on_page(officer, to_fix, "needs_fixing", **ASKED)).status_code == 303
    work = (await bot.post("/api/v1/agents/work", json={"contact": chat})).json()
    assert work["errands"]["fix"] == 1
    assert [each["number"] for each in (await open_to(bot, chat))["results"]] == [number]
    assert (await objected(bot, number, contact=chat)).json()["already"] is False
    assert [each["contact"] for each in await claimed(bot, most=1)] == [chat], "news goes to whoever is there now"
    second = {"channel": "whatsapp", "address": "whatsapp:+6281200000077"}
    async with app.state.sessions.begin() as session:
        roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
        again = await roster.invite_again(await session.get_one(Agent, agent.id), datetime.now(UTC))
    assert isinstance(again, Invited)
    assert await redeemed(bot, second, again.code) == "bound"
    own = await bot.post("/api/v1/registrations/own/fixes", json={"contact": second})
    assert own.json()["number"] == to_fix
    assert (await corrected(bot, to_fix, contact=second, kk="3510151203159933")).json()["already"] is False
    history = (await bot.get(f"/api/v1/registrations/{number}")).json()["history"]
    assert history[-1]["actor"] == f"agent/{agent.id}"
