"""Whom no message reached in the area of an agent: news of a registration, or a notice of a payment."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.errands import Entry, Payment, entry_of, place_of
from backend.agents.models import Agent, AgentChat
from backend.agents.people import scope_of
from backend.auth.areas import AreaScope
from backend.broadcasts.in_person import InPerson, Unreached
from backend.registrations.family import open_family
from backend.registrations.models import Registration
from backend.undelivered.ledger import Ledger
from backend.undelivered.models import Undelivered
from backend.undelivered.states import Decision, Kind, State
from backend.vault.vault import Vault
from conversations.answers.masking import mask_name
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

_LOOKED_THROUGH: Final = 100
"""How many families of a desa are looked through for those of an RW or RT: where they live is sealed."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """The families that one agent should tell in person, within one transaction."""

    session: AsyncSession
    vault: Vault
    agent: Agent

    async def entries(self, now: datetime) -> list[Entry]:
        """List them, those that have waited longest first."""
        paid = [(each.recipient.at, _entry(each)) for each in await self._paid(now)]
        registered = [(each.status_since, entry_of(self.vault, each)) for each in await self._registered()]
        return [entry for _, entry in sorted([*paid, *registered], key=lambda waiting: waiting[0])]

    async def tell(self, entry: str, now: datetime) -> bool:
        """Note that one of them was told; False where it is none of them any more."""
        actor = f"agent/{self.agent.id}"
        for paid in await self._paid(now):
            if str(paid.recipient.id) == entry:
                return await self._in_person.tell(paid.recipient.id, actor, now)
        for registered in await self._registered():
            if show_registration_number(registered.number) == entry:
                ledger = Ledger(self.session, self.vault)
                failed = _failed().with_only_columns(Undelivered.id)
                for row in await self.session.scalars(failed.where(Undelivered.contact_id == registered.contact_id)):
                    await ledger.decide(row, Decision.HANDLED, actor, now)
                return True
        return False

    @property
    def _in_person(self) -> InPerson:
        return InPerson(self.session, self.vault, AreaScope(frozenset({self.agent.desa})))

    async def _paid(self, now: datetime) -> list[Unreached]:
        found = await self._in_person.of_agent(scope_of(self.agent), now)
        # Of somebody who was erased there is nothing left to tell.
        return [each for each in found if each.people]

    async def _registered(self) -> list[Registration]:
        area = scope_of(self.agent)
        found = await self.session.scalars(
            select(Registration)
            .where(
                Registration.desa == area.desa, Registration.contact_id.in_(_failed()), Registration.erased_at.is_(None)
            )
            .order_by(Registration.status_since, Registration.id)
            .limit(_LOOKED_THROUGH)
        )
        homes = [(row, open_family(self.vault, row)) for row in found]
        return [row for row, home in homes if area.covers(home.desa, home.rw, home.rt)]


def _failed() -> Select[UUID]:
    """Select the contacts that news could not be told; an agent's own is no family's."""
    agents = select(AgentChat.contact_id).where(AgentChat.ended_at.is_(None))
    return select(Undelivered.contact_id).where(
        Undelivered.state == State.OPEN, Undelivered.kind == Kind.NUMBER, Undelivered.contact_id.not_in(agents)
    )


def _entry(unreached: Unreached) -> Entry:
    payments = tuple(
        Payment(**asdict(due), name=mask_name(each.name)) for each in unreached.people if (due := each.due) is not None
    )
    return Entry(
        id=str(unreached.recipient.id),
        name=payments[0].name,
        place=place_of(unreached.rt, unreached.rw),
        number=unreached.number or None,
        payments=payments,
        bring=unreached.bring,
    )
