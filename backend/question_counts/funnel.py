"""What the counts say: where people go on, and where they stop."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backend.question_counts.schemas import Sum

WORST: Final = 3
_AT_A_QUESTION: Final = ("seen", "answered", "failed", "helped")


@dataclass(frozen=True, slots=True)
class Question:
    """What happened at one question: how often it was seen, answered, and so on.

    Most people who stop just fall silent, so `stopped` is what was seen and not answered; `left` are only
    those who went to the menu, cancelled, or whose draft was forgotten.
    """

    state: str
    seen: int
    answered: int
    failed: int
    helped: int
    left: int

    @property
    def stopped(self) -> int:
        """How often it was seen and not answered. What was seen before the period can be answered in it."""
        return max(self.seen - self.answered, 0)

    @property
    def share(self) -> int:
        """The answered part in percent."""
        return percent(self.answered, self.seen)


@dataclass(frozen=True, slots=True)
class End:
    """How often a flow came to one of its ends."""

    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many unfinished conversations were treated in one way, and how many of those were finished."""

    count: int
    finished: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """One flow, question by question. `held` were not reminded, to learn whether reminding helps."""

    questions: tuple[Question, ...]
    ends: tuple[End, ...]
    reminded: Reminded
    held: Reminded

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted that could be shown."""
        return not self.questions and not self.ends

    @property
    def worst(self) -> tuple[Question, ...]:
        """The questions where most stop, at most three, the worst first."""
        ranked = sorted(self.questions, key=lambda question: -question.stopped)
        return tuple(question for question in ranked[:WORST] if question.stopped)


def funnel(sums: Iterable[Sum], order: Sequence[str]) -> Funnel:
    """Read the sums of one flow. States that the order does not name follow it, the most seen first."""
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[str, int] = defaultdict(int)
    for each in sums:
        told[each.state][each.what] += each.count
        total[each.what] += each.count
    states = in_order({state: what["seen"] for state, what in told.items()}, order)
    return Funnel(
        questions=tuple(
            Question(state, *(told[state][what] for what in (*_AT_A_QUESTION, "left")))
            for state in states
            if any(told[state][what] for what in _AT_A_QUESTION)
        ),
        ends=tuple(End(state, told[state]["finished"]) for state in states if told[state]["finished"]),
        reminded=Reminded(total["sent"], total["finished-sent"]),
        held=Reminded(total["held"], total["finished-held"]),
    )


def in_order(seen: Mapping[str, int], order: Sequence[str]) -> list[str]:
    """Put states in a flow's order; those that it does not name follow, the most seen first."""
    places = {state: place for place, state in enumerate(order)}
    return sorted(seen, key=lambda state: (places.get(state, len(places)), -seen[state], state))


def percent(part: int, whole: int) -> int:
    """Give a part in percent of the whole, 100 at most, and 0 of nothing."""
    return round(100 * min(part, whole) / whole) if whole else 0
