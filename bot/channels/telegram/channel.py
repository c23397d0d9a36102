"""Telegram as a channel."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, Self

import msgspec

from bot.channels.channel import Deferred, HttpAnswer, Rejected, Unknown
from bot.channels.telegram.api import Api
from bot.channels.telegram.files import TelegramFiles
from bot.channels.telegram.outcome import SOON, outcome_of
from bot.channels.telegram.parse import CHANNEL
from bot.channels.telegram.render import render
from bot.channels.telegram.taps import TapAnswers
from bot.outgoing import NoAnswer, NotSent

if TYPE_CHECKING:
    from bot.channels.channel import Outcome
    from bot.settings import Settings
    from conversations.engine.messages import Inbound, Outbound

_NO_PREVIEW = {"is_disabled": True}


class TelegramChannel:
    """One bot. Timeouts are in seconds. Without `reply_in_response` every reply is pushed, and so its fate is known."""

    name = CHANNEL

    def __init__(
        self,
        token: str,
        *,
        base_url: str = "https://api.telegram.org",
        webhook_secret: str | None = None,
        reply_in_response: bool = True,
        timeout: float = 10.0,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self._secret = webhook_secret
        self._reply_in_response = reply_in_response
        self.token = token
        self._api = Api(self.base_url, token, timeout)
        self._taps = TapAnswers(self._api)
        self.files = TelegramFiles(self._api, f"{self.base_url}/file/bot{token}")

    @classmethod
    def from_settings(cls, settings: Settings) -> Self | None:
        """Give the configured bot, None without a token."""
        if settings.telegram_bot_token is None:
            return None
        secret = settings.telegram_webhook_secret
        return cls(
            settings.telegram_bot_token.get_secret_value(),
            base_url=settings.telegram_api_base_url,
            webhook_secret=secret.get_secret_value() if secret else None,
            reply_in_response=settings.telegram_reply_in_response,
        )

    def is_secret(self, claimed: bytes) -> bool:
        """Tell whether a webhook call carries our secret, in constant time. Without a secret nothing does."""
        return bool(self._secret) and hmac.compare_digest(claimed, (self._secret or "").encode())

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:  # noqa: ARG002 - Telegram reports nothing, so the ref has nowhere to go
        """Give the reply as a method call in the response. Telegram never tells what became of it."""
        if not self._reply_in_response:
            return None
        call = {"method": "sendMessage", **_fields(inbound.chat.address, outbound)}
        return HttpAnswer(body=msgspec.json.encode(call), media_type="application/json")

    def acknowledge(self) -> HttpAnswer:
        """Accept without calling a method."""
        return HttpAnswer(body=b"", media_type="text/plain")

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:  # noqa: ARG002 - as in answer()
        """Push one message."""
        if not address.isdecimal():
            return Rejected(reason="not a Telegram chat", unreachable=True)
        try:
            return outcome_of(await self._api.call("sendMessage", _fields(address, outbound)))
        except NotSent as silence:
            return Deferred(reason=f"not connected: {silence}", seconds=SOON)
        except NoAnswer as silence:
            return Unknown(reason=str(silence))

    def answer_tap(self, query_id: str) -> None:
        """End the spinner on a pressed button, in the background."""
        self._taps.start(query_id)

    async def close(self) -> None:
        """Let what is under way finish and close the connections."""
        await self._taps.finish()
        await self.files.close()
        await self._api.close()


def _fields(address: str, outbound: Outbound) -> dict[str, Any]:
    rendered = render(outbound)
    return {
        "chat_id": int(address),
        "text": rendered.text,
        "reply_markup": rendered.reply_markup,
        "link_preview_options": _NO_PREVIEW,
    }
