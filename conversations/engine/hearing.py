"""Hearing a message: what it means here, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conversations.answers.commands import Command, command_in, is_greeting, is_skip, is_thanks, is_unknown
from conversations.answers.invitation import Invitation, is_bare
from conversations.answers.normalise import normalise, plain
from conversations.answers.ordinals import choice_number
from conversations.answers.picks import pick
from conversations.answers.reading import Candidate, Partial, Problem, Reading, Unsure
from conversations.answers.turns import is_question
from conversations.answers.wishes import wish_in
from conversations.answers.yes_no import parse_yes_no
from conversations.engine import detours, genuine, reviewing
from conversations.engine.agent import AGENT_MENU, acting
from conversations.engine.asides import hear_aside
from conversations.engine.bringing import brings
from conversations.engine.calming import calms
from conversations.engine.compose import COMMON, Composer
from conversations.engine.fields import to_plain
from conversations.engine.flow import Ask, Choose, End, Flow, Question, Review, State
from conversations.engine.handing import hands_on
from conversations.engine.messages import Attachment, Content, SharedContact, Tap, Text
from conversations.engine.talk import PRACTICE
from conversations.engine.verdict import declares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.engine.talk import Talk

_LONGEST_TEXT = 4096
_LONGEST_WISH = 4
"""Words of a message that asks for something in the menu; more words are a story, unless they speak of it."""
_KINDS = ("voice", "photo", "location", "sticker", "document")
_REWORD, _OFFER_PERSON = 2, 3
"""The failures after which a question is put in other words, and a person is offered."""
_LET_GO = 2
"""The failures after which a reply to "which one?" is heard as an answer of its own."""


def hear(talk: Talk, said: Content, *, forwarded: bool = False) -> None:
    """Take in one message, whatever it is."""
    if brings(talk, said):
        return
    content = _spoken(said)
    if isinstance(content, Text) and _opens(talk, content.text):
        return
    if isinstance(content, Text) and genuine.doubts(talk, content.text, forwarded=forwarded):
        genuine.check(talk, content.text)
        return
    if isinstance(content, Text) and calms(talk, content.text):
        return
    command = command_in(content.text) if isinstance(content, Text) else None
    if talk.is_idle:
        _begin(talk, content, command)
    elif talk.session.asking is not None:
        hear_aside(talk, content, command)
    elif command is not None and not _is_meant_here(talk, command, content):
        detours.obey(talk, command)
    else:
        _answer(talk, content)


def _opens(talk: Talk, text: str) -> bool:
    """Start the flow that a whole message is meant to open. A draft is set aside."""
    if _is_asked_for(talk, text):
        return False
    for flow in talk.engine.flows.values():
        brought = flow.opened_with(text) if flow.opened_with is not None else None
        if brought is not None and not talk.is_idle and talk.practises and hands_on(flow):
            talk.lead.append(talk.common("practice-only"))
            talk.ask_again()
            return True
        if brought is not None and not _is_an_everyday_word(talk, flow, text):
            talk.session.asking = None
            if not talk.is_idle:
                talk.leave()
            talk.open(flow.name, brought)
            return True
    return False


def _is_asked_for(talk: Talk, text: str) -> bool:
    """Tell whether a message is the code that the open question asks for, and does not say that it is for agents."""
    if talk.is_idle or talk.session.asking is not None:
        return False
    state = talk.here
    return isinstance(state, Ask) and state.saves.kind is Invitation and is_bare(text)


def _is_an_everyday_word(talk: Talk, flow: Flow, text: str) -> bool:
    """Tell whether what opens a flow of agents is an answer here: in a draft, from nobody's agent."""
    drafting = not talk.is_idle and talk.flow.keeps_draft
    return drafting and talk.session.agent is None and plain(text) in flow.everyday


def _is_meant_here(talk: Talk, command: Command, content: Content) -> bool:
    """Tell whether "ubah data" means the answers that are shown just now, or "berhenti" what becomes of a child."""
    match talk.here, content:
        case Review(), _:
            return command is Command.FIX
        case Ask() as state, Text(text) if command in state.hears:
            return not isinstance(state.expects(text, talk.situation()), Problem)
        case _:
            return False


def resettle(talk: Talk) -> None:
    """Explain that the open question is gone with an older release, and go on from the nearest checkpoint."""
    talk.lead.append(talk.texts.say(COMMON, "moved-on"))
    if talk.session.run is None:
        talk.open_menu()
    else:
        talk.note(talk.run, "moved")
        talk.ask_again()


def _spoken(content: Content) -> Content:
    """Give what was said: a caption counts as text, and nobody needs to write a novel."""
    if isinstance(content, Attachment) and content.caption.strip():
        return Text(content.caption[:_LONGEST_TEXT])
    if isinstance(content, Text):
        return Text(content.text[:_LONGEST_TEXT])
    return content


def _begin(talk: Talk, content: Content, command: Command | None) -> None:
    """Nothing is going on: show the menu, or do at once what the words clearly ask for."""
    if command is None and isinstance(content, Text) and _goes_on(talk, content.text):
        return
    if talk.session.turn == 1:
        talk.lead.append(talk.texts.say(talk.engine.home, "opening"))
    elif isinstance(content, Tap):
        talk.lead.append(talk.texts.say(COMMON, "old-button"))
    elif isinstance(content, Text) and is_thanks(content.text):
        talk.lead.append(talk.texts.say(COMMON, "thanks"))
    if isinstance(content, Attachment):
        talk.lead.append(talk.texts.say(COMMON, _received(content)))
    talk.open_menu()
    if talk.need is not None:
        # Whether the agent's menu may be shown is being asked.
        return
    if command is not None and command not in (Command.MENU, Command.AGAIN, Command.BACK, Command.CANCEL):
        detours.obey(talk, command)
    elif command is None and isinstance(content, Text):
        _wish(talk, content.text)


def _goes_on(talk: Talk, text: str) -> bool:
    """Take a message after the end as the first of the next, where it answers that; a second KIRIM is told so."""
    ended, agent = talk.session.run, talk.session.agent
    end = talk.here if ended is not None else None
    if ended is None or not isinstance(end, End) or not end.goes_on or agent is None or talk.now >= agent.pin_until:
        return False
    if declares(text) and talk.session.replies:
        said = talk.session.replies[-1].outbound
        own = talk.words.has(end, "sent-before")
        talk.lead.append(talk.words.of(end, "sent-before", talk.record) if own else talk.common("sent-before"))
        talk.say(said.text if said is not None else "")
        return True
    practised = {PRACTICE: True} if PRACTICE in ended.answers else {}
    if understood := talk.go_on(end.goes_on, {**acting(agent.told()), **practised}, text):
        _take(talk, *understood, text)
    return understood is not None


def _wish(talk: Talk, text: str) -> None:
    """Do what the words ask for; who is new here reads first who we are, and says that it is meant."""
    state = talk.here
    if not isinstance(state, Choose):
        return
    has_digits = any(sign.isdigit() for sign in text)
    wish = wish_in(text, talk.words.about(state, talk.run.offered, talk.situation()))
    speaks_of_it = wish is not None and not (wish.hinted and has_digits)
    if not speaks_of_it and (has_digits or len(text.split()) > _LONGEST_WISH):
        return
    picked = _picked(talk, state, text)
    if isinstance(picked, int) and talk.session.turn > 1:
        talk.save(state, talk.run.offered[picked][0])
    elif picked is not None:
        meant = Unsure((Candidate(picked, ""),)) if isinstance(picked, int) else picked
        _ask_which(talk, state, _one_of(talk, meant).candidates)


def _asks_for_something_else(talk: Talk, text: str) -> bool:
    """Do what the menu offers when somebody asks for that in place of an answer, where nothing is lost by it."""
    if talk.run.flow in (talk.engine.home, AGENT_MENU) or len(text.split()) > _LONGEST_WISH:
        return False
    menu = talk.engine.flows[talk.engine.home]
    words = Composer(talk.texts, menu)
    door = menu[menu.start]
    if not isinstance(door, Choose):
        return False
    offered, situation, said = [(option.value, "") for option in door.options], talk.situation(), normalise(text)
    known = words.words(door, offered, situation)
    wished = next((place for place, names in known.items() if said in map(normalise, names)), None)
    wish = wish_in(text, words.about(door, offered, situation)) if wished is None else None
    if wish is not None and wish.is_all:
        wished = wish.places[0]
    if wished is None:
        return False
    talk.open_menu(menu.name)
    talk.save(door, door.options[wished].value)
    return True


def _answer(talk: Talk, content: Content) -> None:
    state = talk.here
    match content:
        case Tap():
            _answer_tap(talk, state, content)
        case Attachment():
            talk.lead.append(talk.common(_received(content)))
            talk.ask_again()
        case SharedContact() if isinstance(state, Ask) and state.contact:
            _read(talk, state, content.phone)
        case SharedContact():
            talk.lead.append(talk.common("received-contact"))
            talk.ask_again()
        case Text() if isinstance(state, Question):
            _answer_text(talk, state, content.text)
        case Text() if isinstance(state, Review):
            if not reviewing.hear(talk, state, content.text):
                _fail(talk, state, Problem("not-reviewed"), content.text)
        case _:
            talk.ask_again()


def _received(attachment: Attachment) -> str:
    return f"received-{attachment.kind if attachment.kind in _KINDS else 'other'}"


def _answer_tap(talk: Talk, state: State, tap: Tap) -> None:
    position = talk.tapped(tap)
    if position is None:
        talk.lead.append(talk.common("old-button"))
        talk.ask_again()
    elif isinstance(state, Question):
        _take_offer(talk, state, position)
    elif isinstance(state, Review):
        reviewing.judge(talk, state, talk.run.offered[position][0])
    else:
        talk.ask_again()


def _answer_text(talk: Talk, state: Question[Any], text: str) -> None:
    """Read an answer: as something on offer, or in the person's own words."""
    if isinstance(state, Ask) and not talk.run.unsure:
        _read(talk, state, text)
        return
    if state.proof and reviewing.reconsider(talk, text):
        return
    picked = _picked(talk, state, text)
    if picked is None and talk.run.unsure:
        if _clarified(talk, state, text) or _settled_doubt(talk, state, text):
            return
        if isinstance(state, Choose) and not any(sign.isdigit() for sign in text):
            # A name may be any of the options; a number only one of those that were seen.
            talk.offer(talk.words.offered(state, talk.situation()))
            picked = _picked(talk, state, text)
    if isinstance(picked, int):
        _take_offer(talk, state, picked)
    elif isinstance(state, Ask):
        _read(talk, state, text)
    elif isinstance(state, Choose):
        _take(talk, state, _understood(talk, state, text, picked), text)


def _clarified(talk: Talk, state: Question[Any], text: str) -> bool:
    """Hear a reply to "which one?" in the person's own words. A problem lets the question stand, but not for ever."""
    if not isinstance(state, Ask) or state.clarifies is None or not talk.run.offered:
        return False
    clear = state.clarifies(state.from_plain(talk.run.offered[0][0]), text)
    if isinstance(clear, Problem):
        if talk.run.attempts >= _LET_GO:
            return False
        _explain(talk, state, clear, text)
        _say_which(talk, state, talk.run.offered)
    elif clear is not None:
        _take(talk, state, clear, text)
    return clear is not None


def _settled_doubt(talk: Talk, state: Question[Any], text: str) -> bool:
    """Hear a plain yes or no to "is it this?": yes takes the only thing on offer, no asks anew."""
    said = parse_yes_no(text)
    if said is True and len(talk.run.offered) == 1:
        _take_offer(talk, state, 0)
    elif said is False:
        talk.ask_again()
    else:
        return False
    return True


def _understood(talk: Talk, state: Choose[Any], text: str, picked: Unsure[int] | None) -> Reading[Any]:
    """Read what is none of the labels, or several of them."""
    reading = state.understands(text, talk.situation()) if state.understands else Problem("not-offered")
    return reading if picked is None or not isinstance(reading, Problem) else _one_of(talk, picked)


def _one_of(talk: Talk, picked: Unsure[int]) -> Unsure[Any]:
    """Give the things on offer that may have been picked."""
    offered = [talk.run.offered[each.value] for each in picked.candidates]
    return Unsure(tuple(Candidate(value, label) for value, label in offered))


def _picked(talk: Talk, state: Question[Any], text: str) -> int | Unsure[int] | None:
    labels = [label for _, label in talk.run.offered]
    if not labels:
        return None
    if isinstance(state, Choose) and state.proof:
        return _declared(text, labels)
    offered, situation = talk.run.offered, talk.situation()
    return pick(text, labels, talk.words.words(state, offered, situation), talk.words.about(state, offered, situation))


def _declared(text: str, labels: Sequence[str]) -> int | None:
    """Give what was picked where it is a proof: by its label alone, or by its number alone. A question is neither."""
    if "?" in text:
        return None
    said = normalise(text)
    if said in [normalise(label) for label in labels]:
        return [normalise(label) for label in labels].index(said)
    numbered = choice_number(text)
    alone = numbered is not None and not numbered[1].strip() and 0 < numbered[0] <= len(labels)
    return numbered[0] - 1 if numbered is not None and alone else None


def _read(talk: Talk, state: Ask[Any], text: str) -> None:
    if state.optional and is_skip(text) and talk.run.so_far is None:
        talk.save(state, None)
        return
    reading = state.expects(text, talk.situation())
    if state.optional and isinstance(reading, Problem) and _does_not_know(talk, text):
        talk.save(state, None)
        return
    picked = _picked(talk, state, text) if isinstance(reading, Problem) else None
    if isinstance(picked, int):
        _take_offer(talk, state, picked)
    else:
        _take(talk, state, reading if picked is None else _one_of(talk, picked), text)


def _does_not_know(talk: Talk, text: str) -> bool:
    """Tell whether somebody says that they do not know, and nothing else: half a number is no "lupa"."""
    return talk.run.so_far is None and is_unknown(text) and not any(sign.isdigit() for sign in text)


def _take_offer(talk: Talk, state: Question[Any], position: int) -> None:
    plain = talk.run.offered[position][0]
    if isinstance(state, Ask) and state.completes is not None and talk.run.unsure:
        _take(talk, state, state.completes(state.from_plain(plain)), "")
    else:
        talk.save(state, plain)


def _take(talk: Talk, state: Question[Any], reading: object, text: str) -> None:
    """Do what a reading calls for."""
    match reading:
        case Problem():
            _fail(talk, state, reading, text)
        case Partial():
            so_far = to_plain(reading.so_far)
            talk.run.attempts += so_far == talk.run.so_far
            talk.run.so_far = so_far
            talk.offer([])
            talk.say(talk.words.problem(state, reading.problem.code, talk.record, reading.problem.args))
        case Unsure():
            _ask_which(talk, state, reading.candidates)
        case _:
            talk.save(state, to_plain(reading))


def _ask_which(talk: Talk, state: State, candidates: tuple[Candidate[Any], ...]) -> None:
    offered = [(to_plain(candidate.value), candidate.label) for candidate in candidates]
    if talk.run.unsure and [label for _, label in talk.run.offered] == [label for _, label in offered]:
        # The same words again did not help, so another way has to.
        _explain(talk, state, Problem("not-offered"), "")
    _say_which(talk, state, offered)


def _say_which(talk: Talk, state: State, offered: list[tuple[Any, str]]) -> None:
    """Ask which of several meanings it is."""
    talk.offer(offered, unsure=True)
    if len(offered) == 1:
        talk.say(talk.common("is-it-this"))
    elif talk.words.has(state, "which"):
        talk.say(talk.words.of(state, "which", talk.record))
    else:
        talk.say(talk.common("which-one"))


def _fail(talk: Talk, state: State, problem: Problem, text: str) -> None:
    """Say what is in the way. A second failure says it in other words, a third offers a person."""
    if is_greeting(text) or is_thanks(text):
        talk.lead.append(talk.common("greeting" if is_greeting(text) else "thanks"))
        talk.ask_again()
        return
    if not talk.flow.keeps_draft and _asks_for_something_else(talk, text):
        return
    _explain(talk, state, problem, text)
    talk.ask_again(shortly=True)


def _explain(talk: Talk, state: State, problem: Problem, text: str) -> None:
    """Count a failure, and say what helps: who asks a question in return is told what this one is about."""
    talk.run.attempts += 1
    talk.note(talk.run, "failed")
    has_help = talk.words.has(state, "help")
    asked = has_help and is_question(text) and not (isinstance(state, Ask) and state.fills)
    if not asked or talk.words.has(state, f"problem-{problem.code}"):
        talk.lead.append(talk.words.problem(state, problem.code, talk.record, problem.args))
    if asked or (has_help and talk.run.attempts >= _REWORD):
        talk.lead.append(talk.words.of(state, "help", talk.record))
    if talk.run.attempts >= _OFFER_PERSON:
        skips = isinstance(state, Ask) and state.optional
        talk.lead.append(talk.common("person-offered-skip" if skips else "person-offered"))
