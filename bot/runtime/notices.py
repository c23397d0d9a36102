"""Telling people what became of their registrations: each notice of the registry once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.runtime.jobs import About
from bot.runtime.rhythm import Rhythm
from bot.runtime.taken import KeyUnknown, StoreUnavailable
from bot.runtime.tools import push_of, writes_of
from conversations.engine.messages import ChatRef

if TYPE_CHECKING:
    from bot.runtime.registry import Notice
    from bot.runtime.tools import Tools

log = structlog.get_logger()
EVERY = timedelta(seconds=5)
"""How often the registry is asked for notices."""
MOST = 20
"""How many are claimed at once: all of them are committed well before the lease ends."""


class Notices:
    """The way from the registry's outbox into the chats.

    The session remembers which notices it was told, in the same commit as the message. So a process may die anywhere:
    a notice that was not committed is claimed again, and one that was is only reported.
    """

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rhythm = Rhythm(EVERY)

    async def carry_out(self) -> bool:
        """Tell what waits, asking every few seconds at most; tell whether there was anything."""
        now = self._tools.clock()
        if not self._rhythm.beats(now):
            return False
        found = await self._tools.registry.claim_notices(MOST)
        for notice in found:
            try:
                await self._tell(notice)
            except KeyUnknown as fault:
                log.error("notice left, its chat is unreadable here", notice=notice.id, fault=str(fault))  # noqa: TRY400
            except StoreUnavailable:
                raise
            except Exception:
                log.exception("notice failed", notice=notice.id)
        if len(found) == MOST:
            self._rhythm.due = now
        return bool(found)

    async def _tell(self, notice: Notice) -> None:
        """Commit the message and that it was said; then report it."""
        tools = self._tools
        chat = ChatRef(notice.contact.channel, notice.contact.address)
        news = notice.news()
        while True:
            now = tools.clock()
            held = await tools.store.read(chat, None, now)
            turn = tools.engine.tell(held.session, news, now)
            if turn.repeated:
                break
            push = push_of(turn.session, turn.reply, news.id, About.NEWS)
            jobs = [] if push is None else [(push, now)]
            if await tools.store.commit(held, writes_of(tools, turn, jobs), now) is not None:
                break
        await tools.registry.told(notice.id)
