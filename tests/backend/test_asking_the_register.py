"""The population register is asked whether data are right: by an officer, for a reason, and it decides nothing."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from pydantic import ValidationError

from backend.settings import Settings
from backend.verification.circuit import FAILURES, REST
from backend.verification.desk import ask_about_new, carry_out
from backend.verification.made_up import MadeUpRegister
from backend.verification.over_http import OverHttp
from backend.verification.port import UNAVAILABLE, Answered, Asked, Field, Outcome
from tests.backend.families import KK, SUMIATI, submission
from tests.backend.files import workshop
from tests.office import Browser, words

if TYPE_CHECKING:
    import io
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

REASON = "Nama di KTP tampak berbeda."
ASKED = Asked("0c9f8a52-6c6d-4d8e-9a55-0c8d3b1f7a10", SUMIATI, "Contoh Sumiati", date(1945, 8, 17), KK)
MATCH = b'{"result":"match"}'


@dataclass
class Stub:
    """A register on a port of this machine. It gives its answers in order, and the last one again and again."""

    answers: list[tuple[int, bytes]] = field(default_factory=lambda: [(200, MATCH)])
    heard: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    silent: bool = False
    url: str = ""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.heard.append((headers | {"asked": head.split("\r\n")[0]}, json.loads(body)))
        if self.silent:
            await reader.read()
        else:
            status, content = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            writer.write(
                b"HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (status, len(content), content)
            )
        writer.close()


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    stub = Stub()
    server = await asyncio.start_server(stub, "127.0.0.1", 0)
    async with server:
        stub.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/gateway"
        yield stub


@asynccontextmanager
async def register_at(stub: Stub, seconds: float = 5.0) -> AsyncIterator[OverHttp]:
    register = OverHttp(stub.url, "a-token-of-the-register", seconds, pause=0.001)
    try:
        yield register
    finally:
        await register.close()


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        (MATCH, Answered(Outcome.MATCH)),
        (
            b'{"result":"no_match","differs":["name","kk"]}',
            Answered(Outcome.NO_MATCH, (Field.NAME, Field.KK)),
        ),
        (b'{"result":"no_match"}', Answered(Outcome.NO_MATCH)),
        (b'{"result":"not_found"}', Answered(Outcome.NOT_FOUND)),
        (b'{"result":"match","name":"Contoh Sumiati"}', Answered(Outcome.MATCH)),
        (b'{"result":"maybe"}', UNAVAILABLE),
        (b"<html>", UNAVAILABLE),
        (b'{"result":"match"' + b" " * 20_000 + b"}", UNAVAILABLE),
    ],
)
async def test_answers_are_taken_as_agreed_and_anything_else_is_no_answer(
    stub: Stub, said: bytes, understood: Answered
) -> None:
    stub.answers = [(200, said)]
    async with register_at(stub) as register:
        assert await register.ask(ASKED) == understood
    ((headers, body),) = stub.heard
    assert headers["asked"] == "POST /gateway/v1/matches HTTP/1.1"
    assert headers["authorization"] == "bearer a-token-of-the-register"
    assert headers["x-request-id"] == ASKED.reference
    assert body == {"nik": SUMIATI, "name": "Contoh Sumiati", "birth_date": "1945-08-17", "kk": KK}


async def test_a_service_that_stumbles_is_asked_again_and_one_that_refuses_is_not(stub: Stub) -> None:
    stub.answers = [(503, b""), (429, b""), (200, MATCH)]
    async with register_at(stub) as register:
        assert await register.ask(ASKED) == Answered(Outcome.MATCH)
        assert len(stub.heard) == 3
        stub.answers = [(401, b"")]
        assert await register.ask(ASKED) == UNAVAILABLE
        assert len(stub.heard) == 4


async def test_silence_ends_in_time_and_tells_the_log_nothing_of_the_person(stub: Stub, logs: io.StringIO) -> None:
    stub.silent = True
    async with register_at(stub, seconds=0.05) as register:
        assert await register.ask(ASKED) == UNAVAILABLE
    assert len(stub.heard) == 3
    assert "verification_unavailable" in logs.getvalue()
    for clear in (SUMIATI, KK, "Sumiati", "1945", "token"):
        assert clear not in logs.getvalue()


async def test_a_service_that_does_not_answer_is_left_alone_for_a_minute(stub: Stub) -> None:
    stub.answers = [(503, b"")]
    async with register_at(stub) as register:
        with time_machine.travel(datetime.now(UTC), tick=False) as clock:
            for _ in range(FAILURES):
                await register.ask(ASKED)
            asked = len(stub.heard)
            assert await register.ask(ASKED) == UNAVAILABLE
            assert len(stub.heard) == asked
            stub.answers = [(200, MATCH)]
            clock.shift(REST + timedelta(seconds=1))
            assert await register.ask(ASKED) == Answered(Outcome.MATCH)


@pytest.mark.parametrize("url", ["http://register.example.go.id", "register.example.go.id", "https://a:b@example.id"])
def test_a_register_elsewhere_is_asked_over_https_only(settings: Settings, url: str) -> None:
    given = {"database_url": settings.database_url, "data_keys": settings.data_keys, "api_keys": settings.api_keys}
    with pytest.raises(ValidationError, match="https://register"):
        Settings(_env_file=None, **given, verification_url=url)


@pytest.fixture
def settings(settings: Settings, stub: Stub) -> Settings:
    return settings.model_copy(update={"verification_url": stub.url})


async def registered(bot: httpx.AsyncClient, **changes: Any) -> str:
    answer = await bot.post(
        "/api/v1/registrations", json=submission(**changes), headers={"Idempotency-Key": "key-register"}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


async def answered(app: FastAPI, settings: Settings, tables: Tables, register: Any) -> None:
    for row in tables.rows("verifications"):
        await carry_out(replace(workshop(app, settings), verifier=register), row["id"])


async def test_an_officer_asks_for_a_reason_and_the_answer_stands_on_the_page_and_decides_nothing(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables, stub: Stub
) -> None:
    number = await registered(bot)
    here = f"/console/registrations/{number}"
    assert "Cocokkan dengan Dukcapil" in words(await officer.get(here))
    assert (await officer.send_form(f"{here}/cocokkan", reason="cek")).status_code == 422
    assert (await officer.send_form(f"{here}/cocokkan", reason=REASON)).status_code == 303
    assert "Sedang ditanyakan" in words(await officer.get(here))
    # While it is being asked, asking again adds nothing.
    assert (await officer.send_form(f"{here}/cocokkan", reason=REASON)).status_code == 303
    assert len(tables.rows("verifications")) == 1

    stub.answers = [(200, b'{"result":"no_match","differs":["name"]}')]
    async with register_at(stub) as register:
        await answered(app, settings, tables, register)
        await answered(app, settings, tables, register)
    assert len(stub.heard) == 1
    page = await officer.get(here)
    assert "Ada yang berbeda dengan data Dukcapil: nama." in words(page)
    assert REASON in words(page)
    assert "Data di Dukcapil berbeda di sebagian isian" in words(page)
    (row,) = tables.rows("registrations")
    assert (row["status"], row["flags"]) == ("sent", ["register_differs"])
    told = [entry for entry in tables.rows("audit") if entry["action"].startswith("verification.")]
    assert [entry["action"] for entry in told] == ["verification.asked", "verification.answered"]
    assert (told[0]["details"]["fields"], told[1]["details"]["differs"]) == (
        ["nik", "name", "birth_date", "kk"],
        ["name"],
    )
    assert told[0]["actor"].startswith("officer/")
    for clear in (SUMIATI, "Sumiati", REASON):
        assert clear not in tables.dump()

    stub.answers = [(200, MATCH)]
    await officer.send_form(f"{here}/cocokkan", reason=REASON)
    async with register_at(stub) as register:
        await answered(app, settings, tables, register)
    assert "Sesuai dengan data Dukcapil" in words(await officer.get(here))
    assert tables.column("registrations", "flags") == [[]]


async def test_no_answer_changes_nothing_and_says_what_to_do(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables, stub: Stub
) -> None:
    here = f"/console/registrations/{await registered(bot)}"
    await officer.send_form(f"{here}/cocokkan", reason=REASON)
    stub.answers = [(500, b"")]
    async with register_at(stub) as register:
        await answered(app, settings, tables, register)
    assert "belum menjawab. Silakan dicoba lagi" in words(await officer.get(here))
    assert tables.column("registrations", "flags") == [[]]


async def test_what_is_erased_meanwhile_is_not_asked_about(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables, stub: Stub
) -> None:
    number = await registered(bot)
    await officer.send_form(f"/console/registrations/{number}/cocokkan", reason=REASON)
    asked = {"contact": submission()["contact"], "number": number, "kind": "erase"}
    asked["asked_at"] = "2026-11-21T09:00:00+07:00"
    await bot.post("/api/v1/rights/requests", json=asked, headers={"Idempotency-Key": "key-rights"})
    (request,) = tables.column("rights_requests", "id")
    assert (await officer.send_form(f"/console/hak/{request}/selesai")).status_code == 303
    async with register_at(stub) as register:
        await answered(app, settings, tables, register)
    assert (stub.heard, tables.rows("verifications")) == ([], [])


async def test_where_it_is_wished_each_registration_is_asked_about_once_when_it_comes_in(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables, stub: Stub
) -> None:
    number = await registered(bot)
    assert await ask_about_new(workshop(app, settings)) == 1
    assert await ask_about_new(workshop(app, settings)) == 0
    async with register_at(stub) as register:
        await answered(app, settings, tables, register)
    page = words(await officer.get(f"/console/registrations/{number}"))
    assert "Sesuai dengan data Dukcapil" in page
    assert "Otomatis saat diterima" in page


async def test_without_a_register_nobody_is_offered_to_ask(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser
) -> None:
    app.state.verifies = False
    here = f"/console/registrations/{await registered(bot)}"
    assert "Dukcapil" not in (await officer.get(here)).text
    assert (await officer.send_form(f"{here}/cocokkan", reason=REASON)).status_code == 404


@pytest.mark.parametrize(
    ("nik", "outcome"),
    [(SUMIATI, Outcome.MATCH), (f"{SUMIATI[:-1]}7", Outcome.NO_MATCH), (f"{SUMIATI[:-1]}9", Outcome.NOT_FOUND)],
)
async def test_the_demo_has_a_register_of_its_own(nik: str, outcome: Outcome) -> None:
    assert (await MadeUpRegister().ask(replace(ASKED, nik=nik))).outcome is outcome
