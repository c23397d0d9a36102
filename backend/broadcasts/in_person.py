"""Those whom no message reaches, to be told in person: by their village's agent, or by the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.broadcasts.families import families_of
from backend.broadcasts.in_person_models import ToldInPerson
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.states import BEGUN, Skip, Standing
from backend.broadcasts.subjects import about
from backend.broadcasts.text import About
from backend.registrations.family import open_family
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from uuid import UUID

    from backend.agents.scope import Scope

KEPT: Final = timedelta(days=60)
UNKNOWN_FOR: Final = timedelta(days=1)
"""After that nobody will say any more whether a message arrived."""
_LOOKED_THROUGH: Final = 200
_REASONS: Final = (Skip.NO_CONTACT, Skip.NOT_ASKED, Skip.UNREACHABLE, Skip.NO_TEMPLATE)
"""Whoever opted out is left alone, and whoever was erased is nobody's business."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """One row of the ledger, who it is about and what they are to be told, and where they live if they registered."""

    recipient: Recipient
    people: tuple[About, ...]
    number: str = ""
    rt: str | None = None
    rw: str | None = None


@dataclass(frozen=True, slots=True)
class InPerson:
    """The people of some areas whom somebody has to tell, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def count(self, now: datetime) -> int:
        """Count them."""
        query = select(func.count()).select_from(Recipient).join(Broadcast, Broadcast.id == Recipient.broadcast_id)
        return await self.session.scalar(query.where(*self._waiting(now))) or 0

    async def rows(self, first: int, most: int, now: datetime) -> list[Unreached]:
        """List them by desa."""
        query = (
            select(Recipient)
            .join(Broadcast, Broadcast.id == Recipient.broadcast_id)
            .where(*self._waiting(now))
            .order_by(Recipient.desa.nulls_last(), Recipient.place)
        )
        found = (await self.session.scalars(query.offset(first).limit(most))).all()
        return [await self._read(each) for each in found]

    async def of_agent(self, scope: Scope, most: int, now: datetime) -> list[Unreached]:
        """List those who live where an agent works, as far as is known where that is."""
        rows = await self.rows(0, _LOOKED_THROUGH, now)
        within = [each for each in rows if scope.covers(each.recipient.desa or "", each.rw, each.rt)]
        return within[:most]

    async def tell(self, row: UUID, actor: str, now: datetime) -> bool:
        """Note that somebody was told; False where nobody waits there. Noted twice, it is once."""
        recipient = await self.session.get(Recipient, row)
        if recipient is None or not self.areas.covers(recipient.desa or ""):
            return False
        noted = await self.session.execute(
            insert(ToldInPerson)
            .values(recipient_id=row, at=now, actor=actor)
            .on_conflict_do_nothing()
            .returning(ToldInPerson.recipient_id)
        )
        if noted.first() is not None:
            await append(self.session, Event(now, actor, "broadcast.told_in_person", f"broadcast_recipient/{row}", {}))
        return True

    def _waiting(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        fallen = aliased(Recipient)
        told = select(ToldInPerson.recipient_id).where(ToldInPerson.recipient_id == Recipient.id)
        lost = or_(
            Recipient.state == Standing.FAILED,
            and_(Recipient.state == Standing.SKIPPED, Recipient.reason.in_(_REASONS)),
            and_(Recipient.state == Standing.UNKNOWN, Recipient.at < now - UNKNOWN_FOR),
        )
        return (
            Broadcast.state.in_(BEGUN),
            Broadcast.follows.is_(None),
            or_(Broadcast.programme.is_not(None), Broadcast.stage.is_not(None), Broadcast.import_id.is_not(None)),
            Broadcast.started_at > now - KEPT,
            lost,
            # Whoever has another channel waits there; if that fails, it is that row that is listed.
            ~select(fallen.id).where(fallen.falls_from == Recipient.id).exists(),
            ~told.exists(),
            self.areas.desa_condition(Recipient.desa),
        )

    async def _read(self, recipient: Recipient) -> Unreached:
        told = await about(self.session, self.vault, recipient.subjects, paid=True)
        families = await families_of(self.session, self.vault, recipient)
        if not families:
            return Unreached(recipient, tuple(told.values()))
        home, number = open_family(self.vault, families[0]), show_registration_number(families[0].number)
        return Unreached(recipient, tuple(told.values()), number, home.rt, home.rw)
