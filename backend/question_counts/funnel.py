"""What the counts say: where people go on, and where they stop."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backend.question_counts.schemas import Sum

WORST: Final = 3
_AT_A_QUESTION: Final = ("seen", "answered", "failed", "helped", "left")


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
        """How often it was seen and not answered."""
        return self.seen - self.answered


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
    """One flow, question by question, and its ends, the most frequent first.

    `held` were not reminded, to learn whether reminding helps.
    """

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
    """Read the sums of one flow, of the questions that were seen.

    States that the order does not name follow it, the most seen first.
    """
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[str, int] = defaultdict(int)
    for each in sums:
        told[each.state][each.what] += each.count
        total[each.what] += each.count
    states = in_order({state: what["seen"] for state, what in told.items()}, order)
    ends = [End(state, told[state]["finished"]) for state in states if told[state]["finished"]]
    return Funnel(
        questions=tuple(
            _question(state, *(told[state][what] for what in _AT_A_QUESTION)) for state in states if told[state]["seen"]
        ),
        ends=tuple(sorted(ends, key=lambda end: -end.count)),
        reminded=_reminded(total["sent"], total["finished-sent"]),
        held=_reminded(total["held"], total["finished-held"]),
    )


# What was seen on the eve of a period may be answered in it, and a reminder lead to an end: no part is ever
# shown as greater than its whole.


def _question(state: str, seen: int, answered: int, failed: int, helped: int, left: int) -> Question:
    return Question(state, seen, min(seen, answered), failed, helped, left)


def _reminded(count: int, finished: int) -> Reminded:
    return Reminded(count, min(count, finished))


def in_order(seen: Mapping[str, int], order: Sequence[str]) -> list[str]:
    """Put states in a flow's order; those that it does not name follow, the most seen first."""
    places = {state: place for place, state in enumerate(order)}
    return sorted(seen, key=lambda state: (places.get(state, len(places)), -seen[state], state))


def percent(part: int, whole: int) -> int:
    """Give a part in percent of the whole, 100 at most, and 0 of nothing. Rounded down: 100 means all."""
    return 100 * min(part, whole) // whole if whole else 0
