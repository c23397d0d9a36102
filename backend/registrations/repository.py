"""The questions asked of the registration tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import LargeBinary, and_, any_, bindparam, cast, exists, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from backend.agents.succession import is_or_was
from backend.consents.models import Consent
from backend.contacts.book import is_at
from backend.contacts.models import Contact
from backend.registrations.models import Confirmation, Registration, StatusChange, Submission
from backend.registrations.status import CLOSED, NOT_ACTIVE, Status
from backend.vault.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.areas import AreaScope
    from backend.vault.slots import Wanted
    from conversations.answers.registration_number import RegistrationNumber


_NIK: Final = {Slot.A: Registration.nik_hash_a, Slot.B: Registration.nik_hash_b}
_KK: Final = {Slot.A: Registration.kk_hash_a, Slot.B: Registration.kk_hash_b}
_PEOPLE: Final = {Slot.A: Registration.people_hashes_a, Slot.B: Registration.people_hashes_b}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the office wants to see. None means all."""

    kecamatan: str | None = None
    desa: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class OpenAlready:
    """What of a family is in a registration that is not closed."""

    kk: bool
    person: bool


async def by_number(session: AsyncSession, number: RegistrationNumber) -> Registration | None:
    """Find the registration with a number."""
    found: Registration | None = await session.scalar(select(Registration).where(Registration.number == number))
    return found


async def open_with_nik(session: AsyncSession, nik: Wanted) -> Sequence[Registration]:
    """Find all registrations of a NIK that are not closed, the oldest first."""
    return (await session.scalars(_OPEN[nik.slot], {"nik": nik.digest})).all()


async def own_open_number(
    session: AsyncSession, channel: str, address: Wanted, nik: Wanted
) -> RegistrationNumber | None:
    """Find the number of the oldest registration of a NIK by a contact that is not closed."""
    wanted = {"channel": channel, "address": address.digest, "nik": nik.digest}
    found: RegistrationNumber | None = await session.scalar(_OWN_NUMBER[nik.slot], wanted)
    return found


async def with_nik(session: AsyncSession, nik: Wanted, areas: AreaScope, most: int) -> Sequence[Registration]:
    """List what a NIK was ever registered as within some areas, the newest first."""
    return (
        await session.scalars(
            select(Registration)
            .where(_NIK[nik.slot] == nik.digest, areas.condition(Registration.kecamatan, Registration.desa))
            .order_by(Registration.received_at.desc(), Registration.id)
            .limit(most)
        )
    ).all()


async def with_number_and_nik(session: AsyncSession, number: RegistrationNumber, nik: Wanted) -> Registration | None:
    """Find the registration to which both belong. A wrong NIK and an unknown number are equally nothing."""
    found: Registration | None = await session.scalar(
        select(Registration).where(Registration.number == number, _NIK[nik.slot] == nik.digest)
    )
    return found


def nik_hash(row: Registration, slot: Slot) -> bytes | None:
    """Give the hash of a registration's NIK in a column."""
    return row.nik_hash_a if slot is Slot.A else row.nik_hash_b


async def has_active_twin(session: AsyncSession, slot: Slot, digest: bytes | None, row: UUID) -> bool:
    """Tell whether another registration than `row` is the active one of a NIK."""
    query = select(Registration.id).where(
        _NIK[slot] == digest, Registration.status.not_in(NOT_ACTIVE), Registration.id != row
    )
    return await session.scalar(query.limit(1)) is not None


def an_active_twin(slot: Slot) -> ColumnElement[bool]:
    """The same of the registration that a query is about."""
    other = aliased(Registration)
    same = getattr(other, _NIK[slot].key) == _NIK[slot]
    return exists().where(same, other.status.not_in(NOT_ACTIVE), other.id != Registration.id).correlate(Registration)


async def open_already(
    session: AsyncSession, slot: Slot, kk: bytes | None, people: Sequence[bytes | None]
) -> OpenAlready:
    """Tell whether a Kartu Keluarga, and whether any of these people, is in a registration that is not closed."""
    row = (await session.execute(_OPEN_ALREADY[slot], {"kk": kk, "people": list(people)})).one()
    return OpenAlready(kk=row.kk, person=row.person)


async def of_contact(session: AsyncSession, contact_id: UUID, most: int) -> Sequence[Registration]:
    """List a contact's registrations, the newest first."""
    return (
        await session.scalars(
            select(Registration)
            .where(Registration.contact_id == contact_id, theirs())
            .order_by(Registration.received_at.desc(), Registration.id.desc())
            .limit(most)
        )
    ).all()


def theirs() -> ColumnElement[bool]:
    """What a chat registered for its own family: what an agent made is the family's once it has said so."""
    return or_(Registration.agent_id.is_(None), Registration.confirmation == Confirmation.CONFIRMED)


def spoken_for(contact_id: UUID, agent_id: UUID | None) -> ColumnElement[bool]:
    """Tell for which families a chat speaks: its own, and those that the agent behind it sees to."""
    own = and_(Registration.contact_id == contact_id, theirs())
    return own if agent_id is None else or_(own, seen_to_by(agent_id))


def seen_to_by(agent_id: UUID) -> ColumnElement[bool]:
    """Tell what an agent, or who was there before, registered and no family has said to be right."""
    return and_(is_or_was(Registration.agent_id, agent_id), Registration.confirmation != Confirmation.CONFIRMED)


async def waiting_for_fixes(
    session: AsyncSession, contact_id: UUID, agent_id: UUID | None, number: RegistrationNumber | None
) -> Registration | None:
    """Find the registration of a contact, or of an agent, that has needed fixing longest; or only that of a number."""
    query = select(Registration).where(
        spoken_for(contact_id, agent_id), Registration.status == Status.NEEDS_FIXING, Registration.erased_at.is_(None)
    )
    if number is not None:
        query = query.where(Registration.number == number)
    found: Registration | None = await session.scalar(
        query.order_by(Registration.status_since, Registration.id).limit(1)
    )
    return found


async def listed(
    session: AsyncSession, wanted: Filter, areas: AreaScope, after: Registration | None, most: int
) -> Sequence[Registration]:
    """List registrations of some areas, the newest first, beginning after a given one."""
    query = select(Registration).where(areas.condition(Registration.kecamatan, Registration.desa))
    if wanted.kecamatan is not None:
        query = query.where(Registration.kecamatan == wanted.kecamatan)
    if wanted.desa is not None:
        query = query.where(Registration.desa == wanted.desa)
    if wanted.status is not None:
        query = query.where(Registration.status == wanted.status)
    if after is not None:
        query = query.where(tuple_(Registration.received_at, Registration.id) < tuple_(after.received_at, after.id))
    query = query.order_by(Registration.received_at.desc(), Registration.id.desc()).limit(most)
    return (await session.scalars(query)).all()


async def submission(session: AsyncSession, key_hashes: Sequence[bytes]) -> tuple[Submission, Registration] | None:
    """Find what was sent under an idempotency key, and the registration that answered it."""
    row = (await session.execute(_ANSWERED, {"keys": list(key_hashes)})).one_or_none()
    return (row[0], row[1]) if row is not None else None


async def history(session: AsyncSession, registration: Registration) -> Sequence[StatusChange]:
    """List the steps of a registration, the first one first."""
    return (
        await session.scalars(
            select(StatusChange).where(StatusChange.registration_id == registration.id).order_by(StatusChange.id)
        )
    ).all()


async def consents(session: AsyncSession, registration: Registration) -> Sequence[Consent]:
    """List what was agreed to with a registration."""
    return (
        await session.scalars(
            select(Consent)
            .where(Consent.registration_id == registration.id)
            .order_by(Consent.given_at, Consent.purpose)
        )
    ).all()


async def in_no_other(session: AsyncSession, slot: Slot, registration: Registration) -> tuple[bytes, ...]:
    """Give the hashes of those people of a registration who are in no other one, closed or not."""
    people = _PEOPLE[slot]
    own = getattr(registration, people.key) or []
    shared = people.overlap(cast(list(own), ARRAY(LargeBinary)))
    others = await session.scalars(select(people).where(shared, Registration.id != registration.id))
    elsewhere = {person for found in others for person in found or ()}
    return tuple(person for person in own if person not in elsewhere)


def _is_open(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Registration.id).where(condition, Registration.status.not_in(CLOSED)).exists()


# Those that each registration asks are made once: to put a statement together costs as much as to ask it.
_OPEN: Final = {
    slot: select(Registration)
    .where(_NIK[slot] == bindparam("nik"), Registration.status.not_in(CLOSED))
    .order_by(Registration.received_at, Registration.id)
    for slot in Slot
}
_OWN_NUMBER: Final = {
    slot: select(Registration.number)
    .join(Contact, Contact.id == Registration.contact_id)
    .where(is_at(slot), _NIK[slot] == bindparam("nik"), Registration.status.not_in(CLOSED))
    .order_by(Registration.received_at, Registration.id)
    .limit(1)
    for slot in Slot
}
_OPEN_ALREADY: Final = {
    slot: select(
        _is_open(_KK[slot] == bindparam("kk")).label("kk"),
        _is_open(_PEOPLE[slot].overlap(bindparam("people", type_=ARRAY(LargeBinary)))).label("person"),
    )
    for slot in Slot
}
_ANSWERED: Final = (
    select(Submission, Registration)
    .join(Registration, Registration.id == Submission.registration_id)
    .where(Submission.key_hash == any_(bindparam("keys", type_=ARRAY(LargeBinary))))
)
