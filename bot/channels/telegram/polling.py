"""Long polling: Telegram without a public address, for the demo."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, assert_never

import httpx
import structlog

from bot.channels.channel import Malformed
from bot.channels.reachability import Reachability
from bot.channels.telegram.parse import Tapped, read
from bot.channels.telegram.webhook import ALLOWED_UPDATES
from bot.outgoing import authorities
from bot.runtime.taken import StoreUnavailable
from conversations.engine.messages import Inbound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.channel import HttpAnswer
    from bot.channels.telegram.channel import TelegramChannel
    from bot.runtime.taken import TakesTurns
    from conversations.engine.messages import Outbound

_CONFLICT = (
    "Telegram does not hand out messages here: this bot has a webhook or another program reads its messages. "
    "Remove the webhook or stop the other program."
)
_REFUSED = "Telegram does not know this TELEGRAM_BOT_TOKEN. Copy it again from BotFather."
_UNREACHABLE = "Telegram cannot be reached; trying again."

log = structlog.get_logger(__name__)


class Refused(Exception):
    """Telegram will not give us messages; the text says in one sentence what to do."""


class LongPolling:
    """Takes messages one by one, and asks for the next only after the turn of the last one is committed.

    `wait` is how long Telegram holds an empty request open, `pause` the first wait after trouble; seconds.
    """

    def __init__(
        self,
        channel: TelegramChannel,
        turns: TakesTurns,
        note_reachability: Callable[[Reachability], Awaitable[None]],
        *,
        wait: int = 25,
        pause: float = 1.0,
        longest_pause: float = 60.0,
    ) -> None:
        self._channel = channel
        self._turns = turns
        self._note_reachability = note_reachability
        self._wait = wait
        self._pause = pause
        self._longest_pause = longest_pause
        self._next = 0

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            Refused: the token is wrong.
        """
        pause = self._pause
        # Not Bot.get_updates: it refuses a whole batch over one update it cannot read, and so for ever.
        async with httpx.AsyncClient(
            timeout=httpx.Timeout(self._wait + 10.0, connect=10.0), verify=authorities()
        ) as client:
            while True:
                trouble = await self._poll(client)
                if trouble is None:
                    pause = self._pause
                    continue
                log.warning("telegram.polling", message=trouble, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, self._longest_pause)

    async def _poll(self, client: httpx.AsyncClient) -> str | None:
        try:
            response = await client.post(
                f"{self._channel.base_url}/bot{self._channel.token}/getUpdates",
                json={"offset": self._next, "timeout": self._wait, "allowed_updates": ALLOWED_UPDATES},
            )
            body = response.json()
        except (httpx.HTTPError, ValueError):
            return _UNREACHABLE
        if response.status_code in {401, 404}:
            raise Refused(_REFUSED)
        if response.status_code == httpx.codes.CONFLICT:
            return _CONFLICT
        updates = body.get("result") if isinstance(body, dict) and response.is_success else None
        if not isinstance(updates, list):
            return _UNREACHABLE
        for update in updates:
            if not await self._take(update):
                return "Redis cannot be reached; the message waits at Telegram."
        return None

    async def _take(self, update: object) -> bool:
        try:
            await self._carry_out(update)
        except Malformed:
            log.warning("telegram.unreadable_update")
        except StoreUnavailable:
            return False
        if isinstance(update, dict) and isinstance(update.get("update_id"), int):
            self._next = update["update_id"] + 1
        return True

    async def _carry_out(self, update: object) -> None:
        parsed = read(update)
        match parsed:
            case Inbound():
                await self._turns.take(parsed, _nothing_rides)
            case Tapped(query_id=query_id, inbound=inbound):
                if inbound is not None:
                    await self._turns.take(inbound, _nothing_rides)
                self._channel.answer_tap(query_id)
            case Reachability():
                await self._note_reachability(parsed)
            case None:
                pass
            case _:
                assert_never(parsed)


def _nothing_rides(_inbound: Inbound, _outbound: Outbound, _ref: str) -> HttpAnswer | None:
    """There is no request to answer: every reply is pushed."""
    return None
