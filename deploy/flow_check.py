"""Checking the conversations and their words, in every locale."""

from __future__ import annotations

from conversations.checks import Finding, check
from conversations.engine.texts import Texts
from conversations.flows import FLOWS
from locales import catalogues, locales


def flow_findings() -> list[Finding]:
    """Find everything that is wrong with the flows or their catalogues."""
    findings: list[Finding] = []
    for locale in locales():
        sources = catalogues(locale)
        findings += check(FLOWS, Texts(locale, sources, {}), sources)
    return findings
