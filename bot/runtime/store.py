"""Sessions and the jobs they cause, in Redis."""

from __future__ import annotations

import secrets
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
import structlog

from bot.runtime.jobs import Job, dump_job, job_id, load_job
from bot.runtime.keys import SHARDS, Shard, pace, shard_of
from bot.runtime.metrics import questions_of
from bot.runtime.redis import Command, Redis, Refused, Scripts
from bot.runtime.sealing import KeyRing, UnknownKey, Unsealable
from bot.runtime.taken import KeyUnknown, StoreUnavailable
from conversations.engine.moments import day_of
from conversations.engine.session import Session, SessionUnreadable, dump, load
from conversations.engine.turn import Event

if TYPE_CHECKING:
    from conversations.engine.messages import ChatRef

log = structlog.get_logger()
COUNTS_KEPT = 7 * 86_400
"""Seconds that a day's counts stay, for a worker to hand them to the registry."""
_REVISION = struct.Struct(">Q")
_NEW = b""
_LEFT_FOR_REPLIES = 0.2
_SCRIPTS = ("commit", "claim", "pace", "finish", "put_off", "pace_bulk", "put_aside", "close_lane")


class Held(msgspec.Struct, frozen=True):
    """A session as it was read. `revision` is what the next commit must find; `wait_ms` the channel's pace."""

    session: Session
    revision: bytes
    wait_ms: int = 0


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a channel may be spoken to: messages a second, and how many at once after a quiet time."""

    rate: float
    burst: float


class Writes(msgspec.Struct, frozen=True):
    """What one turn writes: the session, the jobs it caused and when they are due, those it finished, and counts."""

    session: Session
    jobs: Sequence[tuple[Job, datetime]] = ()
    done: Sequence[str] = ()
    events: Sequence[Event] = ()


class Store:
    """The session store: two round trips a turn, one to read and one to commit."""

    def __init__(self, redis: Redis, keys: KeyRing, *, locale: str, session_days: int) -> None:
        self._redis = redis
        self._keys = keys
        self._locale = locale
        self._lifetime = session_days * 86_400
        self._scripts = Scripts(redis, *_SCRIPTS)

    async def read(self, chat: ChatRef, pace_of: Pace | None, now: datetime) -> Held:
        """Read the session of a chat, a new one where there is none, and take a token to answer with.

        Raises:
            StoreUnavailable: Redis does not answer.
            KeyUnknown: the session is sealed with a key that is not known here.
        """
        name = self._keys.name_of(chat)
        key = shard_of(name).session(name)
        stored, *waits = await self._scripts.run(
            Command(key, ("GET", key)), *([self._token(chat.channel, pace_of, now)] if pace_of is not None else [])
        )
        wait = int(waits[0]) if waits else 0
        if stored is None:
            return Held(self._new(chat), _NEW, wait)
        try:
            session = load(self._open(stored[_REVISION.size :], key))
        except (Unsealable, SessionUnreadable) as fault:
            if not await self._put_aside(name, stored, fault):
                return await self.read(chat, None, now)
            return Held(self._new(chat), _NEW, wait)
        return Held(session, stored[: _REVISION.size], wait)

    async def commit(self, held: Held, writes: Writes, now: datetime) -> Held | None:
        """Store a session and all that its turn caused.

        Gives what was stored, or None when another turn of the same chat came first: read and step again.
        """
        session, jobs, done = writes.session, writes.jobs, writes.done
        name = self._keys.name_of(session.chat)
        shard = shard_of(name)
        key = shard.session(name)
        revision = _REVISION.pack((_REVISION.unpack(held.revision)[0] if held.revision else 0) + 1)
        counted = [_counted(session, event) for event in writes.events]
        args: list[bytes | str | int] = [
            held.revision,
            revision + self._keys.seal(dump(session), key.encode()),
            self._lifetime,
            len(jobs),
        ]
        for job, due in jobs:
            wanted = job_id(job)
            args += [wanted, _ms(due), self._keys.seal(dump_job(job), wanted.encode())]
        args += [len(done), *done, COUNTS_KEPT, *counted]
        keys = [key, shard.due, shard.jobs, shard.counts(day_of(now).isoformat())]
        [stored] = await self._scripts.run(self._scripts.call("commit", keys, args))
        if not stored:
            return None
        for event in counted:
            questions_of(*event.split("|")).inc()
        return Held(session, revision, held.wait_ms)

    async def job(self, chat: ChatRef, wanted: str) -> Job | None:
        """Give a job that is still to be done.

        Raises:
            StoreUnavailable: as `read` does.
        """
        shard = shard_of(self._keys.name_of(chat))
        [sealed] = await self._redis.run(Command(shard.jobs, ("HGET", shard.jobs, wanted)))
        return None if sealed is None else load_job(self._open(sealed, wanted))

    async def claim(self, now: datetime, until: datetime, most: int) -> list[Job]:
        """Take jobs that are due, from every shard; nobody else gets them before `until`.

        One that cannot be read holds up no other: it is left, and is due again when others would be.
        """
        claimed = await self._scripts.run(
            *(
                self._scripts.call("claim", [shard.due, shard.jobs], [_ms(now), _ms(until), most])
                for shard in map(Shard, range(SHARDS))
            )
        )
        jobs = []
        for found in claimed:
            for wanted, sealed in zip(found[::2], found[1::2], strict=True):
                try:
                    jobs.append(load_job(self._keys.open(sealed, wanted)))
                except (Unsealable, msgspec.MsgspecError) as fault:
                    log.error("job unreadable, left", job=wanted.decode(), fault=str(fault))  # noqa: TRY400
        return jobs

    async def finish(self, job: Job) -> None:
        """Note that a job is done."""
        shard = shard_of(self._keys.name_of(job.chat))
        await self._scripts.run(self._scripts.call("finish", [shard.due, shard.jobs], [job_id(job)]))

    async def put_off(self, job: Job, due: datetime) -> None:
        """Try a job again later."""
        shard, wanted = shard_of(self._keys.name_of(job.chat)), job_id(job)
        sealed = self._keys.seal(dump_job(job), wanted.encode())
        await self._scripts.run(self._scripts.call("put_off", [shard.due, shard.jobs], [wanted, _ms(due), sealed]))

    async def counts(self, day: str) -> Counter[str]:
        """Give what was counted on a day, over all shards."""
        keys = [Shard(number).counts(day) for number in range(SHARDS)]
        found = await self._redis.run(*(Command(key, ("HGETALL", key)) for key in keys))
        total: Counter[str] = Counter()
        for counts in found:
            pairs = zip(counts[::2], counts[1::2], strict=True)
            total.update({counted.decode(): int(count) for counted, count in pairs})
        return total

    async def take_token(self, channel: str, pace_of: Pace, now: datetime) -> int:
        """Take a token to speak on a channel: 0, or the milliseconds to wait for one."""
        [wait] = await self._scripts.run(self._token(channel, pace_of, now))
        return int(wait)

    async def take_tokens(self, channel: str, pace_of: Pace, most: int, now: datetime) -> tuple[int, int]:
        """Take tokens for messages that nobody waits for: how many there were, and the milliseconds until the next.

        The next are as many as a tenth of a second has. A part of the bucket is left for replies.
        """
        leave = max(0.0, min(pace_of.burst - 1, pace_of.burst * _LEFT_FOR_REPLIES))
        args: list[bytes | str | int | float] = [pace_of.rate, pace_of.burst, _ms(now), most, leave]
        [(given, wait)] = await self._scripts.run(self._scripts.call("pace_bulk", [pace(channel)], args))
        return int(given), int(wait)

    async def close_lane(self, channel: str, until: datetime) -> None:
        """Keep the whole channel quiet: the platform asked for it. Of two such times the later one counts."""
        await self._scripts.run(self._scripts.call("close_lane", [pace(channel)], [_ms(until)]))

    async def is_ready(self) -> bool:
        """Tell whether Redis answers."""
        try:
            # A read of any key: a PING is answered by a server that has no keys to read yet.
            await self._redis.run(Command(pace(""), ("EXISTS", pace(""))))
        except (StoreUnavailable, Refused):
            return False
        return True

    def _token(self, channel: str, pace_of: Pace, now: datetime) -> Command:
        return self._scripts.call("pace", [pace(channel)], [pace_of.rate, pace_of.burst, _ms(now)])

    def _new(self, chat: ChatRef) -> Session:
        return Session(secrets.token_hex(8), chat, self._locale)

    def _open(self, sealed: bytes, where: str) -> bytes:
        """Open what was sealed. While the keys are changed one process may know a key before another does."""
        try:
            return self._keys.open(sealed, where.encode())
        except UnknownKey as fault:
            raise KeyUnknown(str(fault)) from fault

    async def _put_aside(self, name: str, stored: bytes, fault: Exception) -> bool:
        """Keep what cannot be read, and start over: the person is not left without an answer.

        False where somebody else has written a session since.
        """
        shard = shard_of(name)
        keys = [shard.session(name), f"{shard.aside(name)}:{stored[: _REVISION.size].hex()}"]
        [done] = await self._scripts.run(self._scripts.call("put_aside", keys, [stored]))
        if done:
            log.error("session unreadable, put aside", chat=name[:8], fault=str(fault))
        return bool(done)


def _counted(session: Session, event: Event) -> str:
    """Name what is counted."""
    parts = (
        event.flow,
        event.state,
        event.what,
        session.chat.channel,
        session.locale,
        event.role,
        event.kecamatan,
    )
    return "|".join(parts)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
