"""Sealing everything anew with a new data key, so that the old one can be taken away."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ARRAY, LargeBinary, bindparam, func, select, update

from backend.audit.chain import Event
from backend.audit.log import append
from backend.clock import utc_now
from backend.jobs.ledger import Entry
from backend.rotation.alone import keys_changing, only_rotation
from backend.rotation.progress import Progress, RotationRefused
from backend.rotation.sealed_columns import rows_by_key, sealed_columns
from backend.vault.models import DataKeyStanding, DataKeyState
from backend.vault.vault import CannotOpen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

    from backend.rotation.sealed_columns import Place
    from backend.vault.keyring import Keyring

KIND: Final = "vault.rotate"
AT_ONCE: Final = 500
_IDLE_ROUNDS: Final = 20
_PAUSE: Final = 0.5


class Unopenable(Exception):
    """Some values cannot be opened with any key that is here. They are named, and stay as they are."""


async def rotate_data(
    engine: AsyncEngine, sessions: async_sessionmaker[AsyncSession], keyring: Keyring, *, actor: str
) -> AsyncIterator[Progress]:
    """Seal everything with the first of DATA_KEYS, in batches of one transaction each, while people register.

    Broken off, it goes on with what is left. At the end all other keys are retired.

    Raises:
        RotationRefused: the keys are not as they have to be.
        AlreadyRotating: another process is at it.
        Unopenable: something was left over.
    """
    async with only_rotation(engine):
        async with keys_changing(sessions) as session:
            await _begin(session, keyring, actor)
        sealing = keyring.keys[0].id
        async with sessions.begin() as session:
            left = (await _others(session, sealing)).total()
            job = await Entry.taken_up(session, KIND, asked_by=actor, total=left)
        done, idle = 0, 0
        while left:
            before, faults = done, list[str]()
            for place in sealed_columns():
                async for resealed in _through(sessions, keyring, place, faults, job):
                    done += resealed
                    yield Progress("sealed", done, max(left, done))
            async with sessions.begin() as session:
                left = (await _others(session, sealing)).total()
            if faults and done == before:
                await _stop(sessions, job, faults)
            # What somebody held just then was passed over; it is there in the next round.
            idle = idle + 1 if done == before else 0
            if idle == _IDLE_ROUNDS:
                raise RotationRefused(f"{left} rows are held by somebody all the time. Start again later.")
            await asyncio.sleep(_PAUSE if idle else 0)
        await _retire(sessions, sealing, job, actor)
        yield Progress("sealed", done, done)


async def _begin(session: AsyncSession, keyring: Keyring, actor: str) -> None:
    await keyring.vault(session)
    known = {key.id: key for key in await session.scalars(select(DataKeyStanding))}
    sealing = next(key for key in known.values() if key.state == DataKeyState.SEALING)
    first = keyring.keys[0]
    _refuse_unless_newest_first(keyring, known, sealing.id)
    stored = {key_id for key_id in await _stored_ids(session) if key_id not in keyring.check_values}
    if stored:
        raise RotationRefused(f"Rows are sealed with {_listed(stored)}, which is not among DATA_KEYS: bring it back.")
    if first.id == sealing.id:
        return
    sealing.state = DataKeyState.OPENING
    await session.flush()
    session.add(
        DataKeyStanding(
            id=first.id, state=DataKeyState.SEALING, check_value=keyring.check_values[first.id], since=utc_now()
        )
    )
    await append(session, _event("vault.rotation_began", first.id, actor, {"before": sealing.id}))


def _refuse_unless_newest_first(keyring: Keyring, known: dict[str, DataKeyStanding], sealing: str) -> None:
    first, *others = (key.id for key in keyring.keys)
    if behind := [key_id for key_id in others if key_id not in known]:
        raise RotationRefused(
            f"{_listed(behind)} is new and stands behind {first} in DATA_KEYS: put the new key first, "
            "restart all processes, and start again."
        )
    if first != sealing and first in known:
        raise RotationRefused(
            f"{first} stands first in DATA_KEYS and is older than {sealing}: a key is not taken into use again. "
            f"Put {sealing} or a new key first."
        )


async def _through(
    sessions: async_sessionmaker[AsyncSession], keyring: Keyring, place: Place, faults: list[str], job: Entry
) -> AsyncIterator[int]:
    after: Any = None
    while True:
        async with sessions.begin() as session:
            vault = await keyring.vault(session)
            rows = await _batch(session, place, vault.sealing, after)
            if not rows:
                return
            resealed: dict[Any, bytes] = {}
            for key, row, sealed in rows:
                try:
                    plain = vault.open(sealed, field=place.field, row=row)
                except CannotOpen as fault:
                    faults.append(str(fault))
                else:
                    resealed[key] = vault.seal(plain, field=place.field, row=row).to_bytes()
            await _write(session, place, resealed)
            await job.advance(session, len(resealed))
        after = rows[-1][0]
        yield len(resealed)


async def _batch(session: AsyncSession, place: Place, sealing: str, after: Any) -> list[Any]:  # noqa: ANN401 - a key of any type
    query = (
        select(place.key, place.bound_to, place.column)
        .where(place.column.is_not(None), func.key_id_of(place.column) != sealing)
        .order_by(place.key)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, key_share=True)
    )
    if after is not None:
        query = query.where(place.key > after)
    return list((await session.execute(query)).all())


async def _write(session: AsyncSession, place: Place, resealed: dict[Any, bytes]) -> None:
    if not resealed:
        return
    new = (
        func.unnest(
            bindparam("keys", list(resealed), ARRAY(place.key.type)),
            bindparam("values", list(resealed.values()), ARRAY(LargeBinary)),
        )
        .table_valued("key", "value", name="new")
        .render_derived()
    )
    await session.execute(update(place.table).where(place.key == new.c.key).values({place.column.name: new.c.value}))


async def _others(session: AsyncSession, sealing: str) -> Counter[str]:
    counts = await rows_by_key(session)
    total = sum(counts.values(), Counter[str]())
    del total[sealing]
    return total


async def _stored_ids(session: AsyncSession) -> set[str]:
    return {key_id for counts in (await rows_by_key(session)).values() for key_id in counts}


async def _stop(sessions: async_sessionmaker[AsyncSession], job: Entry, faults: list[str]) -> None:
    sentence = f"{len(faults)} values cannot be opened: {'; '.join(faults[:5])}"
    async with sessions.begin() as session:
        await job.stop(session, sentence)
    raise Unopenable(sentence)


async def _retire(sessions: async_sessionmaker[AsyncSession], sealing: str, job: Entry, actor: str) -> None:
    async with keys_changing(sessions) as session:
        if left := await _others(session, sealing):
            raise RotationRefused(f"{left.total()} rows came in under another key meanwhile. Start again.")
        retired = (
            await session.scalars(
                update(DataKeyStanding)
                .where(DataKeyStanding.state == DataKeyState.OPENING)
                .values(state=DataKeyState.RETIRED, since=utc_now())
                .returning(DataKeyStanding.id)
            )
        ).all()
        await job.finish(session, f"0 left under {_listed(retired)}" if retired else "0 left")
        await append(session, _event("vault.rotation_ended", sealing, actor, {"retired": sorted(retired)}))


def _event(action: str, key_id: str, actor: str, details: dict[str, Any]) -> Event:
    return Event(utc_now(), actor, action, f"data_key/{key_id}", details)


def _listed(ids: Any) -> str:  # noqa: ANN401
    return ", ".join(sorted(ids))
