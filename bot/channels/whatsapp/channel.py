"""WhatsApp as a channel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

import httpx
from twilio.base.exceptions import TwilioException

from bot.channels.channel import Accepted, HttpAnswer, Unknown
from bot.channels.whatsapp.files import TwilioFiles
from bot.channels.whatsapp.late import NEWS, late_text
from bot.channels.whatsapp.outcome import refusal, silence
from bot.channels.whatsapp.parse import CHANNEL
from bot.channels.whatsapp.render import EMPTY, approved_fields, message_fields, twiml
from bot.channels.whatsapp.rest import DEFAULT_BASE_URL, TwilioHttp, rest_client
from bot.channels.whatsapp.signature import Signatures
from bot.channels.whatsapp.templates import template_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.channels.channel import Outcome
    from bot.channels.whatsapp.form import Form
    from bot.settings import Settings
    from conversations.engine.messages import Inbound, Outbound

PATH = "/webhooks/twilio"
STATUS_PATH = "/webhooks/twilio/status"

_XML = "text/xml"
_SPACING = re.compile(r"[\s().-]")


class WhatsAppChannel:
    """One WhatsApp sender of one Twilio account. The first token signs our requests; `timeout` in seconds."""

    name = CHANNEL

    def __init__(
        self,
        account_sid: str,
        auth_tokens: tuple[str, ...],
        sender: str,
        *,
        public_base_url: str,
        api_base_url: str = DEFAULT_BASE_URL,
        content_sids: Mapping[str, str] | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.account_sid = account_sid
        self.sender = "whatsapp:" + _SPACING.sub("", sender.removeprefix("whatsapp:"))
        self.public_base_url = public_base_url.rstrip("/")
        self.content_sids = dict(content_sids or {})
        self._signatures = Signatures(public_base_url, auth_tokens)
        self._http = TwilioHttp(api_base_url, timeout)
        self.files = TwilioFiles(account_sid, auth_tokens[0], api_base_url)
        self.client = rest_client(account_sid, auth_tokens[0], self._http)

    @classmethod
    def from_settings(cls, settings: Settings) -> Self | None:
        """Give the configured sender, None while account, token or sender is missing."""
        account_sid, sender = settings.twilio_account_sid, settings.twilio_whatsapp_from
        if account_sid is None or sender is None or not settings.twilio_auth_tokens:
            return None
        return cls(
            account_sid,
            settings.twilio_auth_tokens,
            sender,
            public_base_url=settings.public_base_url,
            api_base_url=settings.twilio_api_base_url,
            content_sids=settings.twilio_content_templates,
        )

    def genuine(self, path: str, query: str, form: Form, signature: str) -> bool:
        """Tell whether a webhook call is Twilio's own.

        That is also what makes it ours: it is signed with this account's token, whichever of the account's senders
        it was written to.
        """
        return self._signatures.genuine(path, query, form, signature)

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:  # noqa: ARG002 - TwiML answers whoever wrote
        """Give the reply as TwiML. Buttons need a content template, which only the API can send."""
        if template_for(outbound, self.content_sids) is not None:
            return None
        return HttpAnswer(body=twiml(outbound, self._status_callback(ref)), media_type=_XML)

    def acknowledge(self) -> HttpAnswer:
        """Accept with a response that says nothing; Twilio reports an error on any other type (12300)."""
        return HttpAnswer(body=EMPTY, media_type=_XML)

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Push one message."""
        return await self._pushed(address, ref, message_fields(outbound, self.content_sids))

    async def send_template(self, address: str, template: str, variables: Sequence[str], ref: str) -> Outcome:
        """Push an approved template, which may go out at any time."""
        return await self._pushed(address, ref, approved_fields(template, variables))

    async def send_late(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Push news in the template for it. Without one it goes as it is, and Twilio says that it is too late."""
        template = self.content_sids.get(NEWS.name)
        if template is None:
            return await self.send(address, outbound, ref)
        return await self.send_template(address, template, [late_text(outbound)], ref)

    async def _pushed(self, address: str, ref: str, fields: Mapping[str, str]) -> Outcome:
        try:
            sent = await self.client.messages.create_async(
                to=address, from_=self.sender, status_callback=self._status_callback(ref), **fields
            )
        except TwilioException as problem:
            return refusal(problem)
        except httpx.HTTPError as problem:
            return silence(problem)
        except (KeyError, TypeError, ValueError, AttributeError):
            return Unknown(reason="the answer could not be read")
        if not isinstance(sent.sid, str):
            return Unknown(reason="the answer names no message")
        return Accepted(provider_id=sent.sid)

    async def close(self) -> None:
        """Close the connections."""
        await self.files.close()
        await self._http.close()

    def _status_callback(self, ref: str) -> str:
        # Our own id rides along, so that a report can come before the answer to our request does.
        return f"{self.public_base_url}{STATUS_PATH}?ref={quote(ref, safe='')}"
