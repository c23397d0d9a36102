"""Is it from us? Answered in the middle of whatever is going on, which then goes on."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from conversations.answers.authenticity import asked_code, is_passed_on, shown
from conversations.answers.dates import format_date
from conversations.engine.compose import COMMON
from conversations.engine.fields import to_plain
from conversations.engine.flow import Ask
from conversations.engine.moments import day_of
from conversations.engine.turn import Found, Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.engine.messages import Outbound
    from conversations.engine.session import Session
    from conversations.engine.talk import Talk

CHECK: Final = "broadcasts.check"
_TOLD_HERE: Final = "told_here"
_DIGEST, _REMEMBERED = 6, 32


def doubts(talk: Talk, text: str, *, forwarded: bool) -> bool:
    """Tell whether somebody asks about a message. Where any words are an answer, only a code asks that."""
    if asked_code(text) is not None:
        return True
    here = talk.here if talk.session.run is not None else None
    takes_anything = isinstance(here, Ask) and (here.verbatim or bool(here.fills))
    return not takes_anything and is_passed_on(text, forwarded=forwarded)


def check(talk: Talk, text: str) -> None:
    """Have the registry look, unless it is known here."""
    if asked_code(text) is None and _was_told(talk.session, text):
        judge(talk, Found(_TOLD_HERE))
        return
    talk.need = Need(CHECK, {"contact": to_plain(talk.session.chat), "text": text})


def judge(talk: Talk, found: Found) -> None:
    """Say what was found, and go back to where the person was."""
    sent = found.data.get("sent_at")
    said = {
        "text": found.data.get("text", ""),
        "day": format_date(day_of(datetime.fromisoformat(sent))) if sent else "",
    }
    talk.aside(talk.texts.say(COMMON, f"check-{found.outcome.replace('_', '-')}", None, said), shortly=True)


def remember_told(session: Session, said: Outbound) -> None:
    """Remember that something was told here without being asked, so that it is known again when it is shown to us."""
    session.told = (session.told + b"".join(map(_digest, _forms(said))))[-_REMEMBERED * _DIGEST :]


def _was_told(session: Session, text: str) -> bool:
    digest = _digest(text)
    told = {session.told[at : at + _DIGEST] for at in range(0, len(session.told), _DIGEST)}
    replies = (form for reply in session.replies if reply.outbound is not None for form in _forms(reply.outbound))
    return digest in told or any(_digest(form) == digest for form in replies)


def _forms(said: Outbound) -> Iterator[str]:
    """Give a message as it arrives: with buttons, and where there are some, with a numbered list."""
    yield said.text
    if said.choices:
        yield " ".join([said.text, *(f"{number} {choice.label}" for number, choice in enumerate(said.choices, 1))])


def _digest(text: str) -> bytes:
    return blake2b(shown(text).encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
