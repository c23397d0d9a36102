"""Handing submissions over. A file that an agent brought is fetched only now, never while somebody waits."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import msgspec
import structlog

from bot.channels.files import Fetched, Missing, NotNow, TooLarge
from bot.runtime.registry import DELAYED
from conversations.engine.bringing import BATCH, LARGEST, UNUSABLE
from conversations.engine.messages import File
from conversations.engine.turn import Settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.channels.files import Files
    from bot.runtime.jobs import Handover
    from bot.runtime.registry import Registry
    from conversations.engine.turn import Submission

log = structlog.get_logger()


class Bringing:
    """The way of submissions, and of the files that belong to them, into the registry."""

    def __init__(self, files: Mapping[str, Files], registry: Registry) -> None:
        self._files = files
        self._registry = registry

    async def hand_over(self, job: Handover) -> Settled:
        """Fetch what was brought, and give it to the registry. Doing it twice is the same as once.

        Raises:
            Refused: the registry does not take such a thing at all.
        """
        submission = job.submission
        if submission.kind != BATCH:
            return await self._registry.submit(submission)
        told = dict(submission.body)
        text, kept = told.pop("text", None), told.pop("file", None)
        if kept is None:
            return await self._bring(submission, told, str(text).encode())
        file = msgspec.convert(kept, File)
        files = self._files.get(job.chat.channel)
        match Missing() if files is None else await files.fetch(file, LARGEST):
            case Fetched(content):
                settled = await self._bring(submission, {**told, "name": file.name}, content)
                if files is not None and settled is not DELAYED:
                    await files.forget(file)
                return settled
            case TooLarge():
                return Settled(UNUSABLE, {"why": "too-large"})
            case Missing():
                return Settled(UNUSABLE, {"why": "gone"})
            case NotNow(reason):
                log.warning("file not fetched", channel=job.chat.channel, fault=reason)
                return DELAYED

    async def _bring(self, submission: Submission, told: dict[str, object], content: bytes) -> Settled:
        body = {**told, "content": b64encode(content).decode()}
        return await self._registry.submit(msgspec.structs.replace(submission, body=body))
