"""Registrations as JSON: what is sent in, what is given out. Nothing given out is in clear."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    Field,
    StrictBool,
    StringConstraints,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from backend.registrations.reveal import LONGEST_REASON, SHORTEST_REASON
from backend.registrations.reveal import Field as Shown
from backend.registrations.status import Status
from backend.wire import WHOLE, Body, ContactIn, Day, Line, Moment, Token
from conversations.answers.choices import (
    ActingReason,
    ConsentWay,
    Difficulty,
    Housing,
    Occupation,
    Relation,
    Schooling,
    YesNo,
)
from conversations.answers.fixable import Fixable
from conversations.answers.household import Household, Member

SixteenDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")]
ThreeDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{7,14}$")]
Count = Annotated[int, Field(strict=True, ge=0, le=30), WHOLE]
_PLACE: Final = "^([0-9]|[12][0-9])$"


def _written_as_a_place(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_PLACE, value):
        raise PydanticCustomError("place_not_written", "a member's place is written as 0 to 29")
    return value


SchoolingIn = Annotated[
    dict[Annotated[int, BeforeValidator(_written_as_a_place), Field(ge=0, le=29)], Schooling],
    Field(json_schema_extra={"propertyNames": {"pattern": _PLACE}}),
]
"""The schooling of some members, by their places in `members`."""


class MemberIn(Body):
    """A person on the same Kartu Keluarga."""

    name: Line
    relation: Relation
    birth_date: Day | None = None
    birth_year: Annotated[int, Field(strict=True, ge=1880, le=2200), WHOLE] | None = None
    nik: SixteenDigits | None = None


KecamatanCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}(\.[0-9]{2}){2}$")]
DesaCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}(\.[0-9]{2}){2}\.[0-9]{4}$")]


class HouseholdIn(Body):
    """One family's registration, field by field as `conversations.answers.household.Household` has it."""

    nik: SixteenDigits
    kk: SixteenDigits
    name: Line
    birth_date: Day
    kecamatan: KecamatanCode
    desa: DesaCode
    members: Annotated[list[MemberIn], Field(max_length=30)]
    pregnant: YesNo
    disability: Difficulty
    occupation: Occupation
    housing: Housing
    dusun: Line | None = None
    rt: ThreeDigits | None = None
    rw: ThreeDigits | None = None
    phone: Phone | None = None
    small_children: Count | None = None
    elderly: Count | None = None
    schooling: SchoolingIn = Field(default_factory=dict)

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if not self.desa.startswith(f"{self.kecamatan}."):
            raise PydanticCustomError("desa_outside_kecamatan", "the desa is in another kecamatan")
        if any(place >= len(self.members) for place in self.schooling):
            raise PydanticCustomError("schooling_of_nobody", "schooling is told of a member who is not there")
        return self

    def told(self) -> Household:
        """Give the family as the value that the rules and the vault work on."""
        fields = {name: getattr(self, name) for name in Household.__struct_fields__}
        members = tuple(Member(**dict(member)) for member in self.members)
        return Household(**{**fields, "members": members})


class SubmitterRole(StrEnum):
    """In what role somebody submitted."""

    RESIDENT = "resident"
    AGENT = "agent"


class SubmittedBy(Body):
    """Who submitted."""

    role: SubmitterRole


class ActingIn(Body):
    """Why an agent submitted in a family's place, and how it consented; who saw that, where it has no phone."""

    reason: ActingReason
    consent_way: ConsentWay
    witness: Line | None = None


class ConsentIn(Body):
    """The agreement to the privacy notice: which text, when, in which message."""

    notice: Token
    given_at: Moment
    message_id: Line


class BroadcastsAnswerIn(Body):
    """The answer to whether notices are wanted, asked apart from the consent."""

    wanted: StrictBool
    asked_at: Moment
    message_id: Line | None = None


class SubmissionIn(Body):
    """A registration as it is sent in."""

    household: HouseholdIn
    contact: ContactIn
    submitted_by: SubmittedBy = SubmittedBy(role=SubmitterRole.RESIDENT)
    consent: ConsentIn
    broadcasts: BroadcastsAnswerIn | None = None
    declared_true_at: Moment
    acting: ActingIn | None = None

    @model_validator(mode="after")
    def _acting_fits(self) -> Self:
        if (self.acting is not None) is not (self.submitted_by.role is SubmitterRole.AGENT):
            raise PydanticCustomError("acting_of_nobody", "an agent says why they act, and nobody else does")
        return self


def _without_default(schema: JsonDict) -> None:
    schema.pop("default", None)


_LEFT_OUT: Final = Field(default=None, json_schema_extra=_without_default)
"""For what every family has: it may be left out of a correction, and may not be null there."""


class ChangesIn(Body):
    """The fields of a family that are told anew. What is left out stays; null takes back what may be missing."""

    nik: SixteenDigits | SkipJsonSchema[None] = _LEFT_OUT
    kk: SixteenDigits | SkipJsonSchema[None] = _LEFT_OUT
    name: Line | SkipJsonSchema[None] = _LEFT_OUT
    birth_date: Day | SkipJsonSchema[None] = _LEFT_OUT
    kecamatan: KecamatanCode | SkipJsonSchema[None] = _LEFT_OUT
    desa: DesaCode | SkipJsonSchema[None] = _LEFT_OUT
    dusun: Line | None = None
    rt: ThreeDigits | None = None
    rw: ThreeDigits | None = None
    phone: Phone | None = None
    members: Annotated[list[MemberIn], Field(max_length=30)] | SkipJsonSchema[None] = _LEFT_OUT
    small_children: Count | None = None
    elderly: Count | None = None
    schooling: SchoolingIn | SkipJsonSchema[None] = _LEFT_OUT
    pregnant: YesNo | SkipJsonSchema[None] = _LEFT_OUT
    disability: Difficulty | SkipJsonSchema[None] = _LEFT_OUT
    occupation: Occupation | SkipJsonSchema[None] = _LEFT_OUT
    housing: Housing | SkipJsonSchema[None] = _LEFT_OUT


class CorrectionIn(Body):
    """What a family was asked to look at again, by the contact that registered it."""

    contact: ContactIn
    household: ChangesIn
    declared_true_at: Moment


class MarkOut(BaseModel):
    """A field to be told again, and why."""

    field: Fixable
    reason: str


class FixesOut(BaseModel):
    """The oldest registration of a contact that needs fixing, and what of it; no number where there is none."""

    number: str | None
    marks: list[MarkOut]


class Receipt(BaseModel):
    """The answer to a registration. `already` when this contact had registered this NIK before.

    Where an agent submitted it, `code` is what the family confirms it with, if it has a phone, and `referred` tells
    that the address is another's to visit.
    """

    number: str
    status: Status
    received_at: datetime
    already: bool
    code: str | None = None
    referred: bool = False


class OwnIn(Body):
    """Whose registrations to list."""

    contact: ContactIn


class FixesIn(OwnIn):
    """Whose registrations to look through for fixes; with `number` only that one."""

    number: Line | None = None


class OwnByNikIn(Body):
    """Whether a contact registered a NIK."""

    contact: ContactIn
    nik: Line


class OwnByNikOut(BaseModel):
    """The number of the registration, if this very contact made it and it is still open."""

    number: str | None


class StatusIn(Body):
    """A question for one registration by somebody who knows its number and the NIK."""

    number: Line
    nik: Line
    contact: ContactIn


class Standing(BaseModel):
    """Where a registration stands, as the family is told. The name is masked."""

    number: str
    status: Status
    since: datetime
    received_at: datetime
    name: str


class OwnOut(BaseModel):
    """A contact's own registrations, the newest first, ten at most."""

    registrations: list[Standing]


class Row(BaseModel):
    """A registration in the office's list, masked."""

    number: str
    status: Status
    since: datetime
    received_at: datetime
    name: str
    nik: str
    kecamatan: str
    desa: str
    channel: str
    flags: list[str]


class Page(BaseModel):
    """One page of the list. `next` is what to send as `after` for the page that follows."""

    registrations: list[Row]
    next: str | None


class RevealIn(Body):
    """Which field somebody has to see in clear, and why."""

    field: Shown
    reason: Annotated[
        str, StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_REASON, pattern=r"^[^\x00-\x1f\x7f]+$")
    ]


class Revealed(BaseModel):
    """One field in clear. Empty where the family did not tell it."""

    field: Shown
    value: str


class StepOut(BaseModel):
    """One step of the timeline."""

    status: Status
    at: datetime
    actor: str
    reason: str | None


class ConsentOut(BaseModel):
    """One agreement or refusal."""

    purpose: Literal["registration", "broadcasts", "truth"]
    given: bool
    notice: str | None
    given_at: datetime
    channel: str


class ActingOut(BaseModel):
    """Who registered a family in its place, why, how it consented, and what confirms it. The witness is masked."""

    agent: str
    reason: str
    consent_way: str
    witness: str | None
    referred: bool
    confirmation: str
    confirmed_at: datetime | None


class Detail(Row):
    """All the office sees of a registration without a reason to reveal it."""

    kk: str
    phone: str | None
    members: int
    submitted_by: str
    history: list[StepOut]
    version: int
    marks: list[MarkOut]
    consents: list[ConsentOut]
    acting: ActingOut | None
    doubted_at: datetime | None
