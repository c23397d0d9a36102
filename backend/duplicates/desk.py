"""Pairs as officers work with them: both sides masked, and nothing of a side that lies outside their areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.duplicates.likeness import Compared, Likeness
from backend.duplicates.models import VERDICT_FIELD, DuplicatePair, PairState
from backend.registrations.decisions import Answer, Decision, Decisions
from backend.registrations.family import masked_family, open_family
from backend.registrations.models import Registration
from backend.registrations.moves import step
from backend.registrations.status import CLOSED, Status
from backend.vault.vault import Vault
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select

MOST_COUNTED: Final = 1_000
_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_MOST_TOLD: Final = 5
_First, _Second = aliased(Registration), aliased(Registration)


class View(StrEnum):
    """Which pairs: those that wait, or those about which somebody decided."""

    OPEN = "terbuka"
    DECIDED = "diputuskan"


@dataclass(frozen=True, slots=True)
class Side:
    """One registration of a pair, masked. `version` is the one that a decision is about."""

    number: str
    version: int
    status: Status
    name: str
    nik: str
    kk: str
    birth_date: str
    kecamatan: str
    desa: str
    channel: str
    submitted_by: str
    received_at: datetime
    may_be_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations that may be one person's, and what agrees. `reason` is there once somebody decided."""

    id: UUID
    registrations: tuple[UUID, UUID]
    score: int
    fields: dict[Compared, Likeness]
    state: PairState
    found_at: datetime
    sides: tuple[Side, Side]
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of pairs; `next` is where the next page begins."""

    pairs: list[Pair]
    next: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an officer found: one person or two, and why. `withdrawn` is the number of the registration to end."""

    state: PairState
    reason: str
    withdrawn: str | None
    versions: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DuplicateDesk:
    """The pairs of which both sides lie in some areas, within one transaction. Others do not exist here."""

    session: AsyncSession
    vault: Vault
    areas: AreaScope
    permissions: frozenset[Permission]

    async def page(self, view: View, after: str | None, most: int) -> Pairs:
        """List open pairs, the most alike first; or decided ones, the newest first."""
        keys = _order(view)
        query = self._query(_states(view)).order_by(*(key.desc() for key in keys)).limit(most + 1)
        place = _place(view, after) if after else None
        if place is not None:
            query = query.where(tuple_(*keys) < tuple_(*place))
        found = (await self.session.execute(query)).all()
        shown = [self._pair(*row) for row in found[:most]]
        return Pairs(shown, _written(view, found[most - 1][0]) if len(found) > most else None)

    async def count(self, view: View) -> int:
        """Count pairs, as far as `MOST_COUNTED` and one more."""
        some = self._query(_states(view)).with_only_columns(DuplicatePair.id).limit(MOST_COUNTED + 1).subquery()
        return await self.session.scalar(select(func.count()).select_from(some)) or 0

    async def find(self, row: UUID) -> Pair | None:
        """Give one pair."""
        found = await self._found(DuplicatePair.id == row)
        return self._pair(*found) if found is not None else None

    async def open_of(self, number: str) -> list[Pair]:
        """List the open pairs of a registration, the most alike first, five at most."""
        own = select(Registration.id).where(Registration.number == number.replace("-", "")).scalar_subquery()
        # By what a pair has an index on: by number, all open pairs would be read.
        either = or_(DuplicatePair.first_id == own, DuplicatePair.second_id == own)
        query = self._query(_states(View.OPEN)).where(either).order_by(DuplicatePair.score.desc(), DuplicatePair.id)
        return [self._pair(*row) for row in (await self.session.execute(query.limit(_MOST_TOLD))).all()]

    async def decide(self, row: UUID, verdict: Verdict, *, actor: str, at: datetime) -> Answer:
        """Note what an officer found and carry it out: the same person's second registration may end, and if it was
        the one that counted, the other one counts from now on.
        """
        found = await self._found(DuplicatePair.id == row, lock=True)
        if found is None:
            return Answer.NOT_FOUND
        pair, *both = found
        sides = _older_first(*both)
        if pair.state != PairState.OPEN or tuple(side.version for side in sides) != verdict.versions:
            return Answer.OVERTAKEN
        if not verdict.reason:
            return Answer.NOT_SAID
        if verdict.withdrawn is not None:
            answer = await self._merge(sides, verdict, actor, at)
            if answer is not Answer.DONE:
                return answer
        pair.state, pair.decided_at, pair.decided_by = verdict.state, at, actor
        pair.reason = self.vault.seal(verdict.reason.encode(), field=VERDICT_FIELD, row=pair.id)
        await self.session.flush()
        for side in sides:
            details = {"pair": str(pair.id), "verdict": verdict.state.value, "score": pair.score}
            await append(self.session, Event(at, actor, "duplicate.decided", f"registration/{side.id}", details))
        return Answer.DONE

    async def _merge(self, sides: Sequence[Registration], verdict: Verdict, actor: str, at: datetime) -> Answer:
        numbers = [show_registration_number(side.number) for side in sides]
        if verdict.state is not PairState.ONE or verdict.withdrawn not in numbers:
            return Answer.NOT_ALLOWED
        ends = numbers.index(verdict.withdrawn)
        decisions = Decisions(self.session, self.vault, self.areas)
        ended = await decisions.take(
            numbers[ends],
            Decision(Status.WITHDRAWN, sides[ends].version, verdict.reason),
            actor=actor,
            permissions=self.permissions,
            at=at,
        )
        stays = sides[1 - ends]
        if ended is Answer.DONE and stays.status is Status.CONFLICT:
            # Where a third one is still active, it goes on waiting as a conflict.
            taken = Decision(Status.SENT, stays.version, verdict.reason)
            await decisions.take(numbers[1 - ends], taken, actor=actor, permissions=self.permissions, at=at)
        return ended

    def _query(self, of: ColumnElement[bool]) -> Select[DuplicatePair, Registration, Registration]:
        under_way = and_(_First.status.not_in(CLOSED), _Second.status.not_in(CLOSED))
        return (
            select(DuplicatePair, _First, _Second)
            .join(_First, _First.id == DuplicatePair.first_id)
            .join(_Second, _Second.id == DuplicatePair.second_id)
            .where(
                of,
                # Whoever was withdrawn for another reason needs no decision any more.
                or_(DuplicatePair.state != PairState.OPEN, under_way),
                *(self.areas.condition(each.kecamatan, each.desa) for each in (_First, _Second)),
            )
        )

    async def _found(
        self, of: ColumnElement[bool], *, lock: bool = False
    ) -> tuple[DuplicatePair, Registration, Registration] | None:
        query = self._query(of)
        found = (await self.session.execute(query.with_for_update(of=DuplicatePair) if lock else query)).one_or_none()
        return (found[0], found[1], found[2]) if found is not None else None

    def _pair(self, pair: DuplicatePair, first: Registration, second: Registration) -> Pair:
        one, other = _older_first(first, second)
        fields = dict.fromkeys(Compared, Likeness.DIFFERENT)
        fields |= dict.fromkeys(map(Compared, pair.similar), Likeness.SIMILAR)
        fields |= dict.fromkeys(map(Compared, pair.same), Likeness.SAME)
        reason = self.vault.open(pair.reason, field=VERDICT_FIELD, row=pair.id).decode() if pair.reason else None
        return Pair(
            id=pair.id,
            registrations=(one.id, other.id),
            score=pair.score,
            fields=fields,
            state=PairState(pair.state),
            found_at=pair.found_at,
            sides=(self._side(one), self._side(other)),
            decided_at=pair.decided_at,
            decided_by=pair.decided_by,
            reason=reason,
        )

    def _side(self, row: Registration) -> Side:
        shown = masked_family(self.vault, row)
        withdrawing = step(row.status, Status.WITHDRAWN)
        return Side(
            number=show_registration_number(row.number),
            version=row.version,
            status=row.status,
            name=shown.name,
            nik=shown.nik,
            kk=shown.kk,
            birth_date=f"**-**-{open_family(self.vault, row).birth_date.year}" if row.erased_at is None else "",
            kecamatan=row.kecamatan,
            desa=row.desa,
            channel=row.channel,
            submitted_by=row.submitted_by,
            received_at=row.received_at,
            may_be_withdrawn=withdrawing is not None and withdrawing.permission in self.permissions,
        )


def _older_first(*sides: Registration) -> list[Registration]:
    return sorted(sides, key=lambda side: (side.received_at, side.id))


def _states(view: View) -> ColumnElement[bool]:
    return DuplicatePair.state == PairState.OPEN if view is View.OPEN else DuplicatePair.state != PairState.OPEN


def _order(view: View) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    columns = DuplicatePair.__table__.columns
    return columns["score" if view is View.OPEN else "decided_at"], columns["id"]


def _written(view: View, last: DuplicatePair) -> str:
    if view is View.OPEN or last.decided_at is None:
        return f"{last.score}.{last.id}"
    return f"{(last.decided_at - _EPOCH) // timedelta(microseconds=1)}.{last.id}"


def _place(view: View, text: str) -> tuple[int | datetime, UUID] | None:
    number, _, row = text.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < len("12345678901234567")):
        return None
    try:
        after = UUID(row)
    except ValueError:
        return None
    if view is View.OPEN:
        return min(int(number), 1_000), after
    return _EPOCH + timedelta(microseconds=int(number)), after
