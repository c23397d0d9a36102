"""Jobs that were given up: set aside in Redis, listed for the officers, and taken back when they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.runtime.jobs import Handover, Job, Listing, Push, dump_job, job_id, load_job
from bot.runtime.keys import Shard, shard_of
from bot.runtime.redis import Command, Redis, Scripts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.runtime.jobs import Fate
    from bot.runtime.redis.command import Word
    from bot.runtime.sealing import KeyRing


class Aside:
    """What was set aside. Each entry is named by its shard and its job: `07:push:...`."""

    def __init__(self, redis: Redis, keys: KeyRing) -> None:
        self._redis = redis
        self._keys = keys
        self._scripts = Scripts(redis, "set_aside", "take_back", "replace")

    def name_of(self, listing: Listing) -> str:
        """Name an entry, the same each time."""
        return f"{shard_of(self._keys.name_of(listing.chat)).number:02d}:{job_id(listing.of)}"

    async def put(self, job: Handover | Push, fate: Fate, detail: str, now: datetime) -> None:
        """Set a job aside, in one step with the job that lists it."""
        job.listed = True
        listing = Listing(job.chat, job, fate, detail, now)
        shard, wanted = shard_of(self._keys.name_of(job.chat)), job_id(job)
        args: list[Word] = [wanted, self._sealed(listing, wanted), job_id(listing), self._sealed(listing), _ms(now)]
        await self._scripts.run(self._scripts.call("set_aside", [shard.due, shard.jobs, shard.stuck], args))

    async def close(self, job: Handover | Push, fate: Fate, now: datetime) -> None:
        """Finish a job that was set aside before, in one step with the job that tells so."""
        listing = Listing(job.chat, job, fate, "", now)
        shard = shard_of(self._keys.name_of(job.chat))
        args: list[Word] = [job_id(job), job_id(listing), self._sealed(listing), _ms(now)]
        await self._scripts.run(self._scripts.call("replace", [shard.due, shard.jobs], args))

    async def take_back(self, name: str, now: datetime) -> None:
        """Give an entry back to the workers, from the beginning. What is not there any more stays so."""
        shard, wanted = _place(name)
        job = await self._kept(shard, wanted)
        if job is None:
            return
        job.attempts = 0
        ref = ""
        if isinstance(job, Push):
            job.looks, ref = 0, job.ref
        args: list[Word] = [wanted, self._sealed(job), _ms(now)]
        keys = [shard.due, shard.jobs, shard.stuck, shard.sending(ref)]
        await self._scripts.run(self._scripts.call("take_back", keys, args))

    async def drop(self, name: str) -> None:
        """Forget an entry: somebody did by hand what it was for."""
        shard, wanted = _place(name)
        await self._redis.run(Command(shard.stuck, ("HDEL", shard.stuck, wanted)))

    async def _kept(self, shard: Shard, wanted: str) -> Handover | Push | None:
        [sealed] = await self._redis.run(Command(shard.stuck, ("HGET", shard.stuck, wanted)))
        kept = None if sealed is None else load_job(self._keys.open(sealed, wanted.encode()))
        match kept:
            case Listing(of=job):
                # Nobody knows whether it arrived: so whoever gets it again is told that it may be the second time.
                if isinstance(job, Push) and kept.fate is kept.fate.UNKNOWN:
                    job.again = True
                return job
            case Handover() | Push():
                # An earlier release kept the job alone.
                kept.listed = True
                return kept
            case _:
                return None

    def _sealed(self, job: Job, where: str | None = None) -> bytes:
        return self._keys.seal(dump_job(job), (where or job_id(job)).encode())


def _place(name: str) -> tuple[Shard, str]:
    number, _, wanted = name.partition(":")
    return Shard(int(number)), wanted


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
