"""The ledger as senders work it off: nobody twice, nobody lost, and what nobody knows is said so."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from backend.auth.permissions import Role
from backend.broadcasts.counts import TOGETHER
from backend.broadcasts.judging import judge
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.progress import Progress, progress
from backend.broadcasts.states import Standing, State
from backend.clock import WIB, utc_now
from tests.backend.broadcasts import APPROVER, found, materialised, minutes_pass, moved
from tests.backend.files import registered
from tests.backend.test_preparing_broadcasts import say

if TYPE_CHECKING:
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

PLAIN: dict[str, Any] = {"programme": None, "stage": None, "text": "Kabar untuk {nama}.", "bring": ""}


async def claim(bot: httpx.AsyncClient, most: int = 100, channel: str = "telegram") -> list[Any]:
    answer = await bot.post("/api/v1/broadcasts/claims", json={"channel": channel, "most": most})
    assert answer.status_code == 200, answer.text
    recipients: list[Any] = answer.json()["recipients"]
    return recipients


async def intend(bot: httpx.AsyncClient, claimed: list[Any], intent: str = "") -> tuple[str, list[str]]:
    intent = intent or str(uuid4())
    body = {"intent": intent, "recipients": [each["id"] for each in claimed]}
    answer = await bot.post("/api/v1/broadcasts/intents", json=body)
    assert answer.status_code == 200, answer.text
    return intent, answer.json()["may"]


async def settle(bot: httpx.AsyncClient, intent: str, ids: list[str], outcome: str = "accepted", **more: Any) -> None:
    outcomes = [{"id": each, "intent": intent, "outcome": outcome, **more} for each in ids]
    answer = await bot.post("/api/v1/broadcasts/outcomes", json={"outcomes": outcomes})
    assert answer.status_code == 204, answer.text


async def report(bot: httpx.AsyncClient, row: str, state: str, **more: Any) -> None:
    answer = await bot.post("/api/v1/broadcasts/reports", json={"reports": [{"id": row, "state": state, **more}]})
    assert answer.status_code == 204, answer.text


async def running(app: FastAPI, bot: httpx.AsyncClient, settings: Settings, people: int = 3, canary: int = 100) -> UUID:
    for place in range(1, people + 1):
        await registered(app, bot, place)
    row = await materialised(app, settings, **PLAIN)
    assert await moved(app, row, State.CANARY, canary=canary) is None
    return row


def standings(tables: Tables) -> dict[str, str]:
    return {str(each["id"]): each["state"] for each in tables.rows("broadcast_recipients")}


async def test_two_senders_at_once_get_everybody_once(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await running(app, bot, settings, people=6)
    one, other = await asyncio.gather(claim(bot, 3), claim(bot, 6))
    rest = await claim(bot)
    told = [each["contact"]["address"] for each in (*one, *other, *rest)]
    assert len(told) == len(set(told)) == 6
    # The second one was so slow that its lease ended, and the first one got the same.
    await minutes_pass(app)
    again = await claim(bot)
    first, slow = await asyncio.gather(intend(bot, again), intend(bot, [*one, *other, *rest]))
    assert len(first[1]) + len(slow[1]) == 6
    assert not set(first[1]) & set(slow[1])
    assert set(standings(tables).values()) == {"sending"}


async def test_a_sender_that_dies_after_the_intent_leaves_it_unknown_and_nobody_sends_it_again(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    row = await running(app, bot, settings, people=2)
    claimed = await claim(bot)
    await intend(bot, claimed[:1])
    await minutes_pass(app)
    left = await claim(bot)
    assert [each["id"] for each in left] == [claimed[1]["id"]]
    assert standings(tables)[claimed[0]["id"]] == "unknown"
    intent, may = await intend(bot, left)
    await settle(bot, intent, may)
    assert await claim(bot) == await claim(bot) == []
    assert (await found(app, row)).state is State.DONE
    await report(bot, claimed[0]["id"], "delivered")
    assert standings(tables)[claimed[0]["id"]] == "delivered"


async def test_an_intent_whose_answer_was_lost_is_asked_again_and_one_of_another_sender_is_not_given(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    await running(app, bot, settings)
    claimed = await claim(bot)
    intent, may = await intend(bot, claimed)
    assert (await intend(bot, claimed, intent))[1] == may
    assert len(may) == 3
    assert (await intend(bot, claimed))[1] == []


async def test_what_was_certainly_not_sent_waits_and_comes_again(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await running(app, bot, settings, people=1)
    claimed = await claim(bot)
    intent, may = await intend(bot, claimed)
    await settle(bot, intent, may, "deferred", reason="too many requests", seconds=60)
    await settle(bot, intent, may, "deferred", reason="too many requests", seconds=60)
    assert await claim(bot) == []
    assert list(standings(tables).values()) == ["waiting"]
    await minutes_pass(app)
    [again] = await claim(bot)
    later, may = await intend(bot, [again])
    # The first sender says so once more, long after: that is not about this sending.
    await settle(bot, intent, may, "deferred", seconds=0)
    assert list(standings(tables).values()) == ["sending"]
    await settle(bot, later, may)
    assert list(standings(tables).values()) == ["accepted"]


async def test_reports_come_in_any_order_and_repeated_and_never_take_back(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await running(app, bot, settings, people=2)
    claimed = await claim(bot)
    one, other = (each["id"] for each in claimed)
    intent, _ = await intend(bot, claimed)
    for state in ("read", "sent", "delivered", "failed", "read"):
        await report(bot, one, state)
    await settle(bot, intent, [one], provider_id="SM1")
    await report(bot, other, "failed", fault="twilio 63024", unreachable=True)
    await settle(bot, intent, [other], provider_id="SM2")
    assert standings(tables) == {one: "read", other: "failed"}
    await report(bot, other, "delivered")
    assert standings(tables) == {one: "read", other: "delivered"}


async def test_who_stops_notices_is_not_written_to_even_when_claimed_already(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await running(app, bot, settings, people=2)
    claimed = await claim(bot)
    await say(bot, 1, wanted=False)
    _, may = await intend(bot, claimed)
    assert len(may) == 1
    [stopped] = [each for each in tables.rows("broadcast_recipients") if each["state"] == "skipped"]
    assert stopped["reason"] == "opted_out"


async def test_a_pause_holds_back_what_was_claimed_and_a_cancelled_one_never_goes_on(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    row = await running(app, bot, settings)
    claimed = await claim(bot)
    assert await moved(app, row, State.PAUSED) is None
    assert (await intend(bot, claimed))[1] == []
    assert await moved(app, row, State.RUNNING, APPROVER, Role.APPROVER) is None
    assert len((await intend(bot, claimed))[1]) == 3
    assert await moved(app, row, State.CANCELLED) is None
    await minutes_pass(app)
    assert await claim(bot) == []
    assert (await found(app, row)).state is State.CANCELLED


async def test_outside_its_hours_nothing_goes_out_and_what_was_claimed_waits(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    row = await running(app, bot, settings)
    claimed = await claim(bot, 1)
    hour = (utc_now() + timedelta(hours=3)).astimezone(WIB).hour
    async with app.state.sessions.begin() as session:
        broadcast = await session.get_one(Broadcast, row)
        broadcast.from_hour, broadcast.until_hour = hour, hour + 1
    assert (await intend(bot, claimed))[1] == []
    assert await claim(bot) == []


async def test_the_canary_is_all_that_goes_out_until_it_arrived(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    row = await running(app, bot, settings, people=5, canary=2)
    claimed = [*await claim(bot), *await claim(bot)]
    assert len(claimed) == 2
    intent, may = await intend(bot, claimed)
    await settle(bot, intent, may)
    assert (await found(app, row)).state is State.RUNNING
    assert len(await claim(bot)) == 3


async def test_a_pause_in_the_canary_does_not_let_the_others_through(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    row = await running(app, bot, settings, people=5, canary=2)
    assert await moved(app, row, State.PAUSED) is None
    for _ in range(2):
        assert await moved(app, row, State.RUNNING, APPROVER, Role.APPROVER) is None
    assert (await found(app, row)).state is State.CANARY
    claimed = [*await claim(bot), *await claim(bot)]
    assert len(claimed) == 2
    intent, may = await intend(bot, claimed)
    await settle(bot, intent, may)
    assert (await found(app, row)).state is State.RUNNING


async def test_a_canary_that_does_not_arrive_stops_everything_by_itself(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    row = await running(app, bot, settings, people=5, canary=3)
    intent, may = await intend(bot, await claim(bot))
    await settle(bot, intent, may[:2], "rejected", reason="blocked", unreachable=True)
    broadcast = await found(app, row)
    assert (broadcast.state, broadcast.note) == (State.PAUSED, "canary")
    assert await claim(bot) == []
    assert len([each for each in tables.rows("contacts") if each["unreachable_since"] is not None]) == 2
    # Who writes again can be reached again.
    for place in range(1, 6):
        await say(bot, place, wanted=True)
    assert [each for each in tables.rows("contacts") if each["unreachable_since"] is not None] == []


async def test_what_is_told_of_how_far_it_is_is_what_the_ledger_holds_after_every_step(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    row = await running(app, bot, settings, people=6)

    async def compared() -> Progress:
        async with app.state.sessions() as session:
            told = await progress(session, await session.get_one(Broadcast, row))
        held = Counter((each["channel"], each["state"]) for each in tables.rows("broadcast_recipients"))
        assert {(channel, each): many for channel, by in told.by_channel.items() for each, many in by.items()} == held
        return told

    await compared()
    claimed = await claim(bot)
    await say(bot, 1, wanted=False)
    intent, may = await intend(bot, claimed)
    await compared()
    await settle(bot, intent, may[:1], "rejected", reason="blocked")
    await settle(bot, intent, may[1:2], "not_begun")
    await settle(bot, intent, may[2:])
    assert [each["attempts"] for each in tables.rows("broadcast_recipients") if each["state"] == "waiting"] == [0]
    await report(bot, may[2], "read")
    told = await compared()
    assert dict(told.reasons) == {(Standing.FAILED, "blocked"): 1, (Standing.SKIPPED, "opted_out"): 1}
    async with app.state.sessions.begin() as session:
        await session.execute(TOGETHER)
    assert await compared() == told


async def test_who_may_not_have_it_is_sent_it_again_for_a_reason_that_is_kept_and_once(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    row = await running(app, bot, settings, people=4)
    intent, may = await intend(bot, await claim(bot))
    await settle(bot, intent, may[:1])
    await settle(bot, intent, may[1:2], "unknown", reason="no answer")
    await settle(bot, intent, may[2:3], "rejected", reason="twilio 63017")
    await settle(bot, intent, may[3:], "rejected", reason="twilio 63024")
    assert await moved(app, row, State.RUNNING) is None
    assert await claim(bot) == []
    assert (await found(app, row)).state is State.DONE

    async def again(which: str, **said: str) -> httpx.Response:
        wish = {"which": which, "reason": "Banyak warga belum menerima", **said}
        return await bot.post(f"/api/v1/broadcasts/{row}/again", json=wish)

    assert (await again("unknown")).json() == {"people": 0}
    async with app.state.sessions.begin() as session:
        await session.execute(text("UPDATE broadcast_recipients SET at = at - interval '61 minutes'"))
    assert (await again("unknown", reason="ya")).status_code == 422
    assert (await again("unknown")).json() == {"people": 1}
    assert (await again("passing", reason="NIK 3510165708459901 belum")).json() == {"people": 1}
    assert (await again("unknown")).json() == (await again("passing")).json() == {"people": 0}
    assert {standings(tables)[each] for each in may[1:3]} == {"waiting"}
    assert (await found(app, row)).state is State.RUNNING
    # What was unknown turns out to have arrived: nobody is to get two.
    await report(bot, may[1], "delivered")
    assert [each["id"] for each in await claim(bot)] == [may[2]]
    kept = [each["details"] for each in tables.rows("audit") if each["action"] == "broadcast.sent_again"]
    assert [each["people"] for each in kept] == [0, 1, 1, 0, 0]
    assert "3510165708459901" not in str(kept)


async def test_the_end_is_told_from_the_pace_and_the_hours(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    row = await running(app, bot, settings, people=2)
    async with app.state.sessions() as session:
        broadcast = await session.get_one(Broadcast, row)
        counted = await progress(session, broadcast)
        assert (counted.total, counted.done, counted.standings[Standing.WAITING]) == (2, 0, 2)
        now = utc_now()
        end = counted.ends_at(broadcast, settings, now)
        assert end is not None
        assert timedelta() < end - now < timedelta(seconds=1)
        await judge(session, row, settings, now)
    assert Progress({}).total == 0
    assert Recipient.__tablename__ == "broadcast_recipients"
