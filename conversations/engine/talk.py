"""One turn of one conversation, while it is being worked out: where it stands, and what is said."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from conversations.answers.reading import Problem
from conversations.engine.agent import AGENT, AGENT_MENU, ROLE, STANDING, acting
from conversations.engine.compose import Composer, digest_of, outbound, payload
from conversations.engine.fields import fields_of, to_plain
from conversations.engine.flow import Ask, End, Filing, Go, Look, Proof, Question, Review, Situation, Submit
from conversations.engine.handing import passed, passed_along, whose
from conversations.engine.standing import believed, noted
from conversations.engine.turn import Event, Need, Submission, Turn
from conversations.engine.walk import forget, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from conversations.engine.engine import Engine
    from conversations.engine.fields import Record
    from conversations.engine.flow import Flow, State
    from conversations.engine.messages import Outbound, Tap
    from conversations.engine.session import Run, Session
    from conversations.engine.turn import Found
    from conversations.words.texts import Texts

DRAFT = "draft"
"""What the menu's answers hold when an unfinished run is set aside."""
WHOSE = "whose"
"""What they hold of whom it is about: the masked name."""
PRACTICE = "practice"
"""What the answers of a run hold that is practised: nothing of it reaches the registry, and nothing is kept."""
FIXES = "fixes"
"""What they hold when the office waits for something to be told again."""


class Talk:
    """The working state of a turn. `lead` gathers what is said before the next question."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        texts: Texts,
        now: datetime,
        today: date,
        *,
        message_id: str = "",
        phone: str | None = None,
    ) -> None:
        self.engine = engine
        self.session = session
        self.texts = texts
        self.now = now
        self.today = today
        self.message_id = message_id
        self.phone = phone
        self._words: Composer | None = None
        self._record: Record | None = None
        self.lead: list[str] = []
        self.reply: Outbound | None = None
        self.need: Need | None = None
        self.submissions: list[Submission] = []
        self.events: list[Event] = []

    def turn(self, message_id: str | None) -> Turn:
        """Close the turn: what was said is remembered with the message that it answers."""
        if message_id is not None and self.need is None:
            self.session.remember(message_id, self.reply)
        lead = tuple(self.lead) if self.need is not None else ()
        return Turn(
            self.session,
            None if self.need is not None else self.reply,
            message_id,
            self.need,
            tuple(self.submissions),
            lead=lead,
            events=tuple(self.events),
        )

    def note(self, run: Run, what: str) -> None:
        """Count something that happened at the question where a run stands. Practice is not counted."""
        if PRACTICE in run.answers:
            return
        role, kecamatan = run.answers.get(ROLE, self.engine.flows[run.flow].role), run.answers.get("kecamatan")
        self.events.append(Event(run.flow, run.state, what, role, kecamatan if isinstance(kecamatan, str) else ""))

    # Where it stands

    @property
    def run(self) -> Run:
        """The run that is going on."""
        if self.session.run is None:
            raise LookupError("no run is going on")
        return self.session.run

    @property
    def flow(self) -> Flow:
        """The flow of that run."""
        return self.engine.flows[self.run.flow]

    @property
    def here(self) -> State:
        """The state that the person was last asked."""
        return self.flow[self.run.state]

    @property
    def record(self) -> Record:
        """The answers so far."""
        run = self.run
        if self._record is None or self._record.answers is not run.answers:
            self._record = self.engine.flows[run.flow].record(run.answers)
        return self._record

    @property
    def words(self) -> Composer:
        """The words for this flow."""
        flow = self.flow
        if self._words is None or self._words.flow is not flow or self._words.texts is not self.texts:
            self._words = Composer(self.texts, flow)
        return self._words

    @property
    def acts(self) -> bool:
        """Whether an agent acts for somebody: then the phone that is written with is not that family's."""
        return AGENT in self.run.answers

    @property
    def practises(self) -> bool:
        """Whether the run is practised only."""
        return PRACTICE in self.run.answers

    @property
    def is_idle(self) -> bool:
        """Whether nothing is going on."""
        return self.session.run is None or isinstance(self.here, End)

    @property
    def is_free(self) -> bool:
        """Whether the person may be asked something else: nothing is going on but a menu."""
        if self.session.asking is not None:
            return False
        return self.is_idle or self.run.flow in (self.engine.home, AGENT_MENU)

    @property
    def has_draft(self) -> bool:
        """Whether leaving now would lose answers."""
        answers = self.run.answers
        if self.practises:
            return False
        return self.flow.keeps_draft and any(isinstance(each, Question) and each.slot in answers for each in self.flow)

    @property
    def _tells(self) -> bool:
        """Whether the run has an answer that is no mere consent."""
        given = self.run.answers
        return any(isinstance(each, Question) and not each.proof and each.slot in given for each in self.flow)

    def situation(self) -> Situation[Any]:
        """Give what a reader may know besides the text."""
        state, so_far = self.here, self.run.so_far
        if so_far is not None and isinstance(state, Ask):
            so_far = state.from_plain(so_far)
        called = self.words.called(state) if isinstance(state, Ask) and state.fills else {}
        return Situation(self.record, self.today, so_far, None if self.acts else self.phone, called, self.run.attempts)

    # Moving on

    def save(
        self,
        question: Question[Any],
        plain: Any,  # noqa: ANN401 - whatever a session can store
        proof: tuple[datetime, str] | None = None,
    ) -> None:
        """Take an answer, and go on. `proof` says when it was given, if that was before."""
        run = self.run
        self.note(run, "answered")
        if isinstance(question, Ask) and question.until is not None:
            run.answers[question.slot] = [*run.answers.get(question.slot, []), plain]
        else:
            run.answers[question.slot] = plain
        if isinstance(question, Ask) and question.implies is not None and plain is not None:
            run.answers.update(question.implies(question.from_plain(plain)))
        if question.proof:
            run.proofs[question.name] = proof or (self.now, self.message_id)
        noted = self.words.noted(question, self.record)
        if noted:
            self.lead.append(noted)
        self.advance()

    def advance(self, *, keep: bool = False) -> None:
        """Go to where the answers lead. `keep` the answer under correction, so that it can be put back."""
        run = self.run
        run.attempts, run.so_far, run.offered, run.unsure = 0, None, [], False
        if not keep:
            run.before = {}
        state = walk(self.flow, run.answers, self.record).here
        run.state = state.name
        if self.practises and self._rehearses(state):
            self.advance(keep=keep)
            return
        match state:
            case Question() | Review():
                self.note(run, "seen")
                self.ask(state)
            case Look():
                along = passed_along(self.session, state.passing, self.message_id)
                contact = {"contact": to_plain(self.session.chat)}
                self.need = Need(state.lookup, {**contact, **along, **state.asks(self.record)})
            case Submit():
                self._submit(state)
            case Go():
                self._go(state)
            case End():
                self._end(state)
            case _:
                raise TypeError(f"{self.flow.name}.{state.name} is of no known kind")

    def _end(self, state: End) -> None:
        """Say the last words, and forget what it was about."""
        run = self.run
        self.note(run, "finished")
        if run.reminded:
            self.note(run, f"finished-{run.reminded}")
        self.say(self.words.of(state, None, self.record))
        told = self.record
        ended, handed = run.clone(), state.hands_on(told) if state.hands_on else ""
        # What follows is practised, too.
        run.answers = {PRACTICE: True} if self.practises else {}
        run.proofs, run.shown = {}, {}
        if state.settles_fix:
            self.session.owes_fix = False
        if state.notices is not None:
            self.want_notices(wanted=state.notices(told))
        if handed:
            self._hand_on(state, ended, handed)

    def _rehearses(self, state: State) -> bool:
        """Answer in the registry's place where it is only practised; tell whether that was its turn."""
        match state:
            case Look() if state.rehearsed:
                self.run.answers[state.name] = {"outcome": state.rehearsed}
            case Submit():
                word = self.common("practice-number")
                self.run.answers[state.name] = {"outcome": "accepted", "number": word, "code": word}
            case _:
                return False
        return True

    def take_found(self, found: Found) -> None:
        """Go on with what the registry said. Secrets have done their work then, and are forgotten."""
        look, run = self.here, self.run
        if not isinstance(look, Look):
            raise TypeError(f"{self.flow.name}.{look.name} asks the registry nothing")
        if look.lookup == STANDING:
            found = noted(self.session, found, self.now)
        found = passed(self.engine.flows, self.session, look, found)
        again = self.flow[look.again[found.outcome]] if found.outcome in look.again else None
        if isinstance(again, Question):
            self.note(run, "failed")
            self.lead.append(self.words.problem(again, found.outcome, self.record, found.data))
            forget(self.flow, run.answers, again)
        else:
            run.answers[run.state] = {"outcome": found.outcome, **found.data}
        for name, field in fields_of(self.flow.record).items():
            if field.secret and name in run.answers:
                run.answers[name] = ""
        self.advance()

    def _hand_on(self, end: End, ended: Run, handed: str) -> None:
        """Go on with what was said already, with the proof of when that was."""
        said = self.words.of(end, None, self.flow.record(ended.answers))
        known = {name: ended.answers[name] for name in (ROLE, AGENT, PRACTICE) if name in ended.answers}
        if (understood := self.go_on(end.goes_on, known, handed)) is None:
            return
        first, reading = understood
        self.lead.append(said)
        if first.name in ended.proofs:
            self.run.shown = ended.shown
        self.save(first, to_plain(reading), proof=ended.proofs.get(first.name))

    def go_on(self, flow: str, known: Mapping[str, Any], text: str) -> tuple[Ask[Any], object] | None:
        """Start a flow whose first question understands a text, and give both; where it does not, nothing starts."""
        before = self.session.run
        self.engine.start(self.session, flow, self.today)
        self.run.answers.update(known)
        first = self.here
        reading = first.expects(text, self.situation()) if isinstance(first, Ask) else None
        if isinstance(first, Ask) and not isinstance(reading, Problem):
            return first, reading
        self.session.run = before
        return None

    @property
    def home(self) -> str:
        """The flow with the menu of whoever is here."""
        is_agent = self.session.agent is not None and AGENT_MENU in self.engine.flows
        return AGENT_MENU if is_agent else self.engine.home

    def open_menu(self, flow: str | None = None) -> None:
        """Go to the menu. An unfinished run that was set aside can be taken up again from there."""
        menu, standing = flow or self.home, believed(self.session, self.now)
        self.open(menu, {"standing": dict(standing)} if menu == AGENT_MENU and standing is not None else {})

    def open(self, flow: str, known: Mapping[str, Any]) -> None:
        """Go to a flow with what is known already. It is told of what waits here, if it has an answer for that."""
        self.session.bring_forward()
        self.engine.start(self.session, flow, self.today)
        fields = fields_of(self.flow.record)
        for name, waits in ((DRAFT, self.session.paused is not None), (FIXES, self.session.owes_fix)):
            if waits and name in fields:
                self.run.answers[name] = True
        if self.session.paused is not None and WHOSE in fields:
            self.run.answers[WHOSE] = whose(self.engine.flows, self.session.paused)
        self.run.answers.update(known)
        self.advance()

    def leave(self) -> None:
        """Set the run aside, if there is anything to lose. Where another waits, that somebody agreed is not enough."""
        self.note(self.run, "left")
        if self.has_draft and (self.session.paused is None or self._tells):
            self.session.set_aside(self.run)

    def _go(self, state: Go) -> None:
        if state.flow == self.engine.home:
            # Agents have families of their own, too.
            self.open_menu(self.engine.home if self.run.flow == AGENT_MENU else None)
        elif state.flow:
            agent, brought = self.session.agent, state.brings(self.record) if state.brings else {}
            acts = acting(agent.told() if agent is not None else None) if state.acting else {}
            self.open(state.flow, {**state.answers, **brought, **acts})
        elif self.session.paused is None:
            # It went to another chat meanwhile.
            self.open_menu()
        else:
            self.session.run, self.session.paused = self.session.paused, None
            self.advance()

    def _submit(self, state: Submit) -> None:
        run = self.run
        proofs = {name: Proof(at, message_id, run.shown.get(name, "")) for name, (at, message_id) in run.proofs.items()}
        filing = Filing(self.record, proofs, self.session.chat, self.session.locale, self.now, self.message_id)
        body = state.makes(filing)
        submission = Submission(self.key("run", run.serial), state.kind, dict(body), run)
        self.session.awaiting = [*self.session.awaiting, submission.key]
        notices, stopped = body.get("broadcasts") or {}, self.session.stopped_notices_at
        if stopped is not None and notices.get("wanted") and datetime.fromisoformat(notices["asked_at"]) > stopped:
            self.session.stopped_notices_at = None
        self.submissions.append(submission)

    def want_notices(self, *, wanted: bool) -> None:
        """Note, for the registry too, whether disbursement notices may come to this chat from now on."""
        self.session.stopped_notices_at = None if wanted else self.now
        body = {"contact": to_plain(self.session.chat), "wanted": wanted, "asked_at": self.now.isoformat()}
        purpose = "resume" if wanted else "stop"
        self.submissions.append(Submission(self.key(purpose, self.session.turn), "broadcasts", body))

    def key(self, purpose: str, number: int) -> str:
        """Give the idempotency key of something that this session does once."""
        named = f"{self.session.id}/{purpose}/{number}"
        return blake2b(named.encode(), digest_size=16).hexdigest()

    def tapped(self, tap: Tap) -> int | None:
        """Give the position of what was tapped; None when that button is not on offer any more."""
        payloads = [payload(self.run, position) for position in range(len(self.run.offered))]
        return payloads.index(tap.payload) if tap.payload in payloads else None

    # Saying

    def speak(self, locale: str) -> None:
        """Go on in another language."""
        self.session.locale = locale
        self.texts = self.engine.texts[locale]

    def ask(self, state: Question[Any] | Review) -> None:
        """Ask a question, with what can be picked."""
        self.offer(self.words.offered(state, self.situation()))
        label = None
        if (
            isinstance(state, Ask)
            and state.contact
            and self.phone is None
            and not self.acts
            and self.words.has(state, "contact")
        ):
            label = self.words.of(state, "contact", self.record)
        text = self.words.question(state, self.record)
        if state.declares is not None if isinstance(state, Review) else state.proof:
            self.run.shown = {**self.run.shown, state.name: digest_of(text)}
        self.say(text, contact_label=label)

    def ask_again(self, *, shortly: bool = False) -> None:
        """Repeat the question that is open, or say what is being waited for. `shortly` where there are words for it."""
        state = self.here
        if shortly and isinstance(state, Question) and self.words.has(state, "again"):
            self.offer(self.words.offered(state, self.situation()))
            self.say(self.words.of(state, "again", self.record))
            return
        if isinstance(state, (Question, Review)):
            self.run.so_far = None
            self.ask(state)
            return
        if self.words.has(state, "waiting"):
            self.lead.append(self.words.of(state, "waiting", self.record))
        self.say()

    def aside(self, text: str, *, shortly: bool = False) -> None:
        """Say something beside what is going on, and then again what was being asked."""
        self.session.asking = None
        self.lead.append(text)
        if self.is_idle:
            self.reply = outbound(self.lead, None)
        else:
            self.ask_again(shortly=shortly)

    def offer(self, offered: list[tuple[Any, str]], *, unsure: bool = False) -> None:
        """Put things on offer. The same things keep their payloads, so that an earlier keyboard still works."""
        run = self.run
        if run.offered != offered or not run.offered_at:
            run.offered_at = self.session.turn
        run.offered, run.unsure = offered, unsure

    def say(self, text: str = "", contact_label: str | None = None) -> None:
        """Say the one message of this turn."""
        marked = [self.common(PRACTICE)] if self.session.run is not None and self.practises else []
        self.reply = outbound([*marked, *self.lead, text], self.session.run, contact_label)

    def common(self, message: str) -> str:
        """Give a sentence that belongs to no state."""
        return self.words.common(message)
