"""Taking requests in, and carrying them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.consents.models import Consent, Purpose
from backend.contacts.book import note_broadcasts
from backend.contacts.models import Contact
from backend.database import take_turns
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.moves import may_follow
from backend.registrations.status import Status
from backend.rights.copies import own_registration
from backend.rights.erasure import Why, erase
from backend.rights.models import NOTE_FIELD, RightsRequest
from backend.rights.numbers import new_request_number
from backend.rights.wishes import ANSWERED_WITHIN, State, Wish
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from backend.audit.chain import Detail
    from backend.auth.areas import AreaScope
    from backend.rights.schemas import RequestIn


_REASON: Final = "Persetujuan dicabut warga."
_ENDED: Final = "Data keluarga sudah dihapus; permintaan ini selesai bersamanya."


@dataclass(frozen=True, slots=True)
class Opened:
    """A request that is on the board. `already` when it was there before: repeated, or asked for twice."""

    request: RightsRequest
    already: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class Requests:
    """The requests, within one transaction."""

    session: AsyncSession
    vault: Vault

    async def open(self, caller: str, key: str, asked: RequestIn, now: datetime) -> Opened | None:
        """Take a request in; None where this contact has no such registration. The same key is the same request.

        While a request of one kind is open, asking for the same again is answered with it. What is erased is answered
        with the request that erased it, whatever is asked for: there is nothing left to ask for.
        """
        keys = self.vault.digests(f"{caller} {key}", purpose="rights request")
        await take_turns(self.session, *keys)
        if (before := await self._find(RightsRequest.key_hash.in_(keys))) is not None:
            return Opened(before, already=False, repeated=True)
        found = await own_registration(self.session, self.vault, asked.contact, asked.number)
        if found is None:
            return None
        _, registration = found
        await self.session.refresh(registration, with_for_update=True)
        erased = registration.erased_at is not None
        kind, state = (Wish.ERASE, State.DONE) if erased else (asked.kind, State.OPEN)
        same = await self._find(
            (RightsRequest.registration_id == registration.id)
            & (RightsRequest.kind == kind)
            & (RightsRequest.state == state)
        )
        if same is not None:
            return Opened(same, already=True, repeated=False)
        if erased:
            return None
        return Opened(await self._enter(caller, keys[0], asked, registration, now), already=False, repeated=False)

    async def reached(self, row: UUID, areas: AreaScope) -> RightsRequest | None:
        """Give the request by that id if it lies within some areas. Nobody else acts on it until the end."""
        query = (
            select(RightsRequest)
            .join(Registration, Registration.id == RightsRequest.registration_id)
            .where(RightsRequest.id == row, areas.condition(Registration.kecamatan, Registration.desa))
            .with_for_update(of=RightsRequest)
        )
        found: RightsRequest | None = await self.session.scalar(query)
        return found

    async def close(self, request: RightsRequest, state: State, note: str, *, actor: str, at: datetime) -> bool:
        """Carry a request out, or note why not; False when somebody has already."""
        if request.state != State.OPEN:
            return False
        if state is State.DONE:
            await self._carry_out(request, actor, at)
        await self._note_closed(request, state, note, actor, at)
        if state is State.DONE and request.kind == Wish.ERASE:
            for other in await self._open_beside(request):
                await self._note_closed(other, State.DONE, _ENDED, actor, at)
        return True

    async def _open_beside(self, request: RightsRequest) -> Sequence[RightsRequest]:
        """Give what else is open about a registration, without what somebody is closing just now."""
        query = select(RightsRequest).where(
            RightsRequest.registration_id == request.registration_id, RightsRequest.state == State.OPEN
        )
        return (await self.session.scalars(query.with_for_update(skip_locked=True))).all()

    async def _note_closed(self, request: RightsRequest, state: State, note: str, actor: str, at: datetime) -> None:
        request.state, request.acted_at, request.acted_by = state, at, actor
        request.note = self.vault.seal(note.encode(), field=NOTE_FIELD, row=request.id) if note else None
        await self.session.flush()
        details: dict[str, Detail] = {"kind": request.kind, "in_time": at <= request.due_at}
        await append(self.session, Event(at, actor, f"rights.{state}", f"rights_request/{request.id}", details))

    async def _enter(
        self, caller: str, key_hash: bytes, asked: RequestIn, registration: Registration, now: datetime
    ) -> RightsRequest:
        # The clock runs from when it was said; nobody says things in the future.
        opened = min(asked.asked_at, now)
        values = {
            "kind": asked.kind,
            "state": State.OPEN,
            "registration_id": registration.id,
            "opened_at": opened,
            "due_at": opened + ANSWERED_WITHIN,
            "channel": asked.contact.channel,
            "message_id": asked.message_id,
            "key_hash": key_hash,
        }
        entered: RightsRequest | None = None
        while entered is None:
            entered = await self.session.scalar(
                insert(RightsRequest)
                .values(id=uuid4(), number=new_request_number(), **values)
                .on_conflict_do_nothing(index_elements=["number"])
                .returning(RightsRequest)
            )
        details = {"kind": asked.kind.value, "registration": str(registration.id)}
        event = Event(now, f"program/{caller}", "rights.opened", f"rights_request/{entered.id}", details)
        await append(self.session, event)
        return entered

    async def _carry_out(self, request: RightsRequest, actor: str, at: datetime) -> None:
        """Do what the registry itself has to do; a copy and a correction are people's work.

        What is erased has no consent any more that could end.
        """
        if request.kind not in (Wish.ERASE, Wish.WITHDRAW):
            return
        registration = await self.session.get_one(
            Registration, request.registration_id, with_for_update=True, populate_existing=True
        )
        if registration.erased_at is not None:
            return
        self.session.add(
            Consent(
                contact_id=registration.contact_id,
                registration_id=registration.id,
                purpose=Purpose.REGISTRATION,
                given=False,
                given_at=request.opened_at,
                channel=request.channel,
                message_id=request.message_id,
                actor="resident",
            )
        )
        await self._no_more_notices(registration, at)
        if request.kind == Wish.ERASE:
            await erase(
                self.session, self.vault, registration.id, why=Why.ASKED, actor=actor, at=at, request=str(request.id)
            )
        elif may_follow(registration.status, Status.WITHDRAWN):
            await move(self.session, self.vault, registration.id, Status.WITHDRAWN, actor=actor, at=at, reason=_REASON)

    async def _no_more_notices(self, registration: Registration, at: datetime) -> None:
        """Stop the notices, unless other families are registered from the same contact, as cadres do."""
        others = select(Registration.id).where(
            Registration.contact_id == registration.contact_id,
            Registration.id != registration.id,
            Registration.erased_at.is_(None),
            Registration.status != Status.WITHDRAWN,
        )
        if await self.session.scalar(others.limit(1)) is None:
            contact = await self.session.get_one(Contact, registration.contact_id, with_for_update=True)
            note_broadcasts(contact, wanted=False, asked_at=at)

    async def _find(self, condition: object) -> RightsRequest | None:
        found: RightsRequest | None = await self.session.scalar(select(RightsRequest).where(condition))  # type: ignore[arg-type] # any condition
        return found
