"""How much work waits in Redis, and whether Redis keeps what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prometheus_client import Gauge

from bot.runtime.keys import SHARDS, Shard
from bot.runtime.redis import Command
from bot.runtime.taken import StoreUnavailable

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.redis import Redis

LAST_BACKUP = "bansos:backup:last"
"""When the last whole backup began, in seconds since 1970; written by `bansos backup`."""

JOBS = Gauge("bansos_jobs", "Jobs in Redis: all that wait, those of them that are due, and those set aside.", ["state"])
OLDEST = Gauge("bansos_oldest_due_job_seconds", "How long the job that is due longest has been due.")
STORE_READY = Gauge("bansos_store_ready", "Whether Redis answered when this was asked for (1 or 0).")
STORE_KEEPS = Gauge("bansos_store_keeps", "Whether Redis writes its append-only file without trouble (1 or 0).")
STORE_MEMORY = Gauge("bansos_store_memory_bytes", "Memory of Redis: used, and allowed (0: no limit).", ["what"])
BACKED_UP = Gauge("bansos_last_backup_timestamp_seconds", "When the last whole backup began; 0 when there is none.")


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in all shards together."""

    waiting: int
    due: int
    stuck: int
    oldest_seconds: float


class Watch:
    """Looks at Redis for the gauges above, over a connection of its own: the conversations' stay undisturbed."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def backlog(self, now: datetime) -> Backlog:
        """Count the jobs.

        Raises:
            StoreUnavailable: Redis cannot be asked.
        """
        moment = int(now.timestamp() * 1000)
        asked = [command for shard in map(Shard, range(SHARDS)) for command in _about(shard, moment)]
        found = await self._redis.run(*asked)
        firsts = [float(first[1]) for first in found[3::4] if first]
        oldest = max(0.0, (moment - min(firsts, default=moment)) / 1000)
        return Backlog(sum(found[0::4]), sum(found[1::4]), sum(found[2::4]), oldest)

    async def measure(self, now: datetime) -> None:
        """Set the gauges; when Redis cannot be asked, only the one that says so."""
        try:
            backlog = await self.backlog(now)
            persistence, memory, backed_up = await self._redis.run(
                Command(LAST_BACKUP, ("INFO", "persistence")),
                Command(LAST_BACKUP, ("INFO", "memory")),
                Command(LAST_BACKUP, ("GET", LAST_BACKUP)),
            )
        except StoreUnavailable:
            STORE_READY.set(0)
            return
        STORE_READY.set(1)
        for state, count in (("waiting", backlog.waiting), ("due", backlog.due), ("stuck", backlog.stuck)):
            JOBS.labels(state).set(count)
        OLDEST.set(backlog.oldest_seconds)
        kept, used = _fields(persistence), _fields(memory)
        STORE_KEEPS.set(kept["aof_enabled"] == "1" and kept["aof_last_write_status"] == "ok")
        STORE_MEMORY.labels("used").set(float(used["used_memory"]))
        STORE_MEMORY.labels("allowed").set(float(used["maxmemory"]))
        BACKED_UP.set(float(backed_up or 0))


def _about(shard: Shard, moment: int) -> list[Command]:
    return [
        Command(shard.due, ("ZCARD", shard.due)),
        Command(shard.due, ("ZCOUNT", shard.due, "-inf", moment)),
        Command(shard.stuck, ("HLEN", shard.stuck)),
        Command(shard.due, ("ZRANGE", shard.due, 0, 0, "WITHSCORES")),
    ]


def _fields(info: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in info.decode().splitlines())
    return {name: value for name, _, value in pairs if value}
