"""A turn that is cut off between its commit and its reply, as when the process dies at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from bot.runtime.delivery import Delivery
from bot.runtime.settling import Settling
from bot.runtime.turns import Turns
from bot.runtime.undelivered import Undelivered

if TYPE_CHECKING:
    from bot.runtime.taken import Rider
    from bot.runtime.tools import Tools
    from conversations.engine.messages import Inbound


class Died(BaseException):
    """The end of a process. Not an Exception: nobody can catch it and apologise."""


class _NothingHandedOver(Settling):
    """What a process that dies after the commit gets done of the work after it."""

    async def now(self, *_: object) -> NoReturn:
        raise Died

    async def later(self, _: object) -> None:
        """Leave it to a worker."""


async def take_and_die(tools: Tools, inbound: Inbound, ride: Rider) -> None:
    """Run one turn up to its commit, by the code that runs every turn. Its reply and its hand-over are lost.

    Raises:
        StoreUnavailable: nothing was committed.
    """
    undelivered = Undelivered(tools)
    turns = Turns(tools, _NothingHandedOver(tools, undelivered), Delivery(tools, undelivered))
    try:
        await turns.take(inbound, ride)
    except Died:
        return
    finally:
        await turns.finish()
