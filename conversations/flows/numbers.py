"""Registrations by their numbers, as several conversations ask for one and offer those of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.names import shorten
from conversations.answers.registration_number import RegistrationNumber, parse_registration_number
from conversations.engine.flow import Offer, Situation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.answers.reading import Problem

LONGEST_NAME: Final = 30


def read_number(text: str, _: Situation[Any]) -> RegistrationNumber | Problem:
    """Read a registration number."""
    return parse_registration_number(text)


def offer_of(item: Mapping[str, Any]) -> Offer:
    """Offer a registration that the registry listed, by its number and the masked name."""
    number = RegistrationNumber(item["number"].replace("-", ""))
    return Offer(number, text=f"{item['number']} ({shorten(item['name'], LONGEST_NAME)})")
