"""What a broadcast would do, for whoever has to judge it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from backend.broadcasts.progress import finish, seconds_for
from backend.broadcasts.subjects import about
from backend.broadcasts.template_fit import filled_in
from backend.broadcasts.templates import templates_of
from backend.broadcasts.text import Message, written

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.models import Broadcast
    from backend.settings import Paced
    from backend.vault.vault import Vault

_WHATSAPP: Final = "whatsapp"
_SAMPLE_CODE: Final = 4821
"""Each recipient's own is drawn when the ledger is written."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many contacts, and how many families they stand for."""

    what: str
    people: int
    families: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The counts by channel and by reason for being passed over, samples, and what it takes.

    `rupiah` is what it costs when every message on WhatsApp is outside the 24 hours: the most that it can be.
    `templated` is the first sample as WhatsApp's template says it, empty without one.
    """

    channels: tuple[Counted, ...]
    skipped: tuple[Counted, ...]
    samples: tuple[str, ...]
    templated: str
    ends_at: datetime
    rupiah: int

    @property
    def people(self) -> int:
        """Give how many contacts are written to."""
        return sum(each.people for each in self.channels)

    @property
    def families(self) -> int:
        """Give how many families they stand for."""
        return sum(each.families for each in self.channels)


async def preview_of(session: AsyncSession, vault: Vault, broadcast: Broadcast, paced: Paced, now: datetime) -> Preview:
    """Give the preview of a broadcast that was counted."""
    counted = broadcast.preview or {"rows": [], "samples": []}
    channels: dict[str, Counted] = {}
    skipped: dict[str, Counted] = {}
    for channel, skip, people, families in counted["rows"]:
        into, name = (channels, channel) if skip is None else (skipped, skip)
        known = into.get(name, Counted(name, 0, 0))
        into[name] = Counted(name, known.people + people, known.families + families)
    wanted = {name: each.people for name, each in channels.items()}
    samples = await _samples(session, vault, broadcast, [[UUID(each) for each in ids] for ids in counted["samples"]])
    template = (await templates_of(session, broadcast)).get(broadcast.template or "")
    return Preview(
        tuple(channels.values()),
        tuple(skipped.values()),
        tuple(each.text for each in samples),
        filled_in(template.body, samples[0].variables) if template is not None and samples else "",
        finish(broadcast, seconds_for(wanted, paced), now),
        wanted.get(_WHATSAPP, 0) * paced.whatsapp_message_rupiah,
    )


async def _samples(
    session: AsyncSession, vault: Vault, broadcast: Broadcast, samples: list[list[UUID]]
) -> list[Message]:
    told = await about(session, vault, [each for ids in samples for each in ids], paid=broadcast.is_paid)
    named = ([told[each] for each in ids if each in told] for ids in samples)
    return [written(broadcast.text, broadcast.bring, each, _SAMPLE_CODE) for each in named if each]
