"""Checking the conversations and their words, in every locale, before a release."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from conversations.checks import Finding, Weight, flow_findings, proof_read, read_catalogue
from conversations.checks import released as released_versions
from conversations.checks.released import ledger, ledger_with, released_findings
from conversations.flows import FLOWS
from locales import SOURCE, catalogues, locale_with, locales

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.checks.released import Ledger
    from conversations.engine.flow import Flow


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of the check. `faults` stop a release, `warnings` are gaps in drafts."""

    faults: Sequence[Finding]
    warnings: Sequence[Finding]
    summary: str

    def report(self) -> Iterator[str]:
        """Give the findings, grouped by file, and how much was looked at."""
        yield from _grouped(self.faults, "")
        yield from _grouped(self.warnings, "draft: ")
        if self.faults:
            yield f"{self.summary}: {_count(len(self.faults), 'thing')} to correct"
        else:
            yield f"{self.summary}: sound"


def all_checked() -> Checked:
    """Check all flows in all locales."""
    words = {locale: catalogues(locale) for locale in locales()}
    shipped = {locale for locale in words if locale_with(locale).shipped}
    return checked_flows(FLOWS, words, shipped, ledger())


def record_release() -> Path:
    """Note the present versions of the flows as released."""
    path = Path(released_versions.__file__).with_name("released.toml")
    path.write_text(ledger_with(FLOWS, ledger()), encoding="utf-8")
    return path


def checked_flows(
    flows: Sequence[Flow],
    words: Mapping[str, Mapping[str, str]],
    shipped: Collection[str],
    released: Ledger | None = None,
) -> Checked:
    """Check flows in `words`, which are catalogues by locale; the others than the `shipped` are drafts."""
    faults = flow_findings({flow.name: flow for flow in flows})
    faults += released_findings(flows, released or {})
    warnings: list[Finding] = []
    for locale, sources in words.items():
        translated = None if locale == SOURCE else words.get(SOURCE)
        for finding in proof_read(flows, locale, sources, translated):
            tolerated = finding.weight is Weight.GAP and locale not in shipped
            (warnings if tolerated else faults).append(finding)
    return Checked(faults, warnings, _summary(flows, words))


def _summary(flows: Sequence[Flow], spoken: Mapping[str, Mapping[str, str]]) -> str:
    texts = sum(
        len(read_catalogue(locale, scope, source).texts)
        for locale, sources in spoken.items()
        for scope, source in sources.items()
    )
    states = sum(len(flow.states) for flow in flows)
    counts = ((len(flows), "flow"), (states, "state"), (texts, "text"), (len(spoken), "locale"))
    return ", ".join(_count(number, name) for number, name in counts)


def _grouped(findings: Sequence[Finding], mark: str) -> Iterator[str]:
    for file, group in groupby(sorted(findings, key=_position), key=lambda each: _position(each)[0]):
        yield file or "flows"
        for finding in group:
            line = finding.place.partition(":")[2]
            yield f"  {f'{line}: ' if line else ''}{mark}{finding.where} {finding.what}."
            yield f"      {finding.remedy}."
        yield ""


def _position(finding: Finding) -> tuple[str, int, str]:
    file, _, line = finding.place.partition(":")
    return file, int(line or 0), finding.where


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
