"""What the bot counted at the questions: kept as the greatest total, added up, and never about a person."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.backend.counts import DAY, counted

if TYPE_CHECKING:
    import httpx

    from tests.backend.conftest import Tables

PERIOD = {"from": DAY, "to": DAY}


async def put(bot: httpx.AsyncClient, *counts: dict[str, Any], day: str = DAY, **body: Any) -> httpx.Response:
    return await bot.put(f"/api/v1/question-counts/{day}", json={"counts": list(counts), **body})


async def sums(bot: httpx.AsyncClient, **wanted: str) -> list[tuple[str, str, str, int]]:
    answer = await bot.get("/api/v1/question-counts", params={**PERIOD, **wanted})
    assert answer.status_code == 200
    return [tuple(each.values()) for each in answer.json()["counts"]]


@pytest.mark.parametrize(
    ("totals", "stays"),
    [
        ([5], 5),
        ([5, 5], 5),
        ([5, 8], 8),
        ([8, 5], 8),
        ([0], 0),
    ],
)
async def test_of_all_totals_that_came_the_greatest_stays(
    bot: httpx.AsyncClient, tables: Tables, totals: list[int], stays: int
) -> None:
    for total in totals:
        answer = await put(bot, counted(count=total))
        assert (answer.status_code, answer.content) == (204, b"")
    assert tables.column("question_counts", "count") == [stays]


async def test_one_request_may_name_a_thing_twice(bot: httpx.AsyncClient, tables: Tables) -> None:
    assert (await put(bot, counted(count=7), counted(count=9), counted(count=3))).status_code == 204
    assert tables.column("question_counts", "count") == [9]


async def test_what_a_request_does_not_name_stays(bot: httpx.AsyncClient) -> None:
    await put(bot, counted("nik", count=4), counted("kk", count=3))
    await put(bot, counted("kk", count=5))
    await put(bot)
    assert await sums(bot) == [("registration", "kk", "seen", 5), ("registration", "nik", "seen", 4)]


async def test_workers_that_write_at_once_never_lose_the_greatest(bot: httpx.AsyncClient, tables: Tables) -> None:
    states = [f"question-{place}" for place in range(40)]

    async def worker(number: int) -> int:
        rows = [counted(state, count=100 + number) for state in states]
        order = {"registration": states, "menu": ["door"]}
        # Half of them list the same rows the other way round.
        return (await put(bot, *(rows if number % 2 else rows[::-1]), order=order)).status_code

    assert set(await asyncio.gather(*(worker(number) for number in range(12)))) == {204}
    assert tables.column("question_counts", "count") == [111] * 40


async def test_five_thousand_rows_with_long_names_are_taken_and_one_more_is_not(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    names = {name: name * 5 for name in ("flow", "channel", "locale")}
    rows = [
        counted(f"{'q' * 33}-{place // 1000}-{place % 1000}", "finished-sent", 999_999, **names)
        for place in range(5001)
    ]
    too_many = await put(bot, *rows)
    assert (too_many.status_code, too_many.json()["errors"][0]["field"]) == (422, "counts")
    assert tables.rows("question_counts") == []
    assert (await put(bot, *rows[:5000])).status_code == 204
    assert len(tables.rows("question_counts")) == 5000


async def test_a_body_that_no_counts_could_fill_is_refused(bot: httpx.AsyncClient) -> None:
    huge = json.dumps({"counts": [], "order": {}}) + " " * (2 * 1024 * 1024)
    answer = await bot.put(f"/api/v1/question-counts/{DAY}", content=huge)
    assert answer.status_code == 413
    elsewhere = await bot.put("/api/v1/contacts/broadcasts", content=" " * 70_000)
    assert elsewhere.status_code == 413


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": ""},
        {"state": "Nomor KK"},
        {"state": "3510165708459901"},
        {"state": "nik-3510165708459901"},
        {"channel": "+6281200000001"},
        {"channel": "081200000001"},
        {"role": "r" * 41},
        {"what": "seen\n"},
        {"locale": "Contoh Sumiati"},
        {"kecamatan": "35.10.1"},
        {"kecamatan": "32.04.16"},
        {"kecamatan": "35.10.16.1007"},
        {"kecamatan": None},
        {"count": -1},
        {"count": 1.5},
        {"count": "7"},
        {"count": True},
        {"count": 10**12},
        {"chat": "900010001"},
    ],
)
async def test_a_row_that_could_tell_of_a_person_or_makes_no_sense_is_refused_with_all_others(
    bot: httpx.AsyncClient, tables: Tables, wrong: dict[str, Any]
) -> None:
    answer = await put(bot, counted("nik"), counted(**wrong))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == f"counts.1.{next(iter(wrong))}"
    assert not any(str(value) in answer.text for value in wrong.values() if len(str(value)) > 8)
    assert tables.rows("question_counts") == []


@pytest.mark.parametrize("day", ["2026-11-31", "20261121", "1795222800", "today", "2026-11-21T00:00:00"])
async def test_a_day_is_a_day_of_the_calendar(bot: httpx.AsyncClient, day: str) -> None:
    assert (await put(bot, counted(), day=day)).status_code == 422


@pytest.mark.parametrize(
    "order",
    [
        {"registration": ["nik", "nik"]},
        {"Registration": ["nik"]},
        {"registration": ["NIK"]},
        {"registration": "nik"},
        {"registration": [f"q{place}" for place in range(201)]},
        ["registration"],
    ],
)
async def test_an_order_names_each_state_once(bot: httpx.AsyncClient, tables: Tables, order: object) -> None:
    assert (await put(bot, counted(), order=order)).status_code == 422
    assert tables.rows("question_counts") == tables.rows("flow_orders") == []


async def test_sums_follow_the_order_that_was_told_and_then_what_was_seen_most(
    bot: httpx.AsyncClient,
) -> None:
    rows = [counted("name", count=5), counted("nik", count=9), counted("kk", "answered", 6)]
    await put(bot, *rows, counted("kk", count=7), counted("old", count=8))
    assert [state for _, state, _, _ in await sums(bot)] == ["nik", "old", "kk", "kk", "name"]
    await put(bot, order={"registration": ["name", "kk", "nik"]})
    assert [state for _, state, _, _ in await sums(bot)] == ["name", "kk", "kk", "nik", "old"]
    await put(bot, order={"registration": ["nik", "kk", "name"], "menu": ["door"]})
    assert [state for _, state, _, _ in await sums(bot)] == ["nik", "kk", "kk", "name", "old"]


@pytest.mark.parametrize(
    ("wanted", "total"),
    [
        ({}, 1 + 2 + 4 + 8 + 16),
        ({"from": "2026-11-20"}, 63),
        ({"from": "2026-11-20", "to": "2026-11-20"}, 32),
        ({"channel": "telegram"}, 2),
        ({"kecamatan": "35.10.16"}, 4),
        ({"kecamatan": ""}, 27),
        ({"role": "agent"}, 8),
        ({"locale": "jv"}, 16),
        ({"flow": "status"}, 0),
        ({"channel": "telegram", "locale": "jv"}, 0),
    ],
)
async def test_counts_are_added_up_by_day_channel_place_role_and_language(
    bot: httpx.AsyncClient, wanted: dict[str, str], total: int
) -> None:
    await put(
        bot,
        counted(count=1),
        counted(count=2, channel="telegram"),
        counted(count=4, kecamatan="35.10.16"),
        counted(count=8, role="agent"),
        counted(count=16, locale="jv"),
    )
    await put(bot, counted(count=32), day="2026-11-20")
    assert sum(count for *_, count in await sums(bot, **wanted)) == total


async def test_the_period_is_told_with_its_sums(bot: httpx.AsyncClient) -> None:
    answer = await bot.get("/api/v1/question-counts", params={"from": "2026-11-15", "to": DAY})
    assert answer.json() == {"from": "2026-11-15", "to": DAY, "counts": []}


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"from": DAY},
        {"from": DAY, "to": "2026-11-20"},
        {"from": "2025-11-01", "to": DAY},
        {"from": "1", "to": "2"},
        {**PERIOD, "flow": "NIK"},
        {**PERIOD, "kecamatan": "x"},
    ],
)
async def test_a_period_that_cannot_be_added_up_is_said(bot: httpx.AsyncClient, params: dict[str, str]) -> None:
    answer = await bot.get("/api/v1/question-counts", params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
