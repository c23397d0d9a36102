"""The line between two parts carries every byte, cuts at one of them, and leads to wherever the part listens now."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from benchmarks.soak.line import Line
from benchmarks.soak.weather import Weather
from deploy.embedded.ports import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SAID = bytes(range(256)) * 4000


async def _repeat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(65_536):
        writer.write(chunk)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def echo(line: Line) -> AsyncIterator[None]:
    """Let a server listen at the far end that says everything again."""
    far = await asyncio.start_server(_repeat, "127.0.0.1", 0)
    near = await line.serve()
    line.far_port = far.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        near.close()
        far.close()


async def heard(line: Line) -> bytes:
    """Say something long, and give what comes back until it is all there or the line is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
    writer.write(SAID)
    found = b""
    try:
        while len(found) < len(SAID) and (chunk := await reader.read(65_536)):
            found += chunk
    except ConnectionError:
        pass
    finally:
        writer.transport.abort()
    return found


async def test_a_line_that_holds_carries_every_byte_both_ways() -> None:
    line = Line("line", Weather(1, Counter(), calm=True), cut_every=1.0)
    async with echo(line), asyncio.timeout(10):
        assert await asyncio.gather(*(heard(line) for _ in range(5))) == [SAID] * 5


async def test_a_line_that_is_cut_has_carried_a_beginning_and_ends() -> None:
    line = Line("line", Weather(1, Counter()), cut_every=1.0)
    async with echo(line), asyncio.timeout(10):
        found = await heard(line)
    assert SAID.startswith(found)
    assert len(found) < len(SAID)
    assert line.weather.counts["line cut"] >= 1


async def test_a_line_to_a_part_that_is_down_ends_at_once() -> None:
    line = Line("line", Weather(1, Counter(), calm=True), cut_every=1.0, far_port=free_port())
    server = await line.serve()
    async with asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
        assert await reader.read() == b""
        writer.transport.abort()
    server.close()
