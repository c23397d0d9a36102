"""The runbook's table has every gap that is tested, and names only tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.resilience import (
    test_gaps_of_a_broadcast,
    test_gaps_of_a_handover,
    test_gaps_of_a_notice,
    test_gaps_of_a_push,
    test_gaps_of_a_reminder,
    test_gaps_of_a_turn,
    test_gaps_of_the_officers_list,
)

TABLE = (Path(__file__).parents[2] / "docs" / "runbook" / "gaps.md").read_text(encoding="utf-8")
MODULES = (
    test_gaps_of_a_broadcast,
    test_gaps_of_a_handover,
    test_gaps_of_a_notice,
    test_gaps_of_a_push,
    test_gaps_of_a_reminder,
    test_gaps_of_a_turn,
    test_gaps_of_the_officers_list,
)


def test_every_test_that_is_named_is_there() -> None:
    there = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", TABLE))
    assert named
    assert {name for name in named if f"def {name}(" not in there} == set()


def test_every_test_of_a_gap_is_named() -> None:
    tests = {name for module in MODULES for name in vars(module) if name.startswith("test_")}
    assert {name for name in tests if f"`{name}`" not in TABLE} == set()


def test_every_moment_of_death_is_in_the_table_and_every_line_is_a_moment() -> None:
    moments = {
        gap
        for module in MODULES
        for named in vars(module).values()
        if isinstance(named, dict)
        for gap in named
        if isinstance(gap, str) and gap.startswith(("before ", "after ", "while "))
    }
    lines = set(re.findall(r"^\| ((?:before|after|while) [^|]+?) \|", TABLE, re.MULTILINE))
    assert lines == moments
