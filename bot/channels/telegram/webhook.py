"""Telling Telegram where to deliver, and asking how that goes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Bot

    from bot.channels.telegram.channel import TelegramChannel

PATH = "/webhooks/telegram"

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""All that a conversation needs; the rest would only cost connections."""

_DELIVERIES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """What Telegram says about the webhook. An empty `url` means that it has none."""

    url: str
    waiting: int
    deliveries_at_once: int | None
    kinds: tuple[str, ...]
    last_trouble: str | None
    last_trouble_at: datetime | None

    def faults(self, public_base_url: str) -> tuple[str, ...]:
        """Say what differs from what `set_webhook` arranges, one sentence for each."""
        wanted = address(public_base_url)
        faults = []
        if self.url != wanted:
            faults.append(f"Telegram delivers {'to ' + self.url if self.url else 'nowhere'}, not to {wanted}.")
        if missing := sorted(set(ALLOWED_UPDATES) - set(self.kinds)):
            faults.append(f"Telegram does not deliver: {', '.join(missing)}.")
        return tuple(faults)


def address(public_base_url: str) -> str:
    """Give the webhook's address."""
    return public_base_url.rstrip("/") + PATH


@asynccontextmanager
async def _bot(channel: TelegramChannel) -> AsyncIterator[Bot]:
    # The library is imported where it is needed: it takes longer to import than all of the bot.
    from telegram import Bot  # noqa: PLC0415
    from telegram.request import HTTPXRequest  # noqa: PLC0415

    request = HTTPXRequest()
    try:
        yield Bot(channel.token, base_url=f"{channel.base_url}/bot", request=request)
    finally:
        await request.shutdown()


async def set_webhook(channel: TelegramChannel, public_base_url: str, secret: str) -> str:
    """Register the webhook and give its address. Waiting updates are kept: they are people's messages.

    Raises:
        telegram.error.TelegramError: Telegram refused the address or could not be reached.
    """
    url = address(public_base_url)
    async with _bot(channel) as bot:
        await bot.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=_DELIVERIES_AT_ONCE,
            drop_pending_updates=False,
        )
    return url


async def standing(channel: TelegramChannel) -> Standing:
    """Ask Telegram how the deliveries go.

    Raises:
        telegram.error.TelegramError: Telegram refused to tell or could not be reached.
    """
    async with _bot(channel) as bot:
        info = await bot.get_webhook_info()
    return Standing(
        url=info.url,
        waiting=info.pending_update_count,
        deliveries_at_once=info.max_connections,
        kinds=tuple(info.allowed_updates),
        last_trouble=info.last_error_message,
        last_trouble_at=info.last_error_date,
    )
