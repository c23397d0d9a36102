"""Messages that come again at an awkward moment: the reply is never lost, and is never another one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.phones import PHONES, TelegramPhone
from tests.resilience.mortal import answering
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import dies_at, numbers_in
from tests.resilience.test_submission import ready_to_send

if TYPE_CHECKING:
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
