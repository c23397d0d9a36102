"""The names of things in Redis.

Everything that one turn writes shares a hash tag, so that the commit is one script on one node of a Redis Cluster.
"""

from __future__ import annotations

from dataclasses import dataclass

SHARDS = 32


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of all chats, with the work that is due for them."""

    number: int

    @property
    def _prefix(self) -> str:
        return f"bansos:{{{self.number:02d}}}"

    def session(self, name: str) -> str:
        """Name the session of a chat."""
        return f"{self._prefix}:session:{name}"

    def aside(self, name: str) -> str:
        """Name the place of a session that cannot be read."""
        return f"{self._prefix}:aside:{name}"

    @property
    def due(self) -> str:
        """Name the sorted set of job ids by the time they are due."""
        return f"{self._prefix}:due"

    @property
    def jobs(self) -> str:
        """Name the hash of jobs by id."""
        return f"{self._prefix}:jobs"

    def counts(self, day: str) -> str:
        """Name the hash of what was counted on a day (2026-11-21)."""
        return f"{self._prefix}:counts:{day}"

    @property
    def stuck(self) -> str:
        """Name the hash of jobs that nobody can carry out without help."""
        return f"{self._prefix}:stuck"

    def sending(self, ref: str) -> str:
        """Name the note that a message is being sent, and what the platform reports of it."""
        return f"{self._prefix}:sending:{ref}"


def shard_of(name: str) -> Shard:
    """Give the shard of a chat."""
    return Shard(int(name[:8], 16) % SHARDS)


def pace(channel: str) -> str:
    """Name a channel's token bucket."""
    return f"bansos:pace:{channel}"
