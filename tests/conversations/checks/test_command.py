"""`bansos flows check` and `bansos flows draw`, as they are typed."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from conversations.checks import check
from conversations.engine.flow import Look
from conversations.flows import FLOWS
from conversations.words.texts import Texts
from deploy.cli import app
from deploy.flow_check import all_checked, checked_flows
from locales import catalogues
from tests.conversations.checks.boats import COMMON, WORDS, changed, sound

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_all_flows_and_words_of_ours_are_sound() -> None:
    checked = all_checked()
    assert [str(finding) for finding in checked.faults] == []


def test_the_command_sums_up_what_it_looked_at() -> None:
    result = CliRunner().invoke(app, ["flows", "check"])
    assert result.exit_code == 0, result.output
    *_, summary = result.output.splitlines()
    assert summary.endswith(": sound")
    assert summary.startswith(f"{len(FLOWS)} flows, ")


def test_the_command_stops_at_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    status = next(flow for flow in FLOWS if flow.name == "status")
    look_up = status.states["look_up"]
    assert isinstance(look_up, Look)
    outcomes = {**look_up.outcomes, "too_many": "too_manny"}
    monkeypatch.setitem(status.states, "look_up", replace(look_up, outcomes=outcomes))
    result = CliRunner().invoke(app, ["flows", "check"])
    assert result.exit_code == 1
    assert "conversations/flows/status.py" in result.stderr
    assert "leads to 'too_manny' (too_many), which is no state of status" in result.stderr
    assert "Correct the name, or add a state 'too_manny'." in result.stderr


def test_findings_are_grouped_by_file_in_the_order_of_lines() -> None:
    words = WORDS.replace("Tinggal di mana?", "Tinggal di mana? Desa apa?").replace("Siapa nama", "Klik nama")
    flow = changed(sound(), "home", next="reviev")
    checked = checked_flows([flow], {"id": {"common": COMMON, "boats": words}}, {"id"})
    report = list(checked.report())
    assert report[0] == "flows"
    assert report[1].startswith("  boats.home leads to 'reviev'")
    assert report[4] == "locales/id/boats.ftl"
    assert report[5].startswith("  2: boats: name says 'klik'")
    assert report[7].startswith("  16: boats: home asks 2 questions")
    assert report[-1] == "1 flow, 9 states, 103 texts, 1 locale: 3 things to correct"


def test_the_flows_are_drawn_where_they_are_wanted(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["flows", "draw", "--out", str(tmp_path / "pictures")])
    assert result.exit_code == 0, result.output
    assert {path.stem for path in (tmp_path / "pictures").glob("*.svg")} == {flow.name for flow in FLOWS}


def test_what_a_process_checks_at_its_start_takes_no_time() -> None:
    sources = catalogues("id")
    texts = Texts("id", sources, {})
    taken = []
    for _ in range(3):
        begun = process_time()
        check(FLOWS, texts, sources)
        taken.append(process_time() - begun)
    assert min(taken) < 0.5
