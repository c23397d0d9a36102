"""The alert rules and the dashboard ask for what the code measures, and every alert says what to do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

import bot.app  # noqa: F401 - whatever the bot measures is registered then
from backend.metrics import Metrics
from deploy.load import Load
from tests.docs.documents import ROOT, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

MONITORING = ROOT / "deploy" / "monitoring"
RULES = [
    rule for group in yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
]
DASHBOARD = json.loads((MONITORING / "grafana" / "bansos.json").read_text())
OPERATIONS = ROOT / "docs" / "runbook" / "operations.md"

NAME = re.compile(r"\b((?:bansos|registry|process)_[a-z_]+)(?:\{([^}]*)\})?")
LABEL = re.compile(r"(\w+)\s*=~?\s*\"([^\"]*)\"")
GROUPED = re.compile(r"\b(?:by|on)\s*\(([^)]*)\)")
OF_PROMETHEUS = {"job", "instance", "le"}
SUFFIXES = {Counter: ("_total",), Histogram: ("_bucket", "_count", "_sum"), Gauge: ("",)}


def measured() -> dict[str, set[str]]:
    """What the code measures, with its labels."""
    registries = [REGISTRY, Metrics().registry]
    for part in ("bansos", "registry"):
        load = CollectorRegistry()
        Load(part, load)
        registries.append(load)
    found: dict[str, set[str]] = {"process_cpu_seconds_total": set(), "process_resident_memory_bytes": set()}
    for registry in registries:
        for collector in registry._collector_to_names:
            for kind, suffixes in SUFFIXES.items():
                if type(collector) is kind:
                    found |= {f"{collector._name}{suffix}": set(collector._labelnames) for suffix in suffixes}
    return found


MEASURED = measured()


def panels() -> Iterator[dict[str, Any]]:
    return (panel for panel in DASHBOARD["panels"] if panel["type"] != "row")


EXPRESSIONS = [
    *(pytest.param(rule["expr"], id=rule["alert"]) for rule in RULES),
    *(pytest.param(target["expr"], id=panel["title"]) for panel in panels() for target in panel["targets"]),
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_is_asked_for_is_measured(expression: str) -> None:
    asked = NAME.findall(expression)
    for name, labels in asked:
        assert name in MEASURED
        assert {label for label, _ in LABEL.findall(labels)} <= MEASURED[name] | OF_PROMETHEUS, name
    grouped = {label.strip() for group in GROUPED.findall(expression) for label in group.split(",") if label.strip()}
    known = set().union(*(MEASURED[name] for name, _ in asked)) if asked else set()
    assert grouped <= known | OF_PROMETHEUS


def test_what_the_service_measures_by_itself_is_explained_to_the_operator() -> None:
    explained = set(re.findall(r"`((?:bansos|registry)_[a-z_]+)`", OPERATIONS.read_text()))
    own = {name for name in MEASURED if not name.startswith("process_")}
    assert own - {f"{name}{suffix}" for name in explained for suffix in ("", "_bucket", "_count", "_sum")} == set()
    assert explained <= own | {name.removesuffix(suffix) for name in own for suffix in ("_bucket", "_count", "_sum")}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule["alert"]) for rule in RULES])
def test_every_alert_says_what_it_means_and_where_to_read_on(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"]
    path, _, anchor = rule["annotations"]["runbook"].partition("#")
    assert anchor == rule["alert"].lower()
    assert anchor in Document(ROOT / path).anchors()


def test_every_entry_of_the_runbook_is_about_an_alert() -> None:
    entries = set(re.findall(r"^## (\w+)$", (ROOT / "docs/runbook/alerts.md").read_text(), re.MULTILINE))
    assert entries == {rule["alert"] for rule in RULES}


def test_the_dashboard_shows_residents_platforms_runtime_and_registry() -> None:
    rows = [panel["title"] for panel in DASHBOARD["panels"] if panel["type"] == "row"]
    assert rows == ["Residents", "Platforms", "Runtime", "Registry"]
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))
    assert all(panel["targets"] for panel in panels())


def test_prometheus_asks_the_processes_at_the_ports_that_they_have() -> None:
    jobs = yaml.safe_load((MONITORING / "prometheus.yaml").read_text())["scrape_configs"]
    asked = {job["dns_sd_configs"][0]["names"][0]: job["dns_sd_configs"][0]["port"] for job in jobs}
    services = yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text())["services"]
    listening = {
        name: int(services[name]["environment"]["WORKER_PORT" if name == "worker" else "PORT"]) for name in asked
    }
    assert asked == listening
