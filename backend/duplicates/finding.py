"""Finding pairs: each registration is compared with those that lie under one of its keys, in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, text, true, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from backend.clock import utc_now
from backend.duplicates.keys import match_keys
from backend.duplicates.likeness import SUSPECTED, Likeness, compare
from backend.duplicates.models import DuplicatePair, MatchKeys, PairState
from backend.jobs.ledger import Entry
from backend.registrations.family import open_family
from backend.registrations.models import Registration
from backend.registrations.status import CLOSED
from backend.vault.slots import Slot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from backend.duplicates.likeness import Comparison
    from backend.vault.keyring import Keyring
    from backend.vault.vault import Vault
    from conversations.answers.household import Household

KIND: Final = "duplicates.find"
ACTOR: Final = "duplicates"
_KEYED_AT_ONCE: Final = 500
_COMPARED_AT_ONCE: Final = 100
_MOST_BESIDE: Final = 200
"""So many are compared with one. A key that more share is a mistake of somebody's program, not a family."""
_Other: Final = aliased(MatchKeys)
_KEYS: Final = {Slot.A: MatchKeys.keys_a, Slot.B: MatchKeys.keys_b}
_OTHERS: Final = {Slot.A: _Other.keys_a, Slot.B: _Other.keys_b}


async def find_all(
    sessions: async_sessionmaker[AsyncSession], keyring: Keyring, *, actor: str = ACTOR
) -> AsyncIterator[tuple[int, int]]:
    """Give every registration its keys, compare all that wait, and tell how much is done of how much.

    Broken off, it goes on with what has no keys or waits.
    """
    async with sessions.begin() as session:
        keyless = await session.scalar(select(func.count()).select_from(Registration).where(_without_keys())) or 0
        waiting = select(func.count()).select_from(MatchKeys).where(MatchKeys.compared_at.is_(None))
        total = 2 * keyless + (await session.scalar(waiting) or 0)
        if not total:
            return
        job = await Entry.taken_up(session, KIND, asked_by=actor, total=total)
    done, after = 0, None
    while True:
        async with sessions.begin() as session:
            rows = await _give_keys(session, await keyring.vault(session), after)
            await job.advance(session, len(rows))
        if not rows:
            break
        done, after = done + len(rows), rows[-1]
        yield done, max(total, done)
    async for compared in compare_waiting(sessions, keyring, job):
        done += compared
        yield done, max(total, done)
    async with sessions.begin() as session:
        await job.finish(session)


async def compare_waiting(
    sessions: async_sessionmaker[AsyncSession], keyring: Keyring, job: Entry | None = None
) -> AsyncIterator[int]:
    """Compare what came in or was corrected since the last time, some in each transaction."""
    while True:
        async with sessions.begin() as session:
            compared = await _compare_some(session, await keyring.vault(session))
            if job is not None:
                await job.advance(session, compared)
        if not compared:
            return
        yield compared


async def _give_keys(session: AsyncSession, vault: Vault, after: UUID | None) -> Sequence[UUID]:
    query = select(Registration).where(_without_keys()).order_by(Registration.id).limit(_KEYED_AT_ONCE)
    if after is not None:
        query = query.where(Registration.id > after)
    rows = (await session.scalars(query.with_for_update(skip_locked=True, key_share=True))).all()
    if rows:
        values = [{"id": row.id, **match_keys(vault, open_family(vault, row))} for row in rows]
        await session.execute(insert(MatchKeys).values(values).on_conflict_do_nothing())
    return [row.id for row in rows]


def _without_keys() -> ColumnElement[bool]:
    return Registration.erased_at.is_(None) & ~select(MatchKeys.id).where(MatchKeys.id == Registration.id).exists()


async def _compare_some(session: AsyncSession, vault: Vault) -> int:
    waiting = select(MatchKeys.id).where(MatchKeys.compared_at.is_(None)).order_by(MatchKeys.id)
    ids = (await session.scalars(waiting.limit(_COMPARED_AT_ONCE).with_for_update(skip_locked=True))).all()
    if not ids:
        return 0
    # Taken for one that a hundredth of all share, a key would not be looked up: every family would be read for each.
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    beside = await _beside(session, vault, ids)
    families = await _open_families(session, vault, {row for pair in beside for row in pair})
    found = {
        pair: compare(families[pair[0]], families[pair[1]])
        for pair in beside
        if pair[0] in families and pair[1] in families
    }
    await _forget(session, (pair for pair, compared in found.items() if compared.score < SUSPECTED))
    await _write(session, {pair: compared for pair, compared in found.items() if compared.score >= SUSPECTED})
    await session.execute(update(MatchKeys).where(MatchKeys.id.in_(ids)).values(compared_at=utc_now()))
    return len(ids)


async def _beside(session: AsyncSession, vault: Vault, ids: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    shared = _OTHERS[vault.slot].overlap(_KEYS[vault.slot])
    other = select(_Other.id).where(shared, _Other.id != MatchKeys.id).limit(_MOST_BESIDE).lateral()
    query = select(MatchKeys.id, other.c.id).join(other, true()).where(MatchKeys.id.in_(ids))
    found = {(min(row), max(row)) for row in ((one, two) for one, two in await session.execute(query))}
    # What was found before is compared again too: since then it may have been corrected.
    either = DuplicatePair.first_id.in_(ids) | DuplicatePair.second_id.in_(ids)
    known = select(DuplicatePair.first_id, DuplicatePair.second_id).where(either, DuplicatePair.state == PairState.OPEN)
    return found | {(one, two) for one, two in await session.execute(known)}


async def _open_families(session: AsyncSession, vault: Vault, ids: Iterable[UUID]) -> dict[UUID, Household]:
    under_way = Registration.status.not_in(CLOSED), Registration.erased_at.is_(None)
    rows = await session.scalars(select(Registration).where(Registration.id.in_(list(ids)), *under_way))
    return {row.id: open_family(vault, row) for row in rows}


async def _forget(session: AsyncSession, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    gone = tuple_(DuplicatePair.first_id, DuplicatePair.second_id).in_(list(pairs))
    await session.execute(delete(DuplicatePair).where(gone, DuplicatePair.state == PairState.OPEN))


async def _write(session: AsyncSession, found: dict[tuple[UUID, UUID], Comparison]) -> None:
    if not found:
        return
    now = utc_now()
    values = [
        {
            "id": uuid4(),
            "first_id": first,
            "second_id": second,
            "score": compared.score,
            "same": _fields(compared, Likeness.SAME),
            "similar": _fields(compared, Likeness.SIMILAR),
            "found_at": now,
            "state": PairState.OPEN,
        }
        # In one order, so that two workers that find the same pairs wait for each other and do not lock up.
        for (first, second), compared in sorted(found.items())
    ]
    entered = insert(DuplicatePair).values(values)
    await session.execute(
        entered.on_conflict_do_update(
            index_elements=["first_id", "second_id"],
            set_={name: entered.excluded[name] for name in ("score", "same", "similar")},
            where=DuplicatePair.state == PairState.OPEN,
        )
    )


def _fields(compared: Comparison, likeness: Likeness) -> list[str]:
    return [field.value for field, found in compared.fields.items() if found is likeness]
