"""Broadcasts as the people of the office work with them: composing, judging, and steering."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission
from backend.broadcasts.judging import STOPPED
from backend.broadcasts.models import LONGEST_BRING, LONGEST_TEXT, LONGEST_TITLE, Broadcast, Recipient
from backend.broadcasts.moves import open_to, step
from backend.broadcasts.states import Standing, State
from backend.broadcasts.template_fit import Misfit
from backend.broadcasts.templates import all_approved, misfits
from backend.broadcasts.text import unknown_placeholders
from backend.imports.models import Import, ImportState
from backend.jobs.ledger import Entry
from backend.jobs.queue import defer
from backend.registrations.status import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


PREPARE: Final = "registry:broadcast"
"""The task that counts an audience, and that enters it into the ledger."""
_LISTED: Final = 50
_PREPARED: Final = {State.PREVIEW: "broadcast_preview", State.APPROVED: "broadcast"}
_ENDED: Final = (State.DONE, State.CANCELLED)
_CHANGEABLE: Final = (State.DRAFT, State.PREVIEW)
"""Nothing was approved yet."""
_NEEDS_FIT: Final = (State.PREVIEW, State.APPROVED, State.CANARY)
"""It may have been composed before the template could be read, and a template can be written anew."""
_NEEDS_TEMPLATES: Final = (State.APPROVED, State.CANARY)
"""Later a template that is withdrawn holds back only the messages for WhatsApp."""


class Unfit(StrEnum):
    """Why a composition cannot be taken as it is."""

    TITLE = "title"
    TEXT = "text"
    PLACEHOLDER = "placeholder"
    BRING = "bring"
    BRING_MISSING = "bring_missing"
    CODE_MISSING = "code_missing"
    TEMPLATE_NUMBER = "template_number"
    TEMPLATE_ORDER = "template_order"
    ASKING_TEMPLATE = "asking_template"
    NOTHING_TO_ASK = "nothing_to_ask"
    AREAS = "areas"
    HOURS = "hours"
    IMPORT = "import"
    NOT_A_DRAFT = "not_a_draft"


class Refused(StrEnum):
    """Why a broadcast cannot be taken where somebody wants it."""

    NO_SUCH_MOVE = "no_such_move"
    SAME_PERSON = "same_person"
    NOT_COUNTED = "not_counted"
    CHANGED = "changed"
    NOBODY = "nobody"
    TEMPLATE = "template"
    TEMPLATE_UNFIT = "template_unfit"


_MISFITS: Final = {
    ("template", Misfit.NUMBER): Unfit.TEMPLATE_NUMBER,
    ("template", Misfit.ORDER): Unfit.TEMPLATE_ORDER,
}


@dataclass(frozen=True, slots=True)
class Composition:
    """What somebody composed: the words, for whom, and by what hours of the day.

    With `asks_after` everybody is asked whether it came when the day of payment is over.
    """

    title: str
    text: str
    areas: AreaScope
    bring: str = ""
    template: str | None = None
    programme: str | None = None
    stage: int | None = None
    import_id: UUID | None = None
    status: Status | None = None
    from_hour: int = 7
    until_hour: int = 20
    asks_after: bool = False
    asking_template: str | None = None

    @property
    def is_paid(self) -> bool:
        """Tell whether it is about payments."""
        return any(each is not None for each in (self.programme, self.stage, self.import_id))


@dataclass(frozen=True, slots=True)
class BroadcastDesk:
    """The broadcasts that lie within somebody's areas, within one transaction."""

    session: AsyncSession
    areas: AreaScope
    actor: str
    permissions: frozenset[Permission]

    async def listed(self) -> list[Broadcast]:
        """List broadcasts, the newest first."""
        query = select(Broadcast).order_by(Broadcast.composed_at.desc(), Broadcast.id).limit(_LISTED)
        return [each for each in await self.session.scalars(query) if self._reaches(each)]

    async def find(self, row: UUID, *, lock: bool = False) -> Broadcast | None:
        """Find one. What lies outside somebody's areas is not there."""
        found = await self.session.get(Broadcast, row, with_for_update=lock, populate_existing=lock)
        return found if found is not None and self._reaches(found) else None

    async def compose(self, said: Composition, at: datetime, row: UUID | None = None) -> Broadcast | list[Unfit]:
        """Keep a draft: a new one, or one that nobody approved yet changed.

        What was counted, and the request to approve it, were about what it said before: it is a draft again.
        """
        problems = await self._problems(said)
        known = await self.find(row, lock=True) if row is not None else None
        if row is not None and (known is None or known.state not in _CHANGEABLE):
            problems.append(Unfit.NOT_A_DRAFT)
        if problems:
            return problems
        broadcast = known or Broadcast()
        broadcast.state, broadcast.preview = State.DRAFT, None
        for name in ("title", "text", "bring", "template", "programme", "stage", "import_id", "status", "from_hour",
                     "until_hour", "asks_after", "asking_template"):  # fmt: skip
            setattr(broadcast, name, getattr(said, name))
        broadcast.areas = sorted(said.areas.codes)
        # Whoever changed it last composed it: they do not approve it either.
        broadcast.composed_by, broadcast.composed_at = self.actor, at
        self.session.add(broadcast)
        await self.session.flush()
        await self._note(broadcast, "broadcast.composed", at)
        return broadcast

    def may_change(self, broadcast: Broadcast) -> bool:
        """Tell whether this person may compose a broadcast anew."""
        return Permission.BROADCASTS_COMPOSE in self.permissions and broadcast.state in _CHANGEABLE

    def open_moves(self, broadcast: Broadcast) -> list[State]:
        """List where this person may take a broadcast now."""
        return open_to(broadcast.state, self.permissions, composed_it=broadcast.composed_by == self.actor)

    async def move(
        self, broadcast: Broadcast, to: State, at: datetime, *, canary: int, composed_at: datetime | None = None
    ) -> Refused | None:
        """Take a broadcast somewhere. Asked twice, it is done once. `canary` is how many are written to at first.

        With `composed_at` it is done only to what was composed then: nobody approves what they have not seen.
        """
        await self.session.refresh(broadcast, with_for_update=True)
        if broadcast.state is to or (broadcast.state is State.CANARY and to is State.RUNNING):
            return None
        if composed_at not in (None, broadcast.composed_at):
            return Refused.CHANGED
        if (refused := await self._refusal(broadcast, to)) is not None:
            return refused
        was, note = broadcast.state, broadcast.note
        broadcast.state, broadcast.note = to, None
        match to:
            case State.RUNNING if note != STOPPED and await self._is_still_trying(broadcast):
                broadcast.state = State.CANARY
            case State.PREVIEW:
                broadcast.preview = None
            case State.APPROVED:
                broadcast.approved_by, broadcast.approved_at = self.actor, at
            case State.CANARY:
                broadcast.started_at = at
                broadcast.canary_until = await self._canary_until(broadcast.id, canary)
            case _:
                pass
        if to in _ENDED:
            broadcast.finished_at = at
        if to in _PREPARED:
            job = await Entry.asked_for(self.session, _PREPARED[to], asked_by=self.actor)
            broadcast.job_id = job.id
            await self.session.flush()
            await defer(self.session, PREPARE, lock=f"broadcast-{job.id}", broadcast_id=broadcast.id)
        await self._note(broadcast, f"broadcast.{broadcast.state.value}", at, was=was.value)
        return None

    async def _refusal(self, broadcast: Broadcast, to: State) -> Refused | None:
        move = step(broadcast.state, to)
        if move is None or not move.by & self.permissions:
            return Refused.NO_SUCH_MOVE
        if move.second and broadcast.composed_by == self.actor:
            return Refused.SAME_PERSON
        if to is State.APPROVED:
            if broadcast.preview is None:
                return Refused.NOT_COUNTED
            if not any(skip is None for _, skip, _, _ in broadcast.preview["rows"]):
                return Refused.NOBODY
        if to in _NEEDS_FIT and await misfits(self.session, broadcast):
            return Refused.TEMPLATE_UNFIT
        if to in _NEEDS_TEMPLATES and not await all_approved(self.session, broadcast):
            return Refused.TEMPLATE
        return None

    async def _is_still_trying(self, broadcast: Broadcast) -> bool:
        """Tell whether some of the first ones were not written to yet: then only those go on."""
        ahead = select(Recipient.id).where(
            Recipient.broadcast_id == broadcast.id,
            Recipient.place <= broadcast.canary_until,
            Recipient.state.in_((Standing.WAITING, Standing.SENDING)),
        )
        return await self.session.scalar(ahead.limit(1)) is not None

    async def _canary_until(self, row: UUID, canary: int) -> int | None:
        first = (
            select(Recipient.place)
            .where(Recipient.broadcast_id == row, Recipient.state == Standing.WAITING)
            .order_by(Recipient.place)
        )
        last: int | None = await self.session.scalar(first.offset(canary - 1).limit(1))
        if last is None:
            newest = select(Recipient.place).where(Recipient.broadcast_id == row).order_by(Recipient.place.desc())
            last = await self.session.scalar(newest.limit(1))
        return last

    async def _problems(self, said: Composition) -> list[Unfit]:
        unknown = unknown_placeholders(said.text, paid=said.is_paid)
        checks = {
            Unfit.TITLE: not 0 < len(said.title) <= LONGEST_TITLE or not said.title.isprintable(),
            Unfit.TEXT: not 0 < len(said.text) <= LONGEST_TEXT or "\0" in said.text,
            Unfit.PLACEHOLDER: bool(unknown),
            Unfit.BRING: len(said.bring) > LONGEST_BRING or not said.bring.isprintable(),
            Unfit.BRING_MISSING: "{bawa}" in said.text and not said.bring,
            # Under a text it stands by itself; a template is sent as it was approved.
            Unfit.CODE_MISSING: said.template is not None and "{kode}" not in said.text,
            Unfit.NOTHING_TO_ASK: said.asks_after and not said.is_paid,
            Unfit.AREAS: not said.areas.codes or not self.areas.includes(said.areas),
            Unfit.HOURS: not 0 <= said.from_hour < said.until_hour <= 24,
        }
        problems = [problem for problem, found in checks.items() if found]
        if Unfit.PLACEHOLDER not in problems:
            problems += [
                _MISFITS.get((which, wrong), Unfit.ASKING_TEMPLATE)
                for which, wrong in (await misfits(self.session, said)).items()
            ]
        if said.import_id is not None:
            found = await self.session.get(Import, said.import_id)
            if found is None or found.state != ImportState.DONE or found.kind != "payments":
                problems.append(Unfit.IMPORT)
        return problems

    def _reaches(self, broadcast: Broadcast) -> bool:
        return self.areas.includes(broadcast.scope)

    async def _note(self, broadcast: Broadcast, action: str, at: datetime, **details: str) -> None:
        event = Event(at, self.actor, action, f"broadcast/{broadcast.id}", {"number": broadcast.number, **details})
        await append(self.session, event)


async def finished_lists(session: AsyncSession, areas: AreaScope, chosen: UUID | None = None) -> Sequence[Import]:
    """List the payment lists that can be chosen from: the one that was, then the newest."""
    query = (
        select(Import)
        .where(Import.kind == "payments", Import.state == ImportState.DONE)
        .order_by((Import.id == chosen).desc(), Import.done_at.desc())
        .limit(_LISTED)
    )
    return [each for each in await session.scalars(query) if areas.includes(AreaScope(frozenset(each.areas)))]
