"""The examples of the API: one conversation with the registry, from the first family to the root of the day.

A test plays it to an empty registry, so what stands here is what is answered. What the registry draws (numbers,
ids, times, hashes) is another each time.
"""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

import msgspec


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request and its answer. `name` is unique among those of its operation."""

    name: str
    summary: str
    method: str
    path: str
    status: int
    parameters: dict[str, str] = {}
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    body: Any = None
    answer: Any = None
    has_key: bool = True

    @property
    def is_request_example(self) -> bool:
        """Tell whether others may do the same: what is refused shows its answer only."""
        return self.status < HTTPStatus.BAD_REQUEST

    @property
    def address(self) -> str:
        """Give the path with its parameters filled in."""
        return self.path.format(**self.parameters)


@cache
def exchanges() -> tuple[Exchange, ...]:
    """Give the conversation, in order."""
    told = (files("backend.reference") / "exchanges.json").read_bytes()
    return msgspec.json.decode(told, type=tuple[Exchange, ...])
