"""Telling Telegram where to deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel

PATH = "/webhooks/telegram"

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""All that a conversation needs; the rest would only cost connections."""

_DELIVERIES_AT_ONCE = 100


async def set_webhook(channel: TelegramChannel, public_base_url: str, secret: str) -> str:
    """Register the webhook and give its address. Waiting updates are kept: they are people's messages.

    Raises:
        telegram.error.TelegramError: Telegram refused the address or could not be reached.
    """
    url = public_base_url.rstrip("/") + PATH
    await channel.bot.set_webhook(
        url,
        secret_token=secret,
        allowed_updates=ALLOWED_UPDATES,
        max_connections=_DELIVERIES_AT_ONCE,
        drop_pending_updates=False,
    )
    return url
