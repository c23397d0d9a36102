"""The ledger of a broadcast as senders work it off: claimed, noted before sending, and settled afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.broadcasts.hours import is_open
from backend.broadcasts.judging import judge
from backend.broadcasts.models import LONGEST_REASON, Broadcast, Recipient
from backend.broadcasts.outcomes import MOST_ATTEMPTS, Outcome, Report, Settled
from backend.broadcasts.states import SENDING_STATES, Skip, Standing, before
from backend.broadcasts.subjects import about
from backend.broadcasts.text import Message, payments_named, written
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.settings import Paced
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ANSWERED_WITHIN: Final = timedelta(seconds=90)
"""By then a sender has said what became of a message, or it is dead."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A recipient that somebody has for a while, where they are, and what they are to be told.

    `asks` names the payment where the message asks whether that came.
    """

    id: UUID
    channel: str
    address: str
    message: Message
    template: str | None
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recipients of all broadcasts, within one transaction."""

    session: AsyncSession
    vault: Vault
    paced: Paced

    async def claim(self, channel: str, most: int, now: datetime, lease: timedelta) -> list[Claimed]:
        """Hand out recipients on a channel that nobody has. Whoever is not settled in time is handed out again."""
        await self._settle_the_silent(now)
        query = select(Broadcast).where(Broadcast.state.in_(SENDING_STATES)).order_by(Broadcast.started_at)
        claimed: list[Claimed] = []
        for broadcast in await self.session.scalars(query):
            if not is_open(now, broadcast.from_hour, broadcast.until_hour):
                continue
            taken = await self._taken(broadcast, channel, most - len(claimed), now)
            claimed += await self._handed_out(broadcast, taken, now + lease, now)
            if not taken:
                await judge(self.session, broadcast.id, self.paced, now)
            if len(claimed) >= most:
                break
        return claimed

    async def intend(self, recipients: Collection[UUID], intent: UUID, now: datetime) -> list[UUID]:
        """Note that messages are about to be sent, and give those that may be. Asked twice, the answer is the same.

        Here it is looked at for the last time whether the broadcast goes on, and whether the person wants it.
        """
        mine = select(Recipient).where(Recipient.id.in_(recipients))
        waiting = mine.where(Recipient.state == Standing.WAITING)
        rows = (await self.session.scalars(waiting.order_by(Recipient.id).with_for_update())).all()
        may = await self._may(rows, now)
        for row in rows:
            contact = may.get(row.id)
            if contact is None:
                continue
            skip = _skip(contact)
            row.state = Standing.SENDING if skip is None else Standing.SKIPPED
            row.reason, row.at = skip, now
            if skip is None:
                row.intent, row.attempts, row.sent_at = intent, row.attempts + 1, now
        await self.session.flush()
        begun = mine.where(Recipient.state == Standing.SENDING, Recipient.intent == intent)
        return [row.id for row in await self.session.scalars(begun.order_by(Recipient.place))]

    async def settle(self, outcomes: Sequence[Settled], now: datetime) -> None:
        """Note what became of messages. Hearing it again changes nothing."""
        touched: set[UUID] = set()
        rows = select(Recipient).where(Recipient.id.in_([each.id for each in outcomes])).order_by(Recipient.id)
        found = {row.id: row for row in await self.session.scalars(rows.with_for_update())}
        for each in outcomes:
            row = found.get(each.id)
            if row is None or row.intent != each.intent or row.state not in (Standing.SENDING, Standing.UNKNOWN):
                if row is not None and each.outcome is Outcome.ACCEPTED and row.provider_id is None:
                    row.provider_id = each.provider_id
                continue
            self._note(row, each, now)
            if each.unreachable:
                await self._unreachable([row.id], now)
            touched.add(row.broadcast_id)
        await self.session.flush()
        for broadcast_id in sorted(touched):
            await judge(self.session, broadcast_id, self.paced, now)

    async def report(self, reports: Sequence[Report], now: datetime) -> None:
        """Take in what platforms report later, in any order and any number of times. No report takes anybody back."""
        touched: set[UUID] = set()
        for each in sorted(reports, key=lambda report: report.id):
            told = (
                update(Recipient)
                .where(Recipient.id == each.id, Recipient.state.in_(before(each.standing)))
                .values(state=each.standing, reason=_short(each.fault), at=now)
                .returning(Recipient.broadcast_id)
            )
            broadcast_id = await self.session.scalar(told)
            if broadcast_id is None:
                continue
            if each.unreachable:
                await self._unreachable([each.id], now)
            touched.add(broadcast_id)
        for broadcast_id in sorted(touched):
            await judge(self.session, broadcast_id, self.paced, now)

    async def _settle_the_silent(self, now: datetime) -> None:
        """Of whom nobody heard in time it is not known what became of: they are listed, and not written to again."""
        silent = Recipient.state == Standing.SENDING, Recipient.at <= now - ANSWERED_WITHIN
        rows = select(Recipient.id).where(*silent).with_for_update(skip_locked=True)
        await self.session.execute(
            update(Recipient).where(Recipient.id.in_(rows)).values(state=Standing.UNKNOWN, reason="no answer", at=now)
        )

    async def _taken(self, broadcast: Broadcast, channel: str, most: int, now: datetime) -> Sequence[Recipient]:
        free = (
            select(Recipient)
            .where(
                Recipient.broadcast_id == broadcast.id,
                Recipient.channel == channel,
                # As the index has it, also in a prepared statement.
                Recipient.state == literal_column(f"'{Standing.WAITING}'"),
                or_(Recipient.leased_until.is_(None), Recipient.leased_until <= now),
            )
            .order_by(Recipient.place)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        if broadcast.state is SENDING_STATES[0]:
            free = free.where(Recipient.place <= broadcast.canary_until)
        return (await self.session.scalars(free)).all()

    async def _handed_out(
        self, broadcast: Broadcast, taken: Sequence[Recipient], until: datetime, now: datetime
    ) -> list[Claimed]:
        if not taken:
            return []
        subjects = [subject for each in taken for subject in each.subjects]
        told = await about(self.session, self.vault, subjects, paid=broadcast.is_paid)
        ids = [each.contact_id for each in taken]
        contacts = {each.id: each for each in await self.session.scalars(select(Contact).where(Contact.id.in_(ids)))}
        claimed = []
        for each in taken:
            named = [told[subject] for subject in each.subjects if subject in told]
            contact = contacts[each.contact_id] if each.contact_id is not None else None
            if not named or contact is None:
                each.state, each.reason, each.at = Standing.SKIPPED, Skip.ERASED, now
                continue
            each.leased_until = until
            message = written(broadcast.text, broadcast.bring, named, each.code)
            address = self.vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
            asks = payments_named(named) if broadcast.follows is not None else ""
            claimed.append(Claimed(each.id, contact.channel, address, message, broadcast.template, asks))
        await self.session.flush()
        return claimed

    async def _may(self, rows: Sequence[Recipient], now: datetime) -> dict[UUID, Contact]:
        """Give the contacts of those whose broadcast goes on now."""
        query = select(Broadcast).where(
            Broadcast.id.in_({row.broadcast_id for row in rows}), Broadcast.state.in_(SENDING_STATES)
        )
        going = {each.id for each in await self.session.scalars(query) if is_open(now, each.from_hour, each.until_hour)}
        of = {row.id: row.contact_id for row in rows if row.broadcast_id in going}
        found = await self.session.scalars(select(Contact).where(Contact.id.in_(list(of.values()))))
        contacts = {each.id: each for each in found}
        return {row: contacts[contact] for row, contact in of.items() if contact is not None}

    def _note(self, row: Recipient, each: Settled, now: datetime) -> None:
        row.at, row.reason = now, _short(each.reason)
        match each.outcome:
            case Outcome.ACCEPTED:
                row.state, row.provider_id, row.reason = Standing.ACCEPTED, each.provider_id, None
            case Outcome.REJECTED:
                row.state = Standing.FAILED
            case Outcome.UNKNOWN:
                row.state = Standing.UNKNOWN
            case Outcome.SKIPPED:
                row.state = Standing.SKIPPED
            case Outcome.DEFERRED if row.attempts >= MOST_ATTEMPTS:
                row.state = Standing.FAILED
            case Outcome.DEFERRED:
                row.state, row.leased_until = Standing.WAITING, now + timedelta(seconds=each.seconds)

    async def _unreachable(self, rows: Sequence[UUID], now: datetime) -> None:
        theirs = select(Recipient.contact_id).where(Recipient.id.in_(rows))
        await self.session.execute(
            update(Contact)
            .where(Contact.id.in_(theirs), Contact.unreachable_since.is_(None))
            .values(unreachable_since=now)
        )


def _skip(contact: Contact) -> Skip | None:
    if contact.erased_at is not None:
        return Skip.ERASED
    return None if contact.broadcasts_wanted else Skip.OPTED_OUT


def _short(text: str | None) -> str | None:
    return text[:LONGEST_REASON] if text else None
