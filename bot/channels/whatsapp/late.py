"""News for somebody who has not written for 24 hours: WhatsApp then takes only a template that it approved."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from bot.channels.whatsapp.templates import template_text

if TYPE_CHECKING:
    from conversations.engine.messages import Outbound

_BODY: Final = "Kabar tentang pendaftaran bantuan: {{1}} Balas pesan ini untuk melanjutkan, atau ketik STATUS."
_LONGEST: Final = 900
"""With the words around it a template's body has 1024 characters at most."""


class News:
    """The one template for all news: its words stand around the sentence, as a template may not be only a variable."""

    name: Final = "news"
    category: Final = "UTILITY"

    def types(self) -> dict[str, object]:
        """Give the Content API's `types`. Variable 1 is the news, on one line."""
        return {"twilio/text": {"body": _BODY}}

    def samples(self) -> dict[str, str]:
        """Give a sample value, which is judged with the template."""
        return {"1": "pendaftaran nomor 1234-567-890 sudah diperiksa petugas desa."}


NEWS: Final = News()


def late_text(outbound: Outbound) -> str:
    """Give the news as the template takes it. What is cut off is told when the person answers."""
    return textwrap.shorten(template_text(outbound), _LONGEST, placeholder=" ...")


def late_body(outbound: Outbound) -> str:
    """Give the whole message as Twilio lists it."""
    return _BODY.replace("{{1}}", late_text(outbound))
