"""The quick registration: the questions of the registration, answered by one message where it tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from conversations.engine.flow import Ask, End, Flow, Look, Question, Review, Submit, otherwise, when
from conversations.flows.quick import reading
from conversations.flows.quick.product import product, receipt
from conversations.flows.quick.record import Quick
from conversations.flows.registration import registration, rules, shown
from conversations.flows.registration.record import Declaration

if TYPE_CHECKING:
    from conversations.engine.flow import Next

TOLD: Final = (
    "nik", "kk", "name", "birth_date", "kecamatan", "desa", "dusun", "rt_rw", "phone", "witness", "members_count",
    "members",
    "small_children", "elderly", "pregnant", "schooling", "disability", "occupation", "housing", "acting_reason",
    "consent_way",
)  # fmt: skip
"""The questions that a message can answer, in their order, beside the consent."""

quick = Flow(
    "quick",
    version=1,
    start="form",
    record=Quick,
    keeps_draft=True,
    asked_anew=rules.BETWEEN_TWO,
    for_residents="registration",
    summed_up=shown.summary,
)

quick += Ask(
    name="form",
    details=reading.lacking,
    expects=reading.message,
    problems=["nothing-read", "two-families"],
    offers=reading.from_here,
    labels=["one_by_one"],
    saves=Quick.messages,
    until=reading.all_told,
    implies=reading.answers_in,
    fills=["consent", *TOLD],
    proof=True,
    next="consent",
)


ONLY_IF: Final = {
    "witness": reading.has_witness,
    "acting_reason": reading.tells_reason,
    "consent_way": reading.tells_way,
}
"""The questions that are not for every family: those of the registration are, where an agent tells it."""


def _asked(name: str, following: Next) -> Question[Any]:
    """Give a question of the registration as it is, without its place among the nine steps."""
    state = registration[name]
    if not isinstance(state, Question):
        raise TypeError(f"{name} is no question")
    return replace(state, step=None, next=following, asked_if=ONLY_IF.get(name, state.asked_if))


quick += _asked("consent", [when(rules.refused, "refused"), otherwise("nik")])
quick += _asked("nik", "own_nik")
quick += Look(
    name="own_nik",
    lookup="agents.nik",
    asks=rules.nik_to_look_up,
    outcomes={"new": "kk", "already": "already_yours", "taken": "taken", "unavailable": "kk"},
    rehearsed="new",
)
for name, then in zip(TOLD[1:], [*TOLD[2:], "review"], strict=True):
    branches: Next = [when(rules.some_age_unknown, "small_children"), otherwise("pregnant")]
    quick += _asked(name, branches if name == "members" else then)
quick += Review(
    name="review",
    lines=TOLD,
    declares=(Quick.declaration, Declaration.SEND),
    next="send",
)
quick += Submit(
    name="send",
    kind="registration",
    makes=product,
    details=receipt,
    accepted="done",
    already="already_yours",
    delayed="saved",
    refused="not_taken",
)
quick += End(name="refused")
quick += End(name="already_yours", details=rules.number_given, goes_on="quick", hands_on=reading.next_family)
quick += End(name="taken", goes_on="quick", hands_on=reading.next_family)
quick += End(name="done", details=receipt, goes_on="quick", hands_on=reading.next_family)
quick += End(name="saved", goes_on="quick", hands_on=reading.next_family)
quick += End(name="not_taken")
