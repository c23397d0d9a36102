"""Links that open the chat with an invitation in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from conversations.answers.invitation import show_invitation

if TYPE_CHECKING:
    from conversations.answers.invitation import Invitation


@dataclass(frozen=True, slots=True)
class Doors:
    """Where the service is reached: the name of its Telegram bot and its WhatsApp number, where it has them."""

    telegram: str | None = None
    whatsapp: str | None = None

    def links(self, code: Invitation) -> dict[str, str]:
        """Give the links that hand over a code, by channel."""
        found = {}
        if self.telegram:
            found["telegram"] = f"https://t.me/{self.telegram.removeprefix('@')}?start=agen-{code}"
        if self.whatsapp:
            number = re.sub(r"\D", "", self.whatsapp)
            found["whatsapp"] = f"https://wa.me/{number}?text={quote(f'AGEN {show_invitation(code)}')}"
        return found
