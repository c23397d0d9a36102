"""What is left to do after a commit: submissions to hand over, messages to push.

A job is stored in the commit that causes it. Whoever made it tries it first; when they do not finish in time, a worker
takes over. So a job runs at least once, and everything a job does may be done twice without harm.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from conversations.engine.messages import ChatRef, Outbound
from conversations.engine.turn import Submission


class Handover(msgspec.Struct, tag="handover", omit_defaults=True):
    """A submission for the registry."""

    chat: ChatRef
    submission: Submission
    attempts: int = 0


class Push(msgspec.Struct, tag="push", omit_defaults=True):
    """A message for a person, with the reference that delivery reports carry."""

    chat: ChatRef
    outbound: Outbound
    ref: str
    attempts: int = 0


Job: TypeAlias = Handover | Push

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Job] = msgspec.msgpack.Decoder(Handover | Push)


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
