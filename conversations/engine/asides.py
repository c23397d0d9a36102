"""Questions beside the run: whether to cancel it, which language to speak."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from conversations.answers.commands import Command
from conversations.answers.normalise import normalise
from conversations.answers.picks import pick
from conversations.answers.vocabulary import NEGATION
from conversations.engine import detours
from conversations.engine.compose import COMMON
from conversations.engine.messages import Content, Tap, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.talk import Talk

_NOT: Final = re.compile(rf"\b(?:{NEGATION})(?:jadi|jd|sido|sios)?\b")
_BY_LABEL: Final[Mapping[int, list[str]]] = MappingProxyType({})


def hear_aside(talk: Talk, content: Content, command: Command | None) -> None:
    """Hear the reply to a question beside the run, and go back to it."""
    asked, talk.session.asking = talk.session.asking, None
    if asked == detours.LANGUAGE:
        _speak(talk, content, command)
    else:
        _confirm(talk, content, command)


def _speak(talk: Talk, content: Content, command: Command | None) -> None:
    position = _position(talk, content, _also_called(talk))
    if position is not None:
        talk.speak(talk.run.offered[position][0])
        talk.lead.append(talk.common("language-set"))
        talk.ask_again()
    elif command is not None:
        detours.obey(talk, command)
    else:
        talk.ask_again()


def _confirm(talk: Talk, content: Content, command: Command | None) -> None:
    """Hear the reply to "cancel, and lose what was typed?"."""
    if command not in (None, Command.CANCEL, Command.BACK):
        detours.obey(talk, command)
    elif (command is Command.CANCEL and not _denies(content)) or _position(talk, content) == 0:
        talk.note(talk.run, "left")
        talk.lead.append(talk.common("cancelled"))
        talk.open_menu()
    else:
        talk.lead.append(talk.common("not-cancelled"))
        talk.ask_again()


def _denies(content: Content) -> bool:
    """Tell whether there is a "not" in it: "gak jadi" is no yes to being asked whether to delete everything."""
    return isinstance(content, Text) and _NOT.search(normalise(content.text)) is not None


def _also_called(talk: Talk) -> dict[int, list[str]]:
    """Give what people call each language on offer, besides its own name for itself."""
    called = {}
    for position, (locale, _) in enumerate(talk.run.offered):
        texts = talk.engine.texts.get(locale)
        if texts is not None and (listed := texts.listed(COMMON, "language-set", "called-words")):
            called[position] = listed
    return called


def _position(talk: Talk, content: Content, called: Mapping[int, list[str]] = _BY_LABEL) -> int | None:
    """Give the position of what was picked, by tap or in words."""
    if isinstance(content, Tap):
        return talk.tapped(content)
    labels = [label for _, label in talk.run.offered]
    picked = pick(content.text, labels, called) if isinstance(content, Text) else None
    return picked if isinstance(picked, int) else None
