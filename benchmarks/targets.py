"""What was promised, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.contestants import Who

if TYPE_CHECKING:
    from benchmarks.figures import Figures

_GROWTH_KB = 2048
"""24 bytes for each of 90,000 chats: less than the smallest Python object that could be kept of a chat."""


@dataclass(frozen=True, slots=True)
class Target:
    """One promise. `met` is None where it could not be judged."""

    promise: str
    figure: str
    met: bool | None


def times(figures: Figures, who: Who, other: Who) -> float:
    """Give how many times the processor time of another one is used, as the median over the rounds."""
    pairs = zip(figures.cpu(who), figures.cpu(other), strict=True)
    return median(one / against for one, against in pairs)


def targets(figures: Figures) -> list[Target]:
    """Judge a run."""
    return [*_message(figures), *_process(figures)]


def _message(figures: Figures) -> list[Target]:
    response = times(figures, Who.PRODUCT, Who.FLOOR)
    pushed = times(figures, Who.PRODUCT_PUSHED, Who.FLOOR)
    beside_pushed = times(figures, Who.PRODUCT_PUSHED, Who.PTB_PUSHED)
    beside_response = times(figures, Who.PRODUCT, Who.PTB)
    trips, latency = figures.round_trips, figures.latency
    return [
        Target("reply in the response: at most 5 x the floor", f"{response:.1f} x", response <= 5),
        Target("reply pushed: at most 15 x the floor", f"{pushed:.1f} x", pushed <= 15),
        Target(
            "in the response: at most 1/2 of python-telegram-bot + Redis",
            f"{beside_response:.2f}",
            beside_response <= 1 / 2,
        ),
        Target("pushed: at most 1/6 of python-telegram-bot + Redis", f"{beside_pushed:.2f}", beside_pushed <= 1 / 6),
        Target(
            "two Redis round trips for a message",
            f"{trips.usual} (mean {trips.mean:.2f}, the message that ends with a number {trips.most})",
            trips.usual <= 2,
        ),
        Target(
            f"p99 under 50 ms at {latency.rate} messages a second on one core",
            f"{latency.p99:.1f} ms",
            latency.p99 < 50,
        ),
        *_rush(figures),
    ]


def _rush(figures: Figures) -> list[Target]:
    rush = figures.overload
    return [
        Target(
            "at three times the capacity: who is let in is answered within a second (p99)",
            f"{rush.p99:.0f} ms",
            rush.p99 < 1000,
        ),
        Target(
            "after the rush nobody is put off any more within 5 seconds",
            f"{rush.recovered_after:.1f} s",
            rush.recovered_after < 5,
        ),
    ]


def _process(figures: Figures) -> list[Target]:
    sessions, memory, start = figures.sessions, figures.memory, median(figures.cold_starts)
    growth = memory.late_kb - memory.early_kb
    whole = memory.late_chats >= _CHATS
    return [
        Target(
            "two processes: at least 1.8 x one, by processor time",
            f"{figures.gain:.2f} x (two of the floor: {figures.floor_gain:.2f} x)",
            figures.gain >= 1.8,
        ),
        Target(
            "a live session: at most 2 kB in Redis",
            f"{sessions.mean:,.0f} bytes (largest {sessions.largest:,})",
            sessions.mean <= 2048,
        ),
        Target(
            f"no growth of a process over {_CHATS:,} chats",
            f"{growth / 1024:+.1f} MB from {memory.early_chats:,} to {memory.late_chats:,} chats",
            growth <= _GROWTH_KB if whole else None,
        ),
        Target("cold start under 2 s", f"{start:.2f} s", start < 2),
    ]


_CHATS = 100_000
