"""Handing over the many families that an agent brought: a file is fetched only now, never while somebody waits."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import msgspec
import structlog

from bot.channels.files import Fetched, Missing, NotNow, TooLarge
from bot.runtime.registry import DELAYED
from conversations.engine.bringing import LARGEST, UNUSABLE
from conversations.engine.messages import File
from conversations.engine.turn import Settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.channels.files import Files
    from bot.runtime.registry import Registry
    from conversations.engine.messages import ChatRef
    from conversations.engine.turn import Submission

log = structlog.get_logger()


class Bringing:
    """The way of a file from a platform into the registry."""

    def __init__(self, files: Mapping[str, Files], registry: Registry) -> None:
        self._files = files
        self._registry = registry

    async def hand_over(self, chat: ChatRef, submission: Submission) -> Settled:
        """Fetch what was brought, and give it to the registry. Doing it twice is the same as once.

        Raises:
            Refused: the registry does not take such a thing at all.
        """
        told = dict(submission.body)
        text, kept = told.pop("text", None), told.pop("file", None)
        if kept is None:
            return await self._bring(told, str(text).encode())
        file = msgspec.convert(kept, File)
        files = self._files.get(chat.channel)
        match Missing() if files is None else await files.fetch(file, LARGEST):
            case Fetched(content):
                settled = await self._bring({**told, "name": file.name}, content)
                if files is not None and settled is not DELAYED:
                    await files.forget(file)
                return settled
            case TooLarge():
                return Settled(UNUSABLE, {"why": "too-large"})
            case Missing():
                return Settled(UNUSABLE, {"why": "gone"})
            case NotNow(reason):
                log.warning("file not fetched", channel=chat.channel, fault=reason)
                return DELAYED

    async def _bring(self, told: Mapping[str, object], content: bytes) -> Settled:
        return await self._registry.bring({**told, "content": b64encode(content).decode()})
