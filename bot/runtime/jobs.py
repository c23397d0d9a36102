"""What is left to do after a commit: submissions to hand over, messages to push, silent chats to look at, things that
were given up to be listed for the officers.

A job is stored in the commit that causes it. Whoever made it tries it first; when they do not finish in time, a worker
takes over. So a job runs at least once, and everything a job does may be done twice without harm. `trace` says which
trace it belongs to, when there are traces.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import TypeAlias

import msgspec

from conversations.engine.messages import ChatRef, Outbound
from conversations.engine.turn import Submission


class Handover(msgspec.Struct, tag="handover", omit_defaults=True):
    """A submission for the registry. `listed` when officers see it among what could not be delivered."""

    chat: ChatRef
    submission: Submission
    attempts: int = 0
    trace: str = ""
    listed: bool = False


class About(StrEnum):
    """What a message is about, which decides what becomes of it when nobody knows whether it arrived.

    A `reply` belongs to a conversation that goes on; `news` stands for itself and is waited for, such as the number;
    a `reminder` was promised to nobody.
    """

    REPLY = "reply"
    NEWS = "news"
    REMINDER = "reminder"


class Push(msgspec.Struct, tag="push", omit_defaults=True):
    """A message for a person, with the reference that delivery reports carry.

    `turn` is the session's when it was said. `taken` when the platform has it and may still report that it will not
    arrive. `looks` counts how often it was looked up whether it arrived; `again` says that it may have arrived before.
    `listed` as in `Handover`.
    """

    chat: ChatRef
    outbound: Outbound
    ref: str
    attempts: int = 0
    trace: str = ""
    about: About = About.REPLY
    turn: int = 0
    taken: bool = False
    looks: int = 0
    again: bool = False
    listed: bool = False


class Wake(msgspec.Struct, tag="wake", omit_defaults=True):
    """A look at a chat that has been silent. Each message puts it off; there is one for a chat at most."""

    chat: ChatRef


class Fate(StrEnum):
    """What became of a job that was given up. With the last two it comes to an end after all."""

    REFUSED = "refused"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    EXHAUSTED = "exhausted"
    DELIVERED = "delivered"
    OVERTAKEN = "overtaken"


class Listing(msgspec.Struct, tag="listing", omit_defaults=True):
    """What the officers are to be told about a job: that it was given up, or that it came to an end after all.

    `detail` is for the technician, without anything personal.
    """

    chat: ChatRef
    of: Handover | Push
    fate: Fate
    detail: str
    at: datetime
    attempts: int = 0


Job: TypeAlias = Handover | Push | Wake | Listing

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Handover | Push | Wake | Listing)


def dump_job(job: Job) -> bytes:
    """Give the stored form of a job."""
    return _encoder.encode(job)


def load_job(stored: bytes) -> Job:
    """Read a stored job."""
    return _decoder.decode(stored)


def job_id(job: Job) -> str:
    """Give the id of a job: the same cause has the same id, so that it cannot be caused twice."""
    match job:
        case Handover():
            return f"handover:{job.submission.key}"
        case Push():
            return f"push:{job.ref}"
        case Wake():
            return f"wake:{reference(job.chat, 'wake')}"
        case Listing():
            return f"listing:{job_id(job.of)}"


def reference(chat: ChatRef, cause: str) -> str:
    """Name something after the chat and what caused it: in delivery reports, in jobs."""
    named = f"{chat.channel}\0{chat.address}\0{cause}".encode("utf-8", "replace")
    return blake2b(named, digest_size=12).hexdigest()
