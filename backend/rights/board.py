"""The office's board of requests: what is open with the time that is left, and what became of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.areas import AreaScope
from backend.registrations.family import masked_family
from backend.registrations.models import Registration
from backend.rights.models import NOTE_FIELD, RightsRequest
from backend.rights.numbers import show_request_number
from backend.rights.wishes import State, Wish
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board. `name` is masked."""

    id: UUID
    number: str
    kind: Wish
    state: State
    registration: str
    name: str
    desa: str
    channel: str
    opened_at: datetime
    due_at: datetime
    acted_at: datetime | None
    acted_by: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """The requests of some areas, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def rows(self, states: Sequence[State], skip: int, most: int) -> list[Row]:
        """List requests in some states: open ones by when they are due, so overdue first; the others newest first."""
        order = RightsRequest.due_at if State.OPEN in states else RightsRequest.acted_at.desc()
        query = (
            select(RightsRequest, Registration)
            .join(Registration, Registration.id == RightsRequest.registration_id)
            .where(RightsRequest.state.in_(states), self._within())
            .order_by(order, RightsRequest.id)
            .offset(skip)
            .limit(most)
        )
        return [self._row(request, registration) for request, registration in (await self.session.execute(query)).all()]

    async def count(self, *states: State) -> int:
        """Count the requests in some states."""
        query = (
            select(func.count())
            .select_from(RightsRequest)
            .join(Registration, Registration.id == RightsRequest.registration_id)
            .where(RightsRequest.state.in_(states), self._within())
        )
        return await self.session.scalar(query) or 0

    def _row(self, request: RightsRequest, registration: Registration) -> Row:
        note = self.vault.open(request.note, field=NOTE_FIELD, row=request.id).decode() if request.note else None
        return Row(
            id=request.id,
            number=show_request_number(request.number),
            kind=Wish(request.kind),
            state=State(request.state),
            registration=show_registration_number(registration.number),
            name=masked_family(self.vault, registration).name,
            desa=registration.desa,
            channel=request.channel,
            opened_at=request.opened_at,
            due_at=request.due_at,
            acted_at=request.acted_at,
            acted_by=request.acted_by,
            note=note,
        )

    def _within(self) -> ColumnElement[bool]:
        return self.areas.condition(Registration.kecamatan, Registration.desa)
