"""Fields of a decoded update, whatever is found in their place."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = dict[str, object]


def part(value: Json, name: str) -> Json:
    """Give the object called `name`, empty where there is none."""
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}


def said(value: Json, name: str) -> str:
    """Give the text called `name`, empty where there is none."""
    text = value.get(name)
    return text if isinstance(text, str) else ""
