"""What officers see of what could not be delivered, and what they decide, for the tests of the whole service.

The page itself has its tests beside the registry's; signing in is not what these here are about.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from backend.contacts.book import ContactBook
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.status import NOT_ACTIVE, Status
from backend.undelivered.ledger import Ledger
from backend.undelivered.models import Undelivered
from backend.wire import ContactIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from uuid import UUID

    from backend.undelivered.states import Decision
    from conversations.answers.fixable import Fixable
    from tests.dialogues.phones import Phone
    from tests.world import Service


@asynccontextmanager
async def ledger(service: Service) -> AsyncIterator[Ledger]:
    state = service.line.registry.app.state
    async with state.sessions.begin() as session:
        yield Ledger(session, await state.keyring.vault(session))


async def entries(service: Service, *phones: Phone) -> list[Undelivered]:
    """Give what is listed for some phones, in their order."""
    found: list[Undelivered] = []
    async with ledger(service) as kept:
        for phone in phones:
            book = ContactBook(kept.session, kept.vault)
            contact = await book.find(ContactIn(channel=phone.ref.channel, address=phone.ref.address))
            if contact is not None:
                listed = select(Undelivered).where(Undelivered.contact_id == contact.id)
                found += await kept.session.scalars(listed.order_by(Undelivered.first_at))
    return found


async def mark_newest(service: Service, phone: Phone, fields: Sequence[Fixable]) -> None:
    """Mark fields of the newest registration of a phone."""
    marks = dict.fromkeys(fields, "belum sama dengan kartu.")
    await move_newest(service, phone, (Status.NEEDS_FIXING, {"marks": marks}))


async def move_newest(service: Service, phone: Phone, *steps: tuple[Status, dict[str, Any]]) -> None:
    """Take the newest registration of a phone some steps up the ladder."""
    async with ledger(service) as kept:
        book = ContactBook(kept.session, kept.vault)
        contact = await book.find(ContactIn(channel=phone.ref.channel, address=phone.ref.address))
        assert contact is not None
        newest = select(Registration).where(Registration.contact_id == contact.id)
        mine = (await kept.session.scalars(newest.order_by(Registration.received_at.desc()).limit(1))).one()

        async def moved(row: UUID, to: Status, **said: Any) -> None:
            now = datetime.now(UTC)
            await move(kept.session, kept.vault, row, to, actor="office", at=now, reason="Contoh alasan.", **said)

        if mine.status is Status.CONFLICT:
            # Another transcript has registered the same family.
            for other in await kept.session.scalars(
                select(Registration).where(
                    Registration.nik_hash_a == mine.nik_hash_a, Registration.status.not_in(NOT_ACTIVE)
                )
            ):
                await moved(other.id, Status.WITHDRAWN, notify=False)
            await moved(mine.id, Status.SENT)
        for to, said in steps:
            await moved(mine.id, to, **said)


async def decide(service: Service, phone: Phone, decision: Decision) -> None:
    """Press a button for the one open entry of a phone."""
    [entry] = [each for each in await entries(service, phone) if each.state == "open"]
    async with ledger(service) as kept:
        assert await kept.decide(entry.id, decision, "office", datetime.now(UTC))
