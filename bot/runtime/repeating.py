"""Answering a message that comes again with the reply that it got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.runtime.jobs import Push, reference
from bot.runtime.taken import Rider, StoreUnavailable, Taken
from bot.runtime.tools import FIRST_TRY, push_of, ridden, writes_of
from conversations.engine.turn import Turn

if TYPE_CHECKING:
    from bot.runtime.store import Held
    from bot.runtime.tools import Tools
    from conversations.engine.messages import Inbound


async def give_again(tools: Tools, held: Held, inbound: Inbound, ride: Rider) -> Taken:
    """Give the stored reply again: it rides, or is pushed where it cannot and was not before.

    Raises:
        StoreUnavailable: another turn of this chat came first; the message is to come once more.
    """
    reply = held.session.reply_to(inbound.id)
    if reply is None:
        return Taken(None)
    ref = reference(inbound.chat, inbound.id)
    waiting = await tools.store.job(inbound.chat, f"push:{ref}")
    if isinstance(waiting, Push):
        # A reply that is still to be pushed does not ride as well. What the platform took, or may have taken, is left
        # to the worker that watches it.
        return Taken(None, None if waiting.taken or waiting.looks else waiting)
    taken = ridden(inbound, reply, ride, held.wait_ms)
    if taken is not None:
        return taken
    if await tools.sendings.look(inbound.chat, ref) is not None:
        return Taken(None)
    push, now = push_of(held.session, reply, inbound.id), tools.clock()
    jobs = [] if push is None else [(push, now + FIRST_TRY)]
    if await tools.store.commit(held, writes_of(tools, Turn(held.session, None, None), jobs), now) is None:
        raise StoreUnavailable("another turn of this chat came first")
    return Taken(None, push)
