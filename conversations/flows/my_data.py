"""What do you hold about me? A masked copy for the chat that registered, and what may be asked of it.

The rights of UU 27/2022: a copy (article 7), correction (6), erasure (8), the end of consent (9). Each is a request
that the office answers within 3 x 24 hours.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from conversations.answers.areas import desa_with_code
from conversations.answers.commands import Command
from conversations.answers.dates import format_date
from conversations.answers.names import shorten
from conversations.answers.registration_number import (
    NUMBER_PROBLEMS,
    RegistrationNumber,
)
from conversations.engine.fields import Field, Record, to_plain
from conversations.engine.flow import (
    Ask,
    Choose,
    End,
    Filing,
    Flow,
    Look,
    Offer,
    Review,
    Situation,
    Submit,
    otherwise,
    when,
)
from conversations.engine.moments import day_of
from conversations.flows.numbers import LONGEST_NAME, offer_of, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


MOST_NAMED, MOST_CONSENTS, MOST_REQUESTS = 6, 2, 3
"""Members, agreements and requests that one message has room for."""


class Wish(StrEnum):
    """What can be asked for. The values are the registry's."""

    COPY = "copy"
    FIX = "fix"
    ERASE = "erase"
    WITHDRAW = "withdraw"
    ENOUGH = "enough"


class MyData(Record):
    """What is asked for, about which registration where there are several."""

    which = Field(RegistrationNumber, optional=True)
    wish = Field(Wish)


def wants_nothing(asked: MyData) -> bool:
    """Tell whether the person only wanted to see."""
    return asked.wish is Wish.ENOUGH


def is_held(asked: MyData) -> bool:
    """Tell whether the family's data are still there; of what is erased nothing can be asked for."""
    return not asked.answers.get("copy", {}).get("held", {}).get("erased", False)


def is_erased(asked: MyData) -> bool:
    """Tell whether the family's data are gone."""
    return not is_held(asked)


def number_of(asked: MyData) -> Mapping[str, Any]:
    """Give the number of the registration that is meant."""
    return {"number": asked.which or asked.answers["mine"]["number"]}


def registered_here(situation: Situation[MyData]) -> Sequence[Offer]:
    """Offer what was registered from this chat."""
    items = situation.record.answers["mine"]["items"]
    return [offer_of(item) for item in items]


def held(asked: MyData) -> Mapping[str, Any]:
    """Give what the registry holds, as it may be shown: masked."""
    copy = asked.answers["copy"]["held"]
    desa = desa_with_code(copy["desa"])
    members = copy["members"]
    agreed = [consent for consent in copy["consents"] if consent["purpose"] == "registration"]
    return {
        "number": copy["number"],
        "name": shorten(copy["name"], LONGEST_NAME),
        "nik": copy["nik"],
        "kk": copy["kk"],
        "phone": copy["phone"] or "-",
        "desa": desa.title if desa else copy["desa"],
        "members": str(len(members)),
        "names": ", ".join(shorten(name, LONGEST_NAME) for name in members[:MOST_NAMED]) or "-",
        "broadcasts": {True: "yes", False: "no"}.get(copy["broadcasts"], "unknown"),
        "entries": [*map(_consent, agreed[-MOST_CONSENTS:]), *map(_request, copy["requests"][:MOST_REQUESTS])],
    }


def about(asked: MyData) -> Mapping[str, Any]:
    """Give what is asked for, and of which registration."""
    copy = asked.answers["copy"]["held"]
    wish = asked.wish.value if asked.wish else ""
    return {"wish": wish, "number": copy["number"], "name": shorten(copy["name"], LONGEST_NAME)}


def answered(asked: MyData) -> Mapping[str, Any]:
    """Give what was asked for, and the number of the request."""
    return {"wish": asked.wish.value if asked.wish else "", "number": asked.answers["send"]["number"]}


def request(filing: Filing[MyData]) -> Mapping[str, Any]:
    """Give the request as the registry takes it."""
    asked = filing.record
    body = {
        "contact": to_plain(filing.chat),
        **number_of(asked),
        "kind": asked.wish.value if asked.wish else "",
        "asked_at": filing.at.astimezone(UTC).isoformat(),
    }
    return {**body, "message_id": filing.message_id} if filing.message_id else body


def _consent(consent: Mapping[str, Any]) -> Mapping[str, str]:
    what = "agreed" if consent["given"] else "withdrawn"
    return _entry(what=what, on=_day(consent["given_at"]), notice=consent["notice"] or "-")


def _request(request: Mapping[str, Any]) -> Mapping[str, str]:
    return _entry(
        what="request",
        on=_day(request["due_at"]),
        number=request["number"],
        kind=request["kind"],
        state=request["state"],
    )


def _entry(**told: str) -> Mapping[str, str]:
    return {**dict.fromkeys(("what", "on", "notice", "number", "kind", "state"), ""), **told}


def _day(moment: str) -> str:
    return format_date(day_of(datetime.fromisoformat(moment)))


my_data = Flow(
    "my_data",
    version=1,
    start="mine",
    record=MyData,
    opened_by={
        Command.MY_DATA: {},
        Command.FIX: {"wish": Wish.FIX.value},
        Command.ERASE: {"wish": Wish.ERASE.value},
        Command.WITHDRAW: {"wish": Wish.WITHDRAW.value},
    },
)

my_data += Look(
    name="mine",
    lookup="registry.mine",
    outcomes={"one": "copy", "several": "which", "none": "nothing", "unavailable": "unavailable"},
)
my_data += Ask(
    name="which",
    expects=read_number,
    problems=NUMBER_PROBLEMS,
    offers=registered_here,
    saves=MyData.which,
    next="copy",
)
my_data += Look(
    name="copy",
    lookup="registry.own_data",
    asks=number_of,
    outcomes={"found": "wish", "none": "nothing", "unavailable": "unavailable"},
)
my_data += Choose(
    name="wish",
    options=list(Wish),
    details=held,
    saves=MyData.wish,
    asked_if=is_held,
    next=[when(is_erased, "erased"), when(wants_nothing, "seen"), otherwise("review")],
)
my_data += Review(name="review", lines=["wish"], details=about, next="send")
my_data += Submit(
    name="send", kind="rights", makes=request, accepted="opened", already="opened_before", delayed="saved"
)
my_data += End(name="opened", details=answered)
my_data += End(name="opened_before", details=answered)
my_data += End(name="saved")
my_data += End(name="seen")
my_data += End(name="erased", details=held)
my_data += End(name="nothing")
my_data += End(name="unavailable")
