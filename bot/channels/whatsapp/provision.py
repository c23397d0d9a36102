"""Setting up a Twilio account: the content templates, and what to enter where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twilio.rest.content.v1.content import ContentList

from bot.channels.whatsapp.channel import PATH
from bot.channels.whatsapp.templates import ALL

if TYPE_CHECKING:
    from bot.channels.whatsapp.channel import WhatsAppChannel
    from bot.channels.whatsapp.templates import Template

_PREFIX = "bansos_"

# Twilio loses a message after one failed attempt unless the address itself asks for more
# ("Webhooks: connection overrides"): three retries, on connection, time-out and 5xx.
_RETRIES = "#rc=3&rp=ct,rt,5xx"


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


async def provision(channel: WhatsAppChannel) -> Provisioned:
    """Create the templates that the account does not have yet. Running it again changes nothing.

    Raises:
        twilio.base.exceptions.TwilioException: the account refused.
        httpx.HTTPError: Twilio could not be reached.
    """
    contents = channel.client.content.v1.contents
    present = {content.friendly_name: content.sid for content in await contents.list_async()}
    sids: dict[str, str] = {}
    created: list[str] = []
    for template in ALL:
        sid = present.get(_PREFIX + template.name)
        if sid is None:
            sid = (await contents.create_async(_request(template))).sid
            created.append(template.name)
        sids[template.name] = sid
    return Provisioned(content_sids=sids, created=tuple(created), webhook=channel.public_base_url + PATH + _RETRIES)


def _request(template: Template) -> ContentList.ContentCreateRequest:
    return ContentList.ContentCreateRequest(
        {
            "friendly_name": _PREFIX + template.name,
            "language": "id",
            "variables": template.samples(),
            "types": template.types(),
        }
    )
