"""What could not be delivered, as the officers see it: masked, with whose it is where that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from backend.auth.areas import AreaScope
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.registrations.family import masked_family
from backend.registrations.models import Registration
from backend.undelivered.ledger import Ledger
from backend.undelivered.sentences import KINDS, STATES, advice, reason_sentence
from backend.undelivered.states import Kind, Reason, State
from backend.vault.vault import Vault
from conversations.answers.masking import mask_number
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backend.undelivered.models import Undelivered

_SHOWN: Final = 3
_OF_ONE_OF_MANY: Final = frozenset({Kind.APPEAL, Kind.CORRECTION})
_OF_A_FAMILY: Final = frozenset({Kind.NUMBER, Kind.REPLY, Kind.REMINDER, Kind.RIGHTS}) | _OF_ONE_OF_MANY


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `person` and `address` are masked; `number` is of the newest registration from there."""

    id: UUID
    at: datetime
    channel: str
    address: str
    person: str | None
    number: str | None
    desa: str | None
    kind: str
    reason: str
    detail: str
    advice: str
    state: str
    is_open: bool
    times: int
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of what is of some areas, within one transaction."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def rows(self, states: Sequence[State], skip: int, most: int) -> list[Row]:
        """List entries in some states, the newest first."""
        return await self._shown(await Ledger(self.session, self.vault, self.areas).listed(states, skip, most))

    async def of_contact(self, contact: UUID, most: int) -> list[Row]:
        """List the entries of one contact in any state, the newest first."""
        return await self._shown(await Ledger(self.session, self.vault, self.areas).of_contact(contact, most))

    async def _shown(self, found: Sequence[Undelivered]) -> list[Row]:
        wanted = {each.contact_id for each in found}
        contacts = {
            contact.id: contact for contact in await self.session.scalars(select(Contact).where(Contact.id.in_(wanted)))
        }
        newest = (
            select(Registration)
            .where(Registration.contact_id.in_(wanted))
            .ext(distinct_on(Registration.contact_id))
            .order_by(Registration.contact_id, Registration.received_at.desc(), Registration.id)
        )
        registrations = {each.contact_id: each for each in await self.session.scalars(newest)}
        return [self._row(each, contacts[each.contact_id], registrations.get(each.contact_id)) for each in found]

    def _row(self, entry: Undelivered, contact: Contact, registration: Registration | None) -> Row:
        kind, state = Kind(entry.kind), State(entry.state)
        # What was refused is not the family that was registered from here before; nor is it any one of an agent's.
        known = registration if kind in _OF_A_FAMILY else None
        if known is not None and kind in _OF_ONE_OF_MANY and known.agent_id is not None:
            known = None
        if known is not None and not self.areas.covers(known.desa):
            known = None
        address = self.vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
        return Row(
            id=entry.id,
            at=entry.happened_at,
            channel=contact.channel,
            address=_masked(address.removeprefix(f"{contact.channel}:")),
            person=entry.person or (masked_family(self.vault, known).name if known else None),
            number=show_registration_number(known.number) if known else None,
            desa=entry.desa or (known.desa if known else None),
            kind=KINDS[kind],
            reason=reason_sentence(Reason(entry.reason), entry.detail),
            detail=entry.detail,
            advice=advice(kind, state),
            state=STATES[state],
            is_open=state is State.OPEN,
            times=entry.times,
            decided_at=entry.decided_at,
        )


def _masked(address: str) -> str:
    """Show the ends of a phone number, and of any other address, which is shorter, only the last three characters."""
    return mask_number(address) if address.startswith("+") else "*" * (len(address) - _SHOWN) + address[-_SHOWN:]
