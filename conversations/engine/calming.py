"""Answering a worry in the middle of a draft, which then goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from conversations.answers.worries import Worry, worry_in
from conversations.engine.flow import Ask, Question

if TYPE_CHECKING:
    from conversations.engine.talk import Talk

_CALMED: Final = {Worry.COST: "worry-cost", Worry.DATA: "worry-data"}


def calms(talk: Talk, text: str) -> bool:
    """Answer whether it costs anything and what the data are for; tell whether that was asked."""
    if talk.is_idle or not talk.flow.keeps_draft or talk.session.asking is not None:
        return False
    here, worry = talk.here, worry_in(text)
    if worry is None or (isinstance(here, Ask) and (here.verbatim or here.fills)):
        return False
    if worry is Worry.DATA and isinstance(here, Question) and here.proof:
        # What is agreed to there is what becomes of the data, and it says so itself.
        return False
    talk.aside(talk.common(_CALMED[worry]), shortly=True)
    return True
