"""Entering one family of a batch, in one transaction with the note of what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting, Refusal
from backend.agents.told_niks import ToldNiks, asked
from backend.audit.log import append
from backend.batches.models import LACKS_FIELD, Batch, BatchRow, RowOutcome
from backend.batches.row import Faulty, Good, submission
from backend.contacts.book import contact_of
from backend.contacts.models import Contact
from backend.registrations import repository
from backend.registrations.intake import Intake, NoAgent, Request, Taken
from backend.registrations.repeats import Keyed
from backend.registrations.standings import Standings
from backend.vault.vault import Vault
from conversations.answers.form import Field, Lack, shown

if TYPE_CHECKING:
    from backend.wire import ContactIn

CALLER: Final = "batch"
_DOUBTED: Final = "doubted row of a batch"


@dataclass(frozen=True, slots=True)
class Entering:
    """The way of one row into the registry, within one transaction."""

    session: AsyncSession
    vault: Vault
    batch: Batch
    now: datetime

    async def enter(self, row: Good | Faulty, *, asks: bool) -> Refusal | bool:
        """Enter a row, or note what it lacks; tell whether that was done.

        With `asks`, who registered the NIK is looked at first, as the chat does. It is not done where somebody else
        did and the agent has been told so too often: then the row is entered in a transaction of its own, since
        nobody who holds the end of the audit log may wait for a NIK. A refusal is for an agent who may not act now.
        """
        contact = contact_of(self.vault, await self.session.get_one(Contact, self.batch.contact_id))
        agent = await Acting(self.session, self.vault).allowed(contact, self.now)
        if isinstance(agent, Refusal):
            return agent
        if agent.id != self.batch.agent_id:
            return Refusal.NOBODY
        if isinstance(row, Faulty):
            self._note_faulty(row)
            return True
        if not asks:
            return await self._take(row, contact)
        own, taken = await Standings(self.session, self.vault).of_agent(agent.id, row.whole.household.nik)
        if own is not None:
            self._note(row.number, RowOutcome.ALREADY, own.id)
            return True
        return await (self._tell_taken(row) if taken else self._take(row, contact))

    async def _tell_taken(self, row: Good) -> bool:
        told = await ToldNiks(self.session, self.vault, self.batch.agent_id).may_hear(self.now)
        await append(self.session, asked(self.batch.agent_id, self.now, taken=told, own=False))
        if told:
            lack = Lack(Field.NIK, "taken", shown(row.whole.household.nik))
            self._note_faulty(Faulty(row.number, row.text, (lack,)))
        return told

    async def _take(self, row: Good, contact: ContactIn) -> Refusal | bool:
        body = submission(row, self.batch, contact)
        if isinstance(body, Faulty):
            self._note_faulty(body)
            return True
        key, prints = f"{self.batch.id}/{row.number}", self.vault.digests(row.text, purpose="request")
        taken = await Intake(self.session, self.vault).take(Request(Keyed(CALLER, key, prints), body, self.now))
        if isinstance(taken, NoAgent):
            return Refusal(taken.reason)
        if not isinstance(taken, Taken):
            raise TypeError(f"row {row.number} of batch {self.batch.id} was entered before, with another content")
        entered = await repository.by_number(self.session, taken.number)
        if entered is None:
            raise LookupError(f"row {row.number} of batch {self.batch.id} has no registration")
        self._note(row.number, RowOutcome.ALREADY if taken.already else RowOutcome.REGISTERED, entered.id)
        return True

    def _note(self, number: int, outcome: RowOutcome, registration: UUID) -> None:
        self.session.add(BatchRow(batch_id=self.batch.id, row=number, outcome=outcome, registration_id=registration))

    def _note_faulty(self, row: Faulty) -> None:
        place = uuid4()
        self.session.add(
            BatchRow(
                id=place,
                batch_id=self.batch.id,
                row=row.number,
                outcome=RowOutcome.FAULTY,
                lacks=self.vault.seal(msgspec.json.encode(row.lacks), field=LACKS_FIELD, row=place),
                doubted=doubted(self.vault, row.text)[0] if row.is_doubted else None,
            )
        )


def doubted(vault: Vault, text: str) -> tuple[bytes, ...]:
    """Hash a row of which only the birth date was doubted, so that it is known when it comes again."""
    return vault.digests(text, purpose=_DOUBTED)
