"""Status requests: answered to families, closed to guessers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.backend.families import ELSEWHERE, HERE, SUMIATI, submission

if TYPE_CHECKING:
    import httpx

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
OTHER_NIK = "3510165708459955"
NO_SUCH_NUMBER = "0000-000-000"


async def registered(bot: httpx.AsyncClient, contact: dict[str, str] = HERE, nik: str = SUMIATI) -> str:
    answer = await bot.post(
        "/api/v1/registrations",
        json=submission(contact, nik=nik, kk="35101612031599" + nik[-2:]),
        headers={"Idempotency-Key": f"key-{contact['address']}-{nik[-4:]}"},
    )
    assert answer.status_code == 201
    number: str = answer.json()["number"]
    return number


async def ask(bot: httpx.AsyncClient, number: str, nik: str, contact: dict[str, str] = ELSEWHERE) -> httpx.Response:
    return await bot.post("/api/v1/registrations/status", json={"number": number, "nik": nik, "contact": contact})


@pytest.mark.parametrize(
    "typed", ["{}", "no {}", "Nomor: {}", "  {} ", "nomor pendaftaran {}"], ids=lambda form: form.strip()
)
async def test_number_and_nik_tell_the_status_from_any_chat(bot: httpx.AsyncClient, typed: str) -> None:
    number = await registered(bot)
    answer = await ask(bot, typed.format(number.replace("-", " ")), SUMIATI)
    assert answer.status_code == 200
    standing = answer.json()
    assert set(standing) == {"number", "status", "since", "received_at", "name"}
    assert (standing["number"], standing["status"], standing["name"]) == (number, "sent", "C*** S***")


async def test_an_unknown_number_and_a_wrong_nik_look_the_same(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    wrong_nik = await ask(bot, number, OTHER_NIK)
    unknown = await ask(bot, NO_SUCH_NUMBER, SUMIATI)
    unreadable = await ask(bot, "lupa", SUMIATI)
    assert wrong_nik.status_code == unknown.status_code == unreadable.status_code == 404
    assert wrong_nik.text == unknown.text == unreadable.text
    assert wrong_nik.headers == unknown.headers == unreadable.headers


async def test_a_contact_may_be_wrong_five_times_in_a_day(bot: httpx.AsyncClient) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        number = await registered(bot)
        numbers = [f"111122233{place}" for place in range(5)]
        assert {(await ask(bot, guess, SUMIATI)).status_code for guess in numbers} == {404}
        refused = await ask(bot, number, SUMIATI)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, str(24 * 3600))
        assert (await ask(bot, number, SUMIATI, HERE)).status_code == 200
        clock.shift(timedelta(hours=24, seconds=1))
        assert (await ask(bot, number, SUMIATI)).status_code == 200


async def test_a_number_may_be_asked_for_wrongly_five_times_whether_it_exists_or_not(
    bot: httpx.AsyncClient,
) -> None:
    with time_machine.travel(NOON, tick=False):
        number = await registered(bot)
        refusals = []
        for guessed in (number, NO_SUCH_NUMBER):
            for place in range(5):
                stranger = {"channel": "telegram", "address": f"{guessed}-{place}"}
                assert (await ask(bot, guessed, OTHER_NIK, stranger)).status_code == 404
            refusals.append(await ask(bot, guessed, SUMIATI))
        assert [refusal.status_code for refusal in refusals] == [429, 429]
        assert refusals[0].text == refusals[1].text
        assert refusals[0].headers == refusals[1].headers


async def test_many_guesses_at_once_are_counted_one_by_one(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    guesses = await asyncio.gather(*(ask(bot, number, f"35101657084599{n}") for n in range(10, 30)))
    assert sorted(guess.status_code for guess in guesses) == [404] * 5 + [429] * 15


async def test_right_requests_are_not_limited(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    assert {(await ask(bot, number, SUMIATI)).status_code for _ in range(8)} == {200}


async def test_a_contact_sees_its_own_registrations_the_newest_first(bot: httpx.AsyncClient) -> None:
    numbers = [await registered(bot, HERE, f"35101657084599{place}") for place in range(10, 22)]
    await registered(bot, ELSEWHERE, "3510165708459930")
    own = await bot.post("/api/v1/registrations/own", json={"contact": HERE})
    rows = own.json()["registrations"]
    assert [row["number"] for row in rows] == numbers[:1:-1]
    assert set(rows[0]) == {"number", "status", "since", "received_at", "name"}


async def test_a_contact_that_never_wrote_has_none(bot: httpx.AsyncClient) -> None:
    own = await bot.post("/api/v1/registrations/own", json={"contact": ELSEWHERE})
    assert own.json() == {"registrations": []}


async def test_only_the_contact_that_registered_a_nik_learns_of_it(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)

    async def seen_by(contact: dict[str, str], nik: str) -> str | None:
        answer = await bot.post("/api/v1/registrations/own/by-nik", json={"contact": contact, "nik": nik})
        found: str | None = answer.json()["number"]
        return found

    assert await seen_by(HERE, SUMIATI) == number
    assert await seen_by(HERE, OTHER_NIK) is None
    assert await seen_by(ELSEWHERE, SUMIATI) is None
    assert await seen_by({"channel": "whatsapp", "address": HERE["address"]}, SUMIATI) is None
