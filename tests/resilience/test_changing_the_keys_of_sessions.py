"""The bot's data key changes while people are in the middle of it, and the old one is taken away."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from redis import Redis as PlainRedis

from bot.assembly import World, assembled
from bot.runtime.jobs import About, Push
from bot.runtime.resealing import by_key, lying, reseal
from bot.runtime.sealing import KeyRing, Unsealable
from bot.runtime.store import Writes
from conversations.engine.messages import Outbound
from tests.dialogues.families import new_family
from tests.dialogues.phones import PHONES, TelegramPhone, WhatsAppPhone
from tests.world import DATA_KEYS

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.settings import Settings
    from tests.world import Service

NEW = "k2:" + base64.b64encode(bytes(range(100, 132))).decode()


def given(settings: Settings, keys: str) -> Settings:
    return settings.model_copy(update={"data_keys": SecretStr(keys)})


async def test_after_a_change_of_keys_everybody_is_where_they_were(
    service: Service, redis: Redis, redis_url: str
) -> None:
    async with assembled(service.settings, World(service.clock)):
        family, phone = new_family(), PHONES["telegram"](service)
    for answer in family.answers[:6]:
        await phone.do(answer)
    asked = await phone.state()
    with PlainRedis.from_url(redis_url) as plain:
        before = by_key(plain)
        keys = KeyRing(f"{NEW},{DATA_KEYS}")
        resealed = [reseal(plain, keys, each) for each in lying(plain)]
        after = by_key(plain)
    # The session, the job to look at it, and the key that names chats.
    assert before == {"k1": 3}
    assert after == {"k2": 3}
    assert all(resealed)
    # The new key alone: the old one is gone, and the chat is still found by its name.
    async with assembled(given(service.settings, NEW), World(service.clock)) as parts:
        run = (await parts.tools.store.read(phone.ref, None, service.clock.now)).session.run
        [due] = await parts.tools.store.claim(service.clock.now + timedelta(days=2), service.clock.now, most=4)
    assert run is not None
    assert run.state == asked
    assert due.chat == phone.ref


async def test_what_is_written_meanwhile_is_not_overwritten(service: Service, redis: Redis, redis_url: str) -> None:
    family, phone = new_family(), PHONES["telegram"](service)
    for answer in family.answers[:4]:
        await phone.do(answer)
    with PlainRedis.from_url(redis_url) as plain:
        seen = list(lying(plain))
        await phone.do(family.answers[4])
        asked = await phone.state()
        keys = KeyRing(f"{NEW},{DATA_KEYS}")
        resealed = {each.key: reseal(plain, keys, each) for each in seen if b":session:" in each.key}
    assert list(resealed.values()) == [False]
    assert await phone.state() == asked


async def test_a_bot_without_the_key_that_names_chats_does_not_start(service: Service, redis: Redis) -> None:
    async with assembled(service.settings, World(service.clock)):
        pass
    with pytest.raises(Unsealable, match="no data key named 'k1'"):
        async with assembled(given(service.settings, NEW), World(service.clock)):
            pass


async def test_a_process_that_does_not_know_the_new_key_yet_destroys_nothing(service: Service, redis: Redis) -> None:
    phone = TelegramPhone(service)
    for answer in ("halo", "daftar", "setuju", "tidak usah"):
        asked = await phone.do(answer)
    changed = given(service.settings, f"{NEW},{DATA_KEYS}")
    async with assembled(changed, World(service.clock)) as ahead:
        held = await ahead.tools.store.read(phone.ref, None, service.clock.now)
        await ahead.tools.store.commit(held, Writes(held.session), service.clock.now)
        message = phone.typed("3510165708659901")
        assert (await service.telegram.deliver(service.bot, message)).status_code == 503
        assert [key async for key in redis.scan_iter("*:aside:*")] == []
        kept = await ahead.tools.store.read(phone.ref, None, service.clock.now)
    assert kept.session == held.session
    assert "NIK" in asked


async def test_a_job_that_one_worker_cannot_read_holds_up_no_other(service: Service) -> None:
    first, second = TelegramPhone(service), TelegramPhone(service)
    later = service.clock.now + timedelta(minutes=1)
    async with assembled(given(service.settings, f"{NEW},{DATA_KEYS}"), World(service.clock)) as ahead:
        for phone, parts in ((first, ahead), (second, service.parts)):
            held = await parts.tools.store.read(phone.ref, None, service.clock.now)
            job = Push(phone.ref, Outbound("Kabar."), f"ref-{phone.chat}", about=About.NEWS)
            assert await parts.tools.store.commit(held, Writes(held.session, [(job, later)]), service.clock.now)
        await service.work(timedelta(minutes=2))
        assert (await first.arrived(), await second.arrived()) == ("", "Kabar.")
        claimed = await ahead.tools.store.claim(service.clock.now + timedelta(minutes=2), service.clock.now, most=4)
        assert [job.chat for job in claimed if isinstance(job, Push)] == [first.ref]


async def test_a_chat_that_cannot_be_read_here_holds_up_no_other(service: Service) -> None:
    first, second = WhatsAppPhone(service), WhatsAppPhone(service)
    for phone in (first, second):
        for answer in ("halo", "daftar", "setuju", "tidak usah"):
            service.clock.turn(timedelta(seconds=5))
            await phone.do(answer)
    async with assembled(given(service.settings, f"{NEW},{DATA_KEYS}"), World(service.clock)) as ahead:
        held = await ahead.tools.store.read(first.ref, None, service.clock())
        await ahead.tools.store.commit(held, Writes(held.session), service.clock())
        for phone in (first, second):
            service.clock.turn(timedelta(seconds=5))
            service.twilio.write(phone.typed("3510165708659901"))
        service.clock.turn(timedelta(minutes=15))
        (round_here,), (round_ahead,) = service.parts.reconciliations, ahead.reconciliations
        await round_here.reconcile()
        await service.work()
        assert await first.arrived() == ""
        assert "Nomor Kartu Keluarga" in await second.arrived()
        service.clock.turn(timedelta(minutes=15))
        await round_ahead.reconcile()
        await ahead.turns.finish()
        assert "Nomor Kartu Keluarga" in await first.arrived()
