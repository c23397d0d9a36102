"""Registrations as the office sees them: true status, everything personal masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.models import Agent
from backend.audit.seen import Seen, note_seen
from backend.auth.areas import AreaScope
from backend.registrations import repository
from backend.registrations.acted import acting_of
from backend.registrations.family import masked_family
from backend.registrations.hashes import wanted_nik
from backend.registrations.ladder import reason_of
from backend.registrations.marks import open_marks
from backend.registrations.masked_row import masked_row
from backend.registrations.number import parse_number
from backend.registrations.schemas import ConsentOut, Detail, MarkOut, Page, StepOut
from backend.undelivered.listed import Listed
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from backend.registrations.models import Registration
    from backend.registrations.repository import Filter
    from backend.undelivered.listed import Row as Undelivered

_MOST_FOUND: Final = 10
_MOST_TOLD: Final = 5


class NoSuchPlace(Exception):
    """The page asked for begins after a registration that does not exist."""


@dataclass(frozen=True, slots=True)
class Office:
    """Reading registrations of some areas, within one transaction. Those outside do not exist here."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope

    async def page(self, wanted: Filter, after: str | None, most: int) -> Page:
        """List registrations, the newest first, beginning after the one with a given number.

        Raises:
            NoSuchPlace: `after` is no registration's number.
        """
        last = await self._find(after) if after is not None else None
        if after is not None and last is None:
            raise NoSuchPlace
        # One more than asked for tells whether there is another page.
        found = await repository.listed(self.session, wanted, self.areas, last, most + 1)
        rows = [masked_row(each, masked_family(self.vault, each)) for each in found[:most]]
        return Page(registrations=rows, next=rows[-1].number if len(found) > most else None)

    async def detail(self, number: str) -> Detail | None:
        """Give all of one registration that is shown without a reason."""
        registration = await self._find(number)
        if registration is None:
            return None
        family = masked_family(self.vault, registration)
        agent = await self.session.get(Agent, registration.agent_id) if registration.agent_id is not None else None
        return Detail(
            **masked_row(registration, family).model_dump(),
            kk=family.kk,
            phone=family.phone,
            members=family.members,
            submitted_by=registration.submitted_by,
            version=registration.version,
            marks=[
                MarkOut(field=field, reason=reason)
                for field, reason in (await open_marks(self.session, self.vault, registration.id)).items()
            ],
            history=[
                StepOut(status=step.status, at=step.at, actor=step.actor, reason=reason_of(self.vault, step))
                for step in await repository.history(self.session, registration)
            ],
            consents=[
                ConsentOut(
                    purpose=consent.purpose.value,
                    given=consent.given,
                    notice=consent.notice,
                    given_at=consent.given_at,
                    channel=consent.channel,
                )
                for consent in await repository.consents(self.session, registration)
            ],
            acting=acting_of(self.vault, registration, agent) if agent is not None else None,
            doubted_at=registration.doubted_at,
        )

    async def numbers_of(self, nik: str) -> list[str]:
        """List the numbers under which a NIK is registered in these areas, the newest first, ten at most.

        A NIK that is registered elsewhere and one that is not registered take the same steps.
        """
        found = await repository.with_nik(self.session, wanted_nik(self.vault, nik), self.areas, _MOST_FOUND)
        return [show_registration_number(registration.number) for registration in found]

    async def note_searched(self, by: str, numbers: Sequence[str], *, actor: str, at: datetime) -> None:
        """Note who looked for somebody, and what was found; never what was typed. Called last in the transaction."""
        found = [each for number in numbers if (each := await self._find(number)) is not None]
        subject = f"registration/{found[0].id}" if found else "search"
        await note_seen(self.session, Seen.SEARCH, subject, actor=actor, at=at, details={"by": by, "found": len(found)})

    async def undelivered(self, number: str) -> list[Undelivered]:
        """List what could not be delivered to whoever sent a registration, the newest first, five at most."""
        registration = await self._find(number)
        if registration is None:
            return []
        return await Listed(self.session, self.vault, self.areas).of_contact(registration.contact_id, _MOST_TOLD)

    async def note_detail_seen(self, number: str, *, actor: str, at: datetime) -> None:
        """Note who was shown `detail`. Called last in the transaction."""
        registration = await self._find(number)
        if registration is not None:
            await note_seen(self.session, Seen.DETAIL, f"registration/{registration.id}", actor=actor, at=at)

    async def _find(self, number: str) -> Registration | None:
        parsed = parse_number(number)
        found = await repository.by_number(self.session, parsed) if parsed is not None else None
        return found if found is not None and self.areas.covers(found.desa) else None
