"""Reports of fraud: taken in, listed by day and area, and opened for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.contacts.book import ContactBook
from backend.database import take_turns
from backend.fraud_reports.models import TOLD_FIELD, FraudReport
from backend.registrations import repository
from backend.registrations.reveal import keep_reveal
from backend.registrations.reveals import Reveal
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from backend.auth.areas import AreaScope
    from backend.wire import ContactIn

COUNTED_WITHIN: Final = timedelta(days=30)
"""How far back the dashboard counts."""


class Told(msgspec.Struct, frozen=True):
    """What somebody received, and from which number or address, where they told."""

    received: str
    sender: str


@dataclass(frozen=True, slots=True)
class FraudDesk:
    """The reports, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def take(self, contact: ContactIn, told: Told, told_at: datetime, key: str) -> bool:
        """Keep a report; False when it is kept already. The same key is the same report."""
        keys = self.vault.digests(key, purpose="fraud report")
        await take_turns(self.session, *keys)
        if await self.session.scalar(select(FraudReport.id).where(FraudReport.key_hash.in_(keys))) is not None:
            return False
        known = await ContactBook(self.session, self.vault).find(contact)
        newest = await repository.of_contact(self.session, known.id, 1) if known is not None else []
        row = uuid4()
        report = FraudReport(
            id=row,
            desa=newest[0].desa if newest else None,
            channel=contact.channel,
            told=self.vault.seal(msgspec.json.encode(told), field=TOLD_FIELD, row=row),
            told_at=told_at,
            key_hash=keys[0],
        )
        self.session.add(report)
        await self.session.flush()
        return True

    async def rows(self, areas: AreaScope, first: int, most: int) -> list[FraudReport]:
        """List reports from some areas, the newest first."""
        query = select(FraudReport).where(_within(areas)).order_by(FraudReport.told_at.desc(), FraudReport.id)
        return list(await self.session.scalars(query.offset(first).limit(most)))

    async def find(self, row: UUID, areas: AreaScope) -> FraudReport | None:
        """Find one. What lies outside the areas is not there."""
        found: FraudReport | None = await self.session.scalar(
            select(FraudReport).where(FraudReport.id == row, _within(areas))
        )
        return found

    async def open(self, report: FraudReport, reason: str, *, actor: str, at: datetime) -> Told | None:
        """Give what was told, in clear. Who opened it and why is kept in the same transaction.

        None when its time is over.
        """
        if report.told is None:
            return None
        revealed = Reveal(fraud_report_id=report.id, field="report", actor=actor, at=at)
        await keep_reveal(self.session, self.vault, revealed, f"fraud_report/{report.id}", reason)
        return msgspec.json.decode(self.vault.open(report.told, field=TOLD_FIELD, row=report.id), type=Told)


async def many_lately(session: AsyncSession, areas: AreaScope, now: datetime) -> int:
    """Count the reports of the last thirty days."""
    query = select(func.count()).select_from(FraudReport)
    return await session.scalar(query.where(_within(areas), FraudReport.told_at > now - COUNTED_WITHIN)) or 0


def _within(areas: AreaScope) -> ColumnElement[bool]:
    # Whoever never registered lives nowhere that we know of: that is for those who see all of it.
    return areas.desa_condition(FraudReport.desa)
