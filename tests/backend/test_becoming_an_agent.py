"""The office invites agents; a code binds a chat, a PIN guards it, and what the office ends is over at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from sqlalchemy import update

from backend.agents.models import Agent, AgentInvitation
from backend.agents.pins import FIRST_WAIT, LONGEST_WAIT, wait_after
from backend.agents.roster import Person, Roster
from backend.auth.areas import WHOLE
from tests.agents import AGENT, PIN, agent_at, by_agent, chosen, invited, redeemed, sent, standing, tried
from tests.office import vault_of

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

CHAT = {"channel": "telegram", "address": "900010001"}
PHONE = {"channel": "whatsapp", "address": "whatsapp:+6281200000031"}
ANOTHER = {"channel": "telegram", "address": "900010002"}


async def test_a_code_binds_a_chat_and_a_pin_typed_twice_opens_it(app: FastAPI, bot: httpx.AsyncClient) -> None:
    invitation = await invited(app, rw="2", rt="3")
    assert (await standing(bot, CHAT))["standing"] == "none"
    assert await redeemed(bot, CHAT, invitation.code) == "bound"
    assert (await standing(bot, CHAT))["standing"] == "new_pin"
    assert await chosen(bot, CHAT) == "chosen"
    assert (await standing(bot, CHAT))["standing"] == "new_pin"
    assert (await tried(bot, CHAT))["outcome"] == "right"
    found = await standing(bot, CHAT)
    assert (found["standing"], found["name"], found["rw"], found["rt"]) == ("active", "Contoh Siti Kader", "002", "003")


async def test_a_code_binds_once_and_the_same_chat_hears_the_same_again(app: FastAPI, bot: httpx.AsyncClient) -> None:
    code = (await invited(app)).code
    assert [await redeemed(bot, chat, code) for chat in (CHAT, CHAT, ANOTHER)] == ["bound", "bound", "used"]


async def test_a_code_that_is_nobodys_is_counted_and_after_ten_none_is_looked_at(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    heard = [await redeemed(bot, CHAT, "2222222222") for _ in range(11)]
    assert heard == ["unknown"] * 10 + ["too_many"]
    code = (await invited(app)).code
    assert await redeemed(bot, CHAT, code) == "too_many"
    assert await redeemed(bot, ANOTHER, code) == "bound"


async def test_a_code_is_good_for_a_week(app: FastAPI, bot: httpx.AsyncClient) -> None:
    invitation = await invited(app)
    async with app.state.sessions.begin() as session:
        await session.execute(update(AgentInvitation).values(until=datetime.now(UTC) - timedelta(seconds=1)))
    assert await redeemed(bot, CHAT, invitation.code) == "expired"


async def test_an_invitation_for_a_number_is_not_taken_from_another_number(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    code = (await invited(app, phone="0812-0000-0030")).code
    assert await redeemed(bot, PHONE, code) == "not_yours"
    assert await redeemed(bot, {**PHONE, "address": "whatsapp:+6281200000030"}, code) == "bound"


async def test_an_agent_is_on_two_channels_with_one_pin(app: FastAPI, bot: httpx.AsyncClient) -> None:
    first = await agent_at(app, bot, CHAT)
    async with app.state.sessions.begin() as session:
        roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
        agent = await roster.find(first.agent.id)
        assert agent is not None
        second = await roster.invite_again(agent, datetime.now(UTC))
    assert await redeemed(bot, PHONE, second.code) == "bound"
    assert (await standing(bot, PHONE))["standing"] == "pin"
    assert (await tried(bot, PHONE))["outcome"] == "right"
    assert [(await standing(bot, chat))["standing"] for chat in (CHAT, PHONE)] == ["active", "active"]


async def test_the_chat_of_one_agent_is_not_bound_to_another(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await agent_at(app, bot, CHAT)
    other = await invited(app, "Contoh Wawan Kader")
    assert await redeemed(bot, CHAT, other.code) == "other_agent"


@pytest.mark.parametrize("weak", ["123456", "654321", "111111", "121212", "739739", "112211", "170845", "198708"])
async def test_a_pin_that_is_tried_first_is_not_taken(app: FastAPI, bot: httpx.AsyncClient, weak: str) -> None:
    await redeemed(bot, CHAT, (await invited(app)).code)
    assert await chosen(bot, CHAT, weak) == "weak"


async def test_a_pin_typed_ten_times_waits_longer_and_longer(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await agent_at(app, bot, CHAT)
    wrong = [await tried(bot, CHAT, "840265") for _ in range(10)]
    assert [(each["outcome"], each["left"]) for each in wrong[:4]] == [("wrong", left) for left in (4, 3, 2, 1)]
    assert {each["outcome"] for each in wrong[4:]} == {"locked"}
    # Also the right one is not looked at.
    assert await tried(bot, CHAT) == {"outcome": "locked", "left": 0, "minutes": 15}
    with time_machine.travel(datetime.now(UTC) + FIRST_WAIT, tick=False):
        assert (await tried(bot, CHAT, "840265"))["minutes"] == 30
    assert wait_after(40) == LONGEST_WAIT


async def test_the_pin_is_asked_again_after_half_a_day_without_doing_anything(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, CHAT)
    now = datetime.now(UTC)
    for hours, found in ((11, "active"), (22, "active"), (35, "pin")):
        with time_machine.travel(now + timedelta(hours=hours), tick=False):
            assert (await standing(bot, CHAT))["standing"] == found


async def test_what_an_agent_does_prolongs_a_pin_that_counts_and_revives_none_that_does_not(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    now = datetime.now(UTC)
    with time_machine.travel(now + timedelta(hours=11), tick=False):
        assert (await sent(bot, by_agent(1))).status_code == 201
    with time_machine.travel(now + timedelta(hours=22), tick=False):
        assert (await standing(bot, AGENT))["standing"] == "active"
    with time_machine.travel(now + timedelta(hours=35), tick=False):
        assert (await sent(bot, by_agent(2), key="key-agent-2")).status_code == 201, "what was begun is taken"
        assert (await standing(bot, AGENT))["standing"] == "pin"


async def test_a_pin_is_changed_only_shortly_after_the_old_one_was_right(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await agent_at(app, bot, CHAT)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20), tick=False):
        assert await chosen(bot, CHAT, "840265") == "not_now"
        assert (await tried(bot, CHAT))["outcome"] == "right"
        assert await chosen(bot, CHAT, "840265") == "chosen"
        assert (await tried(bot, CHAT, "840265"))["outcome"] == "right"


async def test_neither_pin_nor_code_nor_name_is_in_the_tables_and_each_act_is_in_the_log(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    invitation = await agent_at(app, bot, CHAT, name="Contoh Zubaidah Kader", phone="0812-0000-0044")
    dump = tables.dump()
    assert [secret for secret in (PIN, invitation.code, "Zubaidah", "81200000044") if secret in dump] == []
    assert tables.column("audit", "action") == ["agent.invited", "agent.bound", "agent.pin_chosen"]


async def test_a_suspended_agent_may_nothing_until_let_in_again(app: FastAPI, bot: httpx.AsyncClient) -> None:
    invitation = await agent_at(app, bot, CHAT)
    for act, found in (("suspend", "suspended"), ("reactivate", "active")):
        async with app.state.sessions.begin() as session:
            roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
            agent = await session.get(Agent, invitation.agent.id)
            await getattr(roster, act)(agent, datetime.now(UTC))
        assert (await standing(bot, CHAT))["standing"] == found


async def test_who_is_replaced_is_no_agent_any_more_and_the_other_has_the_same_area(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    invitation = await agent_at(app, bot, CHAT, rw="2")
    async with app.state.sessions.begin() as session:
        roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
        agent = await session.get(Agent, invitation.agent.id)
        other = await roster.replace(agent, Person("Contoh Pengganti"), datetime.now(UTC))
    assert (await standing(bot, CHAT))["standing"] == "none"
    assert await redeemed(bot, ANOTHER, other.code) == "bound"
    assert (other.agent.desa, other.agent.rw) == (invitation.agent.desa, "002")
