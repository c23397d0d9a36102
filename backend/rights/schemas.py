"""Requests about one's own data as JSON. Nothing given out is in clear."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from backend.registrations.schemas import ConsentOut
from backend.registrations.status import Status
from backend.rights.wishes import State, Wish
from backend.wire import Body, ContactIn, Line, Moment


class CopyIn(Body):
    """Which registration of which contact to show."""

    contact: ContactIn
    number: Line


class RequestOut(BaseModel):
    """A request that was made, as the person is told of it."""

    number: str
    kind: Wish
    state: State
    opened_at: datetime
    due_at: datetime


class CopyOut(BaseModel):
    """What is held of a family, masked, for the contact that registered it. `requests` has the newest first."""

    number: str
    status: Status
    received_at: datetime
    erased: bool
    name: str
    nik: str
    kk: str
    phone: str | None
    desa: str
    members: list[str]
    other: list[Literal["birth_date", "address", "pregnant", "disability", "schooling", "occupation", "housing"]]
    broadcasts: bool | None
    consents: list[ConsentOut]
    requests: list[RequestOut]


class RequestIn(Body):
    """What a contact asks for about one of its registrations, and when that was said."""

    contact: ContactIn
    number: Line
    kind: Wish
    asked_at: Moment
    message_id: Line | None = None


class RequestReceipt(RequestOut):
    """The answer to a request. `already` when the same was asked before and is still open."""

    already: bool
