"""The names of things in Redis.

Everything that one turn writes shares a hash tag, so that the commit is one script on one node of a Redis Cluster.
"""

from __future__ import annotations

from functools import cache

SHARDS = 32


class Shard:
    """A part of all chats, with the work that is due for them.

    `due` names the sorted set of job ids by the time they are due, `jobs` the hash of jobs by id, `stuck` the hash of
    jobs that nobody can carry out without help.
    """

    __slots__ = ("_prefix", "due", "jobs", "number", "stuck")

    def __init__(self, number: int) -> None:
        self.number = number
        self._prefix = f"bansos:{{{number:02d}}}"
        self.due = f"{self._prefix}:due"
        self.jobs = f"{self._prefix}:jobs"
        self.stuck = f"{self._prefix}:stuck"

    def session(self, name: str) -> str:
        """Name the session of a chat."""
        return f"{self._prefix}:session:{name}"

    def aside(self, name: str) -> str:
        """Name the place of a session that cannot be read."""
        return f"{self._prefix}:aside:{name}"

    def counts(self, day: str) -> str:
        """Name the hash of what was counted on a day (2026-11-21)."""
        return f"{self._prefix}:counts:{day}"

    def sending(self, ref: str) -> str:
        """Name the note that a message is being sent, and what the platform reports of it."""
        return f"{self._prefix}:sending:{ref}"

    def whose(self, provider_id: str) -> str:
        """Name the place where it is noted which of our messages a message of the platform is."""
        return f"{self._prefix}:whose:{provider_id}"


def shard_of(name: str) -> Shard:
    """Give the shard of a chat."""
    return _shard(int(name[:8], 16) % SHARDS)


_shard = cache(Shard)


def pace(channel: str) -> str:
    """Name a channel's token bucket."""
    return f"bansos:pace:{channel}"
