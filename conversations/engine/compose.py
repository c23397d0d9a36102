"""Putting one message together from the catalogue."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from conversations.answers.wishes import About
from conversations.engine.agent import RESIDENT, ROLE
from conversations.engine.fields import Record, to_plain
from conversations.engine.flow import Ask, Choose, Flow, Offer, Question, Review, Situation, State
from conversations.engine.messages import Choice, Outbound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from conversations.engine.session import Run
    from conversations.words.texts import Texts

COMMON = "common"
Offered = list[tuple[Any, str]]


class Composer:
    """The words for the states of one flow in one locale."""

    def __init__(self, texts: Texts, flow: Flow) -> None:
        self.texts = texts
        self.flow = flow

    def common(self, message: str, args: Mapping[str, Any] | None = None) -> str:
        """Give a sentence that belongs to no state."""
        return self.texts.say(COMMON, message, None, args)

    def of(self, state: State, attribute: str | None, record: Record, **args: Any) -> str:  # noqa: ANN401
        """Give a text of a state, with the state's own details as variables.

        A detail that is a list is shown as one line per item, worded by the attribute `<detail>-item`, else by
        the common sentence of that name.
        """
        details = dict(state.details(record)) if state.details else {}
        for name, value in details.items():
            if isinstance(value, (list, tuple)):
                details[name] = "\n".join(self._item(state, f"{name}-item", item) for item in value)
        details[ROLE] = record.answers.get(ROLE, RESIDENT)
        return self.texts.say(self.flow.name, state.name, attribute, {**details, **args})

    def _item(self, state: State, attribute: str, item: Mapping[str, Any]) -> str:
        if self.has(state, attribute):
            return self.texts.say(self.flow.name, state.name, attribute, item)
        return self.common(attribute, item)

    def has(self, state: State, attribute: str) -> bool:
        """Tell whether a state has this text."""
        return self.texts.has(self.flow.name, state.name, attribute)

    def question(self, state: Question[Any] | Review, record: Record) -> str:
        """Give the question, with where it stands in the conversation ("3 dari 9")."""
        args = {}
        if isinstance(state, Review):
            args["lines"] = "\n".join(self.lines(state, record))
        elif isinstance(state, Ask) and state.fills:
            args["lines"] = "\n".join(self._known(state, record))
        text = self.of(state, None, record, **args)
        if state.step is None or self.flow.steps is None:
            return text
        counter = self.common("step-counter", {"step": str(state.step), "steps": str(self.flow.steps)})
        return f"{counter}\n{text}"

    def problem(self, state: State, code: str, record: Record, args: Mapping[str, Any]) -> str:
        """Say what stands in the way of an answer: in the state's own words, else in common ones."""
        if self.has(state, f"problem-{code}"):
            return self.of(state, f"problem-{code}", record, **args)
        if self.texts.has(COMMON, f"problem-{code}"):
            return self.common(f"problem-{code}", args)
        return self.common("problem-unclear")

    def noted(self, question: Question[Any], record: Record) -> str | None:
        """Repeat an interpreted answer, where the state has words for that."""
        if not self.has(question, "noted") or question.slot not in record.answers:
            return None
        return self.of(question, "noted", record, value=self.shown(question, record))

    def shown(self, question: Question[Any], record: Record) -> str:
        """Give an answer as people read it: masked, dated, in words."""
        plain = record.answers.get(question.slot)
        if plain is None:
            return self.common("not-told")
        if isinstance(question, Choose):
            return self.label(question, str(plain))
        value = question.saves.from_plain(plain)
        return question.shows(value) if question.shows else str(value)

    def label(self, question: Choose[Any], option: str) -> str:
        """Give the words for an option."""
        return self.texts.say(self.flow.name, question.name, option)

    def words(self, question: Question[Any], offered: Offered, situation: Situation[Any]) -> dict[int, list[str]]:
        """Give the other words by which the offered options are known, by position."""
        named = self._named(question, offered, situation)
        return {at: words for at, name in named if (words := self._words_for(question, name))}

    def about(self, question: Question[Any], offered: Offered, situation: Situation[Any]) -> dict[int, About]:
        """Give the words that speak of the offered options, by position."""
        named = self._named(question, offered, situation) if isinstance(question, Choose) else ()
        return {at: about for at, name in named if (about := self._about(question, name)) != About()}

    def _about(self, question: Question[Any], name: str) -> About:
        enough, hints = (
            self.texts.listed(self.flow.name, question.name, f"{name}-{kind}") for kind in ("about", "hints")
        )
        return About(tuple(enough), tuple(hints))

    def _named(self, question: Question[Any], offered: Offered, situation: Situation[Any]) -> Iterator[tuple[int, str]]:
        """Give the names that the catalogue has for what is offered, by position."""
        names = self._names(question, situation)
        for position, (value, _) in enumerate(offered):
            name = next((name for plain, name in names if plain == value), "")
            if name:
                yield position, name

    def _names(self, question: Question[Any], situation: Situation[Any]) -> list[tuple[Any, str]]:
        """Give the names that the catalogue has for what a question offers."""
        match question:
            case Choose():
                return [(option.value, option.value) for option in question.options]
            case Ask() if question.offers is not None:
                return [(to_plain(offer.value), offer.label) for offer in question.offers(situation)]
            case _:
                return []

    def lines(self, review: Review, record: Record) -> list[str]:
        """Give the numbered lines of a review."""
        questions = self.reviewed(review, record)
        return [
            f"{number}. {self.of(question, 'line', record, value=self.shown(question, record))}"
            for number, question in enumerate(questions, start=1)
        ]

    def _known(self, question: Ask[Any], record: Record) -> list[str]:
        """Give what is known of the questions that one fills, a line each, of those that a review shows."""
        filled = [state for name in question.fills if isinstance(state := self.flow[name], Question)]
        return [
            self.of(state, "line", record, value=self.shown(state, record))
            for state in filled
            if state.slot in record.answers and self.has(state, "line")
        ]

    def called(self, question: Ask[Any]) -> dict[str, dict[str, tuple[str, ...]]]:
        """Give what people call each option of the questions that one fills: its label, and the other words."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for name in question.fills:
            state = self.flow[name]
            if isinstance(state, Choose):
                found[name] = {
                    option.value: (self.label(state, option.value), *self._words_for(state, option.value))
                    for option in state.options
                }
        return found

    def _words_for(self, question: Question[Any], name: str) -> list[str]:
        return self.texts.listed(self.flow.name, question.name, f"{name}-words")

    def topics(self, review: Review, record: Record) -> Offered:
        """Give what can be corrected: the state and its name in words."""
        return [
            (question.name, self.of(question, "line", record, value="").rstrip(" :."))
            for question in self.reviewed(review, record)
        ]

    def reviewed(self, review: Review, record: Record) -> list[Question[Any]]:
        """Give the questions a review lists: those that were asked."""
        listed = [self.flow[name] for name in review.lines]
        return [
            state
            for state in listed
            if isinstance(state, Question)
            and state.slot in record.answers
            and (state.asked_if is None or state.asked_if(record))
        ]

    def offered(self, state: State, situation: Situation[Any]) -> Offered:
        """Give what can be picked at a state, as pairs of value and label."""
        match state:
            case Choose():
                shown = [
                    option
                    for option in state.options
                    if option not in state.only_if or state.only_if[option](situation.record)
                ]
                return [(option.value, self.label(state, option.value)) for option in shown]
            case Ask() if state.offers is not None:
                return [(to_plain(offer.value), self._offer(state, offer)) for offer in state.offers(situation)]
            case Review():
                return [(answer, self.texts.say(self.flow.name, state.name, answer)) for answer in ("right", "change")]
            case _:
                return []

    def _offer(self, state: State, offer: Offer) -> str:
        return offer.text or self.texts.say(self.flow.name, state.name, offer.label)


def digest_of(text: str) -> str:
    """Give what tells the very words of a text from all others: the start of its SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]


def payload(run: Run, position: int) -> str:
    """Give what a tap on an offer brings back: when it was offered, and its position."""
    return f"{run.offered_at:x}.{position}"


def outbound(texts: Sequence[str], run: Run | None, contact_label: str | None = None) -> Outbound:
    """Join the parts of a message, and give each thing on offer the payload that a tap brings back."""
    choices = (
        ()
        if run is None
        else tuple(Choice(label, payload(run, position)) for position, (_, label) in enumerate(run.offered))
    )
    return Outbound("\n\n".join(text for text in texts if text), choices, contact_label)
