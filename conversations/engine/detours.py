"""What a person can say in every state, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversations.answers.commands import Command
from conversations.engine.flow import Ask, Choose, Question, Review, State
from conversations.engine.walk import forget, walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.talk import Talk

CANCEL, LANGUAGE = "cancel", "language"
"""What `Session.asking` can be: whether to lose the answers, and which language to speak."""


def obey(talk: Talk, command: Command) -> None:
    """Do what a command says. None of them costs an attempt."""
    match command:
        case Command.HELP:
            _help(talk)
        case Command.AGAIN:
            talk.ask_again()
        case Command.PERSON:
            talk.lead.append(talk.common("person"))
            talk.ask_again()
        case Command.STOP | Command.RESUME:
            _notices(talk, command)
        case Command.LANGUAGE:
            _ask_language(talk)
        case Command.MENU:
            _to_menu(talk)
        case Command.BACK:
            _go_back(talk)
        case Command.CANCEL:
            _cancel(talk)
        case Command.MY_DATA | Command.FIX | Command.ERASE | Command.WITHDRAW | Command.REPORT | Command.APPEAL:
            _open(talk, command)


def _open(talk: Talk, command: Command) -> None:
    """Start the flow that a command opens, with what it answers already. A draft is set aside."""
    flow = next((flow for flow in talk.engine.flows.values() if command in flow.opened_by), None)
    if flow is None:
        talk.ask_again()
        return
    talk.leave()
    talk.open(flow.name, flow.opened_by[command])


def _help(talk: Talk) -> None:
    talk.note(talk.run, "helped")
    if talk.words.has(talk.here, "help"):
        talk.lead.append(talk.words.of(talk.here, "help", talk.record))
    talk.lead.append(talk.common("help-commands"))
    talk.ask_again()


def _to_menu(talk: Talk) -> None:
    talk.leave()
    talk.open_menu()


def _notices(talk: Talk, command: Command) -> None:
    """Stop the disbursement notices, or let them come again, and nothing else."""
    wanted = command is Command.RESUME
    if wanted and talk.session.stopped_notices_at is None:
        # Who stopped nothing means the conversation.
        _to_menu(talk)
        return
    talk.want_notices(wanted=wanted)
    _settle(talk, command)
    talk.lead.append(talk.common("notices-resumed" if wanted else "notices-stopped"))
    talk.ask_again()


def _settle(talk: Talk, command: Command) -> None:
    """Change the answers that a command settles, in what goes on and in what was set aside."""
    for run in talk.session.unfinished():
        for state in talk.engine.flows[run.flow]:
            if isinstance(state, Choose) and command in state.settled_by and run.answers.get(state.slot) is not None:
                run.answers[state.slot] = state.settled_by[command].value
                run.proofs[state.name] = (talk.now, talk.message_id)


def _ask_language(talk: Talk) -> None:
    talk.session.asking = LANGUAGE
    talk.lead.append(talk.common("language-which"))
    talk.offer([(code, texts.name) for code, texts in talk.engine.texts.items()])
    talk.say()


def _cancel(talk: Talk) -> None:
    """Ask before anything is lost: many who say "batal" mean the last answer only."""
    if not talk.has_draft:
        talk.open_menu()
        return
    talk.session.asking = CANCEL
    talk.lead.append(talk.common("cancel-sure"))
    talk.offer([("yes", talk.common("cancel-yes")), ("no", talk.common("cancel-no"))])
    talk.say()


def _go_back(talk: Talk) -> None:
    """Go one step back: out of a question about an answer, out of a correction, or to the question before."""
    run = talk.run
    if run.unsure or run.so_far is not None:
        talk.ask_again()
        return
    if run.before:
        run.answers.update(run.before)
        talk.advance()
        return
    here = talk.here
    listed = isinstance(here, Ask) and here.until is not None and run.answers.get(here.slot)
    stops = [state for state in walk(talk.flow, run.answers).behind if _was_asked(state, run.answers)]
    previous = here if listed else (stops[-1] if stops else None)
    if isinstance(previous, Review):
        run.answers.pop(previous.name)
    elif isinstance(previous, Question):
        _take_back(talk, previous)
    else:
        talk.leave()
        talk.open_menu()
        return
    talk.advance()


def _was_asked(state: State, answers: Mapping[str, Any]) -> bool:
    """Tell whether somebody can go back there: a list of nobody was full before it was asked for."""
    if isinstance(state, Ask) and state.until is not None:
        return bool(answers.get(state.slot))
    return isinstance(state, (Question, Review))


def _take_back(talk: Talk, question: Question[Any]) -> None:
    """Forget an answer; of a list, the last item."""
    items = talk.run.answers.get(question.slot)
    listed = isinstance(question, Ask) and question.until is not None
    forget(talk.flow, talk.run.answers, question)
    if listed and items:
        talk.run.answers[question.slot] = items[:-1]
        if isinstance(question, Ask) and question.implies is not None:
            # What an item brought along stays with those that stay.
            for item in items[:-1]:
                talk.run.answers.update(question.implies(question.from_plain(item)))
