"""LAPOR PENIPUAN: what somebody received in our name, and from whom. Nothing else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.commands import Command
from conversations.answers.reading import Problem
from conversations.engine.fields import Field, Record, to_plain
from conversations.engine.flow import Ask, End, Filing, Flow, Review, Situation, Submit

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORTEST: Final = 4
_LONGEST_RECEIVED, _LONGEST_SENDER, _LONGEST_SHOWN = 2000, 300, 150


class Fraud(Record):
    """What was received, and the number or address that it came from."""

    received = Field(str, sensitive=True)
    sender = Field(str, sensitive=True)


def read_received(text: str, _: Situation[Fraud]) -> str | Problem:
    """Take what was received as it stands."""
    told = text.strip()
    return told[:_LONGEST_RECEIVED] if len(told) >= _SHORTEST else Problem("too-short")


def read_sender(text: str, _: Situation[Fraud]) -> str | Problem:
    """Take whatever somebody calls the sender."""
    told = " ".join(text.split())
    return told[:_LONGEST_SENDER] if len(told) >= _SHORTEST else Problem("too-short")


def in_short(told: str) -> str:
    """Give the beginning, as the review shows it."""
    return told if len(told) <= _LONGEST_SHOWN else f"{told[: _LONGEST_SHOWN - 1]}…"


def report(filing: Filing[Fraud]) -> Mapping[str, Any]:
    """Give the report."""
    return {
        "contact": to_plain(filing.chat),
        "received": filing.record.received,
        "sender": filing.record.sender or "",
        "told_at": filing.at.isoformat(),
    }


fraud = Flow("fraud", version=1, start="received", record=Fraud, opened_by={Command.REPORT: {}})

fraud += Ask(
    name="received",
    expects=read_received,
    problems=("too-short",),
    saves=Fraud.received,
    shows=in_short,
    verbatim=True,
    next="sender",
)
fraud += Ask(
    name="sender",
    expects=read_sender,
    problems=("too-short",),
    saves=Fraud.sender,
    shows=in_short,
    optional=True,
    verbatim=True,
    next="review",
)
fraud += Review(name="review", lines=["received", "sender"], next="send")
fraud += Submit(name="send", kind="fraud", makes=report, accepted="thanks", already="thanks", delayed="thanks")
fraud += End(name="thanks")
