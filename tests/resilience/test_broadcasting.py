"""Broadcasts on their way to phones: each of them once, whoever dies, and within the platforms' rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from backend.broadcasts.states import State
from tests.dialogues.phones import TelegramPhone, WhatsAppPhone
from tests.resilience.broadcasts import (
    APPROVED_TEMPLATE,
    decided,
    minutes_pass,
    paid,
    send,
    standings,
    state,
    steered,
)
from tests.stubs.faults import Answer, Drop
from tests.stubs.telegram import flood
from tests.stubs.twilio import error

if TYPE_CHECKING:
    from tests.world import Service


async def test_everybody_gets_it_once_on_their_own_channel_with_their_own_values(service: Service) -> None:
    telegram, whatsapp = TelegramPhone(service), WhatsAppPhone(service)
    await telegram.do("halo")
    await whatsapp.do("halo")
    row = await paid(service, telegram, whatsapp)
    await send(service)
    for phone in (telegram, whatsapp):
        told = await phone.arrived()
        assert told.startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")
        assert "Ketik BERHENTI" in told
    await send(service)
    assert await telegram.arrived() == await whatsapp.arrived() == ""
    assert await standings(service, row) == [("accepted", None)] * 2
    await minutes_pass(service)
    await send(service)
    assert await state(service, row) is State.DONE


async def test_on_whatsapp_what_nobody_knew_of_is_settled_by_the_platforms_report_and_never_sent_again(
    service: Service,
) -> None:
    phone = WhatsAppPhone(service)
    await phone.do("halo")
    row = await paid(service, phone)
    service.twilio.faults.add(Drop())
    await send(service, 1)
    assert [each for each, _ in await standings(service, row)] == ["unknown"]
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]
    for status in ("read", "delivered", "sent", "read"):
        await service.twilio.report(service.bot, sent, status)
    await send(service)
    assert await standings(service, row) == [("read", None)]
    assert len([each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]) == 1


async def test_outside_the_24_hours_whatsapp_gets_the_template_or_nothing(service: Service) -> None:
    without, within = WhatsAppPhone(service), WhatsAppPhone(service)
    await without.do("halo")
    await within.do("halo")
    row = await paid(service, without)
    service.clock.turn(timedelta(hours=25))
    await send(service)
    assert await without.arrived() == ""
    assert await standings(service, row) == [("skipped", "no_template")]
    await decided(service, "approved")
    await paid(service, within, template=APPROVED_TEMPLATE)
    await send(service)
    assert (await within.arrived()).startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")


async def test_a_template_that_whatsapp_withdraws_holds_back_whatsapp_alone_until_it_is_approved_again(
    service: Service,
) -> None:
    telegram, whatsapp = TelegramPhone(service), WhatsAppPhone(service)
    await decided(service, "approved")
    row = await paid(service, telegram, whatsapp, template=APPROVED_TEMPLATE)
    await decided(service, "paused", "Too many people blocked it")
    await send(service)
    assert await telegram.arrived()
    assert await whatsapp.arrived() == ""
    assert sorted(each for each, _ in await standings(service, row)) == ["accepted", "waiting"]
    # Twilio may call it anything: what is not approved is not sent.
    await decided(service, "under_appeal")
    await send(service)
    assert await whatsapp.arrived() == ""
    await decided(service, "approved")
    await minutes_pass(service)
    await send(service)
    assert (await whatsapp.arrived()).startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")


async def test_what_comes_back_for_its_templates_sake_is_nobodys_failure_and_waits_for_the_next_decision(
    service: Service,
) -> None:
    phones = [WhatsAppPhone(service) for _ in range(3)]
    await decided(service, "approved")
    row = await paid(service, *phones, template=APPROVED_TEMPLATE)

    async def approved_later() -> None:
        for _ in range(5):
            await minutes_pass(service)
        await decided(service, "approved")
        await send(service)

    service.twilio.faults.add(Answer(400, error(400, 63041)))
    await send(service)
    # The first that came back held the others, though Twilio's own list still calls it approved.
    await decided(service, "approved")
    await minutes_pass(service)
    await send(service)
    assert await standings(service, row) == [("waiting", None)] * 3
    assert service.twilio.sent == []
    [told] = (await service.registry.get("/api/v1/content-templates")).json()["templates"]
    assert (told["status"], told["reason"]) == ("paused", "twilio 63041")
    assert await state(service, row) is State.CANARY

    await approved_later()
    late = service.twilio.sent.pop(0)
    await service.twilio.report(service.bot, late, "failed", ErrorCode="63042")
    await send(service)
    assert sorted(await standings(service, row)) == [("accepted", None), ("accepted", None), ("waiting", None)]
    await approved_later()
    assert await standings(service, row) == [("accepted", None)] * 3
    assert sorted(each.to for each in service.twilio.sent) == sorted(phone.ref.address for phone in phones)


async def test_a_429_makes_the_whole_channel_wait_and_everybody_gets_it_afterwards(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    service.telegram.faults.add(Answer(429, flood(20), {"Retry-After": "20"}))
    await send(service, 1)
    calls = len(service.telegram.calls)
    await minutes_pass(service)
    await send(service, 3)
    assert len(service.telegram.calls) == calls
    service.clock.turn(timedelta(seconds=20))
    await send(service)
    assert [bool(await phone.arrived()) for phone in phones] == [True] * 3
    assert {each for each, _ in await standings(service, row)} == {"accepted"}


async def test_what_a_sender_holds_when_its_lease_ends_and_claims_again_goes_out_once(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    lane, store = service.parts.broadcasting.lanes["telegram"], service.parts.tools.store
    await store.close_lane("telegram", service.clock() + timedelta(minutes=2))
    await lane.round()
    await minutes_pass(service)
    service.clock.turn(timedelta(minutes=2))
    calls = len(service.telegram.calls)
    await send(service)
    assert len(service.telegram.calls) == calls + len(phones)
    assert [each for each, _ in await standings(service, row)] == ["accepted"] * 3


async def test_twilios_63018_as_an_answer_or_as_a_report_slows_the_channel(service: Service) -> None:
    one, other = WhatsAppPhone(service), WhatsAppPhone(service)
    await one.do("halo")
    await other.do("halo")
    await paid(service, one)
    service.twilio.faults.add(Answer(429, error(429, 63018)))
    await service.parts.broadcasting.work()
    assert await one.arrived() == ""
    await minutes_pass(service)
    await send(service)
    assert await one.arrived() != ""
    (sent,) = [each for each in service.twilio.sent if each.to == one.address and not each.in_webhook]
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018")
    await paid(service, other)
    await service.parts.broadcasting.work()
    assert await other.arrived() == ""
    service.clock.turn(timedelta(seconds=16))
    await send(service)
    assert await other.arrived() != ""


async def test_what_twilio_took_and_then_found_one_too_many_goes_out_again_by_itself_and_once(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await phone.do("halo")
    row = await paid(service, phone)
    await send(service)
    await minutes_pass(service)
    await send(service)
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]
    assert await state(service, row) is State.DONE
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018")
    await send(service)
    assert await state(service, row) is State.RUNNING
    assert await standings(service, row) == [("waiting", None)]
    for _ in range(3):
        await minutes_pass(service)
    service.clock.turn(timedelta(minutes=5))
    await send(service)
    assert await standings(service, row) == [("accepted", None)]
    # What is told once more of the first sending is not about the second.
    again = {"MessageSid": "SM" + "9" * 32}
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018", **again)
    await send(service)
    assert await standings(service, row) == [("accepted", None)]
    assert len([each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]) == 2
    assert await state(service, row) is State.DONE


async def test_who_stops_notices_gets_none_even_while_the_registry_has_not_heard_of_it(service: Service) -> None:
    phone = TelegramPhone(service)
    row = await paid(service, phone)
    await phone.do("halo")
    service.line.cut = True
    assert "MULAI LAGI" in await phone.do("berhenti")
    service.line.cut = False
    await send(service)
    assert await phone.arrived() == ""
    assert await standings(service, row) == [("skipped", "opted_out")]
    assert "dikirim lagi" in (await phone.do("mulai lagi")).replace("kami kirim lagi", "dikirim lagi")
    await service.work(timedelta(minutes=1))
    await paid(service, phone)
    await send(service)
    assert "cair di" in await phone.arrived()


async def test_a_pause_and_a_cancellation_hold_from_the_next_message_on(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    await steered(service, row, State.PAUSED)
    await send(service)
    assert [await phone.arrived() for phone in phones] == [""] * 3
    await steered(service, row, State.RUNNING)
    await minutes_pass(service)
    await send(service)
    assert [bool(await phone.arrived()) for phone in phones] == [True] * 3


async def test_two_senders_keep_the_pace_together_and_leave_room_for_replies(service: Service) -> None:
    store, pace = service.parts.tools.store, service.paces["telegram"]
    slow = type(pace)(25, 25)
    given, moment = 0, service.clock()
    minute_is_over = moment + timedelta(minutes=1)
    while moment < minute_is_over:
        # Both look when they were told to: the second one comes for what the first one has just taken.
        for _ in range(2):
            many, wait = await store.take_tokens("telegram", slow, 2, moment)
            given += many
        moment += timedelta(milliseconds=wait)
    assert 0.98 * 25 * 60 <= given <= 25 * 60
    assert await store.take_token("telegram", slow, moment) == 0
