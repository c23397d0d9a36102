"""A message to a person, as Telegram's sendMessage takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.channels.numbering import with_list
from bot.channels.telegram.keyboard import (
    REMOVED,
    Markup,
    asking_contact,
    fits_buttons,
    labelled,
    numbers_only,
)

if TYPE_CHECKING:
    from conversations.engine.messages import Outbound


LONGEST_TEXT = 4096
"""Characters of a message after its entities are parsed (Bot API, sendMessage)."""


class Rendered(msgspec.Struct, frozen=True):
    """Text and keyboard. There is no parse mode, on purpose: nothing that was typed can become markup."""

    text: str
    reply_markup: Markup


def render(outbound: Outbound) -> Rendered:
    """Choose the keyboard and put into the text what the keyboard cannot say."""
    choices = outbound.choices
    if outbound.contact_label:
        markup, listed = asking_contact(outbound.contact_label, choices), choices
    elif not choices:
        # A reply keyboard of an earlier question would stay on the screen and answer the wrong one.
        markup, listed = REMOVED, ()
    elif fits_buttons(choices):
        markup, listed = labelled(choices), ()
    else:
        markup, listed = numbers_only(choices), choices
    text = with_list(outbound.text, listed, LONGEST_TEXT)
    return Rendered(text=text, reply_markup=markup)
