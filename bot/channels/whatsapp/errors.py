"""Twilio's error codes that decide something here (twilio.com/docs/api/errors)."""

from __future__ import annotations

from types import MappingProxyType

UNREACHABLE = frozenset(
    {
        21211,  # not a number
        21610,  # opted out
        63003,  # not on WhatsApp
        63014,  # blocked by the person
        63024,  # not a valid recipient
    }
)

TOO_FAST = frozenset(
    {
        20429,  # too many requests at once
        63017,  # the account's rate
        63018,  # the sender's rate
        30001,  # the sender's queue is full
    }
)

WITHDRAWN = MappingProxyType(
    {
        21655: "gone",  # the account has no such template
        63027: "unavailable",  # not there in its language
        63040: "rejected",
        63041: "paused",
        63042: "disabled",
        63054: "unavailable",
    }
)
"""What is the matter with a content template, in the words for WhatsApp's decisions. The person can be reached."""
