"""Those whom no message reaches, to be told in person: by their village's agent, or by the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.broadcasts.families import newest_families
from backend.broadcasts.in_person_models import ToldInPerson
from backend.broadcasts.models import NOT_REACHED, Broadcast, Recipient
from backend.broadcasts.states import BEGUN, Skip, Standing
from backend.broadcasts.subjects import about
from backend.broadcasts.text import About
from backend.registrations.family import open_family
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from backend.agents.scope import Scope
    from backend.registrations.models import Registration

KEPT: Final = timedelta(days=60)
UNKNOWN_FOR: Final = timedelta(days=1)
"""After that nobody will say any more whether a message arrived."""
_LOOKED_THROUGH: Final = 1000
"""Rows of a desa, among which those of an RW or RT are found: where people live is sealed."""
_REASONS: Final = (Skip.NO_CONTACT, Skip.NOT_ASKED, Skip.UNREACHABLE, Skip.NO_TEMPLATE)
"""Whoever opted out is left alone, and whoever was erased is nobody's business."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """One row of the ledger, who it is about and what they are to be told, and where they live if they registered.

    `bring` is what the notice asks to bring.
    """

    recipient: Recipient
    bring: str
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
        query = self._listed(now).order_by(Recipient.desa.nulls_last(), Recipient.place)
        return await self._read(query.offset(first).limit(most))

    async def of_agent(self, scope: Scope, now: datetime) -> list[Unreached]:
        """List those who live where an agent works, as far as is known where that is; the longest waiting first."""
        query = self._listed(now).order_by(Recipient.at, Recipient.place)
        rows = await self._read(query.limit(_LOOKED_THROUGH))
        return [each for each in rows if scope.covers(each.recipient.desa or "", each.rw, each.rt)]

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

    def _listed(self, now: datetime) -> Select[Recipient, str]:
        joined = select(Recipient, Broadcast.bring).join(Broadcast, Broadcast.id == Recipient.broadcast_id)
        return joined.where(*self._waiting(now))

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
            and_(text(NOT_REACHED), lost),
            # Whoever has another channel waits there; if that fails, it is that row that is listed.
            ~select(fallen.id).where(fallen.falls_from == Recipient.id).exists(),
            ~told.exists(),
            self.areas.desa_condition(Recipient.desa),
        )

    async def _read(self, query: Select[Recipient, str]) -> list[Unreached]:
        rows = (await self.session.execute(query)).all()
        subjects = {subject for recipient, _ in rows for subject in recipient.subjects}
        told = await about(self.session, self.vault, subjects, paid=True)
        families = await newest_families(self.session, self.vault, subjects)
        return [self._unreached(recipient, bring, told, families) for recipient, bring in rows]

    def _unreached(
        self,
        recipient: Recipient,
        bring: str,
        told: Mapping[UUID, About],
        families: Mapping[UUID, Registration],
    ) -> Unreached:
        people = tuple(told[subject] for subject in recipient.subjects if subject in told)
        family = next((families[subject] for subject in recipient.subjects if subject in families), None)
        if family is None:
            return Unreached(recipient, bring, people)
        home, number = open_family(self.vault, family), show_registration_number(family.number)
        return Unreached(recipient, bring, people, number, home.rt, home.rw)
