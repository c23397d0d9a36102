"""What the bot sends and hears when an agent brings many families."""

from base64 import b64decode
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Base64Encoder, BaseModel, EncodedBytes, Field, StringConstraints
from pydantic_core import PydanticCustomError

from backend.batches.families import LARGEST
from backend.wire import Body, ContactIn, Line, Moment

LARGEST_BODY = LARGEST * 4 // 3 + 64 * 1024
"""Bytes of a request: the content in base64, and what is around it."""

_BASE64: Final = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


class _Whole(Base64Encoder):
    """Base64 and nothing else: the library's own passes over whatever is none, and so over what was damaged."""

    @classmethod
    def decode(cls, data: bytes) -> bytes:
        """Give the bytes.

        Raises:
            PydanticCustomError: there is something else in it, or not all of it.
        """
        try:
            return b64decode(data, validate=True)
        except ValueError:
            raise PydanticCustomError("base64_decode", "This is not base64") from None


class BatchIn(Body):
    """What an agent brought in a chat. `sent_at` is when, in which message, the agent said that the families agreed."""

    contact: ContactIn
    name: Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    content: Annotated[bytes, EncodedBytes(encoder=_Whole), Field(json_schema_extra={"pattern": _BASE64})]
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
