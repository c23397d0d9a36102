"""What a platform still knows of the messages that went through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from conversations.engine.messages import Inbound, Outbound


class NotTold(Exception):
    """The platform could not be asked, or its answer is of no use."""


class History(Protocol):
    """A platform that can be asked what it carried. Moments are the platform's own, in whole seconds."""

    async def sent(self, address: str, outbound: Outbound, since: datetime, *, pushed: bool) -> Sequence[str]:
        """Give the ids of the messages with these words that it took for this address, at that moment or later.

        `pushed` are those that came by its API, else those that rode in our answer to a message.

        Raises:
            NotTold: nobody knows.
        """
        ...

    async def received(self, since: datetime) -> Sequence[tuple[datetime, Inbound]]:
        """List what was written to us since a moment, the oldest first.

        Raises:
            NotTold: the list could not be had whole.
        """
        ...
