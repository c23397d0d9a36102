"""The OpenAPI document as the rows of a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from backend.reference.exchanges import Exchange, exchanges

_METHODS: Final = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """One field or parameter."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An example: what is sent as a body, and what is answered, as JSON; None where there is nothing."""

    summary: str
    status: int
    path: str
    body: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    body: str | None
    answers: tuple[tuple[str, str, str | None], ...]
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A named JSON object, or a named list of values."""

    name: str
    about: str
    fields: tuple[Field, ...]
    options: tuple[str, ...]


def operations(document: dict[str, Any]) -> list[Operation]:
    """List what can be asked, in the document's order."""
    return [
        _operation(method, path, described)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
        if method in _METHODS
    ]


def shapes(document: dict[str, Any]) -> list[Shape]:
    """List the named objects and values, by name."""
    named = document.get("components", {}).get("schemas", {})
    return [
        Shape(
            name,
            _sentence(schema.get("description", "")),
            tuple(
                Field(
                    field,
                    _kind(of),
                    field in schema.get("required", ()),
                    _sentence(of.get("description", "")),
                )
                for field, of in schema.get("properties", {}).items()
            ),
            tuple(schema.get("enum", ())),
        )
        for name, schema in sorted(named.items())
    ]


def _operation(method: str, path: str, described: dict[str, Any]) -> Operation:
    body = described.get("requestBody")
    return Operation(
        method=method.upper(),
        path=path,
        summary=described.get("summary", ""),
        description=described.get("description", ""),
        parameters=tuple(
            Field(each["name"], _kind(each["schema"]), each.get("required", False), each.get("description", ""))
            for each in described.get("parameters", ())
        ),
        body=_content(body) if body else None,
        answers=tuple(
            (status, answer["description"], _content(answer))
            for status, answer in sorted(described["responses"].items())
        ),
        examples=tuple(_shown(each) for each in exchanges() if (each.method, each.path) == (method.upper(), path)),
    )


def _shown(exchange: Exchange) -> Shown:
    query = f"?{urlencode(exchange.query)}" if exchange.query else ""
    return Shown(
        exchange.summary, exchange.status, exchange.address + query, _json(exchange.body), _json(exchange.answer)
    )


def _json(value: Any) -> str | None:  # noqa: ANN401 - whatever an example has
    return None if value is None else json.dumps(value, indent=2, ensure_ascii=False)


def _content(described: dict[str, Any]) -> str | None:
    for content in described.get("content", {}).values():
        return _kind(content.get("schema", {}))
    return None


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_kind(option) for option in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    limits = [str(schema[name]) for name in ("format", "pattern") if name in schema]
    return " ".join([kind, *limits])


def _sentence(text: str) -> str:
    return " ".join(text.split())
