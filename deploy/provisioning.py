"""Arranging at Twilio what the bot needs there."""

from __future__ import annotations

import asyncio
import base64

import httpx
from twilio.base.exceptions import TwilioException

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.provision import NoSuchSender, provision, set_webhook
from bot.settings import Settings
from deploy.configured import unless_configured
from deploy.faults import settings_of
from deploy.setup_problem import SetupProblem

NOT_NEEDED_HERE = {
    "REDIS_URL": "redis://",
    "BACKEND_URL": "http://",
    "DATA_KEYS": f"none:{base64.b64encode(bytes(range(32))).decode()}",
    "API_KEYS": "bot:none",
}
NEEDED = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_WHATSAPP_FROM"


def provision_whatsapp(*, webhook: bool = False) -> tuple[str, ...]:
    """Create the content templates that the account lacks; give the lines for `.env` and Twilio's console.

    With `webhook` the sender is told where to deliver, which needs nothing of the console.

    Raises:
        SetupProblem: a setting is missing, Twilio refused, it cannot be reached, or it knows no such sender.
    """
    settings = settings_of(Settings, unless_configured(NOT_NEEDED_HERE))
    channel = WhatsAppChannel.from_settings(settings)
    if channel is None:
        raise SetupProblem(f"{NEEDED} are needed for this; .env.example explains them.")
    if webhook and not settings.has_public_address:
        raise SetupProblem("PUBLIC_BASE_URL: Twilio delivers to an address that begins with https://.")
    try:
        return asyncio.run(_provisioned(channel, webhook=webhook))
    except TwilioException as problem:
        raise SetupProblem(f"Twilio refused: {problem}") from problem
    except httpx.HTTPError as problem:
        raise SetupProblem(f"Twilio at {settings.twilio_api_base_url} cannot be reached.") from problem
    except NoSuchSender as problem:
        raise SetupProblem(
            f"The account has no sender {problem}. The sandbox is set in Twilio's console, with the printed address."
        ) from problem


async def _provisioned(channel: WhatsAppChannel, *, webhook: bool) -> tuple[str, ...]:
    try:
        lines = (await provision(channel)).lines()
        if not webhook:
            return lines
        return (*lines, "The sender delivers there now." if await set_webhook(channel) else "The sender does already.")
    finally:
        await channel.close()
