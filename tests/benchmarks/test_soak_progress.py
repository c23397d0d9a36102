"""Who watches a soak is told how far it is and when it ends, also from a file."""

from __future__ import annotations

from benchmarks.soak.progress import Progress, Standing


def standing(told: int, *, calm: bool = False) -> Standing:
    return Standing(told=told, begun=told + 60, total=1000, strikes=told // 4, redelivered=7, calm=calm)


def test_the_end_is_foretold_from_the_pace_of_the_last_minute() -> None:
    progress = Progress()
    progress.line(standing(0), 0.0)
    assert (
        progress.line(standing(20), 10.0)
        == "0:10 20 of 1000 registered, 80 begun, 5 strikes, 7 redeliveries, 2.0/s, 8:10 to go"
    )
    for at in range(20, 200, 10):
        line = progress.line(standing(20 + 4 * (at - 10)), float(at))
    assert line.startswith("3:10 740 of 1000 registered")
    assert line.endswith("4.0/s, 1:05 to go")


def test_before_anybody_is_registered_no_end_is_foretold() -> None:
    assert Progress().line(standing(0, calm=True), 30.0) == (
        "0:30 0 of 1000 registered, 60 begun, calm, 7 redeliveries, 0.0/s, the end not yet in sight"
    )
