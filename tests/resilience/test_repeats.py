"""Messages that come again at an awkward moment: the reply is never lost, and is never another one."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.phones import PHONES, TelegramPhone, WhatsAppPhone
from tests.resilience.mortal import answering
from tests.resilience.officers import entries
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import dies_at, numbers_in
from tests.resilience.test_submission import ready_to_send

if TYPE_CHECKING:
    import httpx

    from bot.runtime.jobs import Job
    from conversations.engine.messages import ChatRef
    from tests.world import Service


@pytest.mark.parametrize("kind", ["telegram", "whatsapp"])
async def test_a_reply_whose_answer_was_cut_is_pushed_when_the_lane_is_closed_at_the_second_delivery(
    service: Service, kind: str
) -> None:
    phone = PHONES[kind](service)
    await ready_to_send(phone)
    await dies_at(service, phone, answering(), "kirim")
    await service.parts.tools.store.close_lane(kind, service.clock() + timedelta(seconds=5))
    for _ in range(3):
        assert await phone.do("[kirim ulang]") == ""
    await service.work(timedelta(minutes=2))
    assert numbers_in(await phone.arrived()) == await numbers_of(service, phone)
    await service.work(timedelta(minutes=30))
    assert await phone.arrived() == ""


async def test_an_old_message_that_comes_again_while_a_number_is_awaited_gets_no_other_answer(service: Service) -> None:
    phone = TelegramPhone(service)
    await phone.do("halo")
    old = phone.last
    await ready_to_send(phone)
    service.line.cut = True
    assert "sudah kami simpan" in await phone.do("kirim")
    service.line.cut = False
    assert await phone.send(old) == ""
    await service.work(timedelta(minutes=10))
    assert numbers_in(await phone.arrived()) == await numbers_of(service, phone)


async def test_a_message_that_comes_again_in_the_moment_of_its_answer_gets_that_answer(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = TelegramPhone(service)
    await ready_to_send(phone)
    message, store, line = phone.typed("kirim"), service.parts.tools.store, service.line
    asked, seen = asyncio.Event(), asyncio.Event()
    ask, job_of = line.handle_async_request, store.job

    async def slowly(request: httpx.Request) -> httpx.Response:
        asked.set()
        await seen.wait()
        return await ask(request)

    async def job(chat: ChatRef, named: str) -> Job | None:
        # The second has looked at the session, and not yet at the job: now the first is answered.
        seen.set()
        await first
        return await job_of(chat, named)

    monkeypatch.setattr(line, "handle_async_request", slowly)
    first = asyncio.create_task(service.telegram.deliver(service.bot, message))
    await asked.wait()
    monkeypatch.setattr(store, "job", job)
    second = await service.telegram.deliver(service.bot, message)
    assert numbers_in(second.text) == numbers_in((await first).text) == await numbers_of(service, phone)


async def test_two_deliveries_at_once_while_the_registry_is_away_both_say_that_it_is_kept(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = TelegramPhone(service)
    await ready_to_send(phone)
    message, line = phone.typed("kirim"), service.line
    line.cut = True
    asked, seen, ask = 0, asyncio.Event(), line.handle_async_request

    async def together(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        if asked >= 2:
            seen.set()
        await seen.wait()
        return await ask(request)

    monkeypatch.setattr(line, "handle_async_request", together)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(service.telegram.deliver(service.bot, message))
        second = group.create_task(service.telegram.deliver(service.bot, message))
    assert "sudah kami simpan" in first.result().text
    assert "sudah kami simpan" in second.result().text
    assert "sudah kami simpan" in (await service.telegram.deliver(service.bot, message)).text


async def test_a_number_that_is_watched_is_watched_on_when_kirim_comes_again(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await ready_to_send(phone)
    await service.parts.tools.store.close_lane("whatsapp", service.clock() + timedelta(seconds=5))
    kirim = phone.typed("kirim")
    assert await phone.send(kirim) == ""
    await service.work(timedelta(minutes=1))
    assert numbers_in(await phone.arrived()) == await numbers_of(service, phone)
    assert await phone.send(kirim) == ""
    await service.work(timedelta(minutes=1))
    sent = next(each for each in service.twilio.sent[::-1] if each.to == phone.address)
    await service.twilio.report(service.bot, sent, "undelivered", ErrorCode="63016")
    await service.work(timedelta(minutes=1))
    assert [(each.kind, each.detail) for each in await entries(service, phone)] == [("number", "twilio 63016")]
