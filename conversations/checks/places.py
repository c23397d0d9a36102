"""Where a state is written, for those who have to correct it."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import TYPE_CHECKING

from conversations.checks.finding import Finding

if TYPE_CHECKING:
    from types import ModuleType

    from conversations.engine.flow import Flow

_HOME = "conversations.flows"


def at_state(flow: Flow, state: str, what: str, remedy: str) -> Finding:
    """Give a finding about a state, with the file and line that declare it."""
    return Finding(f"{flow.name}.{state}", what, remedy, place_of(flow, state))


def at_flow(flow: Flow, what: str, remedy: str) -> Finding:
    """Give a finding about a whole flow."""
    return Finding(flow.name, what, remedy, place_of(flow, None))


def place_of(flow: Flow, state: str | None) -> str:
    """Give "conversations/flows/status.py:88"; nothing for a flow that no module of ours declares."""
    declaring = [(module, _lines(module).get(state)) for module in _modules_with(flow)]
    for module, line in sorted(declaring, key=lambda each: each[1] is None):
        name = module.__name__.replace(".", "/")
        path = f"{name}/__init__.py" if hasattr(module, "__path__") else f"{name}.py"
        return f"{path}:{line}" if line else path
    return ""


def _modules_with(flow: Flow) -> list[ModuleType]:
    ours = [module for name, module in list(sys.modules.items()) if name.startswith(_HOME)]
    return [module for module in ours if any(value is flow for value in vars(module).values())]


@cache
def _lines(module: ModuleType) -> dict[str | None, int]:
    """Give the line of each declaration `Kind(name="...")` of a module, and of its flow under None."""
    found: dict[str | None, int] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "Flow":
                found.setdefault(None, node.lineno)
            for keyword in node.keywords:
                if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                    found.setdefault(str(keyword.value.value), node.lineno)
    return found
