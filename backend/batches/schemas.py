"""What the bot sends and hears when an agent brings many families."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Base64Bytes, BaseModel, StringConstraints

from backend.batches.families import LARGEST
from backend.wire import Body, ContactIn, Line, Moment

LARGEST_BODY = LARGEST * 4 // 3 + 64 * 1024
"""Bytes of a request: the content in base64, and what is around it."""


class BatchIn(Body):
    """What an agent brought in a chat. `sent_at` is when, in which message, the agent said that the families agreed."""

    contact: ContactIn
    name: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    content: Base64Bytes
    message_id: Line
    sent_at: Moment


class Outcome(StrEnum):
    """Whether it is gone through."""

    TAKEN = "taken"
    UNUSABLE = "unusable"


class BatchOut(BaseModel):
    """What became of it. What is unusable says `why`, and `name`, `found` and `row` say more of that."""

    outcome: Outcome
    id: UUID | None = None
    rows: int = 0
    why: str = ""
    name: str = ""
    found: str = ""
    row: int = 0
