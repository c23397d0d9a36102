"""Checks of the conversations before they meet a person: the graph of every flow, and the words for it."""

from conversations.checks.catalogue import read_catalogue
from conversations.checks.check import check, flow_findings
from conversations.checks.finding import Finding, Weight
from conversations.checks.proof_reading import proof_read

__all__ = ["Finding", "Weight", "check", "flow_findings", "proof_read", "read_catalogue"]
