"""Whoever a message did not reach gets it on the other channel, once; and else somebody goes and tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from backend.auth.permissions import Role
from backend.broadcasts.states import State
from tests.agents import agent_at
from tests.backend.broadcasts import APPROVER, materialised, minutes_pass, moved, paid
from tests.backend.families import submission
from tests.backend.keys import family_of
from tests.backend.test_sending_broadcasts import claim, intend, report, settle, standings
from tests.backend.test_the_work_of_agents import asked
from tests.office import words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

AGENT = {"channel": "telegram", "address": "900030009"}


async def family_with_both(bot: httpx.AsyncClient, place: int) -> str:
    """A family that registered on Telegram and told a number, from which it wrote on WhatsApp too."""
    family = family_of(place) | {"phone": f"+6281200000{place:03}"}
    contact = {"channel": "telegram", "address": f"90003{place:04}"}
    taken = await bot.post(
        "/api/v1/registrations", json=submission(contact, **family), headers={"Idempotency-Key": f"both-{place:04}"}
    )
    assert taken.status_code == 201, taken.text
    other = {"channel": "whatsapp", "address": f"whatsapp:{family['phone']}"}
    wanted = {"contact": other, "wanted": True, "asked_at": "2026-11-21T09:00:00+07:00"}
    assert (await bot.put("/api/v1/contacts/broadcasts", json=wanted)).status_code == 200
    return str(family["nik"])


async def test_what_is_lost_falls_to_the_other_channel_and_then_to_the_agent_and_what_is_unknown_does_not(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    niks = [await family_with_both(bot, place) for place in (1, 2, 3)]
    await paid(officer, settings, *niks)
    row = await materialised(app, settings)
    assert await moved(app, row, State.CANARY) is None
    claimed = await claim(bot)
    intent, (lost, unknown, late) = await intend(bot, claimed)
    await settle(bot, intent, [lost, late], "rejected", reason="blocked", unreachable=True)
    await settle(bot, intent, [lost], "rejected", reason="blocked", unreachable=True)
    await settle(bot, intent, [unknown], "unknown")
    await report(bot, late, "delivered")
    assert sorted(standings(tables).values()) == ["delivered", "failed", "skipped", "unknown", "waiting"]

    # So many that did not arrive have stopped it; somebody lets it go on.
    assert await moved(app, row, State.RUNNING, APPROVER, Role.APPROVER) is None
    [again] = await claim(bot, channel="whatsapp")
    assert again["text"].partition("Benar dari kami?")[0] in [
        each["text"].partition("Benar dari kami?")[0] for each in claimed
    ]
    assert "0 orang menunggu" in words(await officer.get("/console/beri-tahu"))
    intent, _ = await intend(bot, [again])
    await settle(bot, intent, [again["id"]], "rejected", reason="twilio 63024")
    assert sorted(standings(tables).values()) == ["delivered", "failed", "failed", "skipped", "unknown"]

    (desa,) = {each["desa"] for each in tables.rows("broadcast_recipients")}
    await agent_at(app, bot, AGENT, desa=desa)
    [to_tell] = await listed_for_the_agent(bot)
    assert (to_tell["id"], to_tell["bring"]) == (again["id"], "KTP dan KKS")
    [payment] = to_tell["payments"]
    assert (payment["programme"], payment["amount"], payment["day"]) == ("PKH", 600_000, "2026-11-24")
    page = await officer.get("/console/beri-tahu")
    assert to_tell["number"] in page.text
    table = await officer.get("/console/beri-tahu/daftar.csv")
    assert to_tell["number"] in table.text
    heard = {"errand": "undelivered", "family": again["id"]}
    assert await asked(bot, "/told", AGENT, **heard) == {"outcome": "noted"}
    assert await asked(bot, "/told", AGENT, **heard) == {"outcome": "not_yours"}
    assert await listed_for_the_agent(bot) == []
    assert "0 orang menunggu" in words(await officer.get("/console/beri-tahu"))


async def test_nobody_gets_it_on_both_channels_whoever_sends_it_again(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await paid(officer, settings, *[await family_with_both(bot, place) for place in (1, 2, 3)])
    row = await materialised(app, settings)

    async def again() -> Any:
        wish = {"which": "passing", "reason": "Saluran sudah tidak ramai"}
        return (await bot.post(f"/api/v1/broadcasts/{row}/again", json=wish)).json()["people"]

    assert await moved(app, row, State.CANARY) is None
    intent, first = await intend(bot, await claim(bot))
    await settle(bot, intent, first, "rejected", reason="twilio 63017")
    assert await moved(app, row, State.RUNNING, APPROVER, Role.APPROVER) is None
    assert await again() == 0
    fell = {str(each["falls_from"]): str(each["id"]) for each in tables.rows("broadcast_recipients")}
    deferred, too_fast, failed = (fell[each] for each in first)
    intent, _ = await intend(bot, await claim(bot, channel="whatsapp"))
    # It arrived after all where it fell from, while the other one was on its way.
    for each in first[:2]:
        await report(bot, each, "delivered")
    await settle(bot, intent, [deferred], "deferred", reason="twilio 20429")
    await settle(bot, intent, [too_fast])
    await report(bot, too_fast, "failed", fault="twilio 63018", too_fast=True, intent=intent)
    await settle(bot, intent, [failed], "rejected", reason="twilio 63017")
    for _ in range(4):
        await minutes_pass(app)
    _, may = await intend(bot, await claim(bot, channel="whatsapp"))
    assert may == []
    assert [standings(tables)[each] for each in (deferred, too_fast, failed)] == ["skipped", "skipped", "failed"]
    # Only who has it on neither gets it again, and only where it fell to.
    assert await again() == 1
    await report(bot, first[2], "delivered")
    assert await claim(bot) == await claim(bot, channel="whatsapp") == []
    assert await again() == 0


async def test_nobody_is_told_on_another_channel_what_was_for_the_neighbours_too(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    own = await family_with_both(bot, 1)
    neighbours = family_of(2) | {"phone": None}
    shared = {"channel": "telegram", "address": "900030001"}
    sent = submission(shared, **neighbours)
    await bot.post("/api/v1/registrations", json=sent, headers={"Idempotency-Key": "key-neighbours"})
    await paid(officer, settings, own, str(neighbours["nik"]))
    row = await materialised(app, settings)
    assert await moved(app, row, State.CANARY) is None
    intent, [both] = await intend(bot, await claim(bot))
    await settle(bot, intent, [both], "rejected", reason="blocked", unreachable=True)
    assert [each["falls_from"] for each in tables.rows("broadcast_recipients")] == [None]


async def listed_for_the_agent(bot: httpx.AsyncClient) -> list[dict[str, Any]]:
    return list((await asked(bot, "/families", AGENT, errand="undelivered"))["families"])
