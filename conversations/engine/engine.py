"""The engine: one message, one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from conversations.engine.compose import COMMON
from conversations.engine.genuine import CHECK, judge
from conversations.engine.hearing import hear, resettle
from conversations.engine.inquiring import inquire
from conversations.engine.messages import Outbound
from conversations.engine.moments import day_of
from conversations.engine.releases import BEGUN, carry_over, fit
from conversations.engine.session import Run, Session
from conversations.engine.settling import settle
from conversations.engine.talk import Talk
from conversations.engine.telling import tell
from conversations.engine.turn import Found, Settled, Submission, Turn
from conversations.engine.waking import wake, wake_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from conversations.engine.flow import Flow
    from conversations.engine.inquiring import Inquiry
    from conversations.engine.messages import Inbound
    from conversations.engine.telling import BatchNews, News, Word
    from conversations.words.texts import Texts


class Engine:
    """All flows of the service, with the words for them.

    Pure: the same session, message and time give the same turn. `home` is the flow with the menu. The first of `texts`
    is the source language: it is spoken where a session's own is not there any more.
    """

    def __init__(self, flows: Iterable[Flow], texts: Mapping[str, Texts], *, home: str = "menu") -> None:
        self.flows = {flow.name: flow for flow in flows}
        self.texts = dict(texts)
        self.home = home
        self.source = next(iter(self.texts))

    def step(self, session: Session, inbound: Inbound, now: datetime) -> Turn:
        """Take one message. A message that was taken before gets the reply it got then, and changes nothing."""
        if session.has_seen(inbound.id):
            return Turn(session, session.reply_to(inbound.id), inbound.id, repeated=True)
        talk = self._talk(session, now, inbound)
        gone = carry_over(self.flows, talk.session)
        talk.session.turn += 1
        talk.session.heard_at = now
        if talk.session.forgot:
            talk.session.forgot = False
            talk.lead.append(talk.texts.say(COMMON, "draft-forgotten"))
        if gone:
            resettle(talk)
        else:
            hear(talk, inbound.content, forwarded=inbound.forwarded)
        return talk.turn(inbound.id)

    def wake(self, session: Session, now: datetime) -> Turn:
        """Do what is due for a session whose person stayed away: remind, or forget the draft."""
        talk = self._talk(session, now, None)
        carry_over(self.flows, talk.session)
        wake(talk)
        return talk.turn(None)

    def wake_at(self, session: Session) -> datetime | None:
        """Say when to `wake` a session if nothing is heard; None when nothing is unfinished."""
        return wake_at(self.flows, session)

    def resume(self, turn: Turn, found: Found, inbound: Inbound | None, now: datetime) -> Turn:
        """Go on with a turn that needed something from the registry."""
        talk = self._talk(turn.session, now, inbound)
        talk.lead = list(turn.lead)
        if turn.need is not None and turn.need.lookup == CHECK:
            judge(talk, found)
        else:
            talk.take_found(found)
        resumed = talk.turn(turn.message_id)
        return replace(
            resumed,
            submissions=(*turn.submissions, *resumed.submissions),
            events=(*turn.events, *resumed.events),
        )

    def settle(
        self, session: Session, submission: Submission, settled: Settled, now: datetime, answering: str | None
    ) -> Turn:
        """Tell the person what became of a submission.

        `answering` is the message whose reply this is; None when it comes by itself, later. Settling twice changes
        nothing: the second turn has no reply.
        """
        if submission.key not in session.awaiting:
            return Turn(session, None, None, repeated=True)
        talk = self._talk(session, now, None)
        carry_over(self.flows, talk.session)
        if submission.run is not None and submission.run.flow in self.flows:
            fit(self.flows[submission.run.flow], submission.run)
        settle(talk, submission, settled)
        return talk.turn(answering)

    def excuse(self, session: Session, late: Sequence[str], now: datetime) -> Turn:
        """Answer messages that came so late that nobody can know which question they were for.

        `late` are their ids. Nothing is taken from them; the person is asked to say it again, and what is asked now.
        """
        talk = self._talk(session, now, None)
        carry_over(self.flows, talk.session)
        for message_id in late:
            talk.session.remember(message_id, None)
        talk.lead.append(talk.texts.say(COMMON, "came-late"))
        talk.ask_again()
        return talk.turn(None)

    def tell(self, session: Session, news: News | BatchNews | Word, now: datetime) -> Turn:
        """Tell what became of a registration, or of many families. Telling the same news twice changes nothing."""
        if session.has_seen(news.id):
            return Turn(session, None, None, repeated=True)
        talk = self._talk(session, now, None)
        carry_over(self.flows, talk.session)
        tell(talk, news)
        return talk.turn(None)

    def inquire(self, session: Session, inquiry: Inquiry, now: datetime) -> Turn:
        """Ask something of our own accord."""
        talk = self._talk(session, now, None)
        carry_over(self.flows, talk.session)
        inquire(talk, inquiry)
        return talk.turn(None)

    def said_again(self, session: Session, said: Outbound) -> Outbound:
        """Give a message that may have arrived before, with a word about that."""
        texts = self.texts.get(session.locale) or self.texts[self.source]
        return msgspec.structs.replace(said, text=f"{texts.say(COMMON, 'said-again')}\n\n{said.text}")

    def apology(self) -> Outbound:
        """Give what is said when a message cannot be taken through a fault of ours."""
        return Outbound(self.texts[self.source].say(COMMON, "trouble"))

    def start(self, session: Session, name: str, today: date) -> None:
        """Put a fresh run of a flow into a session. It knows the day on which it began."""
        flow = self.flows[name]
        session.serial += 1
        session.run = Run(name, flow.version, session.serial, flow.start, {BEGUN: today.isoformat()})

    def _talk(self, session: Session, now: datetime, inbound: Inbound | None) -> Talk:
        copy = session.clone()
        return Talk(
            self,
            copy,
            self.texts.get(copy.locale) or self.texts[self.source],
            now,
            day_of(now),
            message_id=inbound.id if inbound is not None else "",
            phone=inbound.phone if inbound is not None else None,
        )
