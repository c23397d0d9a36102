"""Asking after the day of payment: a broadcast of its own that follows the notice, so that all its rules hold.

Whoever a notice may have reached is entered once, when the last day that it named is over. The second person who
approved the notice has approved that it is asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, literal, select

from backend.broadcasts.models import LONGEST_TITLE, Broadcast, Recipient
from backend.broadcasts.states import BEGUN, MAY_HAVE_ARRIVED, Standing, State
from backend.broadcasts.text import QUESTION
from backend.clock import local_date
from backend.imports.models import Payment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Subquery
    from sqlalchemy.ext.asyncio import AsyncSession

ASKED_WITHIN: Final = timedelta(days=14)
"""Longer after the day nobody is asked: they would not know which payment is meant."""
_MOST_PAYMENTS: Final = 5
"""So many one message names. An agent's phone with more families cannot answer for all of them at once."""


async def ask_who_is_due(session: AsyncSession, now: datetime) -> int:
    """Enter everybody whose day of payment is over, and give how many they are. Done twice, nobody is asked twice."""
    notices = select(Broadcast).where(Broadcast.asks_after, Broadcast.state.in_(BEGUN)).order_by(Broadcast.id)
    entered = 0
    for notice in (await session.scalars(notices)).all():
        entered += await _ask_after(session, notice, now)
    return entered


async def _ask_after(session: AsyncSession, notice: Broadcast, now: datetime) -> int:
    today = local_date(now)
    day = select(func.max(Payment.day)).where(Payment.id == func.any(Recipient.subjects)).scalar_subquery()
    due = select(Recipient).where(
        Recipient.broadcast_id == notice.id,
        Recipient.state.in_(MAY_HAVE_ARRIVED),
        func.cardinality(Recipient.subjects) <= _MOST_PAYMENTS,
        day < today,
        day >= today - ASKED_WITHIN,
    )
    question = await session.scalar(select(Broadcast).where(Broadcast.follows == notice.id).with_for_update())
    if question is not None:
        asked = select(Recipient.contact_id).where(Recipient.broadcast_id == question.id)
        due = due.where(Recipient.contact_id.not_in(asked))
    if await session.scalar(due.with_only_columns(Recipient.id).limit(1)) is None:
        return 0
    if question is None:
        question = await _begun(session, notice, now)
    if question.state is State.CANCELLED:
        return 0
    if question.state is State.DONE:
        question.state, question.finished_at = State.RUNNING, None
    return await _enter(session, question.id, due.subquery(), now)


async def _begun(session: AsyncSession, notice: Broadcast, now: datetime) -> Broadcast:
    question = Broadcast(
        title=f"Sudah terima? {notice.title}"[:LONGEST_TITLE],
        text=QUESTION,
        bring="",
        template=notice.asking_template,
        follows=notice.id,
        state=State.RUNNING,
        composed_at=now,
        started_at=now,
        **{
            name: getattr(notice, name)
            for name in ("areas", "programme", "stage", "import_id", "status", "from_hour", "until_hour", "composed_by",
                         "approved_by", "approved_at")
        },
    )  # fmt: skip
    session.add(question)
    await session.flush()
    return question


async def _enter(session: AsyncSession, question: UUID, due: Subquery, now: datetime) -> int:
    columns = ("id", "broadcast_id", "contact_id", "channel", "desa", "subjects", "code", "state", "at")
    rows = select(
        func.gen_random_uuid(),
        literal(question),
        due.c.contact_id,
        due.c.channel,
        due.c.desa,
        due.c.subjects,
        due.c.code,
        literal(Standing.WAITING.value),
        literal(now),
    )
    entered = await session.execute(insert(Recipient).from_select(columns, rows).returning(Recipient.id))
    return len(entered.all())
