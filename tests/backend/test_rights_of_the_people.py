"""What people may ask of their own data: a copy, a correction, erasure, the end of consent (UU 27/2022)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from backend.rights.erasure import of_a_registration
from backend.rotation.sealed_columns import sealed_columns
from tests.backend.families import ELSEWHERE, HERE, KK, SUMIATI, submission

if TYPE_CHECKING:
    import httpx

    from tests.backend.conftest import Tables

COPIES, REQUESTS = "/api/v1/rights/copies", "/api/v1/rights/requests"


async def registered(bot: httpx.AsyncClient, contact: dict[str, str] = HERE, **changes: Any) -> str:
    sent = submission(contact, **changes)
    headers = {"Idempotency-Key": f"key-{contact['address']}-{changes.get('nik', '')}"}
    answer = await bot.post("/api/v1/registrations", json=sent, headers=headers)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["number"]
    return number


async def asked(
    bot: httpx.AsyncClient,
    number: str,
    kind: str,
    contact: dict[str, str] = HERE,
    key: str = "key-rights-1",
    at: datetime | None = None,
) -> httpx.Response:
    body = {"contact": contact, "number": number, "kind": kind, "asked_at": (at or datetime.now(UTC)).isoformat()}
    return await bot.post(REQUESTS, json={**body, "message_id": "m-9"}, headers={"Idempotency-Key": key})


async def test_the_contact_that_registered_gets_a_masked_copy_with_what_was_agreed_to(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await registered(bot)
    answer = await bot.post(COPIES, json={"contact": HERE, "number": number})
    assert answer.status_code == 200, answer.text
    copy = answer.json()
    assert (copy["name"], copy["nik"], copy["members"]) == ("C*** S***", "3510********9901", ["C*** P***", "C*** W***"])
    assert {"pregnant", "disability", "housing", "birth_date"} <= set(copy["other"])
    assert next((each["purpose"], each["given"], each["notice"]) for each in copy["consents"]) == (
        "registration",
        True,
        "2026-11",
    )
    for clear in (SUMIATI, KK, "Sumiati", "Paijan", "Contohrejo"):
        assert clear not in answer.text
    assert tables.rows("audit")[-1]["action"] == "seen.detail"


async def test_nobody_else_gets_a_copy_or_asks_for_anything(bot: httpx.AsyncClient, tables: Tables) -> None:
    number = await registered(bot)
    unknown = await bot.post(COPIES, json={"contact": HERE, "number": "0000-000-000"})
    for contact in (ELSEWHERE, {"channel": "telegram", "address": "900099999"}):
        theirs = await bot.post(COPIES, json={"contact": contact, "number": number})
        assert (theirs.status_code, theirs.text) == (404, unknown.text)
        assert (await asked(bot, number, "erase", contact)).status_code == 404
    assert tables.rows("rights_requests") == []


async def test_a_request_has_a_number_and_three_days_and_comes_once_however_often_it_is_sent(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    number, said = await registered(bot), datetime.now(UTC) - timedelta(hours=2)
    first = await asked(bot, number, "erase", at=said)
    assert first.status_code == 201, first.text
    receipt = first.json()
    assert datetime.fromisoformat(receipt["due_at"]) == said + timedelta(hours=72)
    again = await asked(bot, number, "erase", at=said)
    assert (again.status_code, again.json()) == (200, receipt)
    twice = await asked(bot, number, "erase", key="key-rights-2")
    assert (twice.status_code, twice.json()) == (200, {**receipt, "already": True})
    other = await asked(bot, number, "withdraw")
    assert other.status_code == 409
    assert [(row["kind"], row["state"]) for row in tables.rows("rights_requests")] == [("erase", "open")]


async def test_what_is_said_to_come_from_the_future_is_counted_from_now(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    receipt = (await asked(bot, number, "copy", at=datetime.now(UTC) + timedelta(days=300))).json()
    assert datetime.fromisoformat(receipt["due_at"]) <= datetime.now(UTC) + timedelta(hours=72)


def test_every_sealed_value_belongs_to_a_registration_or_is_known_not_to() -> None:
    elsewhere = {"contacts.address", "officers.totp", "lookup_keys.secret"}
    emptied = {place.field for place, _ in of_a_registration()}
    left = {place.field for place in sealed_columns()} - emptied
    assert left <= elsewhere, "erasing a family would leave this: give its table a registration_id, or name it here"
    assert {"registrations.household", "status_history.reason", "reveals.reason"} <= emptied
