"""`make bench-messages` in short: every part of it runs, against real servers, and its figures can be true."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from benchmarks.contestants import AIOGRAM_PYTHON, Who
from benchmarks.figures import Figures
from benchmarks.latency import WAITED_FOR
from benchmarks.stage import Stage
from tests.docs.documents import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a short run wrote to."""
    out = tmp_path_factory.mktemp("benchmarks")
    command = [sys.executable, "-m", "benchmarks", "run", "--quick", "--out", str(out)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return out


@pytest.fixture(scope="module")
def seen(written: Path) -> Figures:
    return msgspec.json.decode((written / "figures.json").read_bytes(), type=Figures)


def test_everybody_answered_and_nobody_is_below_the_floor(seen: Figures) -> None:
    measured = {one.who: one for one in seen.rounds}
    there = {who for who in Who if AIOGRAM_PYTHON.exists() or not who.startswith("aiogram")}
    assert measured.keys() == there
    assert all(one.messages > 0 and one.per_second > 0 and one.driver_us > 0 for one in seen.rounds)
    floor = measured.pop(Who.FLOOR).cpu_us
    assert all(one.cpu_us > floor > 10 for one in measured.values())


def test_the_bots_were_found_at_their_work(seen: Figures) -> None:
    response, pushed = seen.stages
    assert all(len(each.found) > 3 and each.found.keys() <= set(Stage) for each in seen.stages)
    assert Stage.HTTP_OUT in pushed.found
    assert Stage.PUSH not in response.found


def test_waits_are_in_order(seen: Figures) -> None:
    assert [each.who for each in seen.waits] == list(WAITED_FOR)
    for each in seen.waits:
        assert 0 < each.p50 <= each.p95 <= each.p99 <= each.longest
        assert each.messages > 10


def test_processes_redis_and_memory_were_looked_at(seen: Figures) -> None:
    assert [scale.processes for scale in seen.scales] == [1, 2]
    assert [scale.processes for scale in seen.floor_scales] == [1, 2]
    assert 1 <= seen.round_trips.usual <= seen.round_trips.most
    assert 200 < seen.sessions.mean <= seen.sessions.largest < 20_000
    assert seen.sessions.mean < seen.sessions.with_all
    assert (seen.memory.early_chats, seen.memory.late_chats) == (50, 150)
    assert 20_000 < seen.memory.early_kb < 1_000_000
    assert all(0 < start < 60 for start in seen.cold_starts)


def test_page_chart_and_figures_were_written(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {"README.md", "cpu-per-message.svg", "figures.json"}
    assert "times the floor" in (written / "README.md").read_text()
