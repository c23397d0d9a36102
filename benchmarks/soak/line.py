"""A TCP line between two parts that can be cut at any byte, and that leads to wherever the part listens now."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass, field
from typing import cast

from benchmarks.soak.chance import chance
from benchmarks.soak.weather import Weather


@dataclass(slots=True)
class Line:
    """A line with a fixed port at the near end. One chunk in `cut_every` is cut at one of its bytes."""

    name: str
    weather: Weather
    cut_every: float
    far_port: int = 0
    near: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=256))
    _chunks: int = 0
    _connecting: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def port(self) -> int:
        """Where the near end listens."""
        return int(self.near.getsockname()[1])

    async def serve(self) -> asyncio.Server:
        """Begin to carry."""
        return await asyncio.get_running_loop().create_server(lambda: _NearEnd(self), sock=self.near)

    def kept(self, size: int) -> int:
        """Draw how much of a chunk gets through."""
        self._chunks += 1
        if self.weather.calm:
            return size
        draw = chance(self.weather.seed, self.name, self._chunks)
        if draw.random() * self.cut_every >= 1:
            return size
        self.weather.counts[f"{self.name} cut"] += 1
        return draw.randrange(size)

    def connect(self, near: _NearEnd) -> None:
        """Lead a new connection on to where the part listens now."""
        task = asyncio.create_task(self._connected(near))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    async def _connected(self, near: _NearEnd) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: _End(self, near), "127.0.0.1", self.far_port)
        except OSError:
            near.transport.abort()


class _End(asyncio.Protocol):
    """One end of a connection: what arrives at it goes on to the other one."""

    transport: asyncio.Transport

    def __init__(self, line: Line, other: _End | None = None) -> None:
        self.line = line
        self.other = other
        self.early: list[bytes] = []
        """What arrived before the other end was there."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        if self.other is not None:
            self.other.joined(self)

    def data_received(self, data: bytes) -> None:
        if self.other is None:
            self.early.append(data)
            return
        other, kept = self.other, self.line.kept(len(data))
        if kept == len(data):
            other.transport.write(data)
            return
        # Closed, not aborted: what got through arrives, and then nothing.
        other.transport.write(data[:kept])
        other.transport.close()
        self.other = other.other = None
        self.transport.abort()

    def pause_writing(self) -> None:
        if self.other is not None and not self.other.transport.is_closing():
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.other is not None and not self.other.transport.is_closing():
            self.other.transport.resume_reading()

    def connection_lost(self, _reason: Exception | None) -> None:
        if self.other is not None:
            self.other.transport.abort()

    def joined(self, other: _End) -> None:
        """Take the far end for one's own other end."""
        raise NotImplementedError


class _NearEnd(_End):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.line.connect(self)

    def joined(self, other: _End) -> None:
        if self.transport.is_closing():
            other.transport.abort()
            return
        self.other = other
        early, self.early = self.early, []
        for data in early:
            self.data_received(data)
