"""One row of a batch: read as the chat reads a message, and entered as the chat's submission is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
from pydantic import ValidationError

from backend.batches.words import names
from backend.registrations.schemas import ActingIn, ConsentIn, HouseholdIn, SubmissionIn, SubmittedBy, SubmitterRole
from conversations.answers.form import DOUBTED, Lack, Whole, read_family

if TYPE_CHECKING:
    from datetime import date

    from backend.batches.families import Told
    from backend.batches.models import Batch
    from backend.wire import ContactIn
    from conversations.answers.household import Household
    from conversations.answers.on_behalf import OnBehalf

DECLARED: Final = "berkas-2026-11"
"""The version of what an agent says by bringing families: that each of them heard the notice, agreed, and is told
truly. It changes with the words of `file` in `agent.ftl` and of the console's page."""


@dataclass(frozen=True, slots=True)
class Good:
    """A family of which nothing is missing, and why the agent acts for it."""

    number: int
    text: str
    whole: Whole


@dataclass(frozen=True, slots=True)
class Faulty:
    """A family that cannot be taken, and what to tell otherwise."""

    number: int
    text: str
    lacks: tuple[Lack, ...]

    @property
    def is_doubted(self) -> bool:
        """Whether nothing is the matter but a birth date that is not the NIK's."""
        return [lack.why for lack in self.lacks] == [DOUBTED]


def read_row(told: Told, today: date, *, again: bool = False) -> Good | Faulty:
    """Read a row. `again` when the very same was brought before, and doubted."""
    read = read_family(told.text, today, names(), again=again)
    if isinstance(read, tuple):
        return Faulty(told.number, told.text, read)
    return Good(told.number, told.text, read)


def submission(good: Good, batch: Batch, contact: ContactIn) -> SubmissionIn | Faulty:
    """Give a family as it is sent in, or the fields that are too long to be."""
    try:
        household = HouseholdIn.model_validate(_plain(good.whole.household))
    except ValidationError as fault:
        fields = dict.fromkeys(str(each["loc"][0]) if each["loc"] else "other" for each in fault.errors())
        return Faulty(good.number, good.text, tuple(Lack(field, "unclear") for field in fields))
    return SubmissionIn(
        household=household,
        contact=contact,
        submitted_by=SubmittedBy(role=SubmitterRole.AGENT),
        acting=ActingIn.model_validate(_plain(good.whole.on_behalf)),
        consent=ConsentIn(notice=DECLARED, given_at=batch.sent_at, message_id=batch.message_id),
        declared_true_at=batch.sent_at,
    )


def _plain(told: Household | OnBehalf) -> Any:  # noqa: ANN401 - JSON
    return msgspec.to_builtins(told)
