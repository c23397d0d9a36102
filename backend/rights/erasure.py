"""Erasing what identifies a family, and proving it: the row and its timeline stay, without anybody in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Table, select, update

from backend.audit.chain import Event
from backend.audit.log import append
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.moves import may_follow
from backend.registrations.status import Status
from backend.rotation.sealed_columns import Place, sealed_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

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


def of_a_registration() -> Iterator[tuple[Place, ColumnElement[Any]]]:
    """Find every sealed column that belongs to a registration, and the column that says to which one."""
    for place in sealed_columns():
        if (owner := _owner(place.table)) is not None:
            yield place, owner


async def erase(
    session: AsyncSession, vault: Vault, row: UUID, *, why: Why, actor: str, at: datetime, request: str = ""
) -> Proof | None:
    """Erase a family from its registration, in the running transaction. None where that was done before.

    What is sealed is emptied in every table, the look-up hashes and flags go, and a registration that is still under
    way is withdrawn. Area, status, times and consents stay: they name nobody, and consents are evidence (article 24).
    """
    registration = await session.get_one(Registration, row, with_for_update=True, populate_existing=True)
    if registration.erased_at is not None:
        return None
    if may_follow(registration.status, Status.WITHDRAWN):
        await move(session, vault, row, Status.WITHDRAWN, actor=actor, at=at, reason=_REASONS[why])
    await session.flush()
    values, digest = [], hashlib.sha256()
    for place, owner in sorted(of_a_registration(), key=lambda each: each[0].field):
        emptied = await _emptied(session, vault, place, owner == row)
        for bound_to, sealed in emptied:
            digest.update(f"{place.field}|{bound_to}|".encode() + sealed.to_bytes())
        if emptied:
            values.append(f"{place.field}: {len(emptied)}")
    nothing = dict.fromkeys(f"{name}_{slot}" for name in ("nik_hash", "kk_hash", "people_hashes") for slot in "ab")
    await session.execute(
        update(Registration)
        .where(Registration.id == row)
        .values(**nothing, household=None, flags=[], erased_at=at)
        .execution_options(synchronize_session=False)
    )
    await session.refresh(registration)
    proof = Proof(tuple(values), digest.hexdigest())
    details = {"why": why.value, "values": list(proof.values), "digest": proof.digest, "request": request}
    await append(session, Event(at, actor, "registration.erased", f"registration/{row}", details))
    return proof


def _owner(table: Table) -> ColumnElement[Any] | None:
    if table.name == Registration.__tablename__:
        return table.columns["id"]
    owners = [
        column
        for column in table.columns
        if any(key.target_fullname == "registrations.id" for key in column.foreign_keys)
    ]
    return owners[0] if owners else None


async def _emptied(
    session: AsyncSession, vault: Vault, place: Place, its_own: ColumnElement[bool]
) -> list[tuple[UUID, Sealed]]:
    query = select(place.key, place.bound_to, place.column).where(its_own, place.column.is_not(None))
    found = (await session.execute(query.order_by(place.key).with_for_update())).all()
    if place.table.name == Registration.__tablename__:
        # With its hashes, in one statement: the table asks for all or nothing.
        return [(bound_to, sealed) for _, bound_to, sealed in found]
    for key, bound_to, _ in found:
        # Where a column must be filled, what it holds from now on is nothing, sealed.
        nothing = None if place.column.nullable else vault.seal(b"", field=place.field, row=bound_to)
        await session.execute(update(place.table).where(place.key == key).values({place.column.name: nothing}))
    return [(bound_to, sealed) for _, bound_to, sealed in found]
