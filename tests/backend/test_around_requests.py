"""What strangers can do to the registry with addresses, methods, bodies and patience."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from backend.auth.permissions import Role
from backend.edge import BoundedBody
from tests.backend.conftest import BOT_SECRET
from tests.office import Browser, signed_in, somebody
from tests.stubs.loopback import serving

if TYPE_CHECKING:
    import io

    import httpx
    from fastapi import FastAPI

WHERE = "/api/v1/registrations"


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/console/zz/Sumiati", "unknown"),
        ("/console/static/Sumiati", "unknown"),
        ("/Sumiati", "unknown"),
        ("/api/v1/Sumiati", "unknown"),
        ("/console/registrations/Sumiati", "/console/registrations/{number}"),
        ("/api/v1/registrations/Sumiati", "/api/v1/registrations/{number}"),
        ("/healthz", "/healthz"),
    ],
)
@pytest.mark.parametrize("mounted", [False, True], ids=["alone", "within another application"])
async def test_a_request_is_counted_and_logged_by_a_route_of_ours(
    app: FastAPI, visitor: httpx.AsyncClient, logs: io.StringIO, path: str, route: str, mounted: bool
) -> None:
    async with serving(Starlette(routes=[Mount("/", app=app)]) if mounted else app) as url:
        await _exchange(url, f"GET {path} HTTP/1.1")
    assert [line["route"] for line in _requests(logs)] == [route]
    metrics = (await visitor.get("/metrics")).text
    assert f'route="{route}"' in metrics
    assert "Sumiati" not in metrics + logs.getvalue()


async def test_a_method_that_nobody_knows_has_no_name_of_its_own(visitor: httpx.AsyncClient, logs: io.StringIO) -> None:
    assert (await visitor.request("SUMIATI", "/healthz")).status_code == 405
    assert [line["method"] for line in _requests(logs)] == ["unknown"]
    assert "SUMIATI" not in (await visitor.get("/metrics")).text


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", WHERE), ("PUT", "/api/v1/question-counts/2026-11-21"), ("PUT", "/api/v1/contacts/broadcasts")],
)
@pytest.mark.parametrize("key", [None, "Bearer wrong", f"Basic {BOT_SECRET}"])
async def test_who_has_no_key_hears_that_whatever_the_body_is(
    visitor: httpx.AsyncClient, method: str, path: str, key: str | None
) -> None:
    headers = {"Content-Type": "application/json"} | ({"Authorization": key} if key else {})
    answer = await visitor.request(method, path, content=b"{", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


async def test_nothing_of_a_body_is_waited_for_when_the_key_is_wrong(app: FastAPI) -> None:
    async with serving(app) as url:
        answer = await _exchange(url, f"POST {WHERE} HTTP/1.1", "Authorization: Bearer wrong", *_A_BYTE_OF_TEN)
    assert answer.startswith("HTTP/1.1 401 ")


async def test_a_body_that_does_not_come_is_not_waited_for_longer_than_the_deadline(app: FastAPI) -> None:
    async with serving(BoundedBody(app, patience=0.05)) as url:
        answer = await _exchange(url, f"POST {WHERE} HTTP/1.1", f"Authorization: Bearer {BOT_SECRET}", *_A_BYTE_OF_TEN)
    assert answer.startswith("HTTP/1.1 408 ")
    assert "application/problem+json" in answer
    assert json.loads(answer.partition("\r\n\r\n")[2])["status"] == 408


async def test_a_body_in_time_may_be_followed_by_an_answer_that_is_not(app: FastAPI) -> None:
    """The deadline is the body's: who waits for the connection to close after it is not disturbed."""
    incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    heard = asyncio.Event()
    read: list[str] = []

    async def slow(_scope: Any, receive: Any, _send: Any) -> None:
        read.append((await receive())["type"])
        heard.set()
        read.append((await receive())["type"])

    scope = {"type": "http", "path": "/", "headers": [(b"content-length", b"1")]}
    incoming.put_nowait({"type": "http.request", "body": b"x", "more_body": False})
    asking = asyncio.create_task(BoundedBody(slow, patience=0)(scope, incoming.get, _unheard))
    await heard.wait()
    incoming.put_nowait({"type": "http.disconnect"})
    await asking
    assert read == ["http.request", "http.disconnect"]


@pytest.mark.parametrize("path", ["/nowhere", "/healthz"])
async def test_an_answer_before_the_end_of_the_body_ends_the_connection(app: FastAPI, path: str) -> None:
    async with serving(app) as url:
        answer = await _exchange(url, f"POST {path} HTTP/1.1", *_A_BYTE_OF_TEN)
    assert answer.partition("\r\n")[0].split()[1] in {"404", "405"}
    assert "connection: close" in answer.lower()


@pytest.mark.parametrize("path", ["/console/", "/docs/", "/healthz/", f"{WHERE}/", "/api/v1/question-counts/"])
async def test_nobody_is_sent_to_the_host_that_a_stranger_named(bot: httpx.AsyncClient, path: str) -> None:
    answer = await bot.get(path, headers={"Host": "evil.example"})
    assert "location" not in answer.headers
    assert "evil.example" not in answer.text
    assert answer.status_code == 404


_A_BYTE_OF_TEN = ("Content-Type: application/json", "Idempotency-Key: key-00000001", "Content-Length: 10")


async def _exchange(url: str, *lines: str) -> str:
    """Send a head and, where it announces a body, one byte of that; give all that comes until the end."""
    host = url.removeprefix("http://")
    reader, writer = await asyncio.open_connection(*host.split(":"))
    ends = () if _A_BYTE_OF_TEN[-1] in lines else ("Connection: close",)
    head = "\r\n".join([lines[0], f"Host: {host}", *lines[1:], *ends])
    writer.write(f"{head}\r\n\r\n{'' if ends else '{'}".encode())
    async with asyncio.timeout(10):
        answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    return answer


async def _unheard(_message: Any) -> None:
    return None


def _requests(logs: io.StringIO) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in logs.getvalue().splitlines()]
    return [line for line in lines if line["event"] == "request"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/console/catatan?pelaku=%00", 404),
        ("/console/catatan?hari=9999-12-31", 200),
        ("/console/catatan?hari=0001-01-01", 200),
        ("/console/petugas/%00", 404),
    ],
)
async def test_what_no_table_can_hold_is_no_fault_of_ours(app: FastAPI, path: str, status: int) -> None:
    async with signed_in(app, await somebody(app, "pengawas", Role.AUDITOR, Role.ADMIN)) as browser:
        assert (await browser.get(path)).status_code == status


async def test_a_name_that_no_table_can_hold_gets_nobody_in(app: FastAPI) -> None:
    async with Browser(app) as browser:
        await browser.get("/console/masuk")
        assert (await browser.send_form("/console/masuk", user_name="a\0", password="x")).status_code == 404
