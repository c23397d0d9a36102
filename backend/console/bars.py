"""The lengths of a funnel's bars, measured so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.console.wording import is_asked_for_each
from backend.question_counts.funnel import Question

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Bar:
    """The two parts of a question's bar, in percent of the full width: answered, and not answered."""

    question: Question
    answered: float
    stopped: float


def bars(questions: Sequence[Question]) -> list[Bar]:
    """Measure the bars. The question most seen has the full width.

    A question that is asked for each person of a family is seen more often than any other. It does not set
    the measure: the others would shrink beside it.
    """
    once = [question.seen for question in questions if not is_asked_for_each(question.state)]
    most = max(once or [question.seen for question in questions], default=0)
    return [_bar(question, most) for question in questions]


def _bar(question: Question, most: int) -> Bar:
    # Its own parts stay true to each other where a bar would be longer than the page is wide.
    whole = max(question.seen, most, 1)
    stopped = 100 * question.stopped / whole
    return Bar(question, round(100 * question.seen / whole - stopped, 2), round(stopped, 2))
