"""The registry's tasks: those asked for, and those by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import structlog
from procrastinate import Blueprint, RetryStrategy
from sqlalchemy import delete, or_

from backend.agents.handing import KEPT
from backend.agents.models import HandedDraft
from backend.agents.sample import draw
from backend.audit.roots import root
from backend.batches.carrying_out import carry_out as go_through
from backend.batches.desk import forget_old as forget_batches
from backend.broadcasts import counts as broadcast_counts
from backend.broadcasts.preparing import prepare
from backend.clock import local_date, utc_now
from backend.duplicates.finding import compare_waiting, find_all
from backend.exports.desk import forget_old
from backend.exports.making import make
from backend.imports.carrying_out import carry_out
from backend.imports.desk import forget_unused
from backend.jobs.queue import QUEUE, STALLED_AFTER
from backend.officers.sessions import forget_ended
from backend.officers.waits import forget_waits
from backend.receipts.asking import ask_who_is_due
from backend.registrations import desa_figures
from backend.registrations.guesses import WINDOW
from backend.registrations.models import LookupAttempt
from backend.rights.retention import erase_what_is_due
from backend.rotation.data import rotate_data
from backend.rotation.lookup import forget_faded, rotate_lookup
from backend.verification import desk as verification

if TYPE_CHECKING:
    from procrastinate import App

    from backend.jobs.queue import Workshop

ROTATE: Final = "registry:rotate"
_MOST_ATTEMPTS: Final = 5
_AGAIN_SECONDS: Final = 30
"""What was asked for is tried again: after a fault that may pass, and after a restart in the middle of it."""
_FINISHED_KEPT_HOURS: Final = 14 * 24
_log = structlog.stdlib.get_logger("backend.jobs")


def add_tasks(app: App, workshop: Workshop, *, asks_on_arrival: bool = False, back_check_percent: int = 0) -> None:
    """Give the queue its tasks. Each of them can run twice, or again after it was broken off.

    `asks_on_arrival` has the population register asked about each registration that comes in. Of what agents sent in,
    `back_check_percent` in a hundred are drawn each day.
    """
    tasks = Blueprint()
    _asked_for(tasks, workshop)
    _by_the_clock(tasks, app, workshop)
    _receipts(tasks, workshop)
    _duplicates(tasks, workshop)
    _verification(tasks, workshop, asks_on_arrival=asks_on_arrival)
    _back_checks(tasks, workshop, back_check_percent)
    app.add_tasks_from(tasks, namespace="registry")


def _asked_for(tasks: Blueprint, workshop: Workshop) -> None:
    again = RetryStrategy(max_attempts=_MOST_ATTEMPTS, wait=_AGAIN_SECONDS)

    @tasks.task(name="rotate", queue=QUEUE, queueing_lock="rotate", lock="rotate", retry=again)
    async def rotate(*, actor: str, lookup: bool = False) -> None:
        rotation = rotate_lookup if lookup else rotate_data
        async for progress in rotation(workshop.engine, workshop.sessions, workshop.keyring, actor=actor):
            _log.info("rotating", stage=progress.stage, done=progress.done, total=progress.total)

    @tasks.task(name="import", queue=QUEUE, retry=again)
    async def import_(*, import_id: str) -> None:
        await carry_out(workshop, UUID(import_id))

    @tasks.task(name="batch", queue=QUEUE, retry=again)
    async def batch(*, batch_id: str) -> None:
        await go_through(workshop, UUID(batch_id))

    @tasks.task(name="export", queue=QUEUE, retry=again)
    async def export(*, export_id: str) -> None:
        await make(workshop, UUID(export_id))

    @tasks.task(name="broadcast", queue=QUEUE, retry=again)
    async def broadcast(*, broadcast_id: str) -> None:
        await prepare(workshop, UUID(broadcast_id))


def _by_the_clock(tasks: Blueprint, app: App, workshop: Workshop) -> None:
    # 17.02 UTC is 00.02 in Banyuwangi: the day that has just ended.
    @tasks.periodic(cron="2,17,32,47 17 * * *")
    @tasks.task(name="take_root", queue=QUEUE)
    async def take_root(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        now = utc_now()
        async with workshop.sessions.begin() as session:
            taken = await root(session, local_date(now) - timedelta(days=1), now)
        _log.info("audit_root", day=taken.day.isoformat(), root=taken.root.hex())

    @tasks.periodic(cron="20 * * * *")
    @tasks.task(name="tidy", queue=QUEUE)
    async def tidy(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        now = utc_now()
        async with workshop.sessions.begin() as session:
            await forget_faded(session, now)
            await forget_unused(session, now)
            await forget_old(session, now)
            await forget_batches(session, now)
            await forget_ended(session, now)
            await forget_waits(session, now)
            await session.execute(
                delete(HandedDraft).where(or_(HandedDraft.until <= now, HandedDraft.taken_at <= now - KEPT))
            )
            await session.execute(delete(LookupAttempt).where(LookupAttempt.at <= now - WINDOW))
        await app.job_manager.delete_old_jobs(nb_hours=_FINISHED_KEPT_HOURS, include_failed=True)

    @tasks.periodic(cron="*/5 * * * *")
    @tasks.task(name="figures", queue=QUEUE, queueing_lock="figures", lock="figures")
    async def figures(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async with workshop.sessions.begin() as session:
            await session.execute(desa_figures.TOGETHER)
            await session.execute(broadcast_counts.TOGETHER)

    # 18.40 UTC is 01.40 in Banyuwangi, when nobody registers.
    @tasks.periodic(cron="40 18 * * *")
    @tasks.task(name="retention", queue=QUEUE, queueing_lock="retention", lock="retention")
    async def retention(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async for done, total in erase_what_is_due(workshop.sessions, workshop.keyring, workshop.kept):
            _log.info("retention", done=done, total=total)

    @tasks.periodic(cron="* * * * *")
    @tasks.task(name="take_up_again", queue=QUEUE)
    async def take_up_again(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        stalled: Any = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER.total_seconds())
        for job in stalled:
            _log.warning("job_taken_up_again", task=job.task_name)
            await app.job_manager.retry_job(job)


def _receipts(tasks: Blueprint, workshop: Workshop) -> None:
    # Each day that is over begins to be asked about by the hour; the question keeps the hours of its notice.
    @tasks.periodic(cron="10 * * * *")
    @tasks.task(name="ask_who_is_due", queue=QUEUE, queueing_lock="ask_who_is_due", lock="ask_who_is_due")
    async def ask(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async with workshop.sessions.begin() as session:
            asked = await ask_who_is_due(session, utc_now())
        if asked:
            _log.info("asked_whether_it_came", people=asked)


def _duplicates(tasks: Blueprint, workshop: Workshop) -> None:
    @tasks.periodic(cron="* * * * *")
    @tasks.task(name="compare", queue=QUEUE, queueing_lock="compare", lock="compare")
    async def compare(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async for compared in compare_waiting(workshop.sessions, workshop.keyring):
            _log.info("compared", registrations=compared)

    # After the retention, when what has no keys yet is from before there were any.
    @tasks.periodic(cron="40 19 * * *")
    @tasks.task(name="find_duplicates", queue=QUEUE, queueing_lock="find_duplicates", lock="compare")
    async def find_duplicates(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async for done, total in find_all(workshop.sessions, workshop.keyring):
            _log.info("duplicates", done=done, total=total)


def _back_checks(tasks: Blueprint, workshop: Workshop, percent: int) -> None:
    # 22.10 UTC is 05.10 in Banyuwangi: before the office begins to work.
    @tasks.periodic(cron="10 22 * * *")
    @tasks.task(name="draw_back_checks", queue=QUEUE, queueing_lock="draw_back_checks", lock="draw_back_checks")
    async def draw_back_checks(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
        async with workshop.sessions.begin() as session:
            drawn = await draw(session, percent, utc_now())
        _log.info("back_checks", drawn=drawn)


def _verification(tasks: Blueprint, workshop: Workshop, *, asks_on_arrival: bool) -> None:
    @tasks.task(name="verify", queue=QUEUE)
    async def verify(*, verification_id: str) -> None:
        await verification.carry_out(workshop, UUID(verification_id))

    if asks_on_arrival:

        @tasks.periodic(cron="* * * * *")
        @tasks.task(name="verify_new", queue=QUEUE, queueing_lock="verify_new", lock="verify_new")
        async def verify_new(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
            await verification.ask_about_new(workshop)
