"""Death of a worker in each gap of a hand-over: the family is one row, and is told one number, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.dialogues.phones import PHONES
from tests.resilience.mortal import When, mortal, script, submission
from tests.resilience.rows import numbers_of
from tests.resilience.test_gaps_of_a_turn import numbers_in, seams
from tests.resilience.test_submission import ready_to_send

if TYPE_CHECKING:
    from tests.resilience.mortal import Seam
    from tests.world import Service

HANDOVER = {
    "before the job is claimed": script("claim", When.BEFORE),
    "after the job is claimed": script("claim", When.AFTER, nth=32),
    "before the registry hears": submission(When.BEFORE),
    "after the registry's commit, before the worker hears": submission(When.AFTER),
    "after the worker has heard, before its own commit": script("commit", When.BEFORE),
    "after its own commit, before the push": script("commit", When.AFTER),
}


@pytest.mark.parametrize("kind", ["telegram", "whatsapp"])
@seams(HANDOVER)
async def test_the_next_worker_takes_over(service: Service, kind: str, seam: Seam) -> None:
    phone = PHONES[kind](service)
    await ready_to_send(phone)
    service.line.cut = True
    assert "sudah kami simpan" in await phone.do("kirim")
    service.line.cut = False
    service.clock.turn(timedelta(minutes=1))
    async with mortal(service, seam) as dying:
        await dying.works()
    told = []
    for _ in range(3):
        await service.work(timedelta(minutes=6))
        told.append(await phone.arrived())
    assert numbers_in(*told) == await numbers_of(service, phone)
    assert len([screen for screen in told if screen]) == 1
