"""What could not be delivered: the officers are told, and what they decide is carried out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.runtime.jobs import About, Fate, Handover, Listing, Push, job_id
from bot.runtime.metrics import UNDELIVERED, UNDELIVERED_OPEN
from bot.runtime.rhythm import Rhythm
from conversations.answers.masking import mask_name

if TYPE_CHECKING:
    from bot.runtime.tools import Tools

log = structlog.get_logger()
LONGEST_WAIT = timedelta(minutes=5)
EVERY = timedelta(seconds=5)
"""How often the registry is asked what officers decided."""
_LONGEST_DETAIL = 200
_LONGEST_PERSON = 80
_KINDS = {About.REPLY: "reply", About.NEWS: "number", About.REMINDER: "reminder"}
_SUBMITTED = ("registration", "correction", "rights", "appeal", "fraud", "batch", "notices")
KINDS = (*_KINDS.values(), *_SUBMITTED)
"""What can be given up, in the words of the officers' list."""


class Undelivered:
    """The way between the jobs that were given up and the officers' list in the registry."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rhythm = Rhythm(EVERY)
        # An alert sees a rise, and a count that begins with the first job given up never rose.
        for kind in KINDS:
            for fate in Fate:
                UNDELIVERED.labels(kind, fate.value)

    async def give_up(self, job: Handover | Push, fate: Fate, detail: str) -> None:
        """Set a job aside, to be listed for the officers."""
        log.error("job stuck", job=job_id(job), fate=fate.value, reason=detail)
        UNDELIVERED.labels(_kind_of(job), fate.value).inc()
        await self._tools.aside.put(job, fate, detail, self._tools.clock())

    async def finish(self, job: Handover | Push, fate: Fate = Fate.DELIVERED) -> None:
        """Finish a job. When the officers have it on their list, it comes off."""
        if job.listed:
            await self._tools.aside.close(job, fate, self._tools.clock())
        else:
            await self._tools.store.finish(job)

    async def tell(self, listing: Listing) -> None:
        """Tell the registry of one job, sooner or later."""
        tools = self._tools
        told = await tools.registry.tell_undelivered(tools.aside.name_of(listing), _told(listing))
        if told:
            await tools.store.finish(listing)
            return
        listing.attempts += 1
        wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(listing.attempts, 10)))
        await tools.store.put_off(listing, tools.clock() + wait)

    async def carry_out(self) -> None:
        """Carry out what officers decided, asking every few seconds at most. A decision carried out twice is once."""
        now = self._tools.clock()
        if not self._rhythm.beats(now):
            return
        found = await self._tools.registry.decisions()
        if found is None:
            return
        UNDELIVERED_OPEN.set(found.open)
        for decision in found.decisions:
            if decision.decision == "retry":
                await self._tools.aside.take_back(decision.reference, now)
            else:
                await self._tools.aside.drop(decision.reference)
            await self._tools.registry.took(decision)


def _told(listing: Listing) -> dict[str, Any]:
    """Give what the registry is told: nothing that was said, and of a family its masked name and its desa."""
    body: dict[str, Any] = {
        "kind": _kind_of(listing.of),
        "reason": listing.fate.value,
        "detail": listing.detail[:_LONGEST_DETAIL],
        "contact": {"channel": listing.chat.channel, "address": listing.chat.address},
        "happened_at": listing.at.isoformat(),
    }
    household = listing.of.submission.body.get("household", {}) if isinstance(listing.of, Handover) else {}
    if "name" in household and "desa" in household:
        body["person"] = mask_name(household["name"])[:_LONGEST_PERSON]
        body["desa"] = household["desa"]
    return body


def _kind_of(job: Handover | Push) -> str:
    if isinstance(job, Push):
        return _KINDS[job.about]
    return {"broadcasts": "notices"}.get(job.submission.kind, job.submission.kind)
