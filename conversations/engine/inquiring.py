"""Asking a person something of our own accord, without taking them out of what they are in the middle of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from conversations.engine.compose import outbound
from conversations.engine.genuine import remember_told

if TYPE_CHECKING:
    from conversations.engine.talk import Talk


class Inquiry(msgspec.Struct, frozen=True):
    """A question: how it reads, and the flow that hears the answer, with what is `known` there already."""

    text: str
    flow: str
    known: Mapping[str, Any]


def open_unasked(talk: Talk, flow: str, known: Mapping[str, Any]) -> None:
    """Open a flow though nobody wrote."""
    # Buttons of earlier messages are not these.
    talk.session.turn += 1
    talk.open(flow, known)


def inquire(talk: Talk, inquiry: Inquiry) -> None:
    """Ask it. Who is in the middle of something can answer later, in the words that the question teaches."""
    if talk.is_free:
        open_unasked(talk, inquiry.flow, inquiry.known)
        talk.reply = outbound([inquiry.text], talk.session.run)
    else:
        talk.reply = outbound([inquiry.text], None)
    remember_told(talk.session, talk.reply)
