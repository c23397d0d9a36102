"""Who has to be told of a breach (UU 27/2022 article 46: in writing, within 3 x 24 hours)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select

from backend.audit.seen import Seen, note_seen
from backend.contacts.models import Contact
from backend.registrations.models import Registration
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.audit.chain import Detail
    from backend.auth.areas import AreaScope


@dataclass(frozen=True, slots=True)
class Affected:
    """One registration whose data were there. `reachable` while the address is still held."""

    number: str
    desa: str
    channel: str
    received_at: datetime
    reachable: bool


_TOLD: Final = (
    Registration.number,
    Registration.desa,
    Registration.channel,
    Registration.received_at,
    Contact.erased_at,
)


async def affected(
    session: AsyncSession, areas: AreaScope, since: datetime, until: datetime, *, actor: str, at: datetime
) -> AsyncIterator[Affected]:
    """Give every registration of some areas whose data were held at any moment from `since` to `until`.

    Numbers and channels only, for telling people through the bot. That the list was made is noted.
    """
    query = (
        select(*_TOLD)
        .join(Contact, Contact.id == Registration.contact_id)
        .where(
            areas.condition(Registration.kecamatan, Registration.desa),
            Registration.received_at < until,
            or_(Registration.erased_at.is_(None), Registration.erased_at >= since),
        )
        .order_by(Registration.received_at, Registration.id)
    )
    told = 0
    rows = await session.stream(query.execution_options(yield_per=1000))
    async for number, desa, channel, received_at, gone in rows:
        told += 1
        yield Affected(show_registration_number(number), desa, channel, received_at, gone is None)
    details: dict[str, Detail] = {
        "from": since.isoformat(),
        "to": until.isoformat(),
        "areas": sorted(areas.codes),
        "rows": told,
    }
    await note_seen(session, Seen.EXPORT, "breach", actor=actor, at=at, details=details)
