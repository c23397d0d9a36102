"""Whom a broadcast is for, as queries: what each message is about, where it goes, and who is passed over and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, case, func, literal, null, select, true

from backend.broadcasts.models import Broadcast
from backend.broadcasts.states import Skip
from backend.contacts.models import Contact
from backend.imports.models import Import, ImportState, Payment
from backend.registrations.models import Registration
from backend.registrations.status import NOT_THEIRS
from backend.vault.slots import Slot

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import FromClause, Select, Subquery

_LATELY: Final = timedelta(days=180)
"""How old a payment list may be, unless it is chosen itself."""
NIK: Final = {Slot.A: Registration.nik_hash_a, Slot.B: Registration.nik_hash_b}
PAYMENT_NIK: Final = {Slot.A: Payment.nik_hash_a, Slot.B: Payment.nik_hash_b}


@dataclass(frozen=True, slots=True)
class Audience:
    """What a broadcast was composed for, with the column in which NIK are found."""

    of: Broadcast
    slot: Slot

    def subjects(self) -> Select[tuple[UUID]]:
        """Select the ids of what there is to tell about: payments or registrations."""
        return select(self._key).where(*self._wanted())

    def recipients(self, after: UUID | None = None, until: UUID | None = None) -> Subquery:
        """Select one row for each contact, and one for each who has none: `contact_id`, `subjects`, `skip` and more.

        `after` and `until` narrow it to a piece of the subjects.
        """
        within = [self._key > after] if after is not None else []
        if until is not None:
            within.append(self._key <= until)
        found = (self._payments if self.of.is_paid else self._registrations)(within)
        alone = case((found.c.contact_id.is_(None), found.c.subject), else_=null())
        grouped = (
            select(
                found.c.contact_id,
                func.array_agg(func.distinct(found.c.subject)).label("subjects"),
                func.min(found.c.desa).label("desa"),
                func.bool_or(found.c.erased).label("erased"),
            )
            .group_by(found.c.contact_id, alone)
            .subquery()
        )
        return (
            select(
                grouped.c.contact_id,
                grouped.c.subjects,
                grouped.c.desa,
                Contact.channel,
                _skip(grouped.c.contact_id, grouped.c.erased).label("skip"),
            )
            .select_from(grouped)
            .outerjoin(Contact, Contact.id == grouped.c.contact_id)
            .subquery()
        )

    @property
    def _key(self) -> Any:  # noqa: ANN401 - a column of either table
        return Payment.id if self.of.is_paid else Registration.id

    def _wanted(self) -> list[ColumnElement[bool]]:
        of, areas = self.of, self.of.scope
        if not of.is_paid:
            status = Registration.status == of.status if of.status else Registration.status.not_in(NOT_THEIRS)
            place = areas.condition(Registration.kecamatan, Registration.desa)
            return [Registration.erased_at.is_(None), status, place]
        done = select(Import.id).where(Import.state == ImportState.DONE)
        if of.import_id is not None:
            done = done.where(Import.id == of.import_id)
        else:
            # The same stage comes again each year, and payments are kept for longer.
            done = done.where(Import.done_at > func.now() - _LATELY)
        asked = [areas.desa_condition(Payment.desa), Payment.import_id.in_(done.scalar_subquery())]
        if of.programme is not None:
            asked.append(func.lower(Payment.programme) == of.programme.lower())
        if of.stage is not None:
            asked.append(Payment.stage == of.stage)
        if of.status is not None:
            nik = NIK[self.slot]
            asked.append(
                select(literal(1))
                .where(nik == PAYMENT_NIK[self.slot], Registration.status == of.status)
                .correlate(Payment)
                .exists()
            )
        return asked

    def _registrations(self, within: list[ColumnElement[bool]]) -> FromClause:
        return (
            select(
                Registration.id.label("subject"),
                Registration.contact_id,
                Registration.desa,
                literal(value=False).label("erased"),
            )
            .where(*self._wanted(), *within)
            .subquery()
        )

    def _payments(self, within: list[ColumnElement[bool]]) -> FromClause:
        # Where a person registered last: that is where they are told.
        newest = (
            select(Registration.contact_id)
            .where(NIK[self.slot] == PAYMENT_NIK[self.slot], Registration.status.not_in(NOT_THEIRS))
            .order_by(Registration.received_at.desc(), Registration.id.desc())
            .limit(1)
            .correlate(Payment)
            .lateral("newest")
        )
        return (
            select(
                Payment.id.label("subject"),
                newest.c.contact_id,
                Payment.desa,
                Payment.erased_at.is_not(None).label("erased"),
            )
            .select_from(Payment)
            .outerjoin(newest, true())
            .where(*self._wanted(), *within)
            .subquery()
        )


def _skip(contact_id: ColumnElement[UUID], erased: ColumnElement[bool]) -> ColumnElement[Any]:
    return case(
        (and_(contact_id.is_(None), erased), Skip.ERASED.value),
        (contact_id.is_(None), Skip.NO_CONTACT.value),
        (Contact.erased_at.is_not(None), Skip.ERASED.value),
        (Contact.broadcasts_wanted.is_(None), Skip.NOT_ASKED.value),
        (Contact.broadcasts_wanted.is_(False), Skip.OPTED_OUT.value),
        (Contact.unreachable_since.is_not(None), Skip.UNREACHABLE.value),
        else_=null(),
    )
