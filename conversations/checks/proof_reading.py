"""What is read and measured before a release, beyond what every process checks as it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conversations.checks.catalogue import read_catalogue
from conversations.checks.check import catalogue_findings
from conversations.checks.lengths import length_findings
from conversations.checks.reading import READ_IN, reading_findings
from conversations.checks.words import translation_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from conversations.checks.finding import Finding
    from conversations.engine.flow import Flow


def proof_read(
    flows: Iterable[Flow], locale: str, sources: Mapping[str, str], source: Mapping[str, str] | None = None
) -> list[Finding]:
    """Find everything that is wrong with the words of a locale; `source` is what it is translated from."""
    named = {flow.name: flow for flow in flows}
    read = {scope: read_catalogue(locale, scope, text) for scope, text in sources.items()}
    found = catalogue_findings(named, read, locale)
    found += length_findings(named, locale, sources, read)
    for scope, catalogue in read.items():
        if locale == READ_IN:
            found += reading_findings(catalogue, named.get(scope))
    for scope, text in (source or {}).items():
        if scope in read:
            told = {(finding.where, finding.place) for finding in found}
            translated = translation_findings(read[scope], read_catalogue(READ_IN, scope, text))
            found += [finding for finding in translated if (finding.where, finding.place) not in told]
    return found
