"""Whether a contact wants notices: the newest answer counts."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.backend.families import HERE, submission

if TYPE_CHECKING:
    import httpx

    from tests.backend.conftest import Tables


async def answer(bot: httpx.AsyncClient, wanted: bool, hour: int) -> dict[str, Any]:
    response = await bot.put(
        "/api/v1/contacts/broadcasts",
        json={"contact": HERE, "wanted": wanted, "asked_at": f"2026-11-21T{hour:02}:00:00+07:00"},
    )
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


async def test_a_contact_never_seen_can_stop_notices(bot: httpx.AsyncClient) -> None:
    assert (await answer(bot, wanted=False, hour=9))["wanted"] is False


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ([(True, 9), (False, 10)], False),
        ([(False, 10), (True, 9)], False),
        ([(False, 9), (True, 10), (True, 10)], True),
    ],
)
async def test_the_newest_answer_counts_in_whatever_order_they_arrive(
    bot: httpx.AsyncClient, answers: list[tuple[bool, int]], holds: bool
) -> None:
    for wanted, hour in answers:
        last = await answer(bot, wanted, hour)
    assert last["wanted"] is holds


async def test_repeating_an_answer_writes_nothing_more(bot: httpx.AsyncClient, tables: Tables) -> None:
    await asyncio.gather(*(answer(bot, wanted=False, hour=9) for _ in range(6)))
    assert [len(tables.rows(table)) for table in ("contacts", "consents", "audit")] == [1, 1, 1]


async def test_stopping_later_outlives_the_answer_at_registration(bot: httpx.AsyncClient, tables: Tables) -> None:
    await answer(bot, wanted=False, hour=9)
    await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-00000001"})
    assert tables.column("contacts", "broadcasts_wanted") == [False]
