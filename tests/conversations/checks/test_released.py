"""A flow that people are in the middle of is not changed under their feet without anybody noticing."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from conversations.checks.released import entry, ledger, ledger_with, released_findings
from conversations.engine.fields import Record
from conversations.flows import FLOWS
from tests.conversations.checks.boats import Boats, changed, sound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.flow import Flow

RELEASED = {"boats": {"1": entry(sound())}}


class Fewer(Record):
    name = Boats.name
    trade = Boats.trade
    home = Boats.home


def renamed(version: int) -> Flow:
    flow = sound()
    flow.version = version
    home = flow.states.pop("home")
    flow.states["dwelling"] = home
    return changed(flow, "dwelling", name="dwelling")


def with_fewer_answers(version: int, **migrations: Mapping[str, object]) -> Flow:
    flow = sound()
    flow.version, flow.record = version, Fewer
    flow.migrations = {1: dict} if migrations else {}
    return flow


@pytest.mark.parametrize(
    ("flow", "what", "remedy"),
    [
        (renamed(1), "has no state 'home' any more, and people of version 1 may wait there", "to 2"),
        (
            with_fewer_answers(1),
            "would lose the answer 'count' of people of version 1",
            "migrations={1: ...}",
        ),
        (
            with_fewer_answers(2),
            "would lose the answer 'count' of people of version 1",
            "migrations={1: ...}",
        ),
    ],
)
def test_a_released_version_is_kept(flow: Flow, what: str, remedy: str) -> None:
    (finding,) = released_findings([flow], RELEASED)
    assert finding.where == "boats"
    assert finding.what == what
    assert remedy in finding.remedy


@pytest.mark.parametrize("flow", [sound(), renamed(2), with_fewer_answers(2, dropped={})])
def test_a_change_that_was_thought_of_is_no_finding(flow: Flow) -> None:
    assert list(released_findings([flow], RELEASED)) == []


def test_what_was_noted_reads_back() -> None:
    assert tomllib.loads(ledger_with([sound()], {})) == RELEASED


def test_the_present_versions_of_our_flows_are_noted() -> None:
    assert all(str(flow.version) in ledger().get(flow.name, {}) for flow in FLOWS), "run: bansos flows release"
