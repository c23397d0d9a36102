"""Checks of the conversations before they meet a person: the graph of every flow, and the words for it."""

from conversations.checks.check import check
from conversations.checks.finding import Finding

__all__ = ["Finding", "check"]
