"""What a run showed."""

from __future__ import annotations

import msgspec

from benchmarks.contestants import Who
from benchmarks.cpu import Round


class Shares(msgspec.Struct, frozen=True):
    """What a bot was found at while it answered: how often at each stage, and microseconds for each message."""

    who: Who
    cpu_us: float
    found: dict[str, int]

    def us(self, stage: str) -> float:
        """Give the microseconds of a message that go into one stage."""
        return self.cpu_us * self.found.get(stage, 0) / sum(self.found.values())


class Latency(msgspec.Struct, frozen=True):
    """Milliseconds from the moment a message was due until its answer was there, at a rate that waits for nobody."""

    who: Who
    rate: int
    messages: int
    p50: float
    p95: float
    p99: float
    longest: float
    numbers_p99: float
    """Of those messages at whose end a registration is in PostgreSQL."""
    late: int
    """Numbers that were only announced."""
    refused: int
    """Messages that were put off with 503 and delivered again, as the platforms do."""


class Overload(msgspec.Struct, frozen=True):
    """What one process did with three times what it can do: rates a second, milliseconds of what was let in."""

    capacity: float
    offered: float
    accepted: float
    p50: float
    p99: float
    longest: float
    recovered_after: float
    """Seconds from the end of the rush until nothing was put off any more."""
    p99_after: float


class Scale(msgspec.Struct, frozen=True):
    """What some processes behind one address did together, as fast as they were asked."""

    processes: int
    per_second: float
    cpu_us: float
    """Microseconds of all these processes for each message."""
    driver_us: float

    @property
    def capacity(self) -> float:
        """Messages a second, if each process had a core to itself and everything else was elsewhere."""
        return self.processes * 1e6 / self.cpu_us


class RoundTrips(msgspec.Struct, frozen=True):
    """How often a message goes to Redis and back, by the step that it answers."""

    usual: int
    most: int
    mean: float


class Sessions(msgspec.Struct, frozen=True):
    """Bytes in Redis of conversations that are under way, by MEMORY USAGE."""

    count: int
    mean: float
    p50: float
    largest: int
    with_all: float
    """For each conversation, with everything else that is stored for it."""


class Memory(msgspec.Struct, frozen=True):
    """Resident memory of a bot process in kB, when few and when many chats had written to it."""

    early_chats: int
    early_kb: int
    late_chats: int
    late_kb: int


class Machine(msgspec.Struct, frozen=True):
    """Where it was measured."""

    processor: str
    cores: int
    python: str
    system: str
    load: float = 0.0
    """Processes that wanted to run when it began, over the last minute: those of others."""


class Figures(msgspec.Struct, frozen=True):
    """A whole run."""

    taken: str
    """The day."""
    commit: str
    machine: Machine
    rounds: list[Round]
    stages: list[Shares]
    waits: list[Latency]
    overload: Overload
    scales: list[Scale]
    floor_scales: list[Scale]
    """The same for the floor: what becomes of two processes that have nothing to do with each other."""
    round_trips: RoundTrips
    sessions: Sessions
    memory: Memory
    cold_starts: list[float]
    """Seconds until the first 200."""

    @property
    def gain(self) -> float:
        """How much more two bot processes can do than one."""
        return _gain(self.scales)

    @property
    def floor_gain(self) -> float:
        """How much more two processes of the floor can do than one."""
        return _gain(self.floor_scales)

    @property
    def latency(self) -> Latency:
        """How long people wait for the whole product, its registry included."""
        return next(each for each in self.waits if each.who is Who.PRODUCT_REGISTRY)

    def cpu(self, who: Who) -> list[float]:
        """Give the microseconds for each message of one of those measured, in each of its rounds."""
        return [one.cpu_us for one in self.rounds if one.who is who]


def _gain(scales: list[Scale]) -> float:
    one, two = (next(scale for scale in scales if scale.processes == count) for count in (1, 2))
    return two.capacity / one.capacity
