"""What waits for an agent: counted, listed family by family, and opened where something is to be done."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.dates import format_date
from conversations.answers.money import format_rupiah
from conversations.answers.names import shorten
from conversations.answers.normalise import plain
from conversations.answers.reading import Problem
from conversations.engine.agent import AGENT
from conversations.engine.fields import Field
from conversations.engine.flow import Ask, Choose, End, Flow, Go, Look, Offer, Situation, otherwise, when
from conversations.flows.drafts import BesideDraft, has_draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from conversations.engine.flow import Predicate

_WORDS: Final = frozenset({"daftar kerja", "/kerja", "kerja", "tugas", "tugas saya", "daftar tugas", "pekerjaan saya"})
_LONGEST_ROW: Final = 24
"""Characters of a row of a WhatsApp list."""
_LONGEST_NAME: Final = 11
"""Of these, what is left for a masked name beside a number."""
_MOST_PAYMENTS: Final = 3
_LONGEST_PLACE: Final = 90
"""So many payments for the families of one phone fit into a message, with so much of where each is paid out."""
MORE: Final = "more"


class Errand(StrEnum):
    """Which part of the list to open."""

    RESUME = "resume"
    FIX = "fix"
    BRING = "bring"
    UNDELIVERED = "undelivered"
    CONFIRM = "confirm"
    MENU = "menu"


class Told(StrEnum):
    """Whether the family has heard it."""

    DONE = "done"
    LATER = "later"


class Work(BesideDraft):
    """What is looked at: which errand, behind which family of it, and which family. `draft` is one of this chat."""

    after = Field(str)
    errand = Field(Errand)
    family = Field(str)
    told = Field(Told)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the wish to see what waits."""
    return {} if plain(text) in _WORDS else None


def which_page(work: Work) -> Mapping[str, Any]:
    """Ask for the families of an errand, behind the last one that was seen."""
    return {"errand": work.errand, "after": work.after}


def which_family(work: Work) -> Mapping[str, Any]:
    """Name the family, and what it has heard."""
    return {"errand": work.errand, "family": work.family}


def counts(work: Work) -> Mapping[str, Any]:
    """Say how much was done today, and how much waits for what."""
    found = work.answers["overview"]
    waiting = [{"errand": errand, "count": str(count)} for errand, count in found["errands"].items() if count]
    unfinished = [{"errand": Errand.RESUME.value, "count": "1"}] if work.draft else []
    return {
        "today": str(found["today"]),
        "waiting": [*unfinished, *waiting],
        "some": "yes" if waiting or unfinished else "no",
    }


def listed(work: Work) -> Mapping[str, Any]:
    """Say which errand the families wait for."""
    return {"errand": work.errand.value if work.errand else ""}


def families(here: Situation[Work]) -> Sequence[Offer]:
    """Offer the families of the page by masked name and number, and the next page."""
    page = here.record.answers.get("page", {})
    shown = [Offer(each["id"], text=_called(each)) for each in page.get("families", ())]
    return [*shown, *([Offer(MORE, label=MORE)] if page.get("more") else [])]


def _called(family: Mapping[str, Any]) -> str:
    if family["number"]:
        return f"{shorten(family['name'], _LONGEST_NAME)} {family['number']}"
    return shorten(family["name"], _LONGEST_ROW)


def only_what_is_offered(_: str, __: Situation[Work]) -> Problem:
    """Take nothing but what is on offer."""
    return Problem("not-offered")


def chosen(work: Work) -> Mapping[str, Any]:
    """Say what is known of the family: masked, and where it lives as far as an agent needs to find it."""
    found = _looked_at(work)
    return {name: found.get(name) or "" for name in ("number", "name", "place", "code")}


def to_tell(work: Work) -> Mapping[str, Any]:
    """Say what it is to hear: what it is paid, or how its registration stands."""
    found = _looked_at(work)
    payments = found.get("payments") or []
    return {
        **chosen(work),
        "registered": "yes" if found.get("number") else "no",
        "what": "payments" if payments else found.get("status") or "",
        "payments": [_payment(each) for each in payments[:_MOST_PAYMENTS]],
        "others": str(len(payments) - _MOST_PAYMENTS) if len(payments) > _MOST_PAYMENTS else "none",
        "bring": found.get("bring") or "none",
    }


def _looked_at(work: Work) -> Mapping[str, Any]:
    shown: Sequence[Mapping[str, Any]] = work.answers["page"]["families"]
    return next((each for each in shown if each["id"] == work.family), {})


def _payment(payment: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "name": shorten(payment["name"], _LONGEST_ROW),
        "programme": payment["programme"],
        "stage": str(payment["stage"]),
        "amount": format_rupiah(payment["amount"]),
        "place": shorten(payment["place"], _LONGEST_PLACE),
        "day": format_date(date.fromisoformat(payment["day"])),
    }


def next_page(work: Work) -> Mapping[str, Any]:
    """Begin the list anew behind the last family that was shown; nothing is counted again for that."""
    last = work.answers["page"]["families"][-1]["id"]
    return {"overview": work.answers["overview"], "errand": work.errand, "after": last}


def about_family(work: Work) -> Mapping[str, Any]:
    """Say whose data are put right."""
    return {"about": work.family}


def resumes(work: Work) -> bool:
    """Tell whether the agent goes on with the unfinished registration."""
    return work.errand is Errand.RESUME


def leaves(work: Work) -> bool:
    """Tell whether the agent goes back to the menu."""
    return work.errand is Errand.MENU


def fixes(work: Work) -> bool:
    """Tell whether something is to be put right."""
    return work.errand is Errand.FIX


def has_confirmed_not(work: Work) -> bool:
    """Tell whether a family is to say that it is registered rightly."""
    return work.errand is Errand.CONFIRM


def wants_more(work: Work) -> bool:
    """Tell whether the next page is wanted."""
    return work.family == MORE


def is_done(work: Work) -> bool:
    """Tell whether the family has heard it."""
    return work.told is Told.DONE


def _waits_for(errand: Errand) -> Predicate:
    def waits(work: Work) -> bool:
        return bool(work.answers.get("overview", {}).get("errands", {}).get(errand.value))

    return waits


def with_ids(answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Name the families of a page by an id: version 1 listed none but those that have a number."""
    page = answers.get("page", {})
    families = [{**each, "id": each["number"]} for each in page.get("families", ())]
    return {**answers, "page": {**page, "families": families}} if families else answers


work = Flow(
    "work",
    version=2,
    start="overview",
    record=Work,
    opened_with=opening,
    everyday=["kerja", "tugas"],
    migrations={1: with_ids},
    role=AGENT,
)

work += Look(
    name="overview",
    lookup="agents.work",
    outcomes={"found": "errand", "not_now": "agent", "unavailable": "away"},
)
work += Choose(
    name="errand",
    options=list(Errand),
    only_if={
        Errand.RESUME: has_draft,
        Errand.FIX: _waits_for(Errand.FIX),
        Errand.BRING: _waits_for(Errand.BRING),
        Errand.UNDELIVERED: _waits_for(Errand.UNDELIVERED),
        Errand.CONFIRM: _waits_for(Errand.CONFIRM),
    },
    details=counts,
    saves=Work.errand,
    next=[when(resumes, "resume"), when(leaves, "agent"), otherwise("page")],
)
work += Look(
    name="page",
    lookup="agents.errands",
    asks=which_page,
    outcomes={"found": "family", "empty": "nobody", "not_now": "agent", "unavailable": "away"},
)
work += Ask(
    name="family",
    details=listed,
    expects=only_what_is_offered,
    problems=["not-offered"],
    offers=families,
    labels=[MORE],
    saves=Work.family,
    next=[
        when(wants_more, "more"),
        when(fixes, "fix"),
        when(has_confirmed_not, "confirm"),
        otherwise("told"),
    ],
)
work += Choose(
    name="told",
    options=list(Told),
    details=to_tell,
    saves=Work.told,
    next=[when(is_done, "note"), otherwise("later")],
)
work += Look(
    name="note",
    lookup="agents.told",
    asks=which_family,
    outcomes={"noted": "noted", "not_yours": "noted", "not_now": "agent", "unavailable": "away"},
)
work += Go(name="resume", flow="")
work += Go(name="agent", flow="agent")
work += Go(name="more", flow="work", brings=next_page)
work += Go(name="fix", flow="fix", answers={"begin": "now"}, brings=about_family, acting=True)
work += End(name="noted")
work += End(name="later")
work += End(name="confirm", details=chosen)
work += End(name="nobody")
work += End(name="away")
