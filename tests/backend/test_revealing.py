"""One field in clear, for a reason: who saw it is known, and nobody else learns why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.backend.conftest import BOT_SECRET
from tests.backend.families import HERE, KK, SUMIATI, submission

if TYPE_CHECKING:
    import httpx

    from tests.backend.conftest import Tables

REASON = "Menelepon Contoh Sumiati untuk memeriksa alamat"


async def registered(bot: httpx.AsyncClient) -> str:
    answer = await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-reveal"})
    number: str = answer.json()["number"]
    return number


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nik", SUMIATI),
        ("kk", KK),
        ("name", "Contoh Sumiati"),
        ("birth_date", "1945-08-17"),
        ("phone", "+6281200000001"),
        ("address", "Lingkungan Contohrejo, RT 003, RW 002"),
        ("members", "Contoh Paijan (spouse); Contoh Wulandari (grandchild)"),
        ("disability", "walking"),
        ("contact", HERE["address"]),
    ],
)
async def test_a_field_is_shown_and_who_saw_it_is_noted(
    bot: httpx.AsyncClient, tables: Tables, field: str, value: str
) -> None:
    number = await registered(bot)
    answer = await bot.post(f"/api/v1/registrations/{number}/reveals", json={"field": field, "reason": REASON})
    assert (answer.status_code, answer.json()) == (200, {"field": field, "value": value})
    [noted] = [row for row in tables.rows("audit") if row["action"] == "seen.reveal"]
    [kept] = tables.rows("reveals")
    assert noted["details"] == {"field": field, "reveal": str(kept["id"])}
    assert noted["subject"] == f"registration/{kept['registration_id']}"
    assert noted["actor"] == kept["actor"]
    assert noted["actor"].startswith("program/")
    assert REASON not in tables.dump()
    assert "Sumiati" not in tables.dump()


@pytest.mark.parametrize(
    "body",
    [{"field": "nik"}, {"field": "nik", "reason": "perlu"}, {"field": "pin", "reason": REASON}, {"reason": REASON}],
)
async def test_without_a_reason_or_a_field_nothing_is_shown(
    bot: httpx.AsyncClient, tables: Tables, body: dict[str, str]
) -> None:
    number = await registered(bot)
    answer = await bot.post(f"/api/v1/registrations/{number}/reveals", json=body)
    assert answer.status_code == 422
    assert SUMIATI not in answer.text
    assert tables.rows("reveals") == []


async def test_a_number_that_is_not_there_leaves_no_trace(bot: httpx.AsyncClient, tables: Tables) -> None:
    answer = await bot.post("/api/v1/registrations/1234-567-890/reveals", json={"field": "nik", "reason": REASON})
    assert answer.status_code == 404
    assert tables.rows("audit") == []


async def test_the_key_of_the_bot_reveals_nothing(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    answer = await bot.post(
        f"/api/v1/registrations/{number}/reveals",
        json={"field": "nik", "reason": REASON},
        headers={"Authorization": f"Bearer {BOT_SECRET}"},
    )
    assert answer.status_code == 403


async def test_who_looked_at_a_registration_is_noted(bot: httpx.AsyncClient, tables: Tables) -> None:
    number = await registered(bot)
    assert (await bot.get(f"/api/v1/registrations/{number}")).status_code == 200
    [noted] = [row for row in tables.rows("audit") if row["action"] == "seen.detail"]
    [row] = tables.rows("registrations")
    assert noted["actor"].startswith("program/")
    assert noted["subject"] == f"registration/{row['id']}"
