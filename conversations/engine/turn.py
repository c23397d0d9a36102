"""What one step of a conversation gives back to the runtime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from conversations.engine.messages import Outbound
from conversations.engine.session import Run, Session


class Need(msgspec.Struct, frozen=True):
    """Something to ask the registry before the step can go on."""

    lookup: str
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup gave. `outcome` is one of those that the state declares; `unavailable` always is."""

    outcome: str
    data: Mapping[str, Any] = field(default_factory=dict)


class Submission(msgspec.Struct):
    """Something to hand to the registry, exactly once in effect. `key` is its idempotency key.

    `run` is kept with what is awaited, so that it can be corrected if the registry refuses it much later.
    """

    key: str
    kind: str
    body: dict[str, Any]
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a submission: `accepted`, `already`, `rejected` (with `fields`), `delayed`, or `refused`.

    What is `refused` lies with the office, with the `reason`.
    """

    outcome: str
    data: Mapping[str, Any] = field(default_factory=dict)


class Event(msgspec.Struct, frozen=True):
    """Something that happened at a question, to be counted: `seen`, `answered`, `failed`, `helped`, `left`, ...

    `role` is who spoke, a resident or an agent; `kecamatan` the code of where the family lives, once it is known.
    Nothing in an event tells who it was.
    """

    flow: str
    state: str
    what: str
    role: str
    kecamatan: str = ""


class Turn(msgspec.Struct, frozen=True):
    """A step taken. Until `need` is met (see `Engine.resume`) or `submissions` are settled there may be no reply.

    `lead` is what is to be said first once the need is met; `events` what is to be counted.
    """

    session: Session
    reply: Outbound | None
    message_id: str | None
    need: Need | None = None
    submissions: tuple[Submission, ...] = ()
    repeated: bool = False
    lead: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
