"""People who stay away: one polite reminder by day, a group that gets none, and a draft that is forgotten in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.families import new_family
from tests.dialogues.phones import SimulatorPhone, TelegramPhone

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from tests.world import Service

REMINDED = "pendaftaran tadi belum selesai"
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
"""Twelve o'clock in Banyuwangi: 20 hours later it is day again."""
MANY = 12
"""One phone in ten is held out of reminding; of so many surely one is reminded."""


async def unfinished(service: Service) -> list[SimulatorPhone]:
    phones = []
    for _ in range(MANY):
        phone, family = SimulatorPhone(service), new_family()
        for answer in family.answers[:6]:
            await phone.do(answer)
        phones.append(phone)
    return phones


async def test_an_unfinished_registration_is_reminded_of_once_with_its_question(service: Service) -> None:
    service.clock.now = NOON
    phones = await unfinished(service)
    await service.work(timedelta(hours=19))
    assert [await phone.arrived() for phone in phones] == [""] * MANY
    await service.work(timedelta(hours=2))
    screens = [screen for phone in phones if (screen := await phone.arrived())]
    assert screens
    assert all(REMINDED in screen and "Siapa nama lengkap" in screen for screen in screens)
    await service.work(timedelta(days=2))
    assert [await phone.arrived() for phone in phones] == [""] * MANY


async def test_the_next_message_puts_the_reminder_off(service: Service) -> None:
    service.clock.now = NOON
    phones = await unfinished(service)
    service.clock.turn(timedelta(hours=19))
    for phone in phones:
        await phone.do("ulang")
    await service.work(timedelta(hours=2))
    assert [await phone.arrived() for phone in phones] == [""] * MANY
    await service.work(timedelta(hours=18))
    assert any([REMINDED in await phone.arrived() for phone in phones])


async def test_who_has_finished_or_never_begun_is_not_reminded(service: Service) -> None:
    finished, idle = SimulatorPhone(service), SimulatorPhone(service)
    for answer in [*new_family().answers, "kirim"]:
        await finished.do(answer)
    await idle.do("halo")
    await service.work(timedelta(hours=21))
    await service.work(timedelta(days=40))
    assert [await finished.arrived(), await idle.arrived()] == ["", ""]


async def test_nobody_is_reminded_at_night(service: Service) -> None:
    service.clock.now = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 05.30 WIB: 20 hours later is the next night
    phones = await unfinished(service)
    await service.work(timedelta(hours=14))  # 19.30 WIB
    assert any([REMINDED in await phone.arrived() for phone in phones])


async def test_outside_the_window_nobody_is_written_to(service: Service) -> None:
    phones = await unfinished(service)
    service.clock.turn(timedelta(hours=25))  # no worker was running
    await service.work()
    assert [await phone.arrived() for phone in phones] == [""] * MANY


async def test_a_draft_is_forgotten_after_thirty_days_and_the_person_is_told(service: Service, redis: Redis) -> None:
    phone, family = TelegramPhone(service), new_family()
    for answer in family.answers[:8]:
        await phone.do(answer)
    (key,) = [key async for key in redis.scan_iter("*:session:*")]
    full = await redis.strlen(key)
    await service.work(timedelta(hours=25))
    await service.work(timedelta(days=29))
    assert await redis.strlen(key) < full
    screen = await phone.do("halo")
    assert "sudah kami hapus" in screen
    assert "Lanjutkan" not in screen


@pytest.mark.parametrize("answer", ["menu", "petugas"])
async def test_a_draft_that_was_set_aside_is_reminded_of_too(service: Service, answer: str) -> None:
    phones = await unfinished(service)
    for phone in phones:
        await phone.do(answer)
    await service.work(timedelta(hours=21))
    assert any([REMINDED in await phone.arrived() for phone in phones])
