"""What happens when Redis is away, when two messages come at once, and when a channel's pace is used up."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.runtime.store import Pace
from tests.dialogues.families import new_family
from tests.dialogues.phones import PHONES, SimulatorPhone, TelegramPhone, WhatsAppPhone
from tests.resilience.mortal import When, mortal, script
from tests.stubs import telegram_updates, twilio

if TYPE_CHECKING:
    import httpx
    from redis.asyncio import Redis

    from tests.world import Service


async def test_nothing_is_acknowledged_while_redis_is_away(service: Service, redis: Redis) -> None:
    phone = TelegramPhone(service)
    await phone.do("halo")
    await redis.config_set("maxmemory", "1")
    try:
        update = telegram_updates.message(990_001, chat=phone.chat, text="daftar")
        telegram = await service.telegram.deliver(service.bot, update)
        whatsapp = await service.twilio.deliver(service.bot, twilio.message(990_002, "halo"))
    finally:
        await redis.config_set("maxmemory", "0")
    assert [telegram.status_code, whatsapp.status_code] == [503, 503]
    assert int(telegram.headers["retry-after"]) > 0
    assert "SETUJU" in await phone.send(update), "the same update is taken when it comes again"


async def test_a_reply_is_not_lost_when_its_message_comes_again_while_the_channel_is_closed(service: Service) -> None:
    phone = TelegramPhone(service)
    update = telegram_updates.message(990_003, chat=phone.chat, text="halo")
    assert "Selamat datang" in await phone.send(update)
    service.telegram.sent.clear()
    await service.parts.tools.store.close_lane("telegram", service.clock() + timedelta(seconds=5))
    assert (await service.telegram.deliver(service.bot, update)).content == b""
    await service.work(timedelta(minutes=2))
    assert [sent.text[:14] for sent in service.telegram.sent] == ["Selamat datang"]


async def test_an_old_message_that_comes_again_gets_no_answer_that_is_for_another(service: Service) -> None:
    phone = SimulatorPhone(service)
    first = phone.typed("halo")
    assert "Selamat datang" in (await raw(service, "simulator", first)).json()["replies"][0]["text"]
    for answer in new_family().answers[1:]:
        await phone.do(answer)
    service.line.cut = True
    assert "menyusul" in await phone.do("kirim")
    service.line.cut = False
    assert (await raw(service, "simulator", first)).json()["replies"] == []


@pytest.mark.parametrize("kind", PHONES)
async def test_two_messages_at_the_same_instant_are_both_taken_one_after_the_other(service: Service, kind: str) -> None:
    phone = PHONES[kind](service)
    for answer in ("halo", "daftar", "setuju"):
        await phone.do(answer)
    messages = [phone.typed("tidak usah"), phone.typed("3510165708659901")]
    async with asyncio.TaskGroup() as group:
        for message in messages:
            group.create_task(raw(service, kind, message))
    phone.seen = len(service.telegram.sent) if kind == "telegram" else len(service.twilio.sent)
    asked = await phone.do("ulang")
    assert "Nomor Kartu Keluarga" in asked or "NIK Bapak/Ibu" in asked


async def raw(service: Service, kind: str, message: object) -> httpx.Response:
    if kind == "telegram":
        return await service.telegram.deliver(service.bot, message)
    if kind == "whatsapp":
        return await service.twilio.deliver(service.bot, message)
    return await service.bot.post("/simulator/messages", json=message)


@pytest.mark.parametrize(("kind", "phone_of"), [("telegram", TelegramPhone), ("whatsapp", WhatsAppPhone)])
async def test_a_reply_that_has_no_room_in_the_pace_is_pushed_and_not_lost(
    service: Service, kind: str, phone_of: type[TelegramPhone | WhatsAppPhone]
) -> None:
    service.parts.tools.paces[kind] = Pace(rate=1, burst=1)
    first, second = phone_of(service), phone_of(service)
    assert "Selamat datang" in await first.do("halo")
    assert await second.do("halo") == ""
    await service.work(timedelta(seconds=12))
    assert "Selamat datang" in await second.arrived()
    sent = service.telegram.sent if kind == "telegram" else service.twilio.sent
    assert [message.in_webhook for message in sent] == [True, False]


async def test_a_reply_that_is_always_pushed_takes_one_place_of_the_pace(service: Service) -> None:
    nobody_dies = script("begin", When.BEFORE, nth=1000)
    async with mortal(service, nobody_dies, telegram_reply_in_response=False, telegram_rate=2) as pushing:
        for phone in (TelegramPhone(service), TelegramPhone(service)):
            await service.telegram.deliver(pushing.client, phone.typed("halo"))
        await pushing.parts.turns.finish()
    assert [sent.text[:14] for sent in service.telegram.sent] == ["Selamat datang"] * 2


async def test_a_session_that_cannot_be_read_is_kept_aside_and_the_person_is_answered(
    service: Service, redis: Redis
) -> None:
    phone = SimulatorPhone(service)
    await phone.do("halo")
    (key,) = [key async for key in redis.scan_iter("*:session:*")]
    stored = await redis.get(key)
    await redis.set(key, stored[:-1] + bytes([stored[-1] ^ 1]))
    assert "Selamat datang" in await phone.do("daftar")
    aside = [key async for key in redis.scan_iter("*:aside:*")]
    assert len(aside) == 1
    assert await redis.get(aside[0]) == stored[:-1] + bytes([stored[-1] ^ 1])


async def test_a_lane_stays_closed_as_long_as_the_longest_time_that_was_asked_for(
    service: Service, redis: Redis
) -> None:
    store, pace, now = service.parts.tools.store, Pace(25, 25), service.clock()
    await store.close_lane("telegram", now + timedelta(hours=3))
    await store.close_lane("telegram", now + timedelta(seconds=5))
    assert await store.take_token("telegram", pace, now + timedelta(hours=2)) == 3_600_000
    [bucket] = [key async for key in redis.scan_iter("*telegram*") if await redis.type(key) == b"hash"]
    assert await redis.ttl(bucket) == -1, "it is not forgotten before"
    assert await store.take_token("telegram", pace, now + timedelta(hours=3, seconds=1)) == 0


async def test_callers_whose_clocks_differ_are_together_no_faster_than_the_pace(service: Service) -> None:
    store, pace, begun = service.parts.tools.store, Pace(10, 10), service.clock()
    given = 0
    for tick in range(2_000):
        late = timedelta(milliseconds=200 * (tick % 2))
        at = begun + timedelta(milliseconds=5 * tick) - late
        given += await store.take_token("telegram", pace, at) == 0
    assert given <= 10 * 10 + 10 + 1
