"""Arranging at Telegram where it delivers, and telling how that goes."""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import Standing, set_webhook, standing
from bot.settings import Settings
from deploy.configured import unless_configured
from deploy.faults import settings_of
from deploy.provisioning import NOT_NEEDED_HERE
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


def connect_telegram(*, check: bool = False) -> tuple[str, ...]:
    """Tell Telegram to deliver to PUBLIC_BASE_URL, unless only asked to `check`; give lines about how it stands.

    Raises:
        SetupProblem: a setting is missing, Telegram refused or cannot be reached, or it
            delivers otherwise than it should.
    """
    settings = settings_of(Settings, unless_configured(NOT_NEEDED_HERE))
    channel = TelegramChannel.from_settings(settings)
    if channel is None:
        raise SetupProblem("TELEGRAM_BOT_TOKEN is not set; .env.example explains it.")
    secret = settings.telegram_webhook_secret
    if not settings.has_public_address or secret is None:
        raise SetupProblem("PUBLIC_BASE_URL: Telegram needs an address that begins with https://.")
    try:
        stands = asyncio.run(
            _connected(channel, None if check else settings.public_base_url, secret.get_secret_value())
        )
    except InvalidToken:
        raise SetupProblem("TELEGRAM_BOT_TOKEN: Telegram does not know this token; copy it again.") from None
    except TelegramError as problem:
        # A refusal is a NetworkError too, for this library.
        unreachable = isinstance(problem, NetworkError) and not isinstance(problem, BadRequest)
        where = f"Telegram at {settings.telegram_api_base_url}"
        raise SetupProblem(
            f"{where} cannot be reached." if unreachable else f"Telegram refused: {problem.message}."
        ) from None
    if faults := stands.faults(settings.public_base_url):
        raise SetupProblem("\n".join([*faults, *_lines(stands), "To put it right: bansos telegram connect"]))
    return tuple(_lines(stands))


async def _connected(channel: TelegramChannel, public_base_url: str | None, secret: str) -> Standing:
    try:
        if public_base_url is not None:
            await set_webhook(channel, public_base_url, secret)
        return await standing(channel)
    finally:
        await channel.close()


def _lines(stands: Standing) -> Iterator[str]:
    if stands.url:
        yield f"Telegram delivers to {stands.url}, up to {stands.deliveries_at_once or 40} messages at once."
    waiting = stands.waiting
    yield (
        "No message waits."
        if waiting == 0
        else f"{waiting} message{'s wait' if waiting > 1 else ' waits'} at Telegram."
    )
    if stands.last_trouble is None:
        yield "Telegram has had no trouble with our answers."
    else:
        at = f" on {stands.last_trouble_at.astimezone(UTC):%Y-%m-%d at %H:%M:%S} UTC" if stands.last_trouble_at else ""
        yield f"The last trouble was{at}: {stands.last_trouble}."
