"""A worker dies at any moment of a notice: the person is told once, and can answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from backend.notices.models import Notice
from backend.registrations.status import Status
from tests.dialogues.phones import TelegramPhone
from tests.resilience.mortal import Seam, When, mortal, script
from tests.resilience.officers import ledger
from tests.resilience.test_notices import arrivals, decide, registered

if TYPE_CHECKING:
    from tests.world import Service


async def leases_end(service: Service) -> None:
    async with ledger(service) as kept:
        await kept.session.execute(update(Notice).values(leased_until=None))


GAPS: dict[str, Seam] = {
    "before the claim": Seam("registry", lambda words: words[1].endswith(b"/claims"), When.BEFORE),
    "after the claim": Seam("registry", lambda words: words[1].endswith(b"/claims"), When.AFTER),
    "before the notice is committed": script("commit", When.BEFORE),
    "after the notice is committed": script("commit", When.AFTER),
    "before it is reported": Seam("registry", lambda words: words[1].endswith(b"/told"), When.BEFORE),
    "after it is reported": Seam("registry", lambda words: words[1].endswith(b"/told"), When.AFTER),
}


@pytest.mark.parametrize("gap", GAPS)
async def test_a_notice_is_told_once_and_can_be_answered(service: Service, gap: str) -> None:
    phone = TelegramPhone(service)
    number = await registered(phone)
    await arrivals(service, phone)
    await decide(service, number, Status.NEEDS_FIXING)
    async with mortal(service, GAPS[gap]) as dying:
        service.clock.turn(timedelta(seconds=6))
        await dying.works()
    await leases_end(service)
    [told] = await arrivals(service, phone)
    assert number in told
    await leases_end(service)
    assert await arrivals(service, phone) == []
    assert "Nomor Kartu Keluarga" in await phone.do("perbaiki")
