"""Changing the look-up key: its hashes fill the second column before anything is searched there."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, or_, select, update

from backend.audit.chain import Event
from backend.audit.log import append
from backend.clock import utc_now
from backend.jobs.ledger import Entry
from backend.rotation.alone import keys_changing, only_rotation
from backend.rotation.hashed_tables import HASHED_TABLES
from backend.rotation.progress import Progress, RotationRefused
from backend.vault.keys import KEY_BYTES
from backend.vault.lookup import LookupState
from backend.vault.models import LookupKeyStanding
from backend.vault.slots import Slot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

    from backend.rotation.hashed_tables import HashedTable
    from backend.vault.keyring import Keyring

KIND: Final = "vault.rotate_lookup"
FADES_AFTER: Final = timedelta(days=30)
"""How long a repeated request or a wrong guess is still known by the old key. Longer than anything is repeated."""
AT_ONCE: Final = 500
_IDLE_ROUNDS: Final = 20
_PAUSE: Final = 0.5


async def rotate_lookup(
    engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession], keyring: Keyring, *, actor: str
) -> AsyncIterator[Progress]:
    """Draw a new look-up key, hash everything with it, search by it, and clear the old hashes away.

    Broken off, it goes on from the state that the database has; a rotation that is under way is finished first,
    and no other one is begun then.

    Raises:
        RotationRefused: somebody holds rows all the time.
        AlreadyRotating: another process is at it.
    """
    async with only_rotation(engine):
        await _begin(sessions, keyring, actor)
        async with sessions.begin() as session:
            job = await Entry.taken_up(session, KIND, asked_by=actor, total=None)
        if (slot := await _slot(sessions, LookupState.FILLING)) is not None:
            async for progress in _through(sessions, keyring, slot, _fill, job):
                yield progress
            await _switch(sessions, keyring, slot, actor)
        if (slot := await _slot(sessions, LookupState.EMPTYING)) is not None:
            async for progress in _through(sessions, keyring, slot, _empty, job):
                yield progress
            await _let_fade(sessions, slot)
        async with sessions.begin() as session:
            await job.finish(session)


async def forget_faded(session: AsyncSession, now: datetime, *, at_once: bool = False) -> int:
    """Destroy the secrets of look-up keys that nothing is found by any more. Gives how many."""
    fading = LookupKeyStanding.state == LookupState.FADING
    due = fading if at_once else fading & (LookupKeyStanding.since <= now - FADES_AFTER)
    forgotten = update(LookupKeyStanding).where(due).values(state=LookupState.FORGOTTEN, secret=None, since=now)
    return len((await session.scalars(forgotten.returning(LookupKeyStanding.id))).all())


async def _begin(sessions: async_sessionmaker[AsyncSession], keyring: Keyring, actor: str) -> None:
    async with keys_changing(sessions) as session:
        vault = await keyring.vault(session)
        under_way = select(LookupKeyStanding.id).where(
            LookupKeyStanding.state.in_((LookupState.FILLING, LookupState.EMPTYING))
        )
        if await session.scalar(under_way.limit(1)) is not None:
            return
        new = keyring.new_lookup_key(vault.sealing, vault.slot.other, LookupState.FILLING, os.urandom(KEY_BYTES))
        session.add(LookupKeyStanding(**new))
        await append(session, _event("vault.lookup_rotation_began", new["id"], actor))


async def _slot(sessions: async_sessionmaker[AsyncSession], state: LookupState) -> Slot | None:
    async with sessions.begin() as session:
        found = await session.scalar(select(LookupKeyStanding.slot).where(LookupKeyStanding.state == state))
    return Slot(found) if found else None


async def _through(
    sessions: async_sessionmaker[AsyncSession],
    keyring: Keyring,
    slot: Slot,
    step: Callable[..., Awaitable[tuple[int, Any]]],
    job: Entry,
) -> AsyncIterator[Progress]:
    stage = "hashed" if step is _fill else "cleared"
    async with sessions.begin() as session:
        left = sum([await _left(session, table, slot, filling=step is _fill) for table in HASHED_TABLES])
        await job.start(session, left)
    done, idle, total = 0, 0, left
    while left:
        before = done
        for table in HASHED_TABLES:
            after = None
            while True:
                async with sessions.begin() as session:
                    rows, after = await step(session, keyring, table, slot, after)
                    await job.advance(session, rows)
                if not rows:
                    break
                done += rows
                yield Progress(stage, done, max(total, done))
        async with sessions.begin() as session:
            left = sum([await _left(session, table, slot, filling=step is _fill) for table in HASHED_TABLES])
        idle = idle + 1 if done == before else 0
        if idle == _IDLE_ROUNDS:
            raise RotationRefused(f"{left} rows are held by somebody all the time. Start again later.")
        await asyncio.sleep(_PAUSE if idle else 0)


async def _fill(
    session: AsyncSession,
    keyring: Keyring,
    table: HashedTable,
    slot: Slot,
    after: Any,  # noqa: ANN401
) -> tuple[int, Any]:
    vault = await keyring.vault(session)
    of = table.model
    query = (
        select(of)
        .where(getattr(of, table.in_slot(slot)[0]).is_(None), table.there)
        .order_by(of.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, key_share=True)
    )
    rows = (await session.scalars(query if after is None else query.where(of.id > after))).all()
    for row in rows:
        for column, value in table.hashes(vault, row).items():
            setattr(row, column, value)
    await session.flush()
    return len(rows), rows[-1].id if rows else None


async def _empty(
    session: AsyncSession,
    keyring: Keyring,
    table: HashedTable,
    slot: Slot,
    _after: Any,  # noqa: ANN401
) -> tuple[int, Any]:
    await keyring.vault(session)
    of = table.model
    filled = or_(*(getattr(of, column).is_not(None) for column in table.in_slot(slot)))
    chosen = (
        select(of.id).where(filled).limit(AT_ONCE).with_for_update(skip_locked=True, key_share=True).scalar_subquery()
    )
    emptied = (
        update(of)
        .where(of.id.in_(chosen))
        .values(dict.fromkeys(table.in_slot(slot)))
        .returning(of.id)
        .execution_options(synchronize_session=False)
    )
    return len((await session.scalars(emptied)).all()), None


async def _left(session: AsyncSession, table: HashedTable, slot: Slot, *, filling: bool) -> int:
    columns = [getattr(table.model, column) for column in table.in_slot(slot)]
    missing = or_(*(column.is_(None) if filling else column.is_not(None) for column in columns))
    left = select(func.count()).select_from(table.model).where(missing, table.there)
    return await session.scalar(left) or 0


async def _switch(sessions: async_sessionmaker[AsyncSession], keyring: Keyring, slot: Slot, actor: str) -> None:
    async with keys_changing(sessions) as session:
        await keyring.vault(session)
        for table in HASHED_TABLES:
            if left := await _left(session, table, slot, filling=True):
                raise RotationRefused(f"{left} rows came in without the new hash. Start again.")
        await _move(session, LookupState.CURRENT, LookupState.EMPTYING)
        new = await _move(session, LookupState.FILLING, LookupState.CURRENT)
        await append(session, _event("vault.lookup_rotation_switched", new, actor))


async def _let_fade(sessions: async_sessionmaker[AsyncSession], slot: Slot) -> None:
    async with keys_changing(sessions) as session:
        for table in HASHED_TABLES:
            if left := await _left(session, table, slot, filling=False):
                raise RotationRefused(f"{left} rows still have the old hash. Start again.")
        await session.execute(
            update(LookupKeyStanding)
            .where(LookupKeyStanding.state == LookupState.EMPTYING)
            .values(state=LookupState.FADING, slot=None, since=utc_now())
        )


async def _move(session: AsyncSession, before: LookupState, after: LookupState) -> Any:  # noqa: ANN401
    moved = update(LookupKeyStanding).where(LookupKeyStanding.state == before).values(state=after, since=utc_now())
    return (await session.scalars(moved.returning(LookupKeyStanding.id))).one()


def _event(action: str, key: Any, actor: str) -> Event:  # noqa: ANN401
    return Event(utc_now(), actor, action, f"lookup_key/{key}", {})
