"""Messages that Twilio has and we never got: found in its list, and taken once, as the person meant them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.history import NotTold
from bot.runtime.reconciliation import LONGEST
from tests.dialogues.phones import WhatsAppPhone
from tests.resilience.mortal import When, answering, mortal, script
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import numbers_in
from tests.resilience.test_submission import ready_to_send
from tests.stubs.faults import Answer
from tests.stubs.twilio import error

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.runtime.reconciliation import Reconciliation
    from tests.world import Service

LATE = "baru sampai kepada kami sekarang"
NIK, KK = "3510165708659901", "3510161203159901"


def reconciliation(service: Service) -> Reconciliation:
    (found,) = service.parts.reconciliations
    return found


async def look(service: Service, after: timedelta = timedelta(minutes=15)) -> None:
    """Let time pass, look for what was missed, and let everything be pushed."""
    service.clock.turn(after)
    await reconciliation(service).reconcile()
    await service.work()


def loses(service: Service, phone: WhatsAppPhone, *texts: str) -> list[Any]:
    """Write, each message a few seconds after the other, while nothing gets through to us."""
    messages = []
    for text in texts:
        service.clock.turn(timedelta(seconds=5))
        messages.append(phone.typed(text))
        service.twilio.write(messages[-1])
    return messages


async def at_nik(service: Service) -> WhatsAppPhone:
    """Give a phone that is asked for the NIK."""
    phone = WhatsAppPhone(service)
    for answer in ("halo", "daftar", "setuju", "tidak usah"):
        service.clock.turn(timedelta(seconds=5))
        asked = await phone.do(answer)
    assert "NIK" in asked
    return phone


async def test_a_message_that_never_came_is_taken_once_and_answered(service: Service) -> None:
    phone = await at_nik(service)
    loses(service, phone, NIK)
    await look(service)
    assert "Nomor Kartu Keluarga" in await phone.arrived()
    for _ in range(3):
        await look(service)
        assert await phone.arrived() == ""
    assert "siapa nama" in (await phone.do(KK)).lower()


async def test_the_very_first_message_of_somebody_is_found_too(service: Service) -> None:
    phone = WhatsAppPhone(service)
    loses(service, phone, "halo", "halo?", "assalamualaikum")
    await look(service)
    assert "Selamat datang" in await phone.arrived()
    await look(service)
    assert await phone.arrived() == ""


async def test_a_message_that_comes_by_itself_after_it_was_found_gets_no_second_answer_of_another_kind(
    service: Service,
) -> None:
    phone = await at_nik(service)
    [lost] = loses(service, phone, NIK)
    await look(service)
    found = await phone.arrived()
    assert await phone.send(lost) in (found, "")
    assert "siapa nama" in (await phone.do(KK)).lower()


async def test_what_is_younger_than_twilios_own_retries_is_left_to_them(service: Service) -> None:
    phone = await at_nik(service)
    [lost] = loses(service, phone, NIK)
    await look(service, timedelta(minutes=1))
    assert await phone.arrived() == ""
    assert "Nomor Kartu Keluarga" in await phone.send(lost)
    await look(service)
    assert await phone.arrived() == ""


async def test_the_same_answer_typed_again_and_again_is_taken_once(service: Service) -> None:
    phone = await at_nik(service)
    loses(service, phone, NIK, NIK, NIK)
    await look(service)
    assert "Nomor Kartu Keluarga" in await phone.arrived()
    await look(service)
    assert await phone.arrived() == ""


async def test_different_messages_of_which_only_the_first_can_answer_the_question_are_asked_for_again(
    service: Service,
) -> None:
    phone = await at_nik(service)
    loses(service, phone, NIK, KK)
    await look(service)
    asked = await phone.arrived()
    assert LATE in asked
    assert "NIK" in asked
    assert "Nomor Kartu Keluarga" in await phone.do(NIK)
    await look(service)
    assert await phone.arrived() == ""


async def test_a_message_from_before_our_last_answer_is_not_taken_for_an_answer_to_it(service: Service) -> None:
    phone = await at_nik(service)
    loses(service, phone, "3510165708659902")
    service.clock.turn(timedelta(seconds=30))
    assert "Nomor Kartu Keluarga" in await phone.do(NIK)
    await look(service)
    asked = await phone.arrived()
    assert LATE in asked
    assert "Nomor Kartu Keluarga" in asked
    assert "siapa nama" in (await phone.do(KK)).lower()


async def test_what_the_person_has_said_again_by_themselves_is_not_spoken_of(service: Service) -> None:
    phone = await at_nik(service)
    loses(service, phone, NIK)
    service.clock.turn(timedelta(seconds=30))
    assert "Nomor Kartu Keluarga" in await phone.do(NIK)
    await look(service)
    assert await phone.arrived() == ""
    assert "siapa nama" in (await phone.do(KK)).lower()


async def test_a_kirim_that_never_came_ends_in_one_row_and_one_number(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await ready_to_send(phone)
    loses(service, phone, "kirim")
    await look(service)
    assert numbers_in(await phone.arrived()) == await numbers_of(service, phone)
    await look(service)
    assert await phone.arrived() == ""


@pytest.mark.parametrize("seam", [script("commit", When.AFTER, nth=2), answering()], ids=["committed", "on its way"])
async def test_a_reply_that_was_lost_with_no_retry_left_is_given_again_once(service: Service, seam: Any) -> None:
    phone = WhatsAppPhone(service)
    await ready_to_send(phone)
    service.clock.turn(timedelta(seconds=5))
    async with mortal(service, seam) as dying:
        await dying.receives(phone, phone.typed("kirim"))
    await look(service)
    assert numbers_in(await phone.arrived()) == await numbers_of(service, phone)
    for _ in range(3):
        await look(service)
        assert await phone.arrived() == ""


async def test_a_long_outage_is_caught_up_with_in_the_order_of_the_chats(service: Service) -> None:
    await look(service)
    phones = [await at_nik(service) for _ in range(4)]
    service.clock.turn(timedelta(hours=1))
    for phone in phones:
        loses(service, phone, NIK)
    service.clock.turn(timedelta(hours=3))
    await look(service)
    assert ["Nomor Kartu Keluarga" in await phone.arrived() for phone in phones] == [True] * 4


async def test_somebody_with_more_messages_than_a_session_remembers_is_not_answered_again(service: Service) -> None:
    phone = await at_nik(service)
    for _ in range(110):
        await phone.do("ulang")
    service.clock.turn(timedelta(minutes=3))
    await look(service, timedelta(minutes=1))
    assert await phone.arrived() == ""


async def test_when_twilio_does_not_give_its_list_the_next_round_looks_further_back(service: Service) -> None:
    phone = await at_nik(service)
    loses(service, phone, NIK)
    service.clock.turn(timedelta(minutes=15))
    service.twilio.faults.add(Answer(500, error(500, 20500)))
    with pytest.raises(NotTold):
        await reconciliation(service).reconcile()
    await look(service, timedelta(minutes=40))
    assert "Nomor Kartu Keluarga" in await phone.arrived()


async def test_one_worker_at_a_time_looks_at_its_start_and_then_every_quarter_of_an_hour(service: Service) -> None:
    service.clock.turn(timedelta(days=1))  # whatever this process has done before is long ago
    rounds = []
    for minutes in (0, 5, 5, 6, 1, 15):
        service.clock.turn(timedelta(minutes=minutes))
        before = service.twilio.listed
        await reconciliation(service).run_if_due()
        rounds.append(service.twilio.listed > before)
    assert rounds == [True, False, False, True, False, True]


async def test_a_worker_that_starts_beside_another_leaves_the_round_to_it(service: Service) -> None:
    service.clock.turn(timedelta(days=1))
    await reconciliation(service).run_if_due()
    listed = service.twilio.listed
    async with mortal(service, answering()) as second:
        (other,) = second.parts.reconciliations
        await other.run_if_due()
        assert service.twilio.listed == listed
        service.clock.turn(timedelta(minutes=15))
        await other.run_if_due()
    assert service.twilio.listed > listed


async def test_photos_and_taps_that_never_came_are_read_as_far_as_the_list_tells(service: Service) -> None:
    photo, tap = await at_nik(service), WhatsAppPhone(service)
    await tap.do("halo")
    service.clock.turn(timedelta(seconds=5))
    service.twilio.write(photo.attached("photo"))
    service.twilio.write(tap.typed("Daftar bansos"))
    await look(service)
    assert "NIK" in await photo.arrived()
    assert "SETUJU" in await tap.arrived()


async def test_what_waited_for_a_younger_message_is_looked_at_with_it(service: Service) -> None:
    phone = await at_nik(service)
    await look(service, timedelta(minutes=1))
    loses(service, phone, NIK)
    service.clock.turn(timedelta(minutes=11))
    loses(service, phone, KK)
    await look(service, timedelta(minutes=1))
    assert await phone.arrived() == "", "the second may still be on its way"
    await look(service)
    asked = await phone.arrived()
    assert LATE in asked
    assert "NIK" in asked
    await look(service)
    assert await phone.arrived() == ""


async def test_a_reply_that_a_report_told_of_is_known_for_as_long_as_a_round_may_look_back(
    service: Service, redis: Redis
) -> None:
    phone = await at_nik(service)
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address][-1:]
    await service.twilio.report(service.bot, sent, "delivered")
    kept = [await redis.ttl(key) async for key in redis.scan_iter("*") if b"sending" in key or b"whose" in key]
    assert kept
    assert min(kept) > LONGEST.total_seconds()
