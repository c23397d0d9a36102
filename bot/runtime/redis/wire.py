"""One connection to one Redis server, shared by all turns of a process."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any, cast

import hiredis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.runtime.redis.command import Word

_MORE = object()
"""What the reader gives while an answer has not arrived whole."""


class _Batch:
    """Commands sent together, whose answers come in the same order."""

    __slots__ = ("answered", "expected", "replies", "since")

    def __init__(self, expected: int, since: float, answered: asyncio.Future[list[Any]]) -> None:
        self.expected = expected
        self.since = since
        self.answered = answered
        self.replies: list[Any] = []


class Wire(asyncio.Protocol):
    """Sends at once and answers in order. Whoever stops waiting leaves the others undisturbed.

    `patience` in seconds: a server that owes an answer for longer is hung up on, and nobody knows what it did.
    """

    def __init__(self, patience: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._patience = patience
        self._reader = hiredis.Reader(notEnoughData=_MORE)
        self._waiting: deque[_Batch] = deque()
        self._unsent: list[bytes] = []
        self._transport: asyncio.Transport | None = None
        self._watch: asyncio.TimerHandle | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether commands can still be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def send(self, commands: Sequence[tuple[Word, ...]]) -> asyncio.Future[list[Any]]:
        """Send commands; the answers come in the same order, errors among them as values.

        The future raises:
            OSError: the connection ended first; the commands may have been carried out or not.
        """
        answered: asyncio.Future[list[Any]] = self._loop.create_future()
        if self._transport is None or self._transport.is_closing():
            answered.set_exception(ConnectionError("the connection to Redis has ended"))
            return answered
        self._waiting.append(_Batch(len(commands), self._loop.time(), answered))
        if not self._unsent:
            # Telling the system costs more than all else here, so turns that are worked on together tell it together.
            self._loop.call_soon(self._flush)
        self._unsent += map(_packed, commands)
        return answered

    def close(self) -> None:
        """End the connection."""
        self._flush()
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)
        self._watch = self._loop.call_later(self._patience, self._look)

    def data_received(self, data: bytes) -> None:
        """Hand answers to whoever asked first."""
        self._reader.feed(data)
        try:
            while (reply := self._reader.gets()) is not _MORE:
                batch = self._waiting[0]
                batch.replies.append(reply)
                if len(batch.replies) == batch.expected:
                    self._waiting.popleft()
                    if not batch.answered.done():
                        batch.answered.set_result(batch.replies)
        except (hiredis.ProtocolError, IndexError):
            # What speaks here is no Redis, or answers what nobody asked: nothing after this can be trusted.
            self._abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell everybody who waits."""
        if self._watch is not None:
            self._watch.cancel()
        waiting, self._waiting = self._waiting, deque()
        for batch in waiting:
            if not batch.answered.done():
                batch.answered.set_exception(ConnectionError(str(exc) if exc else "Redis hung up"))

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, []
        if unsent and self.is_open and self._transport is not None:
            self._transport.write(b"".join(unsent))

    def _look(self) -> None:
        """Hang up on a server that has not answered for too long."""
        now = self._loop.time()
        since = self._waiting[0].since if self._waiting else now
        if now - since >= self._patience:
            self._abort()
            return
        self._watch = self._loop.call_at(since + self._patience, self._look)

    def _abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()


def _packed(words: tuple[Word, ...]) -> bytes:
    return hiredis.pack_command(words)  # type: ignore[arg-type, no-any-return] # its stub names tuples of one word
