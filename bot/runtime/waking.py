"""Looking at chats that have been silent: a reminder goes out, a draft is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.runtime.jobs import About, job_id
from bot.runtime.tools import push_of, writes_of

if TYPE_CHECKING:
    from bot.runtime.jobs import Wake
    from bot.runtime.tools import Tools


class Waking:
    """Carries out what is due for a silent chat, once. Whoever writes meanwhile is not disturbed."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def look(self, job: Wake) -> None:
        """Look at one chat."""
        tools = self._tools
        now = tools.clock()
        held = await tools.store.read(job.chat, None, now)
        turn = tools.engine.wake(held.session, now)
        due = tools.engine.wake_at(turn.session)
        push = push_of(turn.session, turn.reply, f"{job_id(job)}/{turn.session.serial}", About.REMINDER)
        jobs = [] if push is None else [(push, now)]
        done = [] if due is not None else [job_id(job)]
        # When somebody wrote meanwhile the commit is refused, and that message has put the look off by itself.
        await tools.store.commit(held, writes_of(tools, turn, jobs, done), now)
