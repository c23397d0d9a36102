"""One run, from the first server to the verdict."""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import uvloop

from benchmarks.soak import rows
from benchmarks.soak.agency import codes_in, invitation_file
from benchmarks.soak.chaos import AsBefore, Blow, Chaos, InTurn
from benchmarks.soak.finding import Finding
from benchmarks.soak.fleet import Fleet
from benchmarks.soak.oracle import Row, has_to_be_listed, judge
from benchmarks.soak.parts import Service
from benchmarks.soak.plan import Plan
from benchmarks.soak.progress import Standing
from benchmarks.soak.tale import Tale
from deploy.embedded.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from benchmarks.soak.family import Family

T = TypeVar("T")
_GLANCE = 0.02
_LISTED_SECONDS = 60.0
"""How long a worker may take to hand over what it could not deliver."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run showed. `kills` and `faults` are counted by kind; `seconds` the whole run without the set-up."""

    plan: Plan
    tales: dict[int, Tale]
    findings: list[Finding]
    blows: list[Blow]
    kills: Counter[str]
    faults: Counter[str]
    redelivered: int
    late: int
    rows: list[Row]
    seconds: float


def run(plan: Plan, directory: Path, show: Callable[[Standing], None] = lambda _: None) -> Outcome:
    """Run a plan with its data and logs in `directory`.

    Ctrl-C, or SIGINT, lets nobody else begin: those who have are waited for and judged. A second one breaks off.

    Raises:
        RuntimeError: a part of the service does not come up.
    """
    with loop_beside() as loop:
        fleet = Fleet(plan, (free_port(), free_port()))
        addresses = within(loop, fleet.open())
        service = Service(directory, addresses, Counter(), bot_ports=fleet.bot_ports, cold=plan.cold)
        try:
            service.start()
            fleet.codes = _invited(service, fleet.agents())
            began = time.monotonic()
            registering = asyncio.run_coroutine_threadsafe(fleet.register(), loop)
            with _ended_early(fleet):
                blows = _under_fire(plan, fleet, service, registering, show)
            within(loop, fleet.wind_up())
            seconds = time.monotonic() - began
            found = rows.rows(service.postgres.url, service.data_keys)
            listed = _listed(service, list(fleet.tales.values()))
        finally:
            service.stop()
            within(loop, fleet.close())
    findings = judge(list(fleet.tales.values()), found, listed)
    return Outcome(
        plan, fleet.tales, findings, blows, service.counts, fleet.counts, fleet.redelivered, fleet.late, found, seconds
    )


def _invited(service: Service, agents: Sequence[Family]) -> dict[int, str]:
    """Have the office invite everybody who is an agent; give the codes by their places."""
    if not agents:
        return {}
    told = service.invite(invitation_file((each.place, each.desa) for each in agents))
    return {each.place: code for each, code in zip(agents, codes_in(told), strict=True)}


def _listed(service: Service, tales: Sequence[Tale]) -> set[str]:
    """Give who is on the officers' list, once all are who have to be; a worker hands them over."""
    wanted = {tale.family.address for tale in tales if has_to_be_listed(tale)}
    deadline = time.monotonic() + _LISTED_SECONDS
    while True:
        found = rows.listed(service.postgres.url, service.data_keys)
        if wanted <= found or time.monotonic() > deadline:
            return found
        time.sleep(1)


def _under_fire(
    plan: Plan, fleet: Fleet, service: Service, registering: Future[None], show: Callable[[Standing], None]
) -> list[Blow]:
    """Kill until everybody has begun, and a while longer; then let those who still wait finish.

    When for a long while nobody has got to the end, nobody more begins either: then that is the verdict.
    """
    chaos = _chaos(plan, fleet, service)
    calm_at = float("inf")
    finished, moved_at = 0, time.monotonic()
    while not registering.done():
        now = time.monotonic()
        if fleet.finished > finished:
            finished, moved_at = fleet.finished, now
        fleet.full = fleet.full or now > moved_at + plan.grace
        if fleet.full and calm_at == float("inf"):
            calm_at = now + plan.still_under_fire
        if now < calm_at:
            chaos.look()
        elif not fleet.weather.calm:
            fleet.weather.calm = True
            chaos.end()
        elif now > calm_at + plan.grace:
            registering.cancel()
            break
        service.look_after()
        show(
            Standing(
                told=fleet.finished,
                begun=len(fleet.tales),
                total=len(plan.places),
                strikes=len(chaos.blows),
                redelivered=fleet.redelivered,
                calm=fleet.weather.calm,
            )
        )
        time.sleep(_GLANCE)
    fleet.weather.calm = True
    chaos.end()
    with suppress(asyncio.CancelledError):
        if not registering.cancelled():
            registering.result()
    return chaos.blows


@contextmanager
def _ended_early(fleet: Fleet) -> Iterator[None]:
    """Take the first SIGINT as the word that these are enough."""
    before = signal.getsignal(signal.SIGINT)

    def enough(_signal: int, _frame: object) -> None:
        fleet.full = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, enough)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _chaos(plan: Plan, fleet: Fleet, service: Service) -> Chaos:
    if plan.strikes is None:
        return InTurn(plan, service)
    while not fleet.tales:
        time.sleep(_GLANCE)
    return AsBefore(service, list(plan.strikes), next(iter(fleet.tales.values())))


@contextmanager
def loop_beside() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop in a thread: the main thread has to be free to start processes and to wait for them."""
    loop = uvloop.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="fleet", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        # A transport that was aborted closes its socket in the loop's next round.
        within(loop, asyncio.sleep(0.2))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def within(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    """Do something in a loop of another thread, and wait for it."""
    return asyncio.run_coroutine_threadsafe(work, loop).result()
