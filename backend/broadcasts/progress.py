"""How far a broadcast is, and when it will be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from backend.broadcasts.counts import RecipientCount
from backend.broadcasts.hours import next_opening, opening_seconds
from backend.broadcasts.states import ARRIVED, SENDING_STATES, Standing

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.models import Broadcast
    from backend.settings import Paced

_AHEAD: Final = (Standing.WAITING, Standing.SENDING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many recipients stand where, by channel and standing, and why some were passed over or not reached."""

    by_channel: Mapping[str, Counter[Standing]]
    reasons: Counter[tuple[Standing, str]] = field(default_factory=Counter)

    @property
    def standings(self) -> Counter[Standing]:
        """Give the sums over all channels."""
        total: Counter[Standing] = Counter()
        for each in self.by_channel.values():
            total.update(each)
        return total

    @property
    def total(self) -> int:
        """Give how many are to be written to."""
        counted = self.standings
        return counted.total() - counted[Standing.SKIPPED]

    @property
    def done(self) -> int:
        """Give how many of them it was tried with."""
        counted = self.standings
        return self.total - sum(counted[each] for each in _AHEAD)

    @property
    def arrived(self) -> int:
        """Give how many platforms say that it arrived."""
        counted = self.standings
        return sum(counted[each] for each in ARRIVED)

    def ends_at(self, broadcast: Broadcast, paced: Paced, now: datetime) -> datetime | None:
        """Estimate when the last message goes out, at the pace of the slowest channel and within the hours."""
        if broadcast.state not in SENDING_STATES:
            return None
        left = {channel: sum(each[ahead] for ahead in _AHEAD) for channel, each in self.by_channel.items()}
        return finish(broadcast, seconds_for(left, paced), now)


async def progress(session: AsyncSession, broadcast: Broadcast) -> Progress:
    """Tell how many recipients of a broadcast stand where."""
    of = RecipientCount
    rows = await session.execute(
        select(of.channel, of.state, of.reason, func.sum(of.many))
        .where(of.broadcast_id == broadcast.id)
        .group_by(of.channel, of.state, of.reason)
        .having(func.sum(of.many) != 0)
    )
    by_channel: dict[str, Counter[Standing]] = {}
    reasons: Counter[tuple[Standing, str]] = Counter()
    for channel, state, reason, many in rows:
        standing = Standing(state)
        by_channel.setdefault(channel, Counter())[standing] += int(many)
        if reason:
            reasons[standing, reason] += int(many)
    return Progress(by_channel, reasons)


def seconds_for(left: Mapping[str, int], paced: Paced) -> float:
    """Give how long so many messages by channel take: the channels go side by side."""
    rates = {"telegram": paced.telegram_rate, "whatsapp": paced.whatsapp_rate}
    return max((many / rates[channel] for channel, many in left.items() if channel in rates), default=0.0)


def finish(broadcast: Broadcast, seconds: float, now: datetime) -> datetime:
    """Give when so many seconds of sending are over, with the nights in between."""
    moment = next_opening(now, broadcast.from_hour, broadcast.until_hour)
    while seconds > (today := opening_seconds(moment, broadcast.until_hour)):
        seconds -= today
        moment = next_opening(moment + timedelta(seconds=today), broadcast.from_hour, broadcast.until_hour)
    return moment + timedelta(seconds=seconds)
