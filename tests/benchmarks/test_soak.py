"""A short soak: real processes, real servers, and every part is killed while families register."""

from __future__ import annotations

import signal
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.soak.chaos import Blow
from benchmarks.soak.family import family
from benchmarks.soak.finding import Fault, Finding
from benchmarks.soak.parts import Part
from benchmarks.soak.plan import Plan, Strike
from benchmarks.soak.report import figures
from benchmarks.soak.run import Outcome, run
from benchmarks.soak.tale import Event, Tale, What
from benchmarks.soak.transcript import plan_of, write_transcripts

if TYPE_CHECKING:
    from benchmarks.soak.progress import Standing

FAMILIES, PLANNED = 12, 40


def end_early(now: Standing) -> None:
    """Press Ctrl-C when so many have begun, once."""
    if now.begun == FAMILIES and signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        signal.raise_signal(signal.SIGINT)


def test_nothing_is_lost_and_nothing_is_doubled_while_each_part_is_killed() -> None:
    # PostgreSQL runs as another user, who has to get into the directory: pytest's own is closed to others.
    with tempfile.TemporaryDirectory(prefix="bansos-soak-", ignore_cleanup_errors=True) as place:
        directory = Path(place)
        directory.chmod(0o755)
        plan = Plan(seed=11, places=range(PLANNED), at_once=FAMILIES, still_under_fire=8, grace=90)
        outcome = run(plan, directory, end_early)
    told = "\n".join(path.read_text() for path in write_transcripts(outcome, Path("var/soak"), most=1))
    assert outcome.findings == [], f"{outcome.findings}\n{told}"
    assert len(outcome.rows) == FAMILIES
    assert len(outcome.blows) >= 3
    assert outcome.redelivered > 0
    assert figures(outcome)["registrations"] == f"{FAMILIES} of {FAMILIES}, {PLANNED} were planned"
    assert figures(outcome)["by agents"] == "1"


def test_a_transcript_says_what_happened_and_how_to_repeat_it(tmp_path: Path) -> None:
    tale = Tale(family(3, 5, date(2026, 11, 22)))
    tale.events = [
        Event(100.0, What.SAID, "halo", "41"),
        Event(100.2, What.TRIED, "bot 1: 503", "41"),
        Event(103.0, What.SAID, "ulang", "42"),
        Event(104.0, What.ANSWERED, "Berapa NIK Bapak/Ibu?", "42"),
    ]
    blows = [Blow(99.0, Part.POSTGRES), Blow(100.1, Part.REDIS), Blow(103.5, Part.BOT_1), Blow(105.0, Part.BOT_2)]
    findings = [Finding(Fault.NOT_HEARD, 5, "1 waits for a push")]
    outcome = Outcome(
        Plan(3, range(10)),
        {5: tale},
        findings,
        blows,
        Counter(),
        Counter(),
        redelivered=0,
        late=0,
        rows=[],
        seconds=1.0,
    )
    [path] = write_transcripts(outcome, tmp_path)
    text = path.read_text()
    for said in ("accepted, and never answered", "halo", "bot 1: 503", "Redis killed", "Berapa NIK Bapak/Ibu?"):
        assert said in text
    plan = plan_of(text)
    assert (plan.seed, list(plan.places)) == (3, [5])
    assert plan.strikes == [Strike("Redis", 1, 100), Strike("bot 1", 2, 500)]


def test_a_text_that_is_no_transcript_is_refused() -> None:
    with pytest.raises(ValueError, match="no transcript"):
        plan_of("halo")
