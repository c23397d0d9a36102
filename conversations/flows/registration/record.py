"""What a registration holds while it is being told."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from conversations.answers.choices import ActingReason, ConsentWay, Difficulty, Housing, Occupation, Schooling, YesNo
from conversations.answers.household import Member
from conversations.answers.kk import Kk
from conversations.answers.nik import Nik
from conversations.answers.notices import Notices
from conversations.answers.rt_rw import RtRw
from conversations.engine.fields import Field, Record


class Consent(StrEnum):
    """The answer to the notice of what happens with the data (UU 27/2022 art. 21-22)."""

    GIVEN = "given"
    REFUSED = "refused"


class Declaration(StrEnum):
    """The declaration that everything is true, with which the registration is sent."""

    SEND = "send"


class Role(StrEnum):
    """Who tells it: the family, or an agent in its place."""

    RESIDENT = "resident"
    AGENT = "agent"


class Acting(msgspec.Struct, frozen=True):
    """The agent who acts, and the area."""

    name: str
    desa: str
    rw: str | None = None
    rt: str | None = None


class Family(Record):
    """What is asked about one family, whoever tells it and why. `kecamatan` and `desa` are Kemendagri codes, `phone` is
    E.164; `begun` is the day on which the telling began, so that ages do not change on the way."""

    begun = Field(date)
    nik = Field(Nik, sensitive=True)
    kk = Field(Kk, sensitive=True)
    name = Field(str, sensitive=True)
    birth_date = Field(date, sensitive=True)
    kecamatan = Field(str)
    desa = Field(str)
    dusun = Field(str)
    rt_rw = Field(RtRw)
    phone = Field(str, sensitive=True)
    members_count = Field(int)
    members = Field(tuple[Member | None, ...], sensitive=True)
    pregnant = Field(YesNo, sensitive=True)
    small_children = Field(int, optional=True)
    schooling = Field(tuple[Schooling | None, ...], sensitive=True)
    elderly = Field(int, optional=True)
    disability = Field(Difficulty, sensitive=True)
    occupation = Field(Occupation)
    housing = Field(Housing)
    declaration = Field(Declaration)


class Registration(Family):
    """The answers of one family. Where an agent acts, `agent` says who, with the reason, how consent was given, and who
    saw that where there is no phone to confirm it from."""

    role = Field(Role)
    agent = Field(Acting)
    practice = Field(bool)
    acting_reason = Field(ActingReason, optional=True)
    consent_way = Field(ConsentWay, optional=True)
    witness = Field(str, sensitive=True, optional=True)
    consent = Field(Consent)
    notices = Field(Notices)
