"""A message to a person, as TwiML or as the fields of Twilio's Messages resource."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bot.channels.numbering import with_list
from bot.channels.whatsapp.templates import content_variables, numbered_variables, template_for, template_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conversations.engine.messages import Outbound

LONGEST_BODY = 1600
"""Characters of a message outside a template (Twilio error 21617)."""

EMPTY = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'


def body_of(outbound: Outbound) -> str:
    """Give the text with its choices as a numbered list."""
    return with_list(outbound.text, outbound.choices, LONGEST_BODY)


def twiml(outbound: Outbound, status_callback: str) -> bytes:
    """Give the reply as TwiML, with the address that delivery reports go to."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"<Response><Message statusCallback={quoteattr(status_callback)}>"
        f"<Body>{escape(body_of(outbound))}</Body></Message></Response>"
    ).encode()


def message_fields(outbound: Outbound, content_sids: Mapping[str, str]) -> dict[str, str]:
    """Give what to send by REST: a template where one fits, else the text."""
    template = template_for(outbound, content_sids)
    if template is None:
        return {"body": body_of(outbound)}
    return {"content_sid": content_sids[template.name], "content_variables": content_variables(outbound)}


def approved_fields(template: str, variables: Sequence[str]) -> dict[str, str]:
    """Give what to send by REST for a template that was approved, with its values in order."""
    return {"content_sid": template, "content_variables": numbered_variables(variables)}


def shown_body(outbound: Outbound, content_sids: Mapping[str, str]) -> str:
    """Give the body that Twilio lists for a message: a template's text, without its buttons."""
    if template_for(outbound, content_sids) is None:
        return body_of(outbound)
    return template_text(outbound)
