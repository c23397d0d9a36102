"""What officers decide about a registration."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.areas import AreaScope
from backend.registrations import repository
from backend.registrations.ladder import NoSuchStep, NotSaid, Overtaken, move
from backend.registrations.moves import open_to
from backend.registrations.number import parse_number
from backend.registrations.status import NOT_ACTIVE, Status
from backend.vault.vault import Vault
from conversations.answers.fixable import Fixable

if TYPE_CHECKING:
    from datetime import datetime

    from backend.auth.permissions import Permission
    from backend.registrations.models import Registration


class Answer(StrEnum):
    """What became of a decision."""

    DONE = "done"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    NOT_SAID = "not_said"
    OVERTAKEN = "overtaken"
    STILL_ACTIVE = "still_active"


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a registration is to go, and why. `version` is the one that the officer saw."""

    then: Status
    version: int
    reason: str | None = None
    marks: Mapping[Fixable, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Deciding about registrations of some areas, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def find(self, number: str) -> Registration | None:
        """Find a registration within the areas."""
        parsed = parse_number(number)
        found = await repository.by_number(self.session, parsed) if parsed is not None else None
        return found if found is not None and self.areas.covers(found.desa) else None

    async def take(
        self, number: str, decision: Decision, *, actor: str, permissions: Collection[Permission], at: datetime
    ) -> Answer:
        """Carry out a decision, if it is this officer's to take and nobody was faster."""
        row = await self.find(number)
        if row is None:
            return Answer.NOT_FOUND
        if row.version != decision.version:
            return Answer.OVERTAKEN
        if decision.then not in {each.then for each in open_to(row.status, permissions)}:
            return Answer.NOT_ALLOWED
        if row.status in NOT_ACTIVE and decision.then not in NOT_ACTIVE and await self._has_twin(row):
            return Answer.STILL_ACTIVE
        try:
            await move(
                self.session,
                self.vault,
                row.id,
                decision.then,
                actor=actor,
                at=at,
                reason=decision.reason,
                marks=decision.marks,
                version=decision.version,
            )
        except NotSaid:
            return Answer.NOT_SAID
        except (Overtaken, NoSuchStep):
            return Answer.OVERTAKEN
        row.doubted_at = None
        return Answer.DONE

    async def _has_twin(self, row: Registration) -> bool:
        slot = self.vault.slot
        return await repository.has_active_twin(self.session, slot, repository.nik_hash(row, slot), row.id)
