"""The office of a broadcast that is measured: it composes, approves, steers, and looks how far it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from backend.auth.areas import WHOLE
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts.desk import BroadcastDesk, Composition
from backend.broadcasts.models import Broadcast
from backend.broadcasts.states import State
from backend.broadcasts.templates import APPROVED, ContentTemplate, keep_templates
from backend.clock import utc_now
from benchmarks.broadcast.crowd import PROGRAMME, STAGE
from benchmarks.connection import Broken

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATE: Final = "HX" + "4" * 32
CANARY: Final = 100
_TEXT: Final = (
    "Yth. {nama}, {program} tahap {tahap} sebesar {jumlah} cair di {tempat}, {hari}. Bawa {bawa}. CEK {kode}."
)
BODY: Final = "Yth. {{1}}, {{2}} tahap {{3}} sebesar {{4}} cair di {{5}}, {{6}}. Bawa {{7}}. CEK {{8}}."
"""The content template for the same."""
_COMPOSER: Final = ("composer", Role.COMPOSER)
_APPROVER: Final = ("approver", Role.APPROVER)
_LOOK_EVERY: Final = 0.25


@dataclass(frozen=True, slots=True)
class Office:
    """One broadcast to everybody who is paid."""

    sessions: async_sessionmaker[AsyncSession]
    row: UUID

    @classmethod
    async def composed(cls, sessions: async_sessionmaker[AsyncSession]) -> Office:
        """Compose it.

        Raises:
            Broken: it cannot be.
        """
        said = Composition(
            "PKH tahap 3", _TEXT, WHOLE, bring="KTP dan KKS", template=TEMPLATE, programme=PROGRAMME, stage=STAGE,
            from_hour=0, until_hour=24,
        )  # fmt: skip
        by, role = _COMPOSER
        async with sessions.begin() as session:
            approved = ContentTemplate(
                sid=TEMPLATE, name="pencairan", language="id", status=APPROVED, reason="", body=BODY,
                variables={str(n): "contoh" for n in range(1, 9)},
            )  # fmt: skip
            await keep_templates(session, [approved], "system", utc_now())
            made = await BroadcastDesk(session, WHOLE, by, permissions_of([role])).compose(said, utc_now())
            if not isinstance(made, Broadcast):
                raise Broken(f"it cannot be composed: {made}")
            return cls(sessions, made.id)

    async def move(self, to: State) -> None:
        """Take it somewhere.

        Raises:
            Broken: it does not go there.
        """
        by, role = _COMPOSER if to is State.PREVIEW else _APPROVER
        async with self.sessions.begin() as session:
            desk = BroadcastDesk(session, WHOLE, by, permissions_of([role]))
            found = await desk.find(self.row)
            if found is None or (refused := await desk.move(found, to, utc_now(), canary=CANARY)) is not None:
                raise Broken(f"it cannot be taken to {to}: {refused}")

    async def found(self) -> Broadcast:
        """Look at it."""
        async with self.sessions() as session:
            return await session.get_one(Broadcast, self.row)

    async def until(self, condition: Callable[[Broadcast], bool]) -> None:
        """Wait for it."""
        while not condition(await self.found()):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(_LOOK_EVERY)
