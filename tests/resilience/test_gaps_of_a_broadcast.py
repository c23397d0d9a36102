"""A sender dies at any moment of a broadcast: nobody gets two, and nobody is lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from bot.runtime.taken import StoreUnavailable
from tests.dialogues.phones import TelegramPhone
from tests.resilience.broadcasts import minutes_pass, paid, send, standings
from tests.resilience.mortal import Seam, When, mortal, sending

if TYPE_CHECKING:
    from tests.world import Service

DEATHS: dict[str, Seam] = {
    "after the claim": Seam("registry", lambda words: words[1].endswith(b"broadcasts/claims"), When.AFTER),
    "before the intent": Seam("registry", lambda words: words[1].endswith(b"/intents"), When.BEFORE),
    "after the intent": Seam("registry", lambda words: words[1].endswith(b"/intents"), When.AFTER),
    "before the platform hears": sending(When.BEFORE),
    "after the platform heard": sending(When.AFTER),
    "before the outcome is told": Seam("registry", lambda words: words[1].endswith(b"/outcomes"), When.BEFORE),
    "after the outcome is told": Seam("registry", lambda words: words[1].endswith(b"/outcomes"), When.AFTER),
}
NOT_BEGUN = ("after the claim", "before the intent")


@pytest.mark.parametrize("death", DEATHS)
async def test_a_sender_that_dies_at_any_moment_sends_nobody_two_and_loses_nobody(service: Service, death: str) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    async with mortal(service, DEATHS[death]) as dying:
        with suppress(StoreUnavailable):
            await dying.parts.broadcasting.work()
        assert dying.death.struck
    await minutes_pass(service)
    await send(service)
    told = [bool(await phone.arrived()) for phone in phones]
    found = await standings(service, row)
    assert all(each in {"accepted", "unknown"} for each, _ in found)
    # Nobody is accepted who got nothing; of whom it is unknown may have got it.
    assert sum(told) >= len([each for each, _ in found if each == "accepted"])
    if death in NOT_BEGUN:
        assert found == [("accepted", None)] * 3
        assert told == [True] * 3
    await minutes_pass(service)
    await send(service)
    assert [await phone.arrived() for phone in phones] == [""] * 3
