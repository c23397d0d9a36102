"""The worker: carries out what was left to do."""

from __future__ import annotations

import asyncio
import time
from contextlib import nullcontext, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.runtime.counting import Counting
from bot.runtime.jobs import Handover, Job, Listing, Push, Wake, job_id
from bot.runtime.notices import Notices
from bot.runtime.taken import KeyUnknown, StoreUnavailable
from bot.runtime.waking import Waking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from bot.runtime.broadcasting import Broadcasting
    from bot.runtime.delivery import Delivery
    from bot.runtime.settling import Settling
    from bot.runtime.tools import Tools
    from bot.runtime.undelivered import Undelivered

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
"""How long a claimed job is nobody else's. Longer than any job takes."""

_BETWEEN_LOOKS = 5.0


class Round(Protocol):
    """Something to be looked at again and again, beside the jobs."""

    async def run_if_due(self) -> None:
        """Do it when it is due."""
        ...


class Worker:
    """Polls for jobs that are due. Any number may run beside each other."""

    def __init__(
        self,
        tools: Tools,
        settling: Settling,
        delivery: Delivery,
        undelivered: Undelivered,
        broadcasting: Broadcasting,
        rounds: Sequence[Round] = (),
        *,
        every: float = 0.5,
    ) -> None:
        self._tools = tools
        self._waking = Waking(tools)
        self._counting = Counting(tools)
        self._notices = Notices(tools)
        self._settling = settling
        self._delivery = delivery
        self._undelivered = undelivered
        self._broadcasting = broadcasting
        self._rounds = rounds
        self._every = every
        self._last_round = time.monotonic()
        self.around_job: Callable[[Job], AbstractContextManager[object]] = nullcontext

    def is_alive(self) -> bool:
        """Tell whether the rounds go on: none takes longer than two leases, also when nothing can be reached."""
        return time.monotonic() - self._last_round < 2 * LEASE.total_seconds()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; what is in hand is finished first."""
        beside = [asyncio.create_task(self._go_round(stop)), asyncio.create_task(self._broadcasting.run(stop))]
        while not stop.is_set():
            self._last_round = time.monotonic()
            try:
                busy = await self.work()
            except StoreUnavailable as fault:
                log.warning("store unavailable", fault=str(fault))
                busy = False
            except Exception:
                log.exception("work failed")
                busy = False
            if not busy:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), self._every)
        await asyncio.gather(*beside)

    async def _go_round(self, stop: asyncio.Event) -> None:
        """Look what the platforms have, beside everything else: a long list holds up no job."""
        while not stop.is_set():
            for each in self._rounds:
                try:
                    await each.run_if_due()
                except StoreUnavailable as fault:
                    log.warning("store unavailable", fault=str(fault))
                except Exception:
                    log.exception("round failed", round=type(each).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _BETWEEN_LOOKS)

    async def work(self) -> bool:
        """Carry out what is due now; tell whether there was anything."""
        now = self._tools.clock()
        jobs = await self._tools.store.claim(now, now + LEASE, most=4)
        await asyncio.gather(*(self._carefully(job) for job in jobs))
        await self._counting.hand_over()
        await self._undelivered.carry_out()
        told = await self._notices.carry_out()
        return bool(jobs) or told

    async def _carefully(self, job: Job) -> None:
        """Carry out one job. A fault of ours in it holds up no other: it comes again when its lease ends."""
        try:
            await self._do(job)
        except KeyUnknown as fault:
            log.error("job left, its chat is unreadable here", job=job_id(job), fault=str(fault))  # noqa: TRY400
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("job failed", job=job_id(job))

    async def _do(self, job: Job) -> None:
        with self.around_job(job):
            await self._carry_out(job)

    async def _carry_out(self, job: Job) -> None:
        match job:
            case Handover():
                await self._settling.later(job)
            case Push():
                await self._delivery.push(job)
            case Wake():
                await self._waking.look(job)
            case Listing():
                await self._undelivered.tell(job)
