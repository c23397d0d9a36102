"""Reading proposals for an export: in pieces that each know where the next begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec
from sqlalchemy import func, select, tuple_

from backend.auth.areas import AreaScope
from backend.clock import WIB
from backend.exports.models import Which
from backend.registrations.models import HOUSEHOLD_FIELD, Registration
from backend.registrations.status import CLOSED, Status
from conversations.answers.household import Household
from conversations.answers.registration_number import RegistrationNumber

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.exports.models import Export
    from backend.vault.sealed import Sealed
    from backend.vault.vault import Vault

AT_ONCE: Final = 500


class Place(msgspec.Struct, frozen=True):
    """Up to where an export was written, and how many bytes that made."""

    desa: str
    received_at: datetime
    id: UUID
    size: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """One registration with its family in clear."""

    id: UUID
    number: RegistrationNumber
    status: Status
    since: datetime
    received_at: datetime
    by: str
    household: Household


async def total(session: AsyncSession, export: Export) -> int:
    """Count what an export will have."""
    return await session.scalar(select(func.count()).select_from(Registration).where(*_chosen(export))) or 0


async def piece(session: AsyncSession, vault: Vault, export: Export, after: Place | None) -> list[Proposal]:
    """Read the next rows by desa and time; fewer than `AT_ONCE` are the last.

    Each piece is read by itself instead of through one cursor: a transaction of minutes would hold up every change
    of keys, and an export that was broken off could not go on.
    """
    order = Registration.desa, Registration.received_at, Registration.id
    query = select(
        Registration.id,
        Registration.number,
        Registration.status,
        Registration.status_since,
        Registration.received_at,
        Registration.submitted_by,
        Registration.household,
    ).where(*_chosen(export))
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(after.desa, after.received_at, after.id))
    found = await session.execute(query.order_by(*order).limit(AT_ONCE))
    return [
        Proposal(row, number, status, since, received_at, by, _opened(vault, row, sealed))
        for row, number, status, since, received_at, by, sealed in found
        if sealed is not None
    ]


def _opened(vault: Vault, row: UUID, sealed: Sealed) -> Household:
    return msgspec.json.decode(vault.open(sealed, field=HOUSEHOLD_FIELD, row=row), type=Household)


def _chosen(export: Export) -> list[ColumnElement[bool]]:
    areas = AreaScope(frozenset(export.areas))
    return [
        areas.condition(Registration.kecamatan, Registration.desa),
        # Where somebody had their data erased, nothing is left to write.
        Registration.household.is_not(None),
        _which(Which(export.which)),
        *_when(export),
    ]


def _which(which: Which) -> ColumnElement[bool]:
    if which is Which.READY:
        return Registration.status.in_((Status.CHECKED, Status.FORWARDED))
    return Registration.status.not_in(CLOSED | {Status.CONFLICT})


def _when(export: Export) -> list[ColumnElement[bool]]:
    # What comes in while it is written belongs to the next one.
    until = [Registration.received_at <= export.asked_at]
    if export.month is None:
        return until
    year, month = map(int, export.month.split("-"))
    first = datetime(year, month, 1, tzinfo=WIB)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=WIB)
    return [*until, Registration.received_at >= first, Registration.received_at < after]
