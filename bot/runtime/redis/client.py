"""Commands to whichever server they are for."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import hiredis

from bot.runtime.redis.address import Address
from bot.runtime.redis.command import Command, Refused, Word
from bot.runtime.redis.node import Node
from bot.runtime.redis.slots import Place, moved_to, places_of, slot_of
from bot.runtime.taken import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENT_ON = 5
"""How often a command follows keys that are being moved to another server."""
_ANOTHER_SERVER = ("MOVED", "ASK")
# What passes without our doing, or with the operator's: the server starts, is full, has no disk, lost its master.
# Within a script Redis 6 puts its own words in front.
_NOT_NOW = re.compile(
    r"(?:^|: -)(?:LOADING|OOM|MISCONF|NOREPLICAS|CLUSTERDOWN|MASTERDOWN|READONLY|TRYAGAIN|BUSY|NOAUTH|NOPERM|WRONGPASS"
    r"|MOVED|ASK) "
)


class Redis:
    """A Redis at a URL: one server, or any server of a cluster. It tells by itself which of the two it is.

    `patience` in seconds, for a connection and for each answer.
    """

    def __init__(self, url: str, *, patience: float = 3.0) -> None:
        self._address = Address.of(url)
        self._patience = patience
        self._home = Node(self._address, patience)
        self._nodes: dict[Place, Node] = {}
        self._places: list[Place | None] | None = None
        self._alone: bool | None = None

    async def run(self, *commands: Command) -> list[Any]:
        """Run commands, all in one round trip, and give their answers in order.

        Raises:
            StoreUnavailable: Redis cannot be reached, or will not take commands now. After a lost connection nobody
                knows what was carried out.
            Refused: Redis does not understand a command.
        """
        answers = await self.attempt(*commands)
        for answer in answers:
            if isinstance(answer, hiredis.ReplyError):
                raise Refused(str(answer))
        return answers

    async def attempt(self, *commands: Command) -> list[Any]:
        """Run commands as `run` does, and give what Redis does not understand as values among the answers.

        Raises:
            StoreUnavailable: as `run` does.
        """
        try:
            alone = self._alone if self._alone is not None else await self._is_alone()
            answers = await (
                self._home.run([command.words for command in commands]) if alone else self._spread(commands)
            )
        except OSError as fault:
            # The cluster may have chosen another server meanwhile.
            self._places = None
            raise StoreUnavailable(str(fault) or type(fault).__name__) from fault
        for answer in answers:
            if isinstance(answer, hiredis.ReplyError) and _NOT_NOW.search(str(answer)):
                raise StoreUnavailable(str(answer))
        return answers

    async def everywhere(self, *commands: tuple[Word, ...]) -> None:
        """Run commands on every server that is known by now.

        Raises:
            StoreUnavailable: one of them cannot be reached.
        """
        try:
            await asyncio.gather(*(node.run(commands) for node in (self._home, *self._nodes.values())))
        except OSError as fault:
            raise StoreUnavailable(str(fault) or type(fault).__name__) from fault

    async def close(self) -> None:
        """End all connections."""
        for node in (self._home, *self._nodes.values()):
            await node.close()

    async def _is_alone(self) -> bool:
        [about] = await self._home.run([("INFO", "cluster")])
        if isinstance(about, hiredis.ReplyError):
            raise StoreUnavailable(str(about))
        self._alone = b"cluster_enabled:1" not in about
        return self._alone

    async def _spread(self, commands: Sequence[Command]) -> list[Any]:
        """Run commands on the servers of a cluster, side by side."""
        places = self._places or await self._learn()
        shares: dict[Place | None, list[int]] = {}
        for index, command in enumerate(commands):
            shares.setdefault(places[slot_of(command.key)], []).append(index)
        if None in shares:
            self._places = None
            raise StoreUnavailable("no server of the cluster holds these keys")
        answers: list[Any] = [None] * len(commands)

        async def ask(place: Place, share: Sequence[int]) -> None:
            found = await self._node(place).run([commands[index].words for index in share])
            for index, answer in zip(share, found, strict=True):
                answers[index] = await self._sent_on(commands[index], answer, place)

        await asyncio.gather(*(ask(place, share) for place, share in shares.items() if place is not None))
        return answers

    async def _sent_on(self, command: Command, answer: Any, place: Place) -> Any:  # noqa: ANN401 - Redis'
        """Follow a key to the server that it was moved to."""
        for _ in range(_SENT_ON):
            if not isinstance(answer, hiredis.ReplyError) or not str(answer).startswith(_ANOTHER_SERVER):
                break
            said = str(answer)
            place = moved_to(said, place[0])
            if said.startswith("MOVED"):
                self._places = None
                [answer] = await self._node(place).run([command.words])
            else:
                [_, answer] = await self._node(place).run([("ASKING",), command.words])
        return answer

    async def _learn(self) -> list[Place | None]:
        """Ask any server that answers who holds what."""
        fault: Exception | None = None
        for node in (self._home, *self._nodes.values()):
            try:
                [shown] = await node.run([("CLUSTER", "SLOTS")])
            except OSError as gone:
                fault = gone
                continue
            if not isinstance(shown, hiredis.ReplyError):
                self._places = places_of(shown, node.address.host)
                return self._places
        raise StoreUnavailable(f"no server of the cluster answers: {fault}")

    def _node(self, place: Place) -> Node:
        node = self._nodes.get(place)
        if node is None:
            node = self._nodes[place] = Node(self._address.at(*place), self._patience)
        return node
