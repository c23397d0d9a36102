"""Hearing the reply to "is everything right?"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from conversations.answers.picks import pick
from conversations.engine.flow import Question, Review, Submit
from conversations.engine.verdict import Change, Right, asks_change, declares, verdict_on
from conversations.engine.walk import forget, reopen, walk

if TYPE_CHECKING:
    from conversations.engine.talk import Talk

_NUMBER_FIRST: Final = re.compile(r"\W*\d")


def hear(talk: Talk, review: Review, text: str) -> bool:
    """Act on a reply; tell whether it was understood.

    A bare number, and one before a label, mean one of what is on offer, and only where that has no such number a line.
    "ubah 2" is line 2, also where the second on offer is called "Ubah".
    """
    topics = talk.words.topics(review, talk.record)
    verdict = verdict_on(text, [label for _, label in topics])
    names_line = isinstance(verdict, Change) and asks_change(text) and not _NUMBER_FIRST.match(text)
    if (talk.run.unsure or re.search(r"\d", text)) and not names_line:
        picked = pick(text, [label for _, label in talk.run.offered])
        if isinstance(picked, int):
            judge(talk, review, talk.run.offered[picked][0])
            return True
    match verdict:
        case Right() if _sends(talk, review) and not declares(text):
            return False
        case Right():
            judge(talk, review, "right")
        case Change(position) if position is not None:
            judge(talk, review, topics[position][0])
        case Change():
            judge(talk, review, "change")
        case _:
            return False
    return True


def _sends(talk: Talk, review: Review) -> bool:
    """Tell whether saying that all is right sends it: then "sudah" or "lanjut" is not clear enough."""
    at_once = isinstance(review.next, str) and isinstance(talk.flow[review.next], Submit)
    return review.declares is not None or at_once


def reconsider(talk: Talk, text: str) -> bool:
    """Go back to the review for somebody who wants to change a line while declaring that all is true."""
    review = next(
        (state for state in walk(talk.flow, talk.run.answers, talk.record).behind if isinstance(state, Review)), None
    )
    if review is None:
        return False
    topics = talk.words.topics(review, talk.record)
    verdict = verdict_on(text, [label for _, label in topics])
    if not isinstance(verdict, Change) or not asks_change(text):
        return False
    reopen(talk.flow, talk.run.answers)
    talk.run.state = review.name
    judge(talk, review, "change" if verdict.position is None else topics[verdict.position][0])
    return True


def judge(talk: Talk, review: Review, verdict: str) -> None:
    """Go on when everything is "right", ask what to "change", or ask the question of that name again."""
    if verdict == "right":
        talk.note(talk.run, "answered")
        talk.run.answers[review.name] = True
        if review.declares is not None:
            field, declared = review.declares
            talk.run.answers[field.name] = declared.value
            talk.run.proofs[review.name] = (talk.now, talk.message_id)
        talk.advance()
    elif verdict == "change" and len(topics := talk.words.topics(review, talk.record)) == 1:
        judge(talk, review, topics[0][0])
    elif verdict == "change":
        talk.offer(talk.words.topics(review, talk.record), unsure=True)
        talk.say(talk.words.of(review, "which", talk.record))
    else:
        talk.note(talk.run, "answered")
        question = talk.flow[verdict]
        if isinstance(question, Question):
            talk.run.before = forget(talk.flow, talk.run.answers, question)
            if any(isinstance(gone, list) and len(gone) > 1 for gone in talk.run.before.values()):
                talk.lead.append(talk.common("list-anew"))
        talk.advance(keep=True)
