"""One turn of one conversation, while it is being worked out."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from conversations.answers.commands import Command, command_in, is_greeting, is_skip, is_thanks, is_unknown
from conversations.answers.picks import pick
from conversations.answers.reading import Candidate, Partial, Problem, Unsure
from conversations.answers.yes_no import parse_yes_no
from conversations.engine.compose import Composer, outbound, payload
from conversations.engine.fields import Record, to_plain
from conversations.engine.flow import (
    Ask,
    Choose,
    End,
    Filing,
    Flow,
    Go,
    Look,
    Proof,
    Question,
    Review,
    Situation,
    State,
    Submit,
)
from conversations.engine.messages import Attachment, Content, Inbound, Outbound, SharedContact, Tap, Text
from conversations.engine.review import Change, Right, verdict_on
from conversations.engine.turn import Found, Need, Settled, Submission, Turn
from conversations.engine.walk import forget, walk

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from conversations.engine.engine import Engine
    from conversations.engine.session import Run, Session
    from conversations.engine.texts import Texts

_LONGEST_TEXT = 2000
DRAFT = "draft"
"""What the menu's answers hold when an unfinished run is set aside."""


class Talk:
    """The working state of a turn. `lead` gathers what is said before the next question."""

    def __init__(
        self, engine: Engine, session: Session, texts: Texts, now: datetime, today: date, phone: str | None
    ) -> None:
        self.engine = engine
        self.session = session
        self.texts = texts
        self.now = now
        self.today = today
        self.phone = phone
        self.message_id = ""
        self.lead: list[str] = []
        self.reply: Outbound | None = None
        self.need: Need | None = None
        self.submissions: list[Submission] = []

    def turn(self, message_id: str | None) -> Turn:
        """Close the turn: what was said is remembered with the message that it answers."""
        if message_id is not None and self.need is None:
            self.session.remember(message_id, self.reply)
        return Turn(
            self.session,
            self.reply,
            message_id,
            self.need,
            tuple(self.submissions),
            lead=tuple(self.lead) if self.need is not None else (),
        )

    # Hearing -----------------------------------------------------------------------------------------------------

    def hear(self, inbound: Inbound) -> None:
        """Take in one message, whatever it is."""
        self.message_id = inbound.id
        content = _spoken(inbound.content)
        if self.session.run is None or isinstance(self.here, End):
            self._begin(content)
            return
        command = command_in(content.text) if isinstance(content, Text) else None
        if self.session.asking is not None:
            self._hear_confirmation(content, command)
        elif command is not None:
            self._obey(command)
        else:
            self._answer(content)

    def _begin(self, content: Content) -> None:
        """Nothing is going on: show the menu, or do at once what the words clearly ask for."""
        if self.session.turn == 1:
            self.lead.append(self.texts.say(self.engine.home, "opening"))
        command = command_in(content.text) if isinstance(content, Text) else None
        self._open_menu()
        if command in (Command.STOP, Command.PERSON, Command.HELP):
            self._obey(command)
        elif command is None and self.session.turn > 1 and isinstance(content, Text):
            self._pick_from_menu(content.text)

    def _pick_from_menu(self, text: str) -> None:
        state = self.here
        if not isinstance(state, Choose) or any(sign.isdigit() for sign in text) or len(text.split()) > 4:
            return
        picked = self._picked(state, text)
        if isinstance(picked, int):
            self._save(state, self.run.offered[picked][0])

    def _hear_confirmation(self, content: Content, command: Command | None) -> None:
        """Hear the reply to "cancel, and lose what was typed?"."""
        self.session.asking = None
        agreed = command is Command.CANCEL
        if isinstance(content, Tap):
            agreed = self._tapped(content) == 0
        elif isinstance(content, Text) and command is None:
            position = pick(content.text, [label for _, label in self.run.offered])
            agreed = position == 0 or (position is None and parse_yes_no(content.text) is True)
        if agreed:
            self.session.paused = None
            self.lead.append(self._common("cancelled"))
            self._open_menu()
        elif command is not None and command is not Command.CANCEL:
            self._obey(command)
        else:
            self.lead.append(self._common("not-cancelled"))
            self._ask_again()

    # Commands ----------------------------------------------------------------------------------------------------

    def _obey(self, command: Command) -> None:
        match command:
            case Command.HELP:
                self.lead.append(self._help())
                self._ask_again()
            case Command.AGAIN:
                self._ask_again()
            case Command.PERSON:
                self.lead.append(self._common("person"))
                self._ask_again()
            case Command.STOP:
                self._stop_notices()
                self.lead.append(self._common("notices-stopped"))
                self._ask_again()
            case Command.MENU:
                self._leave()
                self._open_menu()
            case Command.BACK:
                self._go_back()
            case Command.CANCEL:
                self._cancel()

    def _help(self) -> str:
        state = self.here
        helped = state if self._words.has(state, "help") else None
        own = self._words.of(helped, "help", self.record) if helped else ""
        return "\n\n".join(part for part in (own, self._common("help-commands")) if part)

    def _stop_notices(self) -> None:
        body = {"contact": to_plain(self.session.chat), "wanted": False, "asked_at": self.now.isoformat()}
        self.submissions.append(Submission(self._key("stop", self.session.turn), "broadcasts", body))

    def _cancel(self) -> None:
        if not self._has_draft:
            self._open_menu()
            return
        self.session.asking = "cancel"
        self.lead.append(self._common("cancel-sure"))
        self._offer([("yes", self._common("cancel-yes")), ("no", self._common("cancel-no"))])
        self._say()

    def _go_back(self) -> None:
        run, question = self.run, self.here
        if run.before:
            run.answers.update({slot: plain for slot, plain in run.before.items() if plain is not None})
            self._advance()
            return
        listed = run.answers.get(question.slot) if isinstance(question, Ask) and question.until else None
        previous = question if listed else next(iter(reversed(walk(self.flow, run.answers).questions)), None)
        if not isinstance(previous, Question):
            self._leave()
            self._open_menu()
            return
        self._take_back(previous)
        self._advance()

    def _take_back(self, question: Question[Any]) -> None:
        """Forget an answer; of a list, the last item."""
        items = self.run.answers.get(question.slot)
        listed = isinstance(question, Ask) and question.until is not None
        forget(self.flow, self.run.answers, question)
        if listed and items:
            self.run.answers[question.slot] = items[:-1]

    def _leave(self) -> None:
        """Set the run aside, so that it can be taken up again from the menu."""
        if self._has_draft:
            self.session.paused = self.run

    @property
    def _has_draft(self) -> bool:
        return self.flow.keeps_draft and bool(walk(self.flow, self.run.answers).questions)

    def _open_menu(self) -> None:
        self.engine.start(self.session, self.engine.home, self.today)
        if self.session.paused is not None:
            self.run.answers[DRAFT] = True
        self._advance()

    # Answers -----------------------------------------------------------------------------------------------------

    def _answer(self, content: Content) -> None:
        state = self.here
        match content:
            case Tap():
                self._answer_tap(state, content)
            case Attachment():
                kind = content.kind if content.kind in ("voice", "photo", "location", "sticker") else "other"
                self.lead.append(self._common(f"received-{kind}"))
                self._ask_again()
            case SharedContact() if isinstance(state, Ask) and state.contact:
                self._read(state, content.phone)
            case SharedContact():
                self.lead.append(self._common("received-contact"))
                self._ask_again()
            case Text() if isinstance(state, Question):
                self._answer_text(state, content.text)
            case Text() if isinstance(state, Review):
                self._review(state, content.text)
            case _:
                self._wait(state)

    def _answer_tap(self, state: State, tap: Tap) -> None:
        position = self._tapped(tap)
        if position is None:
            self.lead.append(self._common("old-button"))
            self._ask_again()
        elif isinstance(state, Question):
            self._save(state, self.run.offered[position][0])
        elif isinstance(state, Review):
            self._judge(state, self.run.offered[position][0])
        else:
            self._wait(state)

    def _tapped(self, tap: Tap) -> int | None:
        """Give the position of what was tapped; None when that button is not on offer any more."""
        payloads = [payload(self.run, position) for position in range(len(self.run.offered))]
        return payloads.index(tap.payload) if tap.payload in payloads else None

    def _answer_text(self, state: Question[Any], text: str) -> None:
        """Read an answer: as something on offer, or in the person's own words."""
        if isinstance(state, Ask) and not self.run.unsure:
            self._read(state, text)
            return
        picked = self._picked(state, text)
        if isinstance(picked, int):
            self._save(state, self.run.offered[picked][0])
        elif isinstance(state, Ask):
            self._read(state, text)
        elif isinstance(picked, Unsure) or state.understands is None:  # type: ignore[attr-defined]
            self._fail(state, Problem("not-offered"), text)
        else:
            self._settle_reading(state, state.understands(text, self._situation()), text)  # type: ignore[attr-defined]

    def _picked(self, state: Question[Any], text: str) -> int | Unsure[int] | None:
        labels = [label for _, label in self.run.offered]
        return pick(text, labels, self._words.words(state, self.run.offered)) if labels else None

    def _read(self, state: Ask[Any], text: str) -> None:
        if state.optional and (is_skip(text) or is_unknown(text)) and self.run.so_far is None:
            self._save(state, None)
            return
        reading = state.expects(text, self._situation())
        if isinstance(reading, Problem) and self.run.offered:
            picked = self._picked(state, text)
            if isinstance(picked, int):
                self._save(state, self.run.offered[picked][0])
                return
        self._settle_reading(state, reading, text)

    def _settle_reading(self, state: Question[Any], reading: object, text: str) -> None:
        match reading:
            case Problem():
                self._fail(state, reading, text)
            case Partial():
                self.run.so_far = to_plain(reading.so_far)
                code, args = reading.problem.code, reading.problem.args
                self._say(self._words.problem(state, code, self.record, args))
            case Unsure():
                self._ask_which(reading.candidates)
            case _:
                self._save(state, to_plain(reading))

    def _ask_which(self, candidates: tuple[Candidate[Any], ...]) -> None:
        self._offer([(to_plain(candidate.value), candidate.label) for candidate in candidates], unsure=True)
        which = "is-it-this" if len(candidates) == 1 else "which-one"
        self._say(self._common(which))

    def _fail(self, state: State, problem: Problem, text: str) -> None:
        """Say what is in the way. A second failure says it in other words, a third offers a person."""
        run = self.run
        if is_greeting(text) or is_thanks(text):
            self.lead.append(self._common("greeting" if is_greeting(text) else "thanks"))
            self._ask_again()
            return
        run.attempts += 1
        self.lead.append(self._words.problem(state, problem.code, self.record, problem.args))
        if run.attempts >= 2 and self._words.has(state, "help"):
            self.lead.append(self._words.of(state, "help", self.record))
        if run.attempts >= 3:
            skip = isinstance(state, Ask) and state.optional
            self.lead.append(self._common("person-offered-skip" if skip else "person-offered"))
        self._ask_again()

    def _save(self, state: Question[Any], plain: Any) -> None:  # noqa: ANN401 - whatever a session can store
        run = self.run
        if isinstance(state, Ask) and state.until is not None:
            run.answers[state.slot] = [*run.answers.get(state.slot, []), plain]
        else:
            run.answers[state.slot] = plain
        if isinstance(state, Ask) and state.implies is not None and plain is not None:
            run.answers.update(state.implies(state.saves.from_plain(plain)))
        if state.proof:
            run.proofs[state.name] = (self.now, self.message_id)
        noted = self._words.noted(state, self.record)
        if noted:
            self.lead.append(noted)
        self._advance()

    # Review ------------------------------------------------------------------------------------------------------

    def _review(self, state: Review, text: str) -> None:
        topics = self._words.topics(state, self.record)
        if self.run.unsure:
            picked = pick(text, [label for _, label in topics])
            if isinstance(picked, int):
                self._correct(topics[picked][0])
                return
        match verdict_on(text, [label for _, label in topics]):
            case Right():
                self._judge(state, "right")
            case Change(position) if position is not None:
                self._correct(topics[position][0])
            case Change():
                self._judge(state, "change")
            case _:
                self._fail(state, Problem("not-reviewed"), text)

    def _judge(self, state: Review, value: str) -> None:
        if value == "right":
            self.run.answers[state.name] = True
            self._advance()
        elif value == "change":
            self._offer(self._words.topics(state, self.record), unsure=True)
            self._say(self._words.of(state, "which", self.record))
        else:
            self._correct(value)

    def _correct(self, name: str) -> None:
        question = self.flow[name]
        if isinstance(question, Question):
            self.run.before = forget(self.flow, self.run.answers, question)
            self._advance(keep=True)

    # Moving on ---------------------------------------------------------------------------------------------------

    def _advance(self, *, keep: bool = False) -> None:
        """Go to where the answers lead. `keep` the answer under correction, so that it can be put back."""
        run = self.run
        run.attempts, run.so_far, run.offered, run.unsure = 0, None, [], False
        if not keep:
            run.before = {}
        state = walk(self.flow, run.answers).here
        run.state = state.name
        match state:
            case Question() | Review():
                self._ask(state)
            case Look():
                self.need = Need(
                    state.lookup, {"contact": to_plain(self.session.chat), **state.asks(self.record)}
                )
            case Submit():
                self._submit(state)
            case Go():
                self._go(state)
            case End():
                self._say(self._words.of(state, None, self.record))
                run.answers, run.proofs = {}, {}
            case _:
                raise TypeError(f"{self.flow.name}.{state.name} is of no known kind")

    def _go(self, state: Go) -> None:
        if state.flow:
            self.engine.start(self.session, state.flow, self.today)
            if self.flow.keeps_draft:
                self.session.paused = None
        elif self.session.paused is not None:
            self.session.run, self.session.paused = self.session.paused, None
        self._advance()

    def find(self, found: Found) -> None:
        """Note what the registry said, and go on."""
        self.run.answers[self.run.state] = {"outcome": found.outcome, **found.data}
        self._advance()

    def _submit(self, state: Submit) -> None:
        run = self.run
        proofs = {name: Proof(at, message_id) for name, (at, message_id) in run.proofs.items()}
        body = state.makes(Filing(self.record, proofs, self.session.chat))
        submission = Submission(self._key("run", run.serial), state.kind, dict(body), run)
        self.session.awaiting = [*self.session.awaiting, submission.key]
        self.submissions.append(submission)

    def settle(self, submission: Submission, settled: Settled) -> None:
        """Tell what became of a submission, in its own run or after it."""
        if settled.outcome != "delayed":
            self.session.awaiting = [key for key in self.session.awaiting if key != submission.key]
        current = self.session.run
        sent = submission.run
        in_place = current is not None and sent is not None and current.serial == sent.serial
        if settled.outcome == "rejected" and sent is not None:
            self._repair(sent, settled.data.get("fields", ()), in_place=in_place)
        elif in_place and isinstance(self.here, Submit):
            self.run.answers[self.run.state] = {"outcome": settled.outcome, **settled.data}
            self._advance()
        elif settled.outcome != "delayed" and sent is not None:
            self._tell_late(sent, settled.outcome, settled.data)

    def _tell_late(self, sent: Run, outcome: str, data: Mapping[str, Any]) -> None:
        flow = self.engine.flows[sent.flow]
        words = Composer(self.texts, flow)
        self.reply = outbound(
            [words.of(flow[sent.state], f"late-{outcome}", flow.record(sent.answers), **data)], None
        )

    def _repair(self, sent: Run, fields: object, *, in_place: bool) -> None:
        """Ask again what the registry did not take, in the run that sent it."""
        if not in_place:
            if self.session.run is not None and self.flow.keeps_draft and not isinstance(self.here, End):
                self.session.paused = self.session.run
            self.session.serial += 1
            sent.serial = self.session.serial
            self.session.run = sent
        else:
            self.session.serial += 1
            self.run.serial = self.session.serial
        names = set(fields) if isinstance(fields, (list, tuple)) else set()
        for state in self.flow:
            if isinstance(state, Question) and state.slot in names and state.slot in self.run.answers:
                forget(self.flow, self.run.answers, state)
        self.lead.append(self._words.of(self.flow[self.run.state], "rejected", self.record))
        self._advance()

    # Saying ------------------------------------------------------------------------------------------------------

    def _ask(self, state: Question[Any] | Review) -> None:
        self._offer(self._words.offered(state, self._situation()))
        label = None
        if (
            isinstance(state, Ask)
            and state.contact
            and self.phone is None
            and self._words.has(state, "contact")
        ):
            label = self._words.of(state, "contact", self.record)
        self._say(self._words.question(state, self.record), contact_label=label)

    def _ask_again(self) -> None:
        """Repeat the question that is open."""
        state = self.here
        if isinstance(state, (Question, Review)):
            self.run.so_far = None
            self._ask(state)
        else:
            self._wait(state)

    def _wait(self, state: State) -> None:
        if self._words.has(state, "waiting"):
            self.lead.append(self._words.of(state, "waiting", self.record))
        self._say()

    def _offer(self, offered: list[tuple[Any, str]], *, unsure: bool = False) -> None:
        """Put things on offer. The same things keep their payloads, so that an earlier keyboard still works."""
        run = self.run
        if run.offered != offered or not run.offered_at:
            run.offered_at = self.session.turn
        run.offered, run.unsure = offered, unsure

    def _say(self, text: str = "", contact_label: str | None = None) -> None:
        self.reply = outbound([*self.lead, text], self.session.run, contact_label)

    def _common(self, message: str) -> str:
        return self._words.common(message)

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
        return self.flow.record(self.run.answers)

    @property
    def _words(self) -> Composer:
        return Composer(self.texts, self.flow)

    def _situation(self) -> Situation[Any]:
        state, so_far = self.here, self.run.so_far
        if so_far is not None and isinstance(state, Ask):
            so_far = state.saves.from_plain([so_far])[0] if state.until else state.saves.from_plain(so_far)
        return Situation(self.record, self.today, so_far, self.phone)

    def _key(self, purpose: str, number: int) -> str:
        named = f"{self.session.id}/{purpose}/{number}"
        return blake2b(named.encode(), digest_size=16).hexdigest()


def _spoken(content: Content) -> Content:
    """Give what was said: a caption counts as text, and nobody needs to write a novel."""
    if isinstance(content, Attachment) and content.caption.strip():
        return Text(content.caption[:_LONGEST_TEXT])
    if isinstance(content, Text):
        return Text(content.text[:_LONGEST_TEXT])
    return content
