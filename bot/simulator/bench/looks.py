"""The two looks of a phone on the workbench, each drawn by the renderer of the real channel."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, assert_never

import msgspec

from bot.channels.telegram.render import render
from bot.channels.whatsapp.render import body_of

if TYPE_CHECKING:
    from conversations.engine.messages import Outbound

_NUMBERED = re.compile(r"\d+\. ")


class Look(StrEnum):
    """Which app the phone shows."""

    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"

    @property
    def channel(self) -> str:
        """The name of the channel that this phone is on: one of its own, so that no platform is spoken to."""
        return f"simulator-{self.value}"

    @property
    def phone(self) -> str | None:
        """The number that the platform vouches for: WhatsApp knows it, Telegram does not tell it."""
        return "+6281200000009" if self is Look.WHATSAPP else None


class Screen(msgspec.Struct, frozen=True):
    """One message as the app shows it. `markup` is Telegram's own `reply_markup`."""

    text: str
    markup: dict[str, Any] | None = None

    @property
    def taps(self) -> list[str]:
        """What the buttons under the message send."""
        return [button["callback_data"] for button in self._buttons]

    @property
    def read_aloud(self) -> str:
        """The text, and under it what stands on the buttons."""
        captions = [button["text"] for button in self._buttons if _NUMBERED.match(button["text"])]
        return "\n\n".join([self.text, "\n".join(captions)] if captions else [self.text]).strip()

    @property
    def _buttons(self) -> list[dict[str, str]]:
        return [button for row in (self.markup or {}).get("inline_keyboard", ()) for button in row]


def shown(look: Look, outbound: Outbound) -> Screen:
    """Draw a message."""
    match look:
        case Look.WHATSAPP:
            return Screen(body_of(outbound))
        case Look.TELEGRAM:
            rendered = render(outbound)
            return Screen(rendered.text, rendered.reply_markup)
        case _:
            assert_never(look)
