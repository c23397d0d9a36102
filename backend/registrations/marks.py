"""Marking what a family is asked to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select, update

from backend.registrations.models import MARK_FIELD, FieldMark
from conversations.answers.fixable import Fixable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault


def put_marks(
    session: AsyncSession, vault: Vault, row: UUID, marks: Mapping[Fixable, str], *, actor: str, at: datetime
) -> None:
    """Mark fields of a registration, each with its reason."""
    for field, reason in marks.items():
        mark = uuid4()
        sealed = vault.seal(reason.encode(), field=MARK_FIELD, row=mark)
        session.add(FieldMark(id=mark, registration_id=row, field=field.value, reason=sealed, actor=actor, at=at))


async def answer_marks(session: AsyncSession, row: UUID, at: datetime) -> None:
    """Note that the marks of a registration are dealt with."""
    await session.execute(
        update(FieldMark)
        .where(FieldMark.registration_id == row, FieldMark.answered_at.is_(None))
        .values(answered_at=at)
    )


async def open_marks(session: AsyncSession, vault: Vault, row: UUID) -> dict[Fixable, str]:
    """Give the marks of a registration that wait for an answer, with their reasons, in the order of the questions."""
    query = select(FieldMark).where(FieldMark.registration_id == row, FieldMark.answered_at.is_(None))
    found = {
        mark.field: vault.open(mark.reason, field=MARK_FIELD, row=mark.id).decode()
        for mark in await session.scalars(query)
    }
    return {field: found[field] for field in Fixable if field in found}
