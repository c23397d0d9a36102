"""Whatever the audit log can hold has words on its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from backend.audit.seen import Seen
from backend.broadcasts.states import State as BroadcastState
from backend.console.trail_wording import action_name, is_worded
from backend.rights.wishes import State
from backend.undelivered.states import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

BACKEND = Path(__file__).parents[2] / "backend"
WRITES = re.compile(r"Event|_?event|_?note|new_recovery_codes")
ACTION = re.compile(r"[a-z_]+\.[a-z_-]+")
ENDS = {
    "broadcast.": {state.value for state in BroadcastState},
    "rights.": {state.value for state in State if state is not State.OPEN},
    "undelivered.": {decision.value for decision in Decision},
}


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def written() -> Iterator[str]:
    for path in BACKEND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and WRITES.fullmatch(called(node)):
                yield from named(node)


def named(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ACTION.fullmatch(node.value):
                yield node.value
            if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                yield from (f"{first.value}{end}" for end in ENDS.get(str(first.value), ()))


def test_every_action_that_the_code_writes_and_every_look_has_words() -> None:
    actions = {*written(), *Seen}
    assert len(actions) >= 35
    assert {"registration.repeated", "rights.refused", "undelivered.retry", "officer.signed-in"} <= actions
    assert sorted(action for action in actions if not is_worded(action)) == []


def test_an_action_of_another_version_is_shown_by_its_own_name() -> None:
    assert action_name("broadcast.cooled_down") == "broadcast: cooled down"
