"""A made-up agent for the demo, with families that confirmed, that did not, and one that says it was not them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from backend.agents.binding import Binding
from backend.agents.confirming import Confirming
from backend.agents.models import Agent, State
from backend.agents.roster import Invited, Person, Roster
from backend.agents.sample import draw
from backend.auth.areas import WHOLE
from backend.registrations.intake import Intake, Request, Taken
from backend.registrations.repeats import Keyed
from backend.registrations.schemas import ActingIn, SubmittedBy, SubmitterRole
from backend.wire import ContactIn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.registrations.schemas import SubmissionIn
    from backend.vault.vault import Vault

DESA: Final = "35.10.01.2001"
"""The desa of the demo's village officer."""
_CHAT: Final = ContactIn(channel="simulator", address="contoh-agen")
_SAID: Final = (None, True, False)
_PHONES_OF: Final = 4
_PERCENT: Final = 50
_ACTOR: Final = "operator"


async def seed_agent(
    session: AsyncSession, vault: Vault, families: Sequence[SubmissionIn], at: datetime, now: datetime
) -> None:
    """Enter the agent, and have some families registered by them, once. What was changed since stays."""
    if await session.scalar(select(func.count()).select_from(Agent)):
        return
    invited = await Roster(session, vault, WHOLE, _ACTOR).invite(Person("Contoh Kader"), DESA, "", "", at)
    assert isinstance(invited, Invited)  # noqa: S101 - the desa and the name are right
    await Binding(session, vault).bind(_CHAT, invited.code, at)
    invited.agent.state, invited.agent.pin_since = State.ACTIVE, at
    for place, family in enumerate(families):
        has_phone = place % _PHONES_OF != 0
        acting = {"reason": "elderly", "consent_way": "thumb", "witness": None if has_phone else "Contoh Saksi"}
        changes = {
            "contact": _CHAT,
            "submitted_by": SubmittedBy(role=SubmitterRole.AGENT),
            "acting": ActingIn.model_validate(acting),
            "broadcasts": None,
            "household": family.household if has_phone else family.household.model_copy(update={"phone": None}),
        }
        body = family.model_copy(update=changes)
        key = f"seed-agent-{place:03}"
        asked = Keyed("seed", key, vault.digests(key, purpose="request"))
        taken = await Intake(session, vault).take(Request(asked, body, at))
        said = _SAID[place % len(_SAID)]
        if isinstance(taken, Taken) and taken.code is not None and said is not None:
            by = ContactIn(channel="simulator", address=f"contoh-warga-{place}")
            await Confirming(session, vault).hear(by, taken.code, now, right=said)
    await draw(session, _PERCENT, now)
