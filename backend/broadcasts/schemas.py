"""What programs that compose and steer broadcasts send and get."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from backend.auth.areas import AreaScope
from backend.broadcasts.desk import Composition
from backend.broadcasts.models import LONGEST_BRING, LONGEST_TEXT, LONGEST_TITLE, Broadcast, Recipient
from backend.broadcasts.preview import Counted, Preview
from backend.broadcasts.progress import Progress
from backend.broadcasts.retrying import LONGEST_REASON, SHORTEST_REASON, Again
from backend.broadcasts.states import Standing, State
from backend.registrations.status import Status
from backend.wire import WHOLE, Body

_LINE: Final = r"^[^\x00-\x1f\x7f]*$"
_HOURS: Final = 24
Area = Annotated[str, StringConstraints(pattern=r"^35\.10(\.[0-9]{2}(\.[0-9]{4})?)?$")]
ContentSid = Annotated[str, StringConstraints(pattern=r"^HX[0-9a-f]{32}$")]
Hour = Annotated[int, Field(strict=True, ge=0, le=_HOURS), WHOLE]


class CompositionIn(Body):
    """What a notice says, for whom, and by what hours of the day in Banyuwangi.

    `text` may have {nama} and {bawa} in it, and for payments {jumlah}, {program}, {tahap}, {tempat} and {hari}. It is
    about payments where a programme, a stage or a payment list is named, else about registrations. `template` is the
    content template for WhatsApp outside its 24 hours, with its variables in the order of the placeholders. With
    `asks_after` everybody is asked after the day of payment whether it came, with `asking_template` where WhatsApp
    needs one.
    """

    title: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE, pattern=_LINE)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")]
    areas: Annotated[list[Area], Field(min_length=1, max_length=300)]
    bring: Annotated[str, StringConstraints(max_length=LONGEST_BRING, pattern=_LINE)] = ""
    template: ContentSid | None = None
    programme: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=_LINE)] | None = None
    stage: Annotated[int, Field(strict=True, ge=1, le=99), WHOLE] | None = None
    payment_list: UUID | None = None
    status: Status | None = None
    from_hour: Hour = 7
    until_hour: Hour = 20
    asks_after: StrictBool = False
    asking_template: ContentSid | None = None

    def composition(self, areas: AreaScope) -> Composition:
        """Give it as the desk takes it."""
        return Composition(
            title=self.title,
            text=self.text,
            areas=areas,
            bring=self.bring,
            template=self.template,
            programme=self.programme,
            stage=self.stage,
            import_id=self.payment_list,
            status=self.status,
            from_hour=self.from_hour,
            until_hour=self.until_hour,
            asks_after=self.asks_after,
            asking_template=self.asking_template,
        )


class CountedOut(BaseModel):
    """How many contacts, and how many families they stand for."""

    what: str
    people: int
    families: int


class PreviewOut(BaseModel):
    """What it would do: counts by channel and by reason for being passed over, samples, its end, the most it costs.

    `templated` is the first sample as the content template says it, empty without one.
    """

    channels: list[CountedOut]
    skipped: list[CountedOut]
    samples: list[str]
    templated: str
    ends_at: datetime
    rupiah: int

    @classmethod
    def of(cls, preview: Preview) -> Self:
        """Show one."""
        return cls(
            channels=_counted(preview.channels),
            skipped=_counted(preview.skipped),
            samples=list(preview.samples),
            templated=preview.templated,
            ends_at=preview.ends_at,
            rupiah=preview.rupiah,
        )


class ReasonOut(BaseModel):
    """How many stand somewhere for a reason."""

    state: Standing
    reason: str
    people: int


class ProgressOut(BaseModel):
    """How far it is: who is to be written to, with whom it was tried, who has it, and how many stand where and why."""

    total: int
    done: int
    arrived: int
    states: dict[Standing, int]
    reasons: list[ReasonOut]
    ends_at: datetime | None

    @classmethod
    def of(cls, counted: Progress, ends_at: datetime | None) -> Self:
        """Show one."""
        reasons = sorted(counted.reasons.items())
        return cls(
            total=counted.total,
            done=counted.done,
            arrived=counted.arrived,
            states={each: many for each in Standing if (many := counted.standings[each])},
            reasons=[ReasonOut(state=state, reason=reason, people=many) for (state, reason), many in reasons],
            ends_at=ends_at,
        )


class BroadcastOut(BaseModel):
    """A broadcast. `note` is why it stopped by itself."""

    id: UUID
    number: int
    title: str
    text: str
    areas: list[str]
    state: State
    note: str | None
    composed_by: str
    composed_at: datetime
    approved_by: str | None
    approved_at: datetime | None

    @classmethod
    def of(cls, broadcast: Broadcast) -> Self:
        """Show one."""
        return cls.model_validate(broadcast, from_attributes=True)


class BroadcastsOut(BaseModel):
    """The newest fifty."""

    broadcasts: list[BroadcastOut]


class WholeBroadcastOut(BroadcastOut):
    """A broadcast with what it would do, once that was counted, and how far it is, once it was entered."""

    preview: PreviewOut | None
    progress: ProgressOut


class RecipientOut(BaseModel):
    """Where one recipient stands, since when and why. Nobody is named: `place` is the order of sending."""

    id: UUID
    place: int
    channel: str | None
    desa: str | None
    families: int
    state: Standing
    reason: str | None
    at: datetime

    @classmethod
    def of(cls, row: Recipient) -> Self:
        """Show one."""
        return cls(
            id=row.id,
            place=row.place,
            channel=row.channel,
            desa=row.desa,
            families=len(row.subjects),
            state=row.state,
            reason=row.reason,
            at=row.at,
        )


class RecipientsOut(BaseModel):
    """Some recipients in the order of sending, and the place to go on `after`, if there may be more."""

    recipients: list[RecipientOut]
    after: int | None


def _counted(found: Iterable[Counted]) -> list[CountedOut]:
    return [CountedOut(what=each.what, people=each.people, families=each.families) for each in found]


class AgainIn(Body):
    """To whom it is sent once more, and why. The reason is kept in the audit log."""

    which: Again
    reason: Annotated[
        str, StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_REASON, pattern=r"^[^\x00-\x1f\x7f]+$")
    ]


class AgainOut(BaseModel):
    """How many wait for it again."""

    people: int
