"""Erasing what identifies a family, and proving it: the row and its timeline stay, without anybody in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from backend.agents.models import AgentAct
from backend.audit.chain import Event
from backend.audit.log import append
from backend.duplicates.models import DuplicatePair, MatchKeys, PairState
from backend.receipts.models import Receipt
from backend.registrations import repository
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.moves import may_follow
from backend.registrations.status import Status
from backend.rotation.sealed_columns import Place, sealed_columns
from backend.vault.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.audit.chain import Detail
    from backend.vault.sealed import Sealed
    from backend.vault.vault import Vault


class Why(StrEnum):
    """Why data are erased: somebody asked for it, or their time is over (UU 27/2022 articles 42 to 44)."""

    ASKED = "asked"
    CLOSED = "closed"
    TOO_OLD = "too_old"


_REASONS: Final = {
    Why.ASKED: "Data dihapus atas permintaan warga.",
    Why.CLOSED: "Data dihapus karena waktunya sudah lewat.",
    Why.TOO_OLD: "Data dihapus karena waktunya sudah lewat.",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was destroyed: how many values of which columns, and a SHA-256 over them as they lay there, sealed."""

    values: tuple[str, ...]
    digest: str

    def details(self, why: Why) -> dict[str, Detail]:
        """Give what the audit log keeps of it."""
        return {"why": why.value, "values": list(self.values), "digest": self.digest}


@dataclass(frozen=True, slots=True)
class Leaving:
    """The registration whose family goes, and the look-up hashes of those who are in no other one."""

    row: UUID
    slot: Slot
    niks: tuple[bytes, ...]


Theirs: TypeAlias = Callable[[Leaving], ColumnElement[bool]]
"""Which rows of a table belong to a registration that is erased."""


def of_a_registration() -> Iterator[tuple[Place, Theirs]]:
    """Find every sealed column that belongs to a registration, and what says to which one."""
    for place in sealed_columns():
        if (theirs := _theirs(place.table)) is not None:
            yield place, theirs


async def erase(
    session: AsyncSession, vault: Vault, row: UUID, *, why: Why, actor: str, at: datetime, request: str = ""
) -> Proof | None:
    """Erase a family from its registration, in the running transaction. None where that was done before.

    What is sealed is emptied in every table, the look-up hashes and flags go, and a registration that is still under
    way is withdrawn. Area, status, times and consents stay: they name nobody, and consents are evidence (article 24).
    What was paid stays as a sum without a person. Whoever is in another registration, too, stays in payments for that.
    """
    registration = await session.get_one(Registration, row, with_for_update=True, populate_existing=True)
    if registration.erased_at is not None:
        return None
    if may_follow(registration.status, Status.WITHDRAWN):
        await move(session, vault, row, Status.WITHDRAWN, actor=actor, at=at, reason=_REASONS[why])
    await session.flush()
    leaving = Leaving(row, vault.slot, await repository.in_no_other(session, vault.slot, registration))
    places = ((place, theirs(leaving)) for place, theirs in of_a_registration())
    await _apart(session, row)
    proof = await _destroyed(session, vault, sorted(places, key=lambda each: each[0].field), at)
    nothing = dict.fromkeys(f"{name}_{slot}" for name in ("nik_hash", "kk_hash", "people_hashes") for slot in "ab")
    await session.execute(
        update(Registration)
        .where(Registration.id == row)
        .values(**nothing, household=None, flags=[], erased_at=at)
        .execution_options(synchronize_session=False)
    )
    await session.refresh(registration)
    details = {**proof.details(why), "request": request}
    await append(session, Event(at, actor, "registration.erased", f"registration/{row}", details))
    return proof


async def erase_rows(
    session: AsyncSession, vault: Vault, table: str, rows: Sequence[UUID], *, actor: str, at: datetime
) -> Proof:
    """Erase what is sealed in rows that are too old, and belong to no family that could end: the rest of them stays."""
    places = [(place, place.table.columns["id"].in_(rows)) for place in sealed_columns() if place.table.name == table]
    proof = await _destroyed(session, vault, places, at)
    await append(session, Event(at, actor, f"{table}.erased", table, proof.details(Why.TOO_OLD)))
    return proof


async def _apart(session: AsyncSession, row: UUID) -> None:
    """Take a registration out of what finds people who are there twice, or an agent's signals.

    What was decided about it stays decided.
    """
    await session.execute(delete(MatchKeys).where(MatchKeys.id == row))
    await session.execute(delete(AgentAct).where(AgentAct.registration_id == row))
    either = or_(DuplicatePair.first_id == row, DuplicatePair.second_id == row)
    await session.execute(delete(DuplicatePair).where(either, DuplicatePair.state == PairState.OPEN))


def _theirs(table: Table) -> Theirs | None:
    if table.name == Registration.__tablename__:
        return partial(_pointing_to, [table.columns["id"]])
    owners = [
        column
        for column in table.columns
        if any(key.target_fullname == "registrations.id" for key in column.foreign_keys)
    ]
    if owners:
        return partial(_pointing_to, owners)
    if table.name == Receipt.__tablename__:
        return _of_a_chat
    # What came from elsewhere is known by the person only.
    return partial(_of_a_person, table) if "nik_hash_a" in table.columns else None


def _pointing_to(columns: Sequence[ColumnElement[UUID]], leaving: Leaving) -> ColumnElement[bool]:
    return or_(*(column == leaving.row for column in columns))


def _of_a_person(table: Table, leaving: Leaving) -> ColumnElement[bool]:
    return table.columns[f"nik_hash_{leaving.slot}"].in_(leaving.niks)


def _of_a_chat(leaving: Leaving) -> ColumnElement[bool]:
    """Find what the chat answered, once no other family is registered from there."""
    chat = select(Registration.contact_id).where(Registration.id == leaving.row)
    others = select(Registration.id).where(
        Registration.contact_id == Receipt.contact_id,
        Registration.id != leaving.row,
        Registration.erased_at.is_(None),
    )
    return and_(Receipt.contact_id.in_(chat), ~others.exists())


async def _destroyed(
    session: AsyncSession, vault: Vault, places: Sequence[tuple[Place, ColumnElement[bool]]], at: datetime
) -> Proof:
    values, digest = [], hashlib.sha256()
    for place, which in places:
        emptied = await _emptied(session, vault, place, which, at)
        for bound_to, sealed in emptied:
            digest.update(f"{place.field}|{bound_to}|".encode() + sealed.to_bytes())
        if emptied:
            values.append(f"{place.field}: {len(emptied)}")
    return Proof(tuple(values), digest.hexdigest())


async def _emptied(
    session: AsyncSession, vault: Vault, place: Place, which: ColumnElement[bool], at: datetime
) -> list[tuple[UUID, Sealed]]:
    query = select(place.key, place.bound_to, place.column).where(which, place.column.is_not(None))
    found = (await session.execute(query.order_by(place.key).with_for_update())).all()
    if place.table.name == Registration.__tablename__:
        # With its hashes, in one statement: the table asks for all or nothing.
        return [(bound_to, sealed) for _, bound_to, sealed in found]
    columns = place.table.columns
    with_it = {name: None for name in ("nik_hash_a", "nik_hash_b") if name in columns}
    dated = {"erased_at": at} if "erased_at" in columns else {}
    for key, bound_to, _ in found:
        # Where a column must be filled, what it holds from now on is nothing, sealed.
        nothing = None if place.column.nullable else vault.seal(b"", field=place.field, row=bound_to)
        emptied = update(place.table).where(place.key == key)
        await session.execute(emptied.values({place.column.name: nothing, **with_it, **dated}))
    return [(bound_to, sealed) for _, bound_to, sealed in found]
