"""Telling a person what became of a registration, whatever they are in the middle of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from conversations.answers.form import Lack
from conversations.engine.agent import acting
from conversations.engine.compose import COMMON, outbound
from conversations.engine.genuine import remember_told
from conversations.engine.inquiring import open_unasked

if TYPE_CHECKING:
    from conversations.engine.talk import Talk

FIX: Final = "fix"
"""The flow in which marked fields are asked again."""
ABOUT: Final = "about"
"""Its answer that says which registration is meant."""
NEEDS_FIXING: Final = "needs_fixing"
TOLD: Final = frozenset(
    {
        "sent", "checked", NEEDS_FIXING, "forwarded", "eligible", "not_eligible", "appealed", "done", "withdrawn",
        "taken", "confirm",
    }
)  # fmt: skip
"""The statuses that have words of their own, and what else is told."""


class Mark(msgspec.Struct, frozen=True):
    """A field to look at again, and why."""

    field: str
    reason: str


class News(msgspec.Struct, frozen=True):
    """That a registration of this chat has a new status. The same `id` is told once.

    In the place of a status: `taken`, that somebody took the case that was handed over from here, or `confirm`, that an
    agent registered somebody with this phone, who says with the `code` whether that is right. `acted` is a registration
    that an agent made and still sees to.
    """

    id: str
    number: str
    status: str
    marks: Sequence[Mark] = ()
    acted: bool = False
    code: str = ""


class BatchRow(msgspec.Struct, frozen=True):
    """What became of one family that an agent brought with others: its number and code, or what it lacks."""

    row: int
    number: str = ""
    code: str = ""
    lacks: Sequence[Lack] = ()


class BatchNews(msgspec.Struct, frozen=True):
    """A part of what became of many families, with the sums of all of them. `left` rows are told by no part.

    `counted` says whether rows of a sheet are numbered, or families of a text.
    """

    id: str
    part: int
    counted: str
    registered: int
    already: int
    faulty: int
    left: int = 0
    rows: Sequence[BatchRow] = ()


class Word(msgspec.Struct, frozen=True):
    """What an officer said when a case was closed."""

    id: str
    said: str


def tell(talk: Talk, news: News | BatchNews | Word) -> None:
    """Say it. Who is not in the middle of something is asked what needs fixing right away."""
    talk.session.note_seen(news.id)
    match news:
        case News():
            _tell_status(talk, news)
        case BatchNews():
            talk.reply = outbound(_batch(talk, news), None)
        case Word():
            talk.reply = outbound([talk.texts.say(COMMON, "notice-word", None, {"word": news.said})], None)
    if talk.reply is not None:
        remember_told(talk.session, talk.reply)


def _batch(talk: Talk, news: BatchNews) -> list[str]:
    """Begin with the sums in the first part; then come the rows, and in the last one how many are left."""
    sums = {name: str(getattr(news, name) or "none") for name in ("counted", "registered", "already", "faulty")}
    begin = talk.texts.say(COMMON, "batch-result" if news.part == 0 else "batch-more", None, sums)
    rows = "\n".join(_batch_row(talk, news.counted, row) for row in news.rows)
    rest = talk.texts.say(COMMON, "batch-left", None, {"left": str(news.left)}) if news.left else ""
    return [begin, rows, rest]


def _batch_row(talk: Talk, counted: str, row: BatchRow) -> str:
    lacks = [talk.texts.say(COMMON, "lack", None, msgspec.structs.asdict(lack)) for lack in row.lacks]
    outcome = "faulty" if row.lacks else "confirmed" if row.code else "registered"
    args = {
        "counted": counted,
        "row": str(row.row),
        "outcome": outcome,
        "number": row.number,
        "code": row.code,
        "lacks": "; ".join(lacks),
    }
    return talk.texts.say(COMMON, "batch-row", None, args)


def _tell_status(talk: Talk, news: News) -> None:
    needs_fixing = news.status == NEEDS_FIXING
    if needs_fixing and not news.marks:
        # It was answered before it was told.
        return
    lines = [
        talk.texts.say(COMMON, "notice-mark", None, {"field": each.field, "reason": each.reason}) for each in news.marks
    ]
    said = news.status if news.status in TOLD else "other"
    told = {"number": news.number, "lines": "\n".join(lines), "code": news.code}
    talk.lead.append(talk.texts.say(COMMON, f"notice-{said}", None, told))
    if not needs_fixing:
        talk.reply = outbound(talk.lead, None)
        return
    talk.session.owes_fix = True
    if FIX not in talk.engine.flows or not talk.is_free:
        talk.reply = outbound([*talk.lead, talk.texts.say(COMMON, "notice-fix-later")], None)
        return
    agent = talk.session.agent
    acts = acting(agent.told()) if news.acted and agent is not None else {}
    open_unasked(talk, FIX, {ABOUT: news.number, **acts})
