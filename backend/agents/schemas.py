"""What the bot says and hears about agents."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, StrictBool, StringConstraints

from backend.agents.acting import Standing
from backend.agents.binding import Bound
from backend.agents.confirming import Said
from backend.agents.errands import Errand, Payment
from backend.agents.handing import Took
from backend.agents.pins import Chosen, Tried
from backend.registrations.status import Status
from backend.wire import Body, ContactIn, Line

CodeIn = Annotated[str, StringConstraints(pattern=r"^[2-9A-HJKMNP-Z]{10}$")]
PinIn = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class ByContact(Body):
    """Whose chat it is."""

    contact: ContactIn


class RedeemIn(ByContact):
    """An invitation, and the chat that it came from."""

    code: CodeIn


class RedeemOut(BaseModel):
    """What became of it."""

    outcome: Bound


class PinTried(ByContact):
    """A PIN as typed in a chat. It is hashed or compared, and never written down."""

    pin: PinIn


class ChosenOut(BaseModel):
    """What became of a PIN that was chosen."""

    outcome: Chosen


class TriedOut(BaseModel):
    """What became of a try; `minutes` to wait when locked."""

    outcome: Tried
    left: int
    minutes: int


class StandingOut(BaseModel):
    """Where the chat of an agent stands. Name and area only for one who may act."""

    standing: Standing
    name: str | None = None
    desa: str | None = None
    rw: str | None = None
    rt: str | None = None
    pin_hours: int = 0


class NikAsked(ByContact):
    """A NIK that an agent is about to register."""

    nik: Line


class ConfirmIn(ByContact):
    """What a family says of its registration by an agent."""

    code: CodeIn
    right: StrictBool


class ConfirmOut(BaseModel):
    """What became of that, and the number where the registration is this contact's own from now on."""

    outcome: Said
    number: str | None


class NikFound(StrEnum):
    """What an agent is told of a NIK; who is no agent is told that it is new."""

    NEW = "new"
    ALREADY = "already"
    TAKEN = "taken"


class NikOut(BaseModel):
    """Whether the agent has registered it, under which number, or somebody else: who is not told."""

    outcome: NikFound
    number: str | None = None


class Listed(StrEnum):
    """What became of a question for what waits: NOT_NOW where nobody acts, or the PIN is due."""

    FOUND = "found"
    EMPTY = "empty"
    NOT_NOW = "not_now"


class WorkOut(BaseModel):
    """How many families an agent registered today, and how many wait for what."""

    outcome: Listed
    today: int = 0
    errands: dict[Errand, int] = {}


class ErrandIn(ByContact):
    """Which families to list, and behind which of them, by its id, to go on."""

    errand: Errand
    after: Line | None = None


class FamilyToSee(BaseModel):
    """One of them, masked. `place` is RT and RW; `code` is what it confirms with, where that is what it is to do.

    `payments` are those of which no notice reached it, and `bring` what it brings to fetch them; it may have no
    registration.
    """

    id: str
    name: str
    place: str
    number: str | None
    status: Status | None
    code: str | None
    payments: list[Payment]
    bring: str


class ErrandsOut(BaseModel):
    """A page of them, and whether there are more."""

    outcome: Listed
    families: list[FamilyToSee] = []
    more: bool = False


class ToldIn(ByContact):
    """Which family has heard what, by its id on the list."""

    errand: Errand
    family: Line


class Told(StrEnum):
    """What became of that: NOT_NOW where nobody acts, or the PIN is due."""

    NOTED = "noted"
    NOT_YOURS = "not_yours"
    NOT_NOW = "not_now"


class ToldOut(BaseModel):
    """Whether it was noted."""

    outcome: Told


class DraftIn(ByContact):
    """An unfinished case as the bot keeps it, and the message that hands it over."""

    draft: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/=]{4,65536}$")]
    message: Line


class GivenOut(BaseModel):
    """The code that takes it, and for how many days."""

    outcome: Literal["given"] = "given"
    code: str
    days: int


class TakeIn(ByContact):
    """The code of a case, and the message that brought it; without a code, what this chat gave itself is meant."""

    code: CodeIn | None = None
    message: Line


class ActsAs(BaseModel):
    """The agent who goes on with a case, and the area."""

    name: str
    desa: str
    rw: str | None
    rt: str | None


class TakenOut(BaseModel):
    """What became of a code: the case with the first, and the agent who goes on with it, if it is one."""

    outcome: Took
    draft: str | None = None
    agent: ActsAs | None = None
