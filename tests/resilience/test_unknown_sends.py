"""Messages of which nobody knows whether they arrived: a state of its own, settled by what the platform tells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.phones import TelegramPhone, WhatsAppPhone
from tests.resilience.officers import entries
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_push import AGAIN
from tests.resilience.test_gaps_of_a_turn import numbers_in
from tests.resilience.test_submission import ready_to_send
from tests.stubs.faults import Answer, Drop, Garbage
from tests.stubs.telegram import flood
from tests.stubs.twilio import error

if TYPE_CHECKING:
    from tests.dialogues.phones import Phone
    from tests.stubs.faults import Fault
    from tests.world import Service

NOT_TAKEN = Answer(500, error(500, 20500))
"""What Twilio says when nobody knows whether it took a message. Here it did not."""


async def number_waits(service: Service, phone: Phone) -> None:
    """Bring a family to where its number is to be pushed."""
    await ready_to_send(phone)
    service.line.cut = True
    await phone.do("kirim")
    service.line.cut = False


async def seen_within(service: Service, phone: Phone, minutes: int = 10) -> list[str]:
    seen = []
    for _ in range(minutes):
        await service.work(timedelta(minutes=1))
        seen.append(await phone.arrived())
    return [screen for screen in seen if screen]


@pytest.mark.parametrize("fault", [Drop(), Garbage(502)], ids=str)
async def test_on_whatsapp_a_message_that_twilio_lists_is_not_sent_again(service: Service, fault: Fault) -> None:
    phone = WhatsAppPhone(service)
    await number_waits(service, phone)
    service.twilio.faults.add(fault)
    told = await seen_within(service, phone)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len(told) == 1


async def test_on_whatsapp_a_message_that_twilio_does_not_list_twice_over_was_not_sent_and_is(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await number_waits(service, phone)
    service.twilio.faults.add(NOT_TAKEN)
    told = await seen_within(service, phone)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len(told) == 1
    assert AGAIN not in told[0]


async def test_on_whatsapp_a_report_settles_it_without_asking(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await number_waits(service, phone)
    service.twilio.faults.add(Drop())
    service.clock.turn(timedelta(minutes=1))
    await service.parts.worker.work()
    await service.parts.worker.work()
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]
    await service.twilio.report(service.bot, sent, "sent")
    asked = service.twilio.listed
    await service.work(timedelta(minutes=10))
    assert service.twilio.listed == asked
    assert len(numbers_in(await phone.arrived())) == 1


async def test_on_whatsapp_a_failure_that_is_reported_early_or_late_is_listed(service: Service) -> None:
    early, late = WhatsAppPhone(service), WhatsAppPhone(service)
    for phone in (early, late):
        await number_waits(service, phone)
    service.twilio.faults.add(Drop())
    service.clock.turn(timedelta(minutes=1))
    await service.work()
    for phone in (early, late):
        sent = next(each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook)
        await service.twilio.report(service.bot, sent, "undelivered", ErrorCode="63016")
    await service.work(timedelta(minutes=1))
    assert [(each.kind, each.reason, each.detail) for each in await entries(service, early, late)] == [
        ("number", "rejected", "twilio 63016")
    ] * 2


async def test_on_whatsapp_what_twilio_cannot_tell_for_an_hour_is_listed_and_never_repeated(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await number_waits(service, phone)
    service.clock.turn(timedelta(minutes=1))
    service.twilio.faults.add(Drop(), *[Answer(503, error(503, 20503))] * 60)
    told = []
    for _ in range(35):
        await service.work(timedelta(minutes=2))
        told.append(await phone.arrived())
    assert len([screen for screen in told if screen]) == 1
    assert [(each.kind, each.reason) for each in await entries(service, phone)] == [("number", "unknown")]


@pytest.mark.parametrize("fault", [Drop(), Garbage(502)], ids=str)
async def test_on_telegram_the_number_is_told_once_more_with_a_word_about_it(service: Service, fault: Fault) -> None:
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.faults.add(fault)
    told = await seen_within(service, phone)
    assert [AGAIN in screen for screen in told] == [False, True]
    assert numbers_in(*told) == (await numbers_of(service, phone)) * 2


async def test_on_telegram_a_number_that_twice_nobody_knows_of_is_listed(service: Service) -> None:
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.faults.add(Drop(), Drop())
    told = await seen_within(service, phone)
    assert len(told) == 2
    assert [(each.kind, each.reason) for each in await entries(service, phone)] == [("number", "unknown")]


async def test_what_was_certainly_not_sent_is_simply_sent_later(service: Service) -> None:
    phone = TelegramPhone(service)
    await number_waits(service, phone)
    service.telegram.faults.add(*[Answer(429, flood(7), {"Retry-After": "7"})] * 3)
    told = await seen_within(service, phone)
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert AGAIN not in told[0]
