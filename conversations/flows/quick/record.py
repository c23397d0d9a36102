"""What is kept while a family is told in messages instead of answers."""

from __future__ import annotations

from typing import Any

import msgspec

from conversations.answers.form import Kept
from conversations.engine.fields import Field
from conversations.flows.registration.record import Family, Registration


class Doubt(msgspec.Struct, frozen=True, array_like=True):
    """A field that could not be used: the code of what is the matter, what was `said`, and what its sentence needs."""

    code: str
    said: str
    args: dict[str, str | int] = {}


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one message told: answers of the registration, and the rest of it.

    `done` when nothing is missing any more, or when the rest is to be asked question by question. `others` are families
    that came along and wait for their turn, as they were typed; `came` says how many of them just now.
    """

    answers: dict[str, Any] = {}
    doubts: dict[str, Doubt] = {}
    unread: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    half: bool = False
    kept: Kept = Kept()
    done: bool = False
    others: tuple[str, ...] = ()
    came: int = 0


class Quick(Family):
    """The answers of one family. They are those of the registration."""

    messages = Field(tuple[Message, ...], sensitive=True)
    consent = Registration.consent
    acting_reason = Registration.acting_reason
    consent_way = Registration.consent_way
    witness = Registration.witness
