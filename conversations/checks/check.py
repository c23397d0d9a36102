"""All checks of the conversations that a process makes before it lets anybody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.branches import branch_findings
from conversations.checks.buttons import button_findings
from conversations.checks.catalogue import read_catalogue
from conversations.checks.finding import Weight
from conversations.checks.graph import graph_findings, leads_somewhere
from conversations.checks.options import option_findings
from conversations.checks.saving import saving_findings
from conversations.checks.words import common_findings, word_findings
from conversations.engine.lookups import LOOKUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conversations.checks.catalogue import Catalogue
    from conversations.checks.finding import Finding
    from conversations.engine.flow import Flow
    from conversations.engine.lookups import Outcomes
    from conversations.words.texts import Texts


def check(
    flows: Iterable[Flow],
    texts: Texts,
    sources: Mapping[str, str],
    lookups: Mapping[str, Outcomes] = LOOKUPS,
) -> list[Finding]:
    """Find what would leave somebody stuck or unanswered in the locale of `texts`: no process starts so."""
    named = {flow.name: flow for flow in flows}
    read = {scope: read_catalogue(texts.locale, scope, source) for scope, source in sources.items()}
    found = [*flow_findings(named, lookups), *catalogue_findings(named, read, texts.locale)]
    return [finding for finding in found if finding.weight is not Weight.STYLE]


def flow_findings(flows: Mapping[str, Flow], lookups: Mapping[str, Outcomes] = LOOKUPS) -> list[Finding]:
    """Find what is wrong with the flows, in whatever language."""
    found = list(graph_findings(flows))
    for flow in flows.values():
        found += branch_findings(flow, lookups)
        found += option_findings(flow)
        if leads_somewhere(flow):
            found += saving_findings(flow)
    return found


def catalogue_findings(flows: Mapping[str, Flow], catalogues: Mapping[str, Catalogue], locale: str) -> list[Finding]:
    """Find what is wrong with the texts of one locale."""
    found = list(common_findings(flows.values(), catalogues, locale))
    for flow in flows.values():
        found += word_findings(flow, catalogues, locale)
        if flow.name in catalogues:
            found += button_findings(flow, catalogues[flow.name])
    for scope, catalogue in catalogues.items():
        if scope not in flows and scope != "common":
            found.append(
                catalogue.at((scope, None), "belongs to no flow", "Remove the file, or name it after its flow")
            )
    return found
