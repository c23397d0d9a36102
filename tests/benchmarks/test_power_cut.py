"""A short power cut: real processes and servers, of which a sender, Redis and PostgreSQL are killed in a broadcast."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.broadcast.power_cut import Cut, power_cut


def test_nobody_gets_two_and_nobody_is_lost_while_a_sender_redis_and_postgresql_are_killed() -> None:
    # PostgreSQL runs as another user, who has to get into the directory: pytest's own is closed to others.
    with tempfile.TemporaryDirectory(prefix="bansos-cut-", ignore_cleanup_errors=True) as place:
        directory = Path(place)
        directory.chmod(0o755)
        verdict = power_cut(Cut(people=300, every=40, most=3, hurries=True), directory)
    assert verdict.holds, verdict
    assert {"worker 1", "Redis", "PostgreSQL"} <= verdict.kills.keys()
