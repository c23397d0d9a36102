"""The ledger of a broadcast as senders work it off: claimed, noted before sending, and settled afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Text, and_, bindparam, case, func, literal_column, or_, select, update
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.broadcasts.falling_back import call_off, fall_back
from backend.broadcasts.hours import is_open
from backend.broadcasts.judging import judge, reopened
from backend.broadcasts.models import LONGEST_REASON, Broadcast, Recipient
from backend.broadcasts.outcomes import MOST_ATTEMPTS, Outcome, Report, Settled
from backend.broadcasts.states import ARRIVED, SENDING_STATES, Skip, Standing, before
from backend.broadcasts.subjects import about
from backend.broadcasts.templates import TEMPLATED, ContentTemplate, rests, withdraw
from backend.broadcasts.text import Message, payments_named, written
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.settings import Paced
from backend.vault.keyring import Keyring

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from backend.vault.vault import Vault

ANSWERED_WITHIN: Final = timedelta(seconds=90)
"""By then a sender has said what became of a message, or it is dead."""
_AGAIN_AFTER: Final = timedelta(minutes=5)
"""How long a message that was one too many waits, as often as it was sent."""
_ALONE: Final = {"synchronize_session": False}
"""No object of the session stands for what such a statement changes."""
_Taken: TypeAlias = "Row[UUID, UUID | None, list[UUID], int, int]"


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
class _Became:
    """Where a recipient stands from now on, why, and what the platform calls the message if it is news."""

    standing: Standing
    reason: str | None
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The recipients of all broadcasts, within one transaction."""

    session: AsyncSession
    paced: Paced
    keyring: Keyring

    async def claim(self, vault: Vault, channel: str, most: int, now: datetime, lease: timedelta) -> list[Claimed]:
        """Hand out recipients on a channel that nobody has. Whoever is not settled in time is handed out again."""
        await self._settle_the_silent(now)
        claimed: list[Claimed] = []
        for broadcast, resting in await self._sending(now):
            if channel == resting:
                continue
            taken = await self._taken(broadcast, channel, most - len(claimed), now + lease, now)
            claimed += await self._handed_out(vault, broadcast, taken, now)
            if not taken:
                await judge(self.session, broadcast.id, self.paced, now)
            if len(claimed) >= most:
                break
        return claimed

    async def intend(self, recipients: Collection[UUID], intent: UUID, now: datetime) -> list[UUID]:
        """Note that messages are about to be sent, and give those that may be. Asked twice, the answer is the same.

        Here it is looked at for the last time whether the broadcast goes on, whether the person wants it, and whether
        it arrived after all on the channel that it fell from.
        """
        first = aliased(Recipient)
        asked = (
            select(
                Recipient.id,
                Recipient.broadcast_id,
                Recipient.channel,
                Recipient.state,
                Contact.broadcasts_wanted,
                Contact.erased_at,
                first.state.in_(ARRIVED).label("arrived"),
            )
            .join(Contact, Contact.id == Recipient.contact_id)
            .outerjoin(first, first.id == Recipient.falls_from)
            .where(
                Recipient.id.in_(recipients),
                or_(
                    Recipient.state == Standing.WAITING,
                    and_(Recipient.state == Standing.SENDING, Recipient.intent == intent),
                ),
            )
            .order_by(Recipient.id)
            .with_for_update(of=Recipient)
        )
        rows = (await self.session.execute(asked)).all()
        begun = [row.id for row in rows if row.state is Standing.SENDING]
        ids = {row.broadcast_id for row in rows}
        going = {each.id: resting for each, resting in await self._sending(now, Broadcast.id.in_(ids))}
        goes: list[UUID] = []
        for row in rows:
            if row.state is not Standing.WAITING or row.broadcast_id not in going:
                continue
            if row.channel == going[row.broadcast_id]:
                continue
            skip = Skip.ARRIVED if row.arrived else _skip(row.broadcasts_wanted, row.erased_at)
            if skip is None:
                goes.append(row.id)
                continue
            passed = update(Recipient).where(Recipient.id == row.id)
            await self.session.execute(passed.values(state=Standing.SKIPPED, reason=skip, at=now))
        if goes:
            noted = update(Recipient).where(Recipient.id.in_(goes))
            attempts = Recipient.attempts + 1
            await self.session.execute(
                noted.values(
                    state=Standing.SENDING, reason=None, at=now, sent_at=now, intent=intent, attempts=attempts
                ),
                execution_options=_ALONE,
            )
        return [*begun, *goes]

    async def settle(self, outcomes: Sequence[Settled], now: datetime) -> None:
        """Note what became of messages. Hearing it again changes nothing."""
        touched: set[UUID] = set()
        changed: list[UUID] = []
        accepted: dict[UUID, _Became] = {}
        withdrawn: dict[UUID, tuple[str, str]] = {}
        rows = select(Recipient).where(Recipient.id.in_([each.id for each in outcomes])).order_by(Recipient.id)
        found = {row.id: row for row in await self.session.scalars(rows.with_for_update())}
        for each in outcomes:
            row = found.get(each.id)
            if row is None or row.intent != each.intent or row.state not in (Standing.SENDING, Standing.UNKNOWN):
                if row is not None and each.outcome is Outcome.ACCEPTED and row.provider_id is None:
                    row.provider_id = each.provider_id
                continue
            touched.add(row.broadcast_id)
            changed.append(row.id)
            if each.outcome is Outcome.ACCEPTED:
                accepted[row.id] = _Became(Standing.ACCEPTED, None, each.provider_id)
                continue
            if each.withdrawn is not None:
                row.state, row.reason, row.at = Standing.WAITING, None, now
                row.leased_until, row.attempts = None, row.attempts - 1
                withdrawn[row.broadcast_id] = each.withdrawn, each.reason or ""
                continue
            self._note(row, each, now)
            if each.unreachable:
                await self._unreachable([row.id], now)
        await self.session.flush()
        await self._withdraw(withdrawn, now)
        await self._write(accepted, now)
        lost = [row for row in changed if found[row].state is Standing.FAILED or found[row].reason == Skip.NO_TEMPLATE]
        if lost:
            await fall_back(self.session, await self.keyring.vault(self.session), lost, now)
        for broadcast_id in sorted(touched):
            await judge(self.session, broadcast_id, self.paced, now)

    async def report(self, reports: Sequence[Report], now: datetime) -> None:
        """Take in what platforms report later, in any order and any number of times. No report takes anybody back."""
        held = select(
            Recipient.id, Recipient.broadcast_id, Recipient.state, Recipient.intent, Recipient.attempts
        ).where(Recipient.id.in_([each.id for each in reports]))
        rows = {row.id: row for row in await self.session.execute(held.order_by(Recipient.id).with_for_update())}
        standing = {row.id: row.state for row in rows.values()}
        became: dict[UUID, _Became] = {}
        withdrawn: dict[UUID, tuple[str, str]] = {}
        for each in reports:
            row = rows.get(each.id)
            if row is None or not _is_news(each, standing[row.id], row.intent):
                continue
            standing[row.id] = each.standing
            became[row.id] = _Became(each.standing, _short(each.fault))
            if each.unreachable:
                await self._unreachable([row.id], now)
            again = (each.too_fast and row.attempts < MOST_ATTEMPTS) or each.withdrawn is not None
            if again and await reopened(self.session, row.broadcast_id, now):
                # It certainly did not go out, and nothing is wrong with it but the moment or the template.
                standing[row.id] = Standing.WAITING
                became.pop(row.id)
                if each.withdrawn is None:
                    await self._let_wait(row.id, row.attempts, now + _AGAIN_AFTER * row.attempts, now)
                    continue
                await self._let_wait(row.id, row.attempts - 1, None, now)
                withdrawn[row.broadcast_id] = each.withdrawn, each.fault or ""
        await self._withdraw(withdrawn, now)
        await self._write(became, now)
        lost = [row for row, each in became.items() if each.standing is Standing.FAILED]
        if lost:
            await fall_back(self.session, await self.keyring.vault(self.session), lost, now)
        await call_off(self.session, [row for row, each in became.items() if each.standing in ARRIVED], now)
        for broadcast_id in sorted({rows[each].broadcast_id for each in became}):
            await judge(self.session, broadcast_id, self.paced, now)

    async def _settle_the_silent(self, now: datetime) -> None:
        """Of whom nobody heard in time it is not known what became of: they are listed, and not written to again."""
        silent = Recipient.state == _in_index(Standing.SENDING), Recipient.at <= now - ANSWERED_WITHIN
        rows = select(Recipient.id).where(*silent).with_for_update(skip_locked=True)
        await self.session.execute(
            update(Recipient).where(Recipient.id.in_(rows)).values(state=Standing.UNKNOWN, reason="no answer", at=now)
        )

    async def _taken(
        self, broadcast: Broadcast, channel: str, most: int, until: datetime, now: datetime
    ) -> Sequence[_Taken]:
        """Lease what nobody has, and give it in the order of sending."""
        free = (
            select(Recipient.id)
            .where(
                Recipient.broadcast_id == broadcast.id,
                Recipient.channel == channel,
                Recipient.state == _in_index(Standing.WAITING),
                or_(Recipient.leased_until.is_(None), Recipient.leased_until <= now),
            )
            .order_by(Recipient.place)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        if broadcast.state is SENDING_STATES[0]:
            free = free.where(Recipient.place <= broadcast.canary_until)
        leased = (
            update(Recipient)
            .where(Recipient.id.in_(free.scalar_subquery()))
            .values(leased_until=until)
            .returning(Recipient.id, Recipient.contact_id, Recipient.subjects, Recipient.code, Recipient.place)
        )
        rows = (await self.session.execute(leased, execution_options=_ALONE)).all()
        return sorted(rows, key=lambda row: row.place)

    async def _handed_out(
        self, vault: Vault, broadcast: Broadcast, taken: Sequence[_Taken], now: datetime
    ) -> list[Claimed]:
        if not taken:
            return []
        subjects = [subject for each in taken for subject in each.subjects]
        told = await about(self.session, vault, subjects, paid=broadcast.is_paid)
        query = select(Contact.id, Contact.channel, Contact.address)
        rows = await self.session.execute(query.where(Contact.id.in_([each.contact_id for each in taken])))
        contacts = {row.id: row for row in rows}
        claimed, gone = [], []
        for each in taken:
            named = [told[subject] for subject in each.subjects if subject in told]
            contact = contacts.get(each.contact_id) if each.contact_id is not None else None
            if not named or contact is None:
                gone.append(each.id)
                continue
            message = written(broadcast.text, broadcast.bring, named, each.code)
            address = vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
            asks = payments_named(named) if broadcast.follows is not None else ""
            claimed.append(Claimed(each.id, contact.channel, address, message, broadcast.template, asks))
        if gone:
            passed = update(Recipient).where(Recipient.id.in_(gone))
            await self.session.execute(passed.values(state=Standing.SKIPPED, reason=Skip.ERASED, at=now))
        return claimed

    async def _sending(self, now: datetime, *those: ColumnElement[bool]) -> list[tuple[Broadcast, str]]:
        """Give those that send now, the oldest first, each with the channel that rests; it is empty where none does."""
        query = (
            select(Broadcast, case((rests(), TEMPLATED), else_=""))
            .outerjoin(ContentTemplate, ContentTemplate.sid == Broadcast.template)
            .where(Broadcast.state.in_(SENDING_STATES), *those)
            .order_by(Broadcast.started_at)
        )
        found = (await self.session.execute(query)).all()
        return [(each, resting) for each, resting in found if is_open(now, each.from_hour, each.until_hour)]

    async def _write(self, became: Mapping[UUID, _Became], now: datetime) -> None:
        """Note in one statement where many stand, whose rows are held: that is nearly all that is ever told."""
        if not became:
            return
        each = list(became.values())
        told = (
            func.unnest(
                bindparam("ids", list(became), type_=ARRAY(UuidType)),
                bindparam("states", [one.standing.value for one in each], type_=ARRAY(Text)),
                bindparam("reasons", [one.reason for one in each], type_=ARRAY(Text)),
                bindparam("theirs", [one.provider_id for one in each], type_=ARRAY(Text)),
            )
            .table_valued("id", "state", "reason", "theirs")
            .render_derived("told")
        )
        await self.session.execute(
            update(Recipient)
            .where(Recipient.id == told.c.id)
            .values(
                state=told.c.state,
                reason=told.c.reason,
                at=now,
                provider_id=func.coalesce(told.c.theirs, Recipient.provider_id),
            ),
            execution_options=_ALONE,
        )

    def _note(self, row: Recipient, each: Settled, now: datetime) -> None:
        row.at, row.reason = now, _short(each.reason)
        match each.outcome:
            case Outcome.ACCEPTED:
                raise AssertionError("what platforms took is noted together")
            case Outcome.REJECTED:
                row.state = Standing.FAILED
            case Outcome.UNKNOWN:
                row.state = Standing.UNKNOWN
            case Outcome.SKIPPED:
                row.state = Standing.SKIPPED
            case Outcome.NOT_BEGUN:
                row.state, row.leased_until, row.attempts = Standing.WAITING, None, row.attempts - 1
            case Outcome.DEFERRED if row.attempts >= MOST_ATTEMPTS:
                row.state = Standing.FAILED
            case Outcome.DEFERRED:
                row.state, row.leased_until = Standing.WAITING, now + timedelta(seconds=each.seconds)

    async def _let_wait(self, row: UUID, attempts: int, until: datetime | None, now: datetime) -> None:
        later = update(Recipient).where(Recipient.id == row)
        values = {"state": Standing.WAITING, "reason": None, "at": now, "leased_until": until, "attempts": attempts}
        await self.session.execute(later.values(values), execution_options=_ALONE)

    async def _withdraw(self, told: Mapping[UUID, tuple[str, str]], now: datetime) -> None:
        """Let broadcasts rest at once whose template is told to be withdrawn: its list says so only later."""
        used = select(Broadcast.id, Broadcast.template).where(Broadcast.id.in_(told), Broadcast.template.is_not(None))
        for row, template in await self.session.execute(used.order_by(Broadcast.template)) if told else ():
            await withdraw(self.session, str(template), *told[row], now)

    async def _unreachable(self, rows: Sequence[UUID], now: datetime) -> None:
        theirs = select(Recipient.contact_id).where(Recipient.id.in_(rows))
        await self.session.execute(
            update(Contact)
            .where(Contact.id.in_(theirs), Contact.unreachable_since.is_(None))
            .values(unreachable_since=now)
        )


def _is_news(report: Report, standing: Standing, intent: UUID | None) -> bool:
    """Tell whether a report says more than is known. What is told of an earlier sending counts if that arrived."""
    if report.standing in ARRIVED and standing is Standing.WAITING:
        return True
    is_earlier = report.intent is not None and report.intent != intent
    return standing in before(report.standing) and (report.standing in ARRIVED or not is_earlier)


def _skip(wanted: bool | None, erased_at: datetime | None) -> Skip | None:  # noqa: FBT001 - as the column has it
    if erased_at is not None:
        return Skip.ERASED
    return None if wanted else Skip.OPTED_OUT


def _in_index(standing: Standing) -> ColumnElement[Standing]:
    """Give a standing as the partial indexes have it, which a prepared statement would not show."""
    return literal_column(f"'{standing}'")


def _short(text: str | None) -> str | None:
    return text[:LONGEST_REASON] if text else None
