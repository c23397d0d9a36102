"""Handing what was counted at each question to the registry, where the office looks at it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.runtime.rhythm import Rhythm
from conversations.engine.moments import day_of
from conversations.engine.order import order_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from bot.runtime.tools import Tools

EVERY = timedelta(minutes=1)
MOST_ROWS = 5000
"""Rows that the registry takes in one request."""
NAMES = ("flow", "state", "what", "channel", "locale", "role", "kecamatan")


class Counting:
    """Hands over the totals of today and yesterday, again and again: the registry keeps the greatest."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rhythm = Rhythm(EVERY)
        self._handed: dict[str, Mapping[str, int]] = {}

    async def hand_over(self) -> None:
        """Hand over what has changed, once a minute at most."""
        now = self._tools.clock()
        if not self._rhythm.beats(now):
            return
        for day in (day_of(now - timedelta(days=1)).isoformat(), day_of(now).isoformat()):
            counts = await self._tools.store.counts(day)
            if counts and counts != self._handed.get(day) and await self._hand_over(day, counts):
                self._handed = {**self._handed, day: counts}

    async def _hand_over(self, day: str, counts: Counter[str]) -> bool:
        rows = [
            {**dict(zip(NAMES, counted.split("|"), strict=True)), "count": count}
            for counted, count in sorted(counts.items())
        ]
        order = {flow.name: order_of(flow) for flow in self._tools.engine.flows.values()}
        parts = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]
        return all([await self._tools.registry.count(day, part, order) for part in parts])
