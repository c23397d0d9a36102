"""Notes on messages that are being sent: made before the platform is asked, and read when nobody knows what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bot.runtime.jobs import job_id
from bot.runtime.keys import shard_of
from bot.runtime.redis import Command, Redis, Scripts

if TYPE_CHECKING:
    from bot.runtime.jobs import Push
    from bot.runtime.sealing import KeyRing
    from conversations.engine.messages import ChatRef

ANSWERED_WITHIN = timedelta(seconds=60)
"""By then a platform has answered, or whoever asked it is dead. Longer than any request takes."""
_KEPT = 2 * 86_400
"""Seconds that a note stays: longer than it is tried to find out what became of a message."""
_REPORT_KEPT = 26 * 3_600
"""The same, for what a platform told: longer than reconciliation looks back, which takes what is unknown for lost."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody began to send the message. Whether it arrived is not known."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """The platform has told of the message: so it had it. `fault` is the platform's own, when it will not arrive."""

    fault: str | None


class Gone:
    """There is no such job any more."""


Note: TypeAlias = Sent | Reported | Gone


class Sendings:
    """The notes, in Redis beside the jobs that they belong to."""

    def __init__(self, redis: Redis, keys: KeyRing) -> None:
        self._redis = redis
        self._keys = keys
        self._scripts = Scripts(redis, "begin")

    async def begin(self, job: Push, now: datetime) -> Note | None:
        """Note that a message is about to be sent; None when it may be. Else what was noted before."""
        shard = shard_of(self._keys.name_of(job.chat))
        call = self._scripts.call(
            "begin",
            [shard.sending(job.ref), shard.jobs, shard.due],
            [job_id(job), _ms(now), _ms(now + ANSWERED_WITHIN), _KEPT],
        )
        [noted] = await self._scripts.run(call)
        return _read(noted.decode())

    async def look(self, chat: ChatRef, ref: str) -> Note | None:
        """Give what is noted about a message."""
        key = self._key(chat, ref)
        [noted] = await self._redis.run(Command(key, ("GET", key)))
        return _read(noted.decode()) if noted else None

    async def forget(self, job: Push) -> None:
        """Forget the note: the message was certainly not sent, and may be."""
        key = self._key(job.chat, job.ref)
        await self._redis.run(Command(key, ("DEL", key)))

    async def claim(self, chat: ChatRef, ref: str, provider_id: str) -> bool:
        """Note which of our messages one of the platform's is; False when it is another one.

        Two of ours may have the same words: what was sent for one of them is no proof that the other was.
        """
        key = shard_of(self._keys.name_of(chat)).whose(provider_id)
        noted = Command(key, ("SET", key, ref, "NX", "EX", _REPORT_KEPT))
        _, whose = await self._redis.run(noted, Command(key, ("GET", key)))
        return bool(whose == ref.encode())

    async def report(self, chat: ChatRef, ref: str, provider_id: str, fault: str | None) -> None:
        """Keep for a while what a platform tells of a message, pushed or not."""
        key, whose = self._key(chat, ref), shard_of(self._keys.name_of(chat)).whose(provider_id)
        told = "taken" if fault is None else f"fault {fault}"
        await self._redis.run(
            Command(key, ("SET", key, told, "EX", _REPORT_KEPT)),
            Command(whose, ("SET", whose, ref, "EX", _REPORT_KEPT)),
        )

    def _key(self, chat: ChatRef, ref: str) -> str:
        return shard_of(self._keys.name_of(chat)).sending(ref)


def _read(noted: str) -> Note | None:
    match noted.partition(" "):
        case ("", _, _):
            return None
        case ("gone", _, _):
            return Gone()
        case ("since", _, ms):
            return Sent(datetime.fromtimestamp(int(ms) / 1000, UTC))
        case ("fault", _, fault):
            return Reported(fault)
        case _:
            return Reported(None)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
