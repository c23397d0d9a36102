"""What is left to do after a commit: submissions to hand over, messages to push, silent chats to look at.

A job is stored in the commit that causes it. Whoever made it tries it first; when they do not finish in time, a worker
takes over. So a job runs at least once, and everything a job does may be done twice without harm. `trace` says which
trace it belongs to, when there are traces.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias

import msgspec

from conversations.engine.messages import ChatRef, Outbound
from conversations.engine.turn import Submission


class Handover(msgspec.Struct, tag="handover", omit_defaults=True):
    """A submission for the registry."""

    chat: ChatRef
    submission: Submission
    attempts: int = 0
    trace: str = ""


class Push(msgspec.Struct, tag="push", omit_defaults=True):
    """A message for a person, with the reference that delivery reports carry."""

    chat: ChatRef
    outbound: Outbound
    ref: str
    attempts: int = 0
    trace: str = ""


class Wake(msgspec.Struct, tag="wake", omit_defaults=True):
    """A look at a chat that has been silent. Each message puts it off; there is one for a chat at most."""

    chat: ChatRef


Job: TypeAlias = Handover | Push | Wake

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Handover | Push | Wake)


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


def reference(chat: ChatRef, cause: str) -> str:
    """Name something after the chat and what caused it: in delivery reports, in jobs."""
    named = f"{chat.channel}\0{chat.address}\0{cause}".encode("utf-8", "replace")
    return blake2b(named, digest_size=12).hexdigest()
