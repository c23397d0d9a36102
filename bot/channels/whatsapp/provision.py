"""Setting up a Twilio account: the content templates, and where the sender delivers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

from bot.channels.whatsapp.channel import PATH
from bot.channels.whatsapp.late import NEWS, News
from bot.channels.whatsapp.templates import ALL

if TYPE_CHECKING:
    from bot.channels.whatsapp.channel import WhatsAppChannel
    from bot.channels.whatsapp.templates import Template

_PREFIX = "bansos_"

# Twilio loses a message after one failed attempt unless the address itself asks for more
# ("Webhooks: connection overrides"): three retries, on connection, time-out and 5xx.
_RETRIES = "#rc=3&rp=ct,rt,5xx"
_METHOD = "POST"


@dataclass(frozen=True, slots=True)
class Provisioned:
    """The account's templates by our name, those that were created just now, and the webhook's address."""

    content_sids: dict[str, str]
    created: tuple[str, ...]
    webhook: str

    def lines(self) -> tuple[str, ...]:
        """Give what the operator copies: a line for .env and the address for the WhatsApp sender."""
        sids = ",".join(f"{name}={sid}" for name, sid in self.content_sids.items())
        return (f"TWILIO_CONTENT_SIDS={sids}", f"Webhook: {self.webhook}")


class NoSuchSender(Exception):
    """The account has no such WhatsApp sender of its own. The sandbox is none: its webhook is set in the console."""


def webhook_of(channel: WhatsAppChannel) -> str:
    """Give the address that Twilio is to deliver to, with the override that makes it try again."""
    return channel.public_base_url + PATH + _RETRIES


async def set_webhook(channel: WhatsAppChannel) -> bool:
    """Have the sender deliver to us; False when it does so already. Nothing else of the sender is touched.

    Raises:
        NoSuchSender: it has to be set in Twilio's console.
        twilio.base.exceptions.TwilioException: the account refused.
        httpx.HTTPError: Twilio could not be reached.
    """
    senders = channel.client.messaging.v2.channels_senders
    for sender in await senders.list_async(channel="whatsapp"):
        if sender.sender_id == channel.sender:
            known = sender.webhook if isinstance(sender.webhook, dict) else {}
            if (known.get("callback_url"), known.get("callback_method")) == (webhook_of(channel), _METHOD):
                return False
            await senders(sender.sid).update_async(_Webhook(webhook_of(channel)))
            return True
    raise NoSuchSender(channel.sender)


@dataclass(frozen=True, slots=True)
class _Webhook:
    """What is changed. The client's own class sends null for all that is not given, which would clear it."""

    url: str

    def to_dict(self) -> dict[str, dict[str, str]]:
        return {"webhook": {"callback_url": self.url, "callback_method": _METHOD}}


async def provision(channel: WhatsAppChannel) -> Provisioned:
    """Create the templates that the account does not have yet, and have WhatsApp judge the one that goes out late.

    Running it again changes nothing.

    Raises:
        twilio.base.exceptions.TwilioException: the account refused.
        httpx.HTTPError: Twilio could not be reached.
    """
    contents = channel.client.content.v1.contents
    present = {content.friendly_name: content.sid for content in await contents.list_async()}
    sids: dict[str, str] = {}
    created: list[str] = []
    templates: tuple[Template | News, ...] = (*ALL, NEWS)
    for template in templates:
        sid = present.get(_PREFIX + template.name)
        if sid is None:
            sid = (await contents.create_async(_request(template))).sid
            created.append(template.name)
            if isinstance(template, News):
                await contents(sid).approval_create.create_async(_approval(template))
        sids[template.name] = sid
    return Provisioned(content_sids=sids, created=tuple(created), webhook=webhook_of(channel))


def _approval(template: News) -> ApprovalCreateList.ContentApprovalRequest:
    return ApprovalCreateList.ContentApprovalRequest({"name": _PREFIX + template.name, "category": template.category})


def _request(template: Template | News) -> ContentList.ContentCreateRequest:
    return ContentList.ContentCreateRequest(
        {
            "friendly_name": _PREFIX + template.name,
            "language": "id",
            "variables": template.samples(),
            "types": template.types(),
        }
    )
