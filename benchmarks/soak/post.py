"""One HTTP request on one connection, which can be made to break at a byte of our choice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """Where a connection breaks: after so many bytes of the request or of the answer, or after so many seconds."""

    asking: int | None = None
    hearing: int | None = None
    waiting: float | None = None


WHOLE = Break()
"""The connection holds."""


class Broken(Exception):
    """There was no whole answer. `connected` tells whether there was a connection at all."""

    def __init__(self, reason: str, *, connected: bool = True) -> None:
        super().__init__(reason)
        self.connected = connected


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; the names of the headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def post(
    port: int, path: str, headers: Mapping[str, str], body: bytes, *, seconds: float, breaks: Break = WHOLE
) -> Answer:
    """Post to a port of this machine.

    Raises:
        Broken: the connection was refused, broke, or took longer than `seconds`.
    """
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError as problem:
        raise Broken("not connected", connected=False) from problem
    try:
        return await asyncio.wait_for(
            _asked(reader, writer, _request(path, headers, body), breaks), breaks.waiting or seconds
        )
    except TimeoutError:
        raise Broken("no answer in time") from None
    except (OSError, asyncio.IncompleteReadError, ValueError) as problem:
        raise Broken(f"broken: {type(problem).__name__}") from problem
    finally:
        # An abort, not a close: what was not read is thrown away, as a cut line does.
        writer.transport.abort()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes, breaks: Break) -> Answer:
    if writer.transport.is_closing():
        # Whoever listened died between the handshake and the first byte: uvloop has an error of its own for that.
        raise ConnectionResetError
    if breaks.asking is not None and breaks.asking < len(request):
        writer.write(request[: breaks.asking])
        await writer.drain()
        raise Broken(f"cut after {breaks.asking} bytes of the request")
    writer.write(request)
    if breaks.hearing is not None:
        await reader.readexactly(breaks.hearing)
        raise Broken(f"cut after {breaks.hearing} bytes of the answer")
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    length = int(headers.get("content-length", "0"))
    return Answer(int(head[0].split(" ")[1]), headers, await reader.readexactly(length))


def _request(path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: bansos.example", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
