"""Death in each gap of a push. Where the platform can be asked the message arrives once; where it cannot, news and the
question that is open go out once more and say so, and nothing is ever lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.whatsapp.templates import Kind, Template
from tests.dialogues.families import new_family
from tests.dialogues.phones import TelegramPhone, WhatsAppPhone
from tests.resilience.mortal import When, mortal, script, sending
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import numbers_in, seams
from tests.resilience.test_submission import ready_to_send

if TYPE_CHECKING:
    from tests.dialogues.phones import Phone
    from tests.resilience.mortal import Seam
    from tests.world import Service

BUTTONS = Template(Kind.QUICK_REPLY, 2)
AGAIN = "mungkin sudah sampai"

BEFORE_SENDING = {
    "before the token": script("pace", When.BEFORE),
    "after the token, before the note": script("pace", When.AFTER),
    "before the note is written": script("begin", When.BEFORE),
}
NOTED = {
    "after the note, before sending": script("begin", When.AFTER),
    "before the platform hears": sending(When.BEFORE),
}
SENT = {"after the platform has it, before we hear": sending(When.AFTER)}
TELEGRAM_SENT = SENT | {"after we have heard, before the job is finished": script("finish", When.BEFORE)}
WHATSAPP_SENT = SENT | {"after we have heard, before the job is kept for reports": script("put_off", When.BEFORE)}
TELEGRAM_DONE = {"after the job is finished": script("finish", When.AFTER)}
WHATSAPP_DONE = {"after the job is kept for reports": script("put_off", When.AFTER)}


async def number_dies(service: Service, phone: Phone, seam: Seam) -> tuple[list[str], list[str]]:
    """Have the number pushed by a worker that dies of it; give what is seen then, and the numbers in the registry."""
    await ready_to_send(phone)
    service.line.cut = True
    await phone.do("kirim")
    service.line.cut = False
    service.clock.turn(timedelta(minutes=1))
    async with mortal(service, seam) as dying:
        await dying.works()
    told = [await phone.arrived()]
    for _ in range(8):
        await service.work(timedelta(minutes=1))
        told.append(await phone.arrived())
    await service.work(timedelta(hours=25))
    told.append(await phone.arrived())
    return [screen for screen in told if screen], await numbers_of(service, phone)


@seams(BEFORE_SENDING | NOTED | WHATSAPP_SENT | WHATSAPP_DONE)
async def test_on_whatsapp_the_number_arrives_exactly_once(service: Service, seam: Seam) -> None:
    told, numbers = await number_dies(service, WhatsAppPhone(service), seam)
    assert len(told) == 1
    assert numbers_in(*told) == numbers
    assert AGAIN not in told[0]


@seams(BEFORE_SENDING | TELEGRAM_DONE)
async def test_on_telegram_a_number_that_was_certainly_not_sent_or_certainly_sent_arrives_once(
    service: Service, seam: Seam
) -> None:
    told, numbers = await number_dies(service, TelegramPhone(service), seam)
    assert len(told) == 1
    assert numbers_in(*told) == numbers
    assert AGAIN not in told[0]


@seams(NOTED)
async def test_on_telegram_a_number_that_may_have_been_sent_comes_with_a_word_about_it(
    service: Service, seam: Seam
) -> None:
    told, numbers = await number_dies(service, TelegramPhone(service), seam)
    assert len(told) == 1
    assert numbers_in(*told) == numbers
    assert AGAIN in told[0]


@seams(TELEGRAM_SENT)
async def test_on_telegram_a_number_that_nobody_knows_of_comes_a_second_time_and_says_so(
    service: Service, seam: Seam
) -> None:
    told, numbers = await number_dies(service, TelegramPhone(service), seam)
    assert [AGAIN in screen for screen in told] == [False, True]
    assert numbers_in(*told) == numbers * 2


async def reply_dies(service: Service, phone: TelegramPhone, seam: Seam) -> None:
    """Have a reply pushed by a process that dies of it."""
    for answer in ("halo", "daftar", "setuju"):
        await phone.do(answer)
    phone.last = phone.typed("tidak usah")
    async with mortal(service, seam, telegram_reply_in_response=False) as dying:
        await dying.receives(phone, phone.last)


# The token of a reply was taken when its session was read.
@seams({"before the note is written": script("begin", When.BEFORE)})
async def test_a_reply_that_was_not_sent_comes_when_the_message_comes_again_and_only_then(
    service: Service, seam: Seam
) -> None:
    phone = TelegramPhone(service)
    await reply_dies(service, phone, seam)
    assert await phone.arrived() == ""
    assert "NIK" in await phone.do("[kirim ulang]")
    await service.work(timedelta(minutes=5))
    assert await phone.arrived() == ""


@seams(NOTED | TELEGRAM_SENT)
async def test_a_question_that_may_not_have_arrived_is_asked_once_more(service: Service, seam: Seam) -> None:
    phone = TelegramPhone(service)
    await reply_dies(service, phone, seam)
    await phone.arrived()
    assert await phone.do("[kirim ulang]") == ""
    await service.work(timedelta(minutes=2))
    asked = await phone.arrived()
    assert AGAIN in asked
    assert "NIK" in asked
    await service.work(timedelta(minutes=30))
    assert await phone.arrived() == ""


@seams(NOTED | TELEGRAM_SENT)
async def test_a_reply_is_owed_also_to_who_has_written_since(service: Service, seam: Seam) -> None:
    phone = TelegramPhone(service)
    await reply_dies(service, phone, seam)
    await phone.arrived()
    assert "Nomor Kartu Keluarga" in await phone.do(new_family().nik)
    await service.work(timedelta(minutes=30))
    late = await phone.arrived()
    assert AGAIN in late
    assert "NIK" in late
    assert "Nomor Kartu Keluarga" in await phone.do("ulang")


@pytest.mark.parametrize("then", ["before", "after"])
@seams(NOTED | SENT)
async def test_on_whatsapp_other_words_that_are_the_same_are_no_proof(
    service: Service, seam: Seam, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = WhatsAppPhone(service)
    whatsapp: Any = service.parts.tools.channels["whatsapp"]
    monkeypatch.setitem(whatsapp.content_sids, BUTTONS.name, "HX-buttons")
    monkeypatch.setitem(service.twilio.contents, "HX-buttons", {"types": BUTTONS.types()})
    for answer in ("halo", "daftar", "setuju", *["ulang"] * (then == "before")):
        asked = await phone.do(answer)
    assert "kabar pencairan" in asked
    phone.last = phone.typed("ulang")
    async with mortal(service, seam, twilio_content_sids=f"{BUTTONS.name}=HX-buttons") as dying:
        await dying.receives(phone, phone.last)
    seen = [await phone.arrived()]
    if then == "after":
        assert await phone.do("ulang") == asked
    for _ in range(10):
        await service.work(timedelta(minutes=1))
        seen.append(await phone.arrived())
    [came] = [screen for screen in seen if screen]
    assert came.endswith(asked)
    assert (AGAIN in came) is (came != asked)


@seams(TELEGRAM_DONE)
async def test_a_pushed_reply_is_given_again_as_any_other_when_the_message_comes_again(
    service: Service, seam: Seam
) -> None:
    phone = TelegramPhone(service)
    await reply_dies(service, phone, seam)
    first = await phone.arrived()
    assert await phone.do("[kirim ulang]") == first
    await service.work(timedelta(minutes=30))
    assert await phone.arrived() == ""
