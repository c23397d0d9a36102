"""Answers to button presses, which end the spinner on the button."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.outgoing import NoAnswer, NotSent

if TYPE_CHECKING:
    from bot.channels.telegram.api import Api

_MOST_AT_ONCE = 64

log = structlog.get_logger(__name__)


class TapAnswers:
    """Answers presses in the background: nobody waits for them, and a lost one costs only a spinner."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, query_id: str) -> None:
        """Answer one press soon. Under a flood it is left out: replies need the connections more."""
        if len(self._under_way) >= _MOST_AT_ONCE:
            return
        task = asyncio.create_task(self._answer(query_id))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self) -> None:
        """Wait for those under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _answer(self, query_id: str) -> None:
        try:
            answer = await self._api.call("answerCallbackQuery", {"callback_query_id": query_id})
        except (NotSent, NoAnswer) as silence:
            log.debug("tap.unanswered", reason=str(silence))
            return
        if not answer.is_success:
            # "query is too old" after a slow turn: nothing can or need be done.
            log.debug("tap.unanswered", reason=answer.status)
