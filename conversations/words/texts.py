"""The words of a conversation, from Fluent catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from conversations.words.fluent import read_fluent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fluent.runtime.resolver import Pattern


class TextFault(Exception):
    """A text is missing, or lacks a variable. `bansos flows check` finds these before a release."""


class Texts:
    """All texts of one locale, one scope per catalogue file.

    `facts` are the variables every text may use: who operates the service, whom to call. `name` is the language's own
    name for itself. What a draft lacks it says as `source` does.
    """

    def __init__(
        self,
        locale: str,
        sources: Mapping[str, str],
        facts: Mapping[str, str],
        *,
        name: str = "",
        source: Texts | None = None,
    ) -> None:
        self.locale = locale
        self.name = name or locale
        self._source = source
        self.facts = dict(facts)
        self._lines: dict[tuple[str, str, str | None], Line | None] = {}
        self._bundles: dict[str, FluentBundle] = {}
        for scope, catalogue in sources.items():
            bundle = FluentBundle([locale], use_isolating=False)
            bundle.add_resource(read_fluent(catalogue))
            self._bundles[scope] = bundle

    def has(self, scope: str, message: str, attribute: str | None = None) -> bool:
        """Tell whether a text exists, here or in the source language."""
        return self._line(scope, message, attribute) is not None

    def say(self, scope: str, message: str, attribute: str | None = None, args: Mapping[str, Any] | None = None) -> str:
        """Give a text with its variables filled in.

        Raises:
            TextFault: there is no such text, or a variable is missing.
        """
        line = self._line(scope, message, attribute)
        if line is None:
            raise TextFault(f"{_where(self.locale, scope, message, attribute)} is missing")
        return line.said(args)

    def listed(self, scope: str, message: str, attribute: str) -> list[str]:
        """Give the words of a text that lists some, parted by commas; none where there is no such text."""
        if not self.has(scope, message, attribute):
            return []
        return [word.strip() for word in self.say(scope, message, attribute).split(",")]

    def _line(self, scope: str, message: str, attribute: str | None) -> Line | None:
        named = (scope, message, attribute)
        try:
            return self._lines[named]
        except KeyError:
            line = self._lines[named] = self._taken_apart(scope, message, attribute)
            return line

    def _taken_apart(self, scope: str, message: str, attribute: str | None) -> Line | None:
        bundle = self._bundles.get(scope)
        found = bundle.get_message(message) if bundle is not None and bundle.has_message(message) else None
        pattern = None if found is None else found.value if attribute is None else found.attributes.get(attribute)
        if bundle is not None and pattern is not None:
            return Line(_where(self.locale, scope, message, attribute), bundle, pattern, self.facts)
        return None if self._source is None else self._source._line(scope, message, attribute)  # noqa: SLF001 - its own kind


def _where(locale: str, scope: str, message: str, attribute: str | None) -> str:
    return f"{locale}/{scope}.ftl: {message}" + (f".{attribute}" if attribute else "")


class Line:
    """One text, taken apart once.

    Nearly all are plain text with variables that are text too, and are put together here; Fluent does the rest:
    selectors, references, numbers.
    """

    __slots__ = ("_bundle", "_facts", "_parts", "_pattern", "_usual", "_variable", "_variants", "_where", "_whole")

    def __init__(self, where: str, bundle: FluentBundle, pattern: Pattern, facts: Mapping[str, str]) -> None:
        self._where = where
        self._bundle = bundle
        self._pattern = pattern
        self._facts = facts
        self._parts = _parts(pattern)
        self._variable, self._variants, self._usual = _variants(where, bundle, pattern, facts)
        self._whole = self._parts[0][0] if self._parts is not None and len(self._parts) == 1 else None

    def said(self, args: Mapping[str, Any] | None) -> str:
        """Give the text with its variables filled in.

        Raises:
            TextFault: a variable is missing.
        """
        if self._whole:
            return self._whole
        if self._usual is not None and isinstance(chosen := (args or {}).get(self._variable), str):
            return self._variants.get(chosen, self._usual).said(args)
        known: dict[str, Any] = {**self._facts, **(args or {})}
        if self._parts is not None:
            pieces = [text or known.get(variable) for text, variable in self._parts]
            if all(type(piece) is str for piece in pieces):
                return "".join(cast("list[str]", pieces))
        text, faults = self._bundle.format_pattern(self._pattern, known)
        if faults:
            raise TextFault(f"{self._where}: {faults[0]}")
        return str(text)


def _variants(
    where: str, bundle: FluentBundle, pattern: Pattern, facts: Mapping[str, str]
) -> tuple[str, dict[str, Line], Line | None]:
    """Take a text apart that is nothing but a choice by one word, such as whose words it speaks in."""
    elements = pattern.elements if isinstance(pattern, ast.Pattern) else [pattern]
    match elements:
        case [ast.Placeable(expression=ast.SelectExpression(selector=ast.VariableReference() as chosen) as select)]:
            found = {str(_key(each)): Line(where, bundle, each.value, facts) for each in select.variants}
            usual = next(each for each in select.variants if each.default)
            return chosen.id.name, found, found[str(_key(usual))]
        case _:
            return "", {}, None


def _key(variant: ast.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ast.Identifier) else str(variant.key.value)


def _parts(pattern: Pattern) -> list[tuple[str, str]] | None:
    """Give the pieces of a text, each a text or a variable's name; None where there is more to it than that."""
    parts: list[tuple[str, str]] = []
    for element in pattern.elements if isinstance(pattern, ast.Pattern) else [pattern]:
        match element:
            case ast.TextElement():
                parts.append((element.value, ""))
            case ast.Placeable(expression=ast.VariableReference() as variable):
                parts.append(("", variable.id.name))
            case ast.Placeable(expression=ast.StringLiteral() as literal) if literal.parse()["value"]:
                parts.append((literal.parse()["value"], ""))
            case _:
                return None
    return parts
