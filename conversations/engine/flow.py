"""The flow language: a conversation as a declaration.

A flow is a graph of named states. Where a conversation stands follows from the answers alone: walk from the
start, take the branch that the answers choose, and stop at the first state that still needs something. That
is why going back is forgetting the last answer, why a correction returns to the review by itself, and why a session
from an older release still finds its place.

No text, clock, network or randomness is in a flow. Texts are in `locales/<locale>/<flow>.ftl`, one message per
state, with attributes for help, problems and options.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from conversations.answers.commands import Command
from conversations.answers.reading import Reading
from conversations.engine.agent import RESIDENT
from conversations.engine.fields import Field, Record
from conversations.engine.messages import ChatRef

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Passing(StrEnum):
    """What a look-up does with the unfinished case of a chat: it goes to another chat, or comes from there."""

    GIVES = "gives"
    TAKES = "takes"


class Situation(msgspec.Struct, Generic[R], frozen=True):
    """What a reader may know besides the text: the answers so far, the day, and who is writing.

    `so_far` is what an earlier, incomplete answer to the same question gave. `phone` is the sender's own number
    where the platform vouches for it. `called` is given where a question `fills` others: by their names, what people
    call each option. `attempts` counts the answers to this question that did not help.
    """

    record: R
    today: date
    so_far: Any = None
    phone: str | None = None
    called: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    attempts: int = 0


Reader: TypeAlias = Callable[[str, Situation[Any]], Reading[T]]
Predicate: TypeAlias = Callable[[Any], bool]
Migration: TypeAlias = Callable[[Mapping[str, Any]], Mapping[str, Any]]
Details: TypeAlias = Callable[[Any], Mapping[str, Any]]
Opening: TypeAlias = Callable[[str], Mapping[str, Any] | None]
Problems: TypeAlias = Sequence[str] | Mapping[str, Sequence[str]]
"""The codes of the problems a reader may find, with the variables that each brings where any does."""


class Offer(msgspec.Struct, frozen=True):
    """Something to pick. The label is `text` as it stands (a village) or the attribute `label` of the state."""

    value: Any
    label: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """Where to go when `predicate` holds for the answers; None always holds."""

    target: str
    predicate: Predicate | None = None


def when(predicate: Predicate, target: str) -> Branch:
    """Go to `target` when the answers satisfy `predicate`."""
    return Branch(target, predicate)


def otherwise(target: str) -> Branch:
    """Go to `target` in every other case. Ends a list of branches."""
    return Branch(target)


Next: TypeAlias = str | Sequence[Branch]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What all states have: a stable name, and the details that its texts need beyond the usual ones."""

    name: str
    details: Details | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(State, Generic[T]):
    """A state that waits for the person. See `Ask` and `Choose`. Where `asked_if` does not hold it is passed by."""

    saves: Field[T]
    next: Next
    step: int | None = None
    proof: bool = False
    resets: Sequence[Field[Any]] = ()
    shows: Callable[[Any], str] | None = None
    asked_if: Predicate | None = None

    @property
    def slot(self) -> str:
        """Where the answer is kept."""
        return self.saves.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Question[T]):
    """A question answered in the person's own words.

    `expects` reads the answer, or gives one of `problems`. `optional` questions may be skipped (LEWATI) and then save
    None. `offers` lists what can be picked instead of typed, in the words of the attributes `labels`. With `until` the
    question is asked again for each item of a list, until the answers satisfy it. `implies` gives answers to other
    questions that came along with this one. `completes` looks at a meaning that was picked, and may find that something
    is still to be asked. `clarifies` reads a reply to "which one?" together with the likeliest meaning. `resets` names
    the answers that fall with this one when it changes.

    Where it is `verbatim`, a message that somebody shows us is the answer itself. The words of a command among `hears`
    are an answer here, where `expects` finds one in them.

    With `fills` one answer may tell what the questions of these names ask. Those that it tells are not asked; its text
    has `lines`, all that is known of them so far.
    """

    expects: Reader[Any]
    problems: Problems = ()
    optional: bool = False
    offers: Callable[[Situation[Any]], Sequence[Offer]] | None = None
    labels: Sequence[str] = ()
    until: Predicate | None = None
    implies: Callable[[Any], Mapping[str, Any]] | None = None
    completes: Callable[[Any], Reading[Any]] | None = None
    clarifies: Callable[[Any, str], Reading[Any] | None] | None = None
    contact: bool = False
    fills: Sequence[str] = ()
    verbatim: bool = False
    hears: Sequence[Command] = ()

    def from_plain(self, plain: Any) -> Any:  # noqa: ANN401 - whatever the field holds
        """Give the answer that a session's plain value stands for; of a list, one item."""
        if self.until is None:
            return self.saves.from_plain(plain)
        items: Any = self.saves.from_plain([plain])
        return items[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Question[T]):
    """A question answered by picking one of `options`; their labels are attributes of the state's message.

    `understands` reads free text that is not one of the labels. `only_if` hides an option. A command of `settled_by`
    changes the answer, wherever it is said.
    """

    options: Sequence[StrEnum]
    understands: Reader[Any] | None = None
    problems: Problems = ("not-offered",)
    only_if: Mapping[StrEnum, Predicate] = field(default_factory=dict)
    settled_by: Mapping[Command, StrEnum] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(State):
    """Everything that was answered, in numbered lines; "ubah 2" asks one again and returns here.

    Where it `declares`, saying that all is right saves that answer too, as a proof: only a clear yes does.
    """

    lines: Sequence[str]
    next: Next
    step: int | None = None
    declares: tuple[Field[Any], StrEnum] | None = None


def _nothing(_: Record) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(State):
    """Ask the registry something; every outcome has its target, `unavailable` included.

    Those in `again` have a question instead, which is asked once more: the outcome is one of its problems.
    Where it is only practised nobody is asked, and the outcome is the one `rehearsed`.
    `asks` says what is given along: nothing where the chat alone is enough.
    `passing` gives the unfinished case of this chat away, or takes one that was given.
    """

    lookup: str
    asks: Callable[[Any], Mapping[str, Any]] = _nothing
    outcomes: Mapping[str, str]
    again: Mapping[str, str] = field(default_factory=dict)
    passing: Passing | None = None
    rehearsed: str = ""


@dataclass(frozen=True, slots=True)
class Filing(Generic[R]):
    """What a submission is made from: the answers, how each proof was given, the chat, and the language spoken.

    `at` and `message_id` are of the message that hands it over.
    """

    record: R
    proofs: Mapping[str, Proof]
    chat: ChatRef
    locale: str
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Proof:
    """When an answer was given, and the platform's id of the message that gave it.

    `shown` is the digest of the very words of the question; empty for one that was asked by an older release.
    """

    at: datetime
    message_id: str
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(State):
    """Hand the record over. Nothing is said before the registry has committed, or is known to be late.

    `accepted`, `already` (this chat has registered it before) and `delayed` name the next state; `rejected` answers
    are asked again. `refused` is for a record that is kept for the office, because whoever sent it may not.
    """

    kind: str
    makes: Callable[[Filing[Any]], Mapping[str, Any]]
    accepted: str
    already: str
    delayed: str
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Go(State):
    """Continue in another flow, with some `answers` given already, and those that this flow's answers `bring` along.

    With `acting` an agent acts in it for somebody.
    """

    flow: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    brings: Details | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class End(State):
    """The conversation is over; what it was about is forgotten. If it `settles_fix`, nothing waits to be fixed now.

    What an agent writes then, and the first question of the flow `goes_on` understands, starts that flow as its answer.
    `hands_on` gives what was already said to that question, and is answered in the same turn.
    `notices` tells whether disbursement notices are wanted in this chat, where that was asked.
    """

    settles_fix: bool = False
    notices: Callable[[Any], bool] | None = None
    goes_on: str = ""
    hands_on: Callable[[Any], str] | None = None


class Flow:
    """A named, versioned graph of states. `keeps_draft` flows are set aside, not lost, when the person leaves.

    `opened_by` are the commands that start it from anywhere, with the answers that each gives; `opened_with` finds in
    a whole message that it is meant to, and gives the answers that it brings; `everyday` are those of its words that
    in the middle of a draft are an answer, unless an agent says them. `straight` are the questions that
    everybody is asked once and that lead to one other state, with the answer's slot and what follows.
    Where somebody else goes on, and in another role, `asked_anew` are the answers that do not count any more;
    `for_residents` is the flow in which a family goes on with what an agent began, and `summed_up` what is told of it.
    `role` is who speaks in it, where no answer says so.
    `migrations` bring stored answers from a version to the one after it; see `conversations.engine.releases`.
    """

    def __init__(
        self,
        name: str,
        *,
        version: int,
        start: str,
        record: type[Record],
        steps: int | None = None,
        keeps_draft: bool = False,
        migrations: Mapping[int, Migration] | None = None,
        opened_by: Mapping[Command, Mapping[str, Any]] | None = None,
        opened_with: Opening | None = None,
        everyday: Collection[str] = (),
        asked_anew: Sequence[Field[Any]] = (),
        for_residents: str = "",
        summed_up: Details | None = None,
        role: str = RESIDENT,
    ) -> None:
        self.name = name
        self.version = version
        self.start = start
        self.record = record
        self.steps = steps
        self.keeps_draft = keeps_draft
        self.migrations = dict(migrations or {})
        self.opened_by = dict(opened_by or {})
        self.opened_with = opened_with
        self.everyday = frozenset(everyday)
        self.asked_anew = tuple(asked_anew)
        self.for_residents = for_residents
        self.summed_up = summed_up
        self.role = role
        self.states: dict[str, State] = {}
        self.straight: dict[str, tuple[str, str]] = {}

    def __iadd__(self, state: State) -> Flow:
        if state.name in self.states:
            raise ValueError(f"{self.name}: two states are named {state.name!r}")
        self.states[state.name] = state
        match state:
            case Question(next=str(onward), asked_if=None) if not (isinstance(state, Ask) and state.until):
                self.straight[state.name] = (state.slot, onward)
        return self

    def __getitem__(self, name: str) -> State:
        return self.states[name]

    def __contains__(self, name: object) -> bool:
        return name in self.states

    def __iter__(self) -> Iterator[State]:
        return iter(self.states.values())


def targets(state: State) -> Iterator[str]:
    """Give every state that can follow this one in the same flow."""
    match state:
        case Question() | Review():
            yield from ([state.next] if isinstance(state.next, str) else [branch.target for branch in state.next])
        case Look():
            yield from state.outcomes.values()
        case Submit():
            yield from (state.accepted, state.already, state.delayed)
            if state.refused is not None:
                yield state.refused
        case _:
            return
