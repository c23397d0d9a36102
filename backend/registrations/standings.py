"""Where registrations stand, for the families they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Acting
from backend.contacts.book import ContactBook, wanted_address
from backend.registrations import repository
from backend.registrations.family import masked_family
from backend.registrations.guesses import GuessCount
from backend.registrations.hashes import wanted_nik
from backend.registrations.marks import open_marks
from backend.registrations.number import parse_number
from backend.registrations.schemas import FixesOut, MarkOut, Standing
from backend.registrations.status import NOT_ACTIVE, public
from backend.vault.vault import Vault
from conversations.answers.registration_number import RegistrationNumber, show_registration_number

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from backend.registrations.models import Registration
    from backend.vault.slots import Wanted
    from backend.wire import ContactIn

_MOST: Final = 10
_NO_NUMBER: Final = RegistrationNumber("")
_NOT_A_DIGIT: Final = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class NoSuch:
    """Number and NIK do not belong together. Whether either exists is not said."""


@dataclass(frozen=True, slots=True)
class TooManyGuesses:
    """Wait before asking again."""

    wait: timedelta


Answer: TypeAlias = Standing | NoSuch | TooManyGuesses


@dataclass(frozen=True, slots=True)
class Standings:
    """Questions of families, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def own(self, contact: ContactIn) -> list[Standing]:
        """List what a contact registered, the newest first, ten at most."""
        known = await ContactBook(self.session, self.vault).find(contact)
        if known is None:
            return []
        return [self._standing(row) for row in await repository.of_contact(self.session, known.id, _MOST)]

    async def own_number(self, contact: ContactIn, nik: str) -> str | None:
        """Give the number under which this very contact has this NIK registered and open, if any."""
        # One question for all of it, so that the time it takes does not tell who else registered the NIK.
        address = wanted_address(self.vault, contact)
        number = await repository.own_open_number(self.session, contact.channel, address, self._wanted(nik))
        return show_registration_number(number) if number is not None else None

    async def of_agent(self, agent: UUID, nik: str) -> tuple[Registration | None, bool]:
        """Give the registration of a NIK that an agent made, if any, and whether somebody else made one."""
        rows = await repository.open_with_nik(self.session, self._wanted(nik))
        own = next((row for row in rows if row.agent_id == agent), None)
        taken = own is None and any(row.status not in NOT_ACTIVE for row in rows)
        return own, taken

    async def fixes(self, contact: ContactIn, number: str | None = None) -> FixesOut:
        """Give what a contact is asked to look at again, of the registration that waited longest, or of `number`."""
        known = await ContactBook(self.session, self.vault).find(contact)
        agent = await Acting(self.session, self.vault).find(contact)
        wanted = parse_number(number) if number is not None else None
        row = None
        if known is not None and (number is None or wanted is not None):
            acting = agent.agent.id if agent is not None else None
            row = await repository.waiting_for_fixes(self.session, known.id, acting, wanted)
        if row is None:
            return FixesOut(number=None, marks=[])
        marks = await open_marks(self.session, self.vault, row.id)
        return FixesOut(
            number=show_registration_number(row.number),
            marks=[MarkOut(field=field, reason=reason) for field, reason in marks.items()],
        )

    async def of(self, number: str, nik: str, contact: ContactIn, now: datetime) -> Answer:
        """Tell where a registration stands to somebody who knows its number and NIK.

        A wrong NIK and an unknown number take the same steps and give the same answer.
        """
        parsed = parse_number(number)
        guesses = GuessCount.of(self.session, self.vault, contact, parsed or number)
        if (wait := await guesses.wait(now)) is not None:
            return TooManyGuesses(wait)
        row = await repository.with_number_and_nik(self.session, parsed or _NO_NUMBER, self._wanted(nik))
        if row is None:
            await guesses.wrong(now)
            return NoSuch()
        return self._standing(row)

    def _wanted(self, nik: str) -> Wanted:
        return wanted_nik(self.vault, _NOT_A_DIGIT.sub("", nik))

    def _standing(self, row: Registration) -> Standing:
        return Standing(
            number=show_registration_number(row.number),
            status=public(row.status),
            since=row.status_since,
            received_at=row.received_at,
            name=masked_family(self.vault, row).name,
        )
