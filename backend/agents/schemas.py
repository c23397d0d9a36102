"""What the bot says and hears about agents."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from backend.agents.acting import Standing
from backend.agents.binding import Bound
from backend.agents.pins import Chosen, Tried
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


class NikOut(BaseModel):
    """Whether the agent has registered it, under which number, or somebody else: who is not told."""

    standing: Standing
    number: str | None = None
    taken: bool = False
