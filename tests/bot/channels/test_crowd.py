"""How many deliveries are let in at once."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.channels.crowd import FEWEST, FIRST, MOST, SOON_SECONDS, Crowd
from tests.dialogues.phones import TelegramPhone
from tests.stubs import telegram_updates

if TYPE_CHECKING:
    from tests.world import Service


@dataclass
class Till:
    """A process that works on everybody inside in turn, `cost` seconds for each, and a street that keeps coming."""

    cost: float
    now: float = 0.0
    waits: list[float] = field(default_factory=list)
    refused: int = 0

    def serve(self, crowd: Crowd, every: float, seconds: float) -> None:
        queue: list[float] = []
        arrival, free, end = self.now, self.now, self.now + seconds
        while self.now < end:
            if arrival <= free or not queue:
                self.now = max(self.now, arrival)
                free = max(free, self.now)
                arrival += every
                if crowd.is_full:
                    self.refused += 1
                else:
                    heapq.heappush(queue, crowd.enter())
            else:
                self.now = free = free + self.cost
                entered = heapq.heappop(queue)
                self.waits.append(self.now - entered)
                crowd.leave(entered)
        while queue:
            self.now += self.cost
            crowd.leave(heapq.heappop(queue))


@pytest.mark.parametrize("cost", [0.0005, 0.002, 0.01, 0.02])
@pytest.mark.parametrize("times", [3, 10])
def test_whoever_is_let_in_is_answered_soon_however_many_come(cost: float, times: int) -> None:
    till = Till(cost)
    crowd = Crowd(lambda: till.now)
    till.serve(crowd, cost / times, 40)
    assert max(till.waits) < (MOST + 1) * cost
    settled = till.waits[len(till.waits) // 4 :]
    assert max(settled) < 2 * max(SOON_SECONDS, FEWEST * cost)
    assert len(till.waits) > 0.9 * 40 / cost, "the process is never idle meanwhile"
    assert till.refused > len(till.waits)


def test_everybody_is_let_in_again_within_seconds_when_the_rush_is_over() -> None:
    till = Till(0.01)
    crowd = Crowd(lambda: till.now)
    till.serve(crowd, 0.001, 20)
    till.serve(crowd, 0.02, 3)
    till.refused = 0
    till.serve(crowd, 0.02, 20)
    assert till.refused == 0


def test_a_few_slow_ones_keep_nobody_out() -> None:
    now = 0.0
    crowd = Crowd(lambda: now)
    for _ in range(100):
        slow, quick = crowd.enter(), crowd.enter()
        now += 0.01
        crowd.leave(quick)
        now += 2
        crowd.leave(slow)
    assert [crowd.enter() for _ in range(MOST - 1)]
    assert not crowd.is_full, "and by and by the door has opened wide"


async def test_more_than_can_be_answered_soon_are_told_to_come_again_and_nobody_is_lost(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(MOST + FIRST)]
    updates = [
        telegram_updates.message(860_000 + number, chat=phone.chat, text="halo") for number, phone in enumerate(phones)
    ]
    answers = await asyncio.gather(*(service.telegram.deliver(service.bot, update) for update in updates))
    refused = [number for number, answer in enumerate(answers) if answer.status_code == 503]
    assert len(refused) >= FIRST
    assert all(int(answers[number].headers["retry-after"]) > 0 for number in refused)
    for number in refused:
        assert (await service.telegram.deliver(service.bot, updates[number])).status_code == 200
    await service.work()
    answered = Counter(each.chat_id for each in service.telegram.sent)
    assert all(answered[phone.chat] == 1 for phone in phones)
