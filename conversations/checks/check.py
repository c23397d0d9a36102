"""All checks of all flows in one locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.graph import graph_findings
from conversations.checks.words import word_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conversations.checks.finding import Finding
    from conversations.engine.flow import Flow
    from conversations.engine.texts import Texts


def check(flows: Iterable[Flow], texts: Texts, sources: Mapping[str, str]) -> list[Finding]:
    """Find everything that is wrong with the flows and their words in the locale of `texts`."""
    named = {flow.name: flow for flow in flows}
    findings: list[Finding] = []
    for flow in named.values():
        findings += graph_findings(flow, named)
        findings += word_findings(flow, texts, sources.get(flow.name))
    return findings
