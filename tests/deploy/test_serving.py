from __future__ import annotations

import asyncio
import resource
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from deploy.http import LARGEST_HEAD, BoundedHttp
from deploy.serving import base_url, config_for, listening
from deploy.settings import Place
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response


def test_a_port_in_use_is_named() -> None:
    with listening(Place(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupProblem, match=rf"^PORT: {port} on 127.0.0.1 is in use"):
            listening(Place(port=port))


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host"])
def test_an_address_that_is_not_here_is_named(host: str) -> None:
    with pytest.raises(SetupProblem, match=r"^HOST: "):
        listening(Place(host=host, port=0))


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")]
)
def test_the_address_that_is_shown_opens_in_a_browser(host: str, shown: str) -> None:
    place = Place(host=host, port=0)
    with listening(place) as sock:
        assert base_url(place, sock) == f"http://{shown}:{sock.getsockname()[1]}"


async def test_headers_beyond_reason_are_refused() -> None:
    async with _served() as port:
        assert await _answer(port, LARGEST_HEAD // 2) == b"HTTP/1.1 200 OK"
        assert await _answer(port, LARGEST_HEAD * 2) == b"HTTP/1.1 431 Request Header Fields Too Large"


async def test_headers_that_do_not_come_to_an_end_are_hung_up_on() -> None:
    async with _served(_Impatient) as port:
        for begun in (b"", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            async with asyncio.timeout(10):
                if begun.endswith(b"\r\n\r\n"):
                    assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200 OK")
                    writer.write(b"GET / HT")
                assert await reader.read() == b""
            writer.close()


async def test_callers_cannot_take_all_the_files_that_a_process_may_open() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[0], 600), before[1]))
    try:
        most = config_for(Starlette()).limit_concurrency
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert most == min(before[0], 600) // 2


@pytest.mark.parametrize(("proxies", "seen"), [("127.0.0.1", "192.0.2.7"), ("192.0.2.1", "127.0.0.1")])
async def test_only_a_known_proxy_is_believed_when_it_says_for_whom_it_asks(proxies: str, seen: str) -> None:
    async def who(request: Request) -> Response:
        return PlainTextResponse(request.client.host if request.client else "")

    server = uvicorn.Server(config_for(Starlette(routes=[Route("/", who)]), proxies))
    with listening(Place(port=0)) as sock:
        serving = asyncio.create_task(server.serve(sockets=[sock]))
        async with httpx.AsyncClient() as proxy:
            answer = await proxy.get(
                f"http://127.0.0.1:{sock.getsockname()[1]}/", headers={"X-Forwarded-For": "192.0.2.7"}
            )
        server.should_exit = True
        await serving
    assert answer.text == seen


class _Impatient(BoundedHttp):
    patience = 0.2


@asynccontextmanager
async def _served(http: type[BoundedHttp] = BoundedHttp) -> AsyncIterator[int]:
    async def well(_: Request) -> Response:
        return PlainTextResponse("ok")

    config = config_for(Starlette(routes=[Route("/", well)]))
    config.http = http
    server = uvicorn.Server(config)
    with listening(Place(port=0)) as sock:
        serving = asyncio.create_task(server.serve(sockets=[sock]))
        try:
            yield sock.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


async def _answer(port: int, size: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: "
    # The end of a head that is too long would only make the closing of the connection a reset.
    writer.write(head + b"a" * size + (b"\r\n\r\n" if size < LARGEST_HEAD else b""))
    async with asyncio.timeout(10):
        answer = await reader.readline()
    writer.close()
    return answer.strip()
