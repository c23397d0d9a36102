"""Nobody learns from an answer, or from how long it takes, whether a NIK or a number is known."""

from __future__ import annotations

import itertools
import random
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.backend.families import submission
from tests.backend.keys import family_of, register

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Receive, Scope, Send

    Question = Callable[[httpx.AsyncClient, int], Awaitable[httpx.Response]]

ROUNDS = 60
WARM = 6
APART = 0.78
"""How often one kind may be the quicker of a pair: 0.5 is by chance, and of 60 pairs 0.78 is beyond it (4 sigma)."""
MILLISECONDS = 1.0
"""What a difference has to be in the middle, besides, before a stranger could use it over a network."""
_places = itertools.count(1000)


@dataclass(frozen=True)
class Kinds:
    """A question about something known and about something unknown."""

    known: Question
    unknown: Question


def asked_for_status(number: str, nik: str) -> Question:
    async def ask(client: httpx.AsyncClient, turn: int) -> httpx.Response:
        contact = {"channel": "telegram", "address": f"7000{next(_places):06}"}
        # Five wrong questions about a number close it for a day: a stranger would ask about many numbers.
        return await client.post(
            "/api/v1/registrations/status", json={"number": number, "nik": nik, "contact": contact}
        )

    return ask


def registered_by_a_stranger(place_of: Callable[[int], int]) -> Question:
    async def ask(client: httpx.AsyncClient, turn: int) -> httpx.Response:
        stranger = {"channel": "telegram", "address": f"8000{next(_places):06}"}
        return await client.post(
            "/api/v1/registrations",
            json=submission(stranger, **family_of(place_of(turn))),
            headers={"Idempotency-Key": f"stranger-{next(_places):08}"},
        )

    return ask


def asked_for_own(nik: str) -> Question:
    async def ask(client: httpx.AsyncClient, turn: int) -> httpx.Response:
        contact = {"channel": "telegram", "address": f"6000{next(_places):06}"}
        return await client.post("/api/v1/registrations/own/by-nik", json={"contact": contact, "nik": nik})

    return ask


async def times(client: httpx.AsyncClient, kinds: Kinds, forget: Callable[[], None]) -> tuple[list[float], list[float]]:
    """Ask both kinds in turn, whichever comes first by chance, so that what else the machine does falls on both."""
    chance, taken = random.Random(3510), {True: [], False: []}
    for turn in range(WARM + ROUNDS):
        forget()
        for known in chance.sample([True, False], 2):
            began = time.perf_counter()
            await (kinds.known if known else kinds.unknown)(client, turn)
            if turn >= WARM:
                taken[known].append((time.perf_counter() - began) * 1000)
    return taken[True], taken[False]


def told_apart(known: list[float], unknown: list[float]) -> bool:
    """Judge whether the times give it away: by the order within each pair, and by the difference in the middle."""
    quicker = sum(first < second for first, second in zip(known, unknown, strict=True)) / len(known)
    middle = statistics.median(first - second for first, second in zip(known, unknown, strict=True))
    return max(quicker, 1 - quicker) > APART and abs(middle) > MILLISECONDS


@pytest.fixture
def forget_guesses(database: str) -> Callable[[], None]:
    """Forget wrong questions, which a stranger would spread over many numbers instead."""
    engine = create_engine(database)

    def forget() -> None:
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM lookup_attempts"))

    yield forget
    engine.dispose()


KINDS = ["status by an existing number", "own by NIK", "registration"]


async def kinds_of(bot: httpx.AsyncClient, which: str) -> Kinds:
    many = WARM + ROUNDS if which == "registration" else 3
    numbers = {place: (await register(bot, place)).json()["number"] for place in range(many)}
    known, unknown = family_of(1)["nik"], family_of(990)["nik"]
    match which:
        case "status by an existing number":
            return Kinds(asked_for_status(numbers[2], unknown), asked_for_status("9999999999", unknown))
        case "own by NIK":
            return Kinds(asked_for_own(known), asked_for_own(unknown))
        case _:
            return Kinds(registered_by_a_stranger(lambda turn: turn), registered_by_a_stranger(lambda turn: 300 + turn))


@pytest.mark.parametrize("which", KINDS)
async def test_known_and_unknown_take_equally_long(
    bot: httpx.AsyncClient, forget_guesses: Callable[[], None], which: str
) -> None:
    known, unknown = await times(bot, await kinds_of(bot, which), forget_guesses)
    assert not told_apart(known, unknown), (statistics.median(known), statistics.median(unknown))


class EarlyReturn:
    """A fault, planted: what is about an unknown number is answered before the registry has looked."""

    def __init__(self, app: ASGIApp, unknown: str) -> None:
        self.app = app
        self.unknown = unknown.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message: Any = await receive()
        if self.unknown in message["body"]:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b"{}"})
            return

        async def again() -> Any:
            return message

        await self.app(scope, again, send)


async def test_an_early_return_would_be_seen(
    app: FastAPI, bot: httpx.AsyncClient, forget_guesses: Callable[[], None]
) -> None:
    kinds = await kinds_of(bot, KINDS[0])
    planted = EarlyReturn(app, "9999999999")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(planted), base_url="http://registry.test", headers=bot.headers
    ) as client:
        assert told_apart(*await times(client, kinds, forget_guesses))


async def test_known_and_unknown_get_one_answer(bot: httpx.AsyncClient, forget_guesses: Callable[[], None]) -> None:
    number = (await register(bot, 1)).json()["number"]
    answers = [
        await asked_for_status(number, family_of(2)["nik"])(bot, 0),
        await asked_for_status("9999999999", family_of(2)["nik"])(bot, 0),
        await asked_for_status("9999999999", family_of(1)["nik"])(bot, 0),
    ]
    assert len({(answer.status_code, answer.text) for answer in answers}) == 1
    own = [await asked_for_own(family_of(place)["nik"])(bot, 0) for place in (1, 2)]
    assert len({(answer.status_code, answer.text) for answer in own}) == 1
    taken = [await registered_by_a_stranger(lambda _, place=place: place)(bot, 0) for place in (1, 3)]
    assert {answer.status_code for answer in taken} == {201}
    assert len({(answer.json()["status"], answer.json()["already"], *answer.json()) for answer in taken}) == 1
