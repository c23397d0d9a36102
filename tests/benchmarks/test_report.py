"""The table says what was promised and whether it was kept, in numbers that were measured."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest

from benchmarks.chart import chart
from benchmarks.connection import Broken
from benchmarks.contestants import TITLES, Who
from benchmarks.cpu import Round
from benchmarks.figures import Figures, Latency, Machine, Memory, Overload, RoundTrips, Scale, Sessions, Shares
from benchmarks.report import page, write, write_block
from benchmarks.stage import PLACES, Stage
from benchmarks.targets import targets
from tests.docs.documents import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KEPT = {
    Who.FLOOR: 50.0,
    Who.PRODUCT: 240.0,
    Who.PRODUCT_PUSHED: 280.0,
    Who.PRODUCT_WHATSAPP: 300.0,
    Who.PRODUCT_REGISTRY: 400.0,
    Who.PTB: 600.0,
    Who.PTB_PUSHED: 1700.0,
    Who.AIOGRAM: 1450.0,
    Who.AIOGRAM_PUSHED: 2450.0,
}


def waits(p99: float, late: int = 0, refused: int = 0) -> list[Latency]:
    """The floor's waits, and those of the product with its registry."""
    return [
        Latency(Who.FLOOR, 300, 6000, 0.5, 0.9, 2.0, 30.0, 2.0, 0, 0),
        Latency(Who.PRODUCT_REGISTRY, 300, 6000, 3.0, 9.0, p99, 60.0, 40.0, late, refused),
    ]


def figures(cpu: dict[Who, float] = KEPT, **other: object) -> Figures:
    """Figures that keep every promise, but for what is named."""
    rounds = [Round(who, 1000, us * factor, 900.0, 45.0, 0) for factor in (0.9, 1, 1.2) for who, us in cpu.items()]
    good = Figures(
        taken="2026-11-22",
        commit="abc1234",
        machine=Machine("A processor", 2, "3.11.7", "Linux 6.1"),
        rounds=rounds,
        stages=[
            Shares(Who.PRODUCT, 240, {Stage.HEARING: 30, Stage.REDIS: 10}),
            Shares(Who.PRODUCT_PUSHED, 280, {Stage.HEARING: 20, Stage.PUSH: 20}),
        ],
        waits=waits(p99=21.0),
        overload=Overload(900, 2700, 850, 300.0, 600.0, 900.0, 1.5, 20.0),
        scales=[Scale(1, 900, 240, 45), Scale(2, 1500, 250, 45)],
        floor_scales=[Scale(1, 9000, 50, 45), Scale(2, 12000, 55, 50)],
        round_trips=RoundTrips(2, 3, 2.04),
        sessions=Sessions(220, 1600, 1550, 2300, 2600),
        memory=Memory(10_000, 90_000, 100_000, 90_500),
        cold_starts=[1.2, 1.3],
    )
    return msgspec.structs.replace(good, **other)


def test_a_run_that_keeps_every_promise_says_so() -> None:
    judged = targets(figures())
    assert len(judged) == 12
    assert all(target.met for target in judged)


@pytest.mark.parametrize(
    ("broken", "promise"),
    [
        (figures(KEPT | {Who.PRODUCT: 260.0}), "in the response: at most 5 x"),
        (figures(KEPT | {Who.PRODUCT_PUSHED: 800.0, Who.PTB_PUSHED: 9000.0}), "pushed: at most 15 x"),
        (figures(KEPT | {Who.PTB: 450.0}), "1/2 of python-telegram-bot"),
        (figures(KEPT | {Who.PTB_PUSHED: 1600.0}), "1/6 of python-telegram-bot"),
        (figures(round_trips=RoundTrips(3, 4, 3.1)), "two Redis round trips"),
        (figures(waits=waits(p99=51.0)), "p99 under 50 ms"),
        (figures(overload=Overload(900, 2700, 850, 300.0, 1600.0, 1900.0, 1.5, 20.0)), "at three times the capacity"),
        (figures(overload=Overload(900, 2700, 850, 300.0, 600.0, 900.0, 7.5, 20.0)), "after the rush"),
        (figures(scales=[Scale(1, 900, 240, 45), Scale(2, 1500, 290, 45)]), "two processes"),
        (figures(sessions=Sessions(220, 2100, 2000, 2300, 2600)), "a live session"),
        (figures(memory=Memory(10_000, 90_000, 100_000, 95_000)), "no growth"),
        (figures(cold_starts=[2.1]), "cold start"),
    ],
    ids=lambda each: each.split()[0] if isinstance(each, str) else "",
)
def test_a_promise_that_was_not_kept_is_named(broken: Figures, promise: str) -> None:
    (missed,) = (target for target in targets(broken) if not target.met)
    assert promise in missed.promise
    assert f"{missed.promise} | {missed.figure} | **not met**" in page(broken)


def test_a_process_that_was_not_watched_long_enough_is_not_judged() -> None:
    short = figures(memory=Memory(50, 90_000, 150, 90_000))
    assert [target.met for target in targets(short)].count(None) == 1


def test_the_page_has_everybody_with_median_range_and_multiple() -> None:
    text = page(figures())
    assert f"| {TITLES[Who.PTB_PUSHED]} | 1,700 | 1,530-2,040 | 34.0 | 588 |" in text
    assert all(title in text for title in TITLES.values())


def test_the_page_says_how_long_the_floor_makes_people_wait_too() -> None:
    text = page(figures())
    assert f"| {TITLES[Who.FLOOR]} | 0.5 ms | 0.9 ms | 2.0 ms | 30.0 ms | 2.0 ms |" in text
    assert f"| {TITLES[Who.PRODUCT_REGISTRY]} | 3.0 ms | 9.0 ms | 21.0 ms | 60.0 ms | 40.0 ms |" in text


def test_two_processes_are_shown_beside_two_that_have_nothing_to_do_with_each_other() -> None:
    assert "| 1.92 x (two of the floor: 1.82 x) | met |" in page(figures())
    assert "| 2 of the floor | 12,000 | 55 | 50 | 36,364 |" in page(figures())


def test_the_page_says_where_the_time_of_a_message_goes() -> None:
    text = page(figures())
    assert f"| {Stage.HEARING} | 180 | 140 |" in text
    assert f"| {Stage.PUSH} | 0 | 140 |" in text
    assert "| **all of it** | 240 | 280 |" in text
    assert "a reply in the response would still cost 1.2 x the floor, and a pushed\none 2.8 x." in text


def test_every_place_of_a_stage_is_there() -> None:
    files = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("conversations/**/*.py"), *ROOT.glob("deploy/*.py")]
    ours = [f"/{path.relative_to(ROOT)}" for path in files]
    libraries = [f"/{name}/" for name in ("aiohttp", "prometheus_client", "uvicorn")] + ["/asyncio/runners.py"]
    lost = [part for part, _, _ in PLACES if part not in libraries and not any(part in path for path in ours)]
    assert lost == []
    assert {stage for _, _, stage in PLACES} == set(Stage)


def test_a_library_that_was_left_out_is_left_out_of_the_page_too() -> None:
    without = {who: us for who, us in KEPT.items() if not who.startswith("aiogram")}
    assert TITLES[Who.AIOGRAM] not in page(figures(without))


def test_a_run_in_which_numbers_came_later_says_so() -> None:
    assert "number follows" not in page(figures())
    busy = page(figures(waits=waits(p99=21.0, late=7, refused=3)))
    assert "**7 registrations" in busy
    assert "3 deliveries were put off with 503" in busy


def test_the_chart_is_a_picture_that_names_everybody() -> None:
    root = ET.fromstring(chart(figures()))  # noqa: S314 - drawn a line above
    said = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert set(TITLES.values()) <= set(said)
    assert "240, 4.8 x floor" in said


def test_what_was_written_can_be_read_again(tmp_path: Path) -> None:
    write(figures(), tmp_path)
    assert msgspec.json.decode((tmp_path / "figures.json").read_bytes(), type=Figures) == figures()
    assert (tmp_path / "README.md").read_text() == page(figures())


def test_the_readme_has_a_place_for_the_figures(tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    before = (ROOT / "README.md").read_text()
    copy.write_text(before)
    write_block(figures(), copy)
    write_block(figures(), copy)
    after = copy.read_text()
    assert after.count("| reply in the response: at most 5 x the floor | 4.8 x | met |") == 1
    assert after.partition("<!-- figures")[0] == before.partition("<!-- figures")[0]
    assert after.partition("<!-- end of figures")[2] == before.partition("<!-- end of figures")[2]


def test_a_readme_without_a_place_is_left_alone(tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    copy.write_text("# Bansos\n")
    with pytest.raises(Broken, match="no place"):
        write_block(figures(), copy)
