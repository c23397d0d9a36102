"""What the webhooks need of the runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from bot.channels.channel import HttpAnswer
from bot.runtime.jobs import Push
from conversations.engine.messages import Inbound, Outbound

Rider = Callable[[Inbound, Outbound, str], HttpAnswer | None]
"""Puts a reply with its ref into the webhook's own response, or gives None where the platform cannot carry it."""


class Taken(msgspec.Struct, frozen=True):
    """A message that is committed. `answer` is the HTTP response that carries the reply, if it rides there.

    `push` is the job of a reply that does not: committed, and not yet sent. `paid` when its token was taken already.
    """

    answer: HttpAnswer | None
    push: Push | None = None
    paid: bool = False


class StoreUnavailable(Exception):
    """Redis cannot be reached: nothing was written, the platform must deliver again."""


class KeyUnknown(StoreUnavailable):
    """Something of one chat is sealed with a key that this process does not know. It waits; all others go on."""


class TakesTurns(Protocol):
    """The one door into the conversation."""

    async def take(self, inbound: Inbound, ride: Rider) -> Taken:
        """Run one whole turn and commit it.

        Raises:
            StoreUnavailable: nothing was committed; answer 503.
        """
        ...
