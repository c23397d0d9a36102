"""What became of the rows of a batch, as the agent and the office are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from backend.batches.models import LACKS_FIELD, BatchRow, RowOutcome
from backend.batches.words import said_of
from backend.registrations.acted import code_of
from backend.registrations.models import Registration
from conversations.answers.form import Lack
from conversations.answers.invitation import show_invitation
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one row: its number and the code that confirms it, or what it lacks."""

    row: int
    outcome: RowOutcome
    number: str = ""
    code: str = ""
    lacks: tuple[Lack, ...] = ()

    def said(self) -> str:
        """Say what it lacks, in Bahasa Indonesia."""
        return "; ".join(said_of(self.lacks))


async def results(
    session: AsyncSession, vault: Vault, batch_id: UUID, rows: Sequence[int] | None = None
) -> list[Result]:
    """List what became of the rows so far, or of some of them, in their order."""
    query = (
        select(BatchRow, Registration)
        .join(Registration, Registration.id == BatchRow.registration_id, isouter=True)
        .where(BatchRow.batch_id == batch_id)
        .order_by(BatchRow.row)
    )
    if rows is not None:
        query = query.where(BatchRow.row.in_(rows))
    return [_result(vault, *row) for row in await session.execute(query)]


async def counted(session: AsyncSession, batch_id: UUID) -> dict[RowOutcome, int]:
    """Count the rows by what became of them."""
    query = select(BatchRow.outcome, func.count()).where(BatchRow.batch_id == batch_id).group_by(BatchRow.outcome)
    found = {row[0]: row[1] for row in await session.execute(query)}
    return {outcome: found.get(outcome, 0) for outcome in RowOutcome}


def _result(vault: Vault, row: BatchRow, registration: Registration | None) -> Result:
    outcome = RowOutcome(row.outcome)
    if registration is None:
        plain = vault.open(row.lacks, field=LACKS_FIELD, row=row.id) if row.lacks is not None else b"[]"
        return Result(row.row, outcome, lacks=msgspec.json.decode(plain, type=tuple[Lack, ...]))
    code = code_of(vault, registration)
    return Result(
        row.row, outcome, show_registration_number(registration.number), show_invitation(code) if code else ""
    )
