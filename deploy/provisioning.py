"""Arranging at Twilio what the bot needs there."""

from __future__ import annotations

import asyncio
import base64

import httpx
from twilio.base.exceptions import TwilioException

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.provision import Provisioned, provision
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


def provision_whatsapp() -> tuple[str, ...]:
    """Create the content templates that the account lacks; give the lines for `.env` and Twilio's console.

    Raises:
        SetupProblem: a setting is missing, Twilio refused, or it cannot be reached.
    """
    settings = settings_of(Settings, unless_configured(NOT_NEEDED_HERE))
    channel = WhatsAppChannel.from_settings(settings)
    if channel is None:
        raise SetupProblem(f"{NEEDED} are needed for this; .env.example explains them.")
    try:
        return asyncio.run(_provisioned(channel)).lines()
    except TwilioException as problem:
        raise SetupProblem(f"Twilio refused: {problem}") from problem
    except httpx.HTTPError as problem:
        raise SetupProblem(f"Twilio at {settings.twilio_api_base_url} cannot be reached.") from problem


async def _provisioned(channel: WhatsAppChannel) -> Provisioned:
    try:
        return await provision(channel)
    finally:
        await channel.close()
