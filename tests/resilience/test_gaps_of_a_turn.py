"""Death in each gap between two side effects of a turn, KIRIM included: nothing is lost, nothing is done twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.phones import PHONES
from tests.resilience.mortal import When, answering, mortal, script, submission
from tests.resilience.officers import entries
from tests.resilience.rows import numbers_of
from tests.resilience.test_submission import NUMBER, ready_to_send

if TYPE_CHECKING:
    from tests.dialogues.phones import Phone
    from tests.resilience.mortal import Seam
    from tests.world import Service

KINDS = ("telegram", "whatsapp")

TURN = {
    "before the commit": script("commit", When.BEFORE),
    "after the commit, before the answer": script("commit", When.AFTER),
    "while the answer is on its way": answering(),
}
KIRIM = {
    "before the commit": script("commit", When.BEFORE),
    "after the commit, before the hand-over": script("commit", When.AFTER),
    "before the registry hears": submission(When.BEFORE),
    "after the registry's commit, before the bot hears": submission(When.AFTER),
    "after the bot has heard, before its own commit": script("commit", When.BEFORE, nth=2),
    "after its own commit, before the answer": script("commit", When.AFTER, nth=2),
    "while the answer is on its way": answering(),
}


def seams(named: dict[str, Seam]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("seam", named.values(), ids=named)


def numbers_in(*screens: str) -> list[str]:
    return [number for screen in screens for number in NUMBER.findall(screen)]


async def dies_at(service: Service, phone: Phone, seam: Seam, text: str) -> None:
    """Write to a process that dies of it."""
    phone.last = phone.typed(text)
    async with mortal(service, seam) as dying:
        await dying.receives(phone, phone.last)


@pytest.mark.parametrize("kind", KINDS)
@seams(TURN)
async def test_a_turn_is_taken_once_and_answered_when_the_message_comes_again(
    service: Service, kind: str, seam: Seam
) -> None:
    phone = PHONES[kind](service)
    for answer in ("halo", "daftar", "setuju", "tidak usah"):
        await phone.do(answer)
    await dies_at(service, phone, seam, "3510165708459901")
    await service.work(timedelta(minutes=2))
    assert await phone.arrived() == ""
    asked = await phone.do("[kirim ulang]")
    assert "Nomor Kartu Keluarga" in asked
    assert "siapa nama" in (await phone.do("3510161203159901")).lower()


@pytest.mark.parametrize("kind", KINDS)
@seams(KIRIM)
async def test_kirim_that_comes_again_ends_in_one_row_and_one_number(service: Service, kind: str, seam: Seam) -> None:
    phone = PHONES[kind](service)
    await ready_to_send(phone)
    await dies_at(service, phone, seam, "kirim")
    told = [await phone.do("[kirim ulang]")]
    await service.work(timedelta(minutes=10))
    told.append(await phone.arrived())
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len(numbers_in(*told)) == 1


@seams(KIRIM)
async def test_kirim_that_a_worker_finishes_first_ends_in_one_row_and_one_number(service: Service, seam: Seam) -> None:
    phone = PHONES["telegram"](service)
    await ready_to_send(phone)
    await dies_at(service, phone, seam, "kirim")
    await service.work(timedelta(minutes=10))
    told = [await phone.arrived(), await phone.do("[kirim ulang]")]
    await service.work(timedelta(minutes=10))
    told.append(await phone.arrived())
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len(numbers_in(*told)) == 1


REFUSED = {
    "after the refusal, before the person is answered": script("commit", When.BEFORE, nth=2),
    "after the answer's commit, before the job is set aside": script("set_aside", When.BEFORE),
    "after the refused job is set aside, before the answer": script("set_aside", When.AFTER),
}


@seams(REFUSED)
async def test_a_family_that_the_registry_refuses_is_answered_and_listed_once(service: Service, seam: Seam) -> None:
    phone = PHONES["telegram"](service)
    await ready_to_send(phone)
    service.line.refusal = {"status": 409, "title": "Kunci sudah dipakai", "errors": []}
    await dies_at(service, phone, seam, "kirim")
    assert "sudah kami simpan" in await phone.do("[kirim ulang]")
    for _ in range(10):
        await service.work(timedelta(minutes=1))
    assert await phone.arrived() == ""
    [entry] = await entries(service, phone)
    assert (entry.kind, entry.reason, entry.state) == ("registration", "refused", "open")
