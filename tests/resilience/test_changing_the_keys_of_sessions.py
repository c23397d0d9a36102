"""The bot's data key changes while people are in the middle of it, and the old one is taken away."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr
from redis import Redis as PlainRedis

from bot.assembly import World, assembled
from bot.runtime.resealing import by_key, lying, reseal
from bot.runtime.sealing import KeyRing, Unsealable
from tests.dialogues.families import new_family
from tests.dialogues.phones import PHONES
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
