"""Unfinished cases between two chats: sealed, taken once, by the same message again, and given back to the giver."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import time_machine

from backend.agents.handing import KEPT
from tests.agents import agent_at, decided
from tests.backend.test_agents_registering import AGENT, FAMILY

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

STRANGER = {"channel": "telegram", "address": "900020003"}


async def given(bot: httpx.AsyncClient, draft: str = "Y29udG9o", message: str = "give-1") -> str:
    body = {"contact": AGENT, "draft": draft, "message": message}
    return str((await bot.post("/api/v1/agents/drafts", json=body)).json()["code"]).replace("-", "")


async def took(bot: httpx.AsyncClient, by: dict[str, str], code: str | None, message: str) -> dict[str, Any]:
    body = {"contact": by, "code": code, "message": message}
    answer = await bot.post("/api/v1/agents/drafts/takes", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_case_is_taken_once_and_by_the_same_message_again_and_the_giver_is_told_once(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    code = await given(bot)
    assert await given(bot, "bGVuZ2thcA==") == code, "the same message gives once"
    assert "bGVuZ2thcA==" not in tables.dump()
    first = await took(bot, FAMILY, code, "take-1")
    assert first == {"outcome": "taken", "draft": "bGVuZ2thcA==", "agent": None}
    assert await took(bot, FAMILY, code, "take-1") == first
    assert await took(bot, FAMILY, code, "take-2") == first, "the answer was lost, and the code is typed again"
    assert (await took(bot, STRANGER, code, "take-3"))["outcome"] == "used"
    with time_machine.travel(datetime.now(UTC) + KEPT):
        assert (await took(bot, FAMILY, code, "take-5"))["outcome"] == "used"
    assert (await took(bot, AGENT, None, "take-4"))["outcome"] == "none"
    claimed = (await bot.post("/api/v1/notices/claims", json={"most": 9})).json()["notices"]
    assert [(each["kind"], each["contact"], each["number"]) for each in claimed] == [("taken", AGENT, None)]
    assert [each["action"] for each in tables.rows("audit")][-2:] == ["draft.given", "draft.taken"]


async def test_what_nobody_took_in_time_is_still_the_givers_and_an_agent_takes_it_with_the_key_only(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    code = await given(bot)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        assert (await took(bot, FAMILY, code, "take-1"))["outcome"] == "expired"
        assert (await took(bot, AGENT, None, "take-2"))["outcome"] == "not_now"
    await decided(app, AGENT, "ask")
    assert (await took(bot, AGENT, code, "take-3"))["outcome"] == "not_now"
    assert (await took(bot, STRANGER, "K7MX9QPTJ6", "take-4"))["outcome"] == "unknown"


async def test_a_giver_whose_answer_was_lost_takes_the_case_back_again_after_all_that_wait(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    for draft in ("MQ==", "Mg=="):
        await given(bot, draft, f"give-{draft}")
    taken = [(await took(bot, AGENT, None, message))["draft"] for message in ("a", "a", "b", "c", "b")]
    assert taken == ["Mg==", "Mg==", "MQ==", "Mg==", "MQ=="]
    code = await given(bot, "Mg==", "give-on")
    assert (await took(bot, FAMILY, code, "family"))["outcome"] == "taken"
    assert (await took(bot, AGENT, None, "e"))["outcome"] == "none", "it is in another chat now"
