"""What is asked of Redis."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Word: TypeAlias = bytes | str | int | float


class Command(NamedTuple):
    """A command, and the key that says which server of a cluster it is for."""

    key: str
    words: tuple[Word, ...]


class Refused(Exception):
    """Redis does not understand a command: a fault of ours, which no waiting mends."""
