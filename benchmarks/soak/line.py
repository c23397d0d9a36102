"""A TCP line between two parts that can be cut at any byte, and that leads to wherever the part listens now."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass, field

from benchmarks.soak.chance import chance
from benchmarks.soak.weather import Weather

_CHUNK = 65_536


@dataclass(slots=True)
class Line:
    """A line with a fixed port at the near end. One chunk in `cut_every` is cut at one of its bytes."""

    name: str
    weather: Weather
    cut_every: float
    far_port: int = 0
    near: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=256))
    _chunks: int = 0
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def port(self) -> int:
        """Where the near end listens."""
        return int(self.near.getsockname()[1])

    async def serve(self) -> asyncio.Server:
        """Begin to carry."""
        return await asyncio.start_server(self._carry, sock=self.near)

    async def _carry(self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        try:
            far_in, far_out = await asyncio.open_connection("127.0.0.1", self.far_port)
        except OSError:
            near_out.transport.abort()
            return
        ends = (near_out, far_out)
        both = [
            asyncio.create_task(self._pump(near_in, far_out)),
            asyncio.create_task(self._pump(far_in, near_out)),
        ]
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            for end in ends:
                end.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(_CHUNK):
                kept = self._kept(len(chunk))
                target.write(chunk[:kept])
                await target.drain()
                if kept < len(chunk):
                    return
        except OSError:
            return

    def _kept(self, size: int) -> int:
        """Draw how much of a chunk gets through."""
        self._chunks += 1
        if self.weather.calm:
            return size
        draw = chance(self.weather.seed, self.name, self._chunks)
        if draw.random() * self.cut_every >= 1:
            return size
        self.weather.counts[f"{self.name} cut"] += 1
        return draw.randrange(size)
