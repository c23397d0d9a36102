"""A catalogue as it is written: each text with its line, its variables and its words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fluent.syntax import ast

from conversations.checks.finding import Finding
from conversations.words.fluent import read_fluent

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[str, str | None]
"""A message, and one of its attributes or None for the message itself."""
STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a variable in a text that is read as words."""


@dataclass(slots=True)
class Written:
    """One text. `words` has a stand-in for each variable; `variants` are the other ways it can read."""

    line: int
    comment: str = ""
    variables: set[str] = field(default_factory=set)
    references: set[Key] = field(default_factory=set)
    words: str = ""
    variants: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Catalogue:
    """One file of texts. `faults` is what cannot be read, or stands twice."""

    locale: str
    scope: str
    texts: dict[Key, Written]
    faults: list[Finding]

    @property
    def path(self) -> str:
        """Where the file is."""
        return f"locales/{self.locale}/{self.scope}.ftl"

    def at(self, key: Key, what: str, remedy: str) -> Finding:
        """Give a finding about a text, with its line if it is there."""
        written = self.texts.get(key) or self.texts.get((key[0], None))
        place = f"{self.path}:{written.line}" if written else self.path
        return Finding(f"{self.scope}: {named(key)}", what, remedy, place)

    def unreadable(self, content: str, line: int) -> Finding:
        """Give a finding about something that is no Fluent."""
        first = content.strip().partition("\n")[0][:40]
        return Finding(
            self.scope,
            f"cannot be read at {first!r}",
            "Correct the Fluent syntax: `name = text`, `{ $variable }`, attributes indented, with a dot",
            f"{self.path}:{line}",
        )


def named(key: Key) -> str:
    """Give the name of a text as Fluent writes it: `nik.help`."""
    message, attribute = key
    return message if attribute is None else f"{message}.{attribute}"


def read_catalogue(locale: str, scope: str, source: str) -> Catalogue:
    """Read a catalogue; what cannot be read becomes a finding."""
    catalogue = Catalogue(locale, scope, {}, [])
    ends = [place for place, sign in enumerate(source) if sign == "\n"]
    for entry in read_fluent(source).body:
        line = bisect_right(ends, entry.span.start) + 1 if entry.span else 0
        match entry:
            case ast.Junk():
                catalogue.faults.append(catalogue.unreadable(entry.content or "", line))
            case ast.Message() | ast.Term():
                for key, pattern, start in _patterns(entry):
                    _add(catalogue, key, pattern, bisect_right(ends, start) + 1, entry)
            case _:
                pass
    return catalogue


def _patterns(entry: ast.Message | ast.Term) -> Iterator[tuple[Key, ast.Pattern | None, int]]:
    name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
    start = entry.id.span.start if entry.id.span else 0
    if entry.value is not None:
        yield (name, None), entry.value, start
    for attribute in entry.attributes:
        yield (name, attribute.id.name), attribute.value, attribute.span.start if attribute.span else start


def _add(catalogue: Catalogue, key: Key, pattern: ast.Pattern | None, line: int, entry: ast.Message | ast.Term) -> None:
    if key in catalogue.texts:
        finding = catalogue.at(key, "stands twice", "Remove one: only the last is said")
        catalogue.faults.append(finding)
        return
    written = Written(line, (entry.comment.content or "") if entry.comment else "")
    if pattern is not None:
        written.words = _words(pattern, written)
    catalogue.texts[key] = written


def _words(pattern: ast.Pattern, into: Written) -> str:
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append(element.value or "")
        elif isinstance(element, ast.Placeable):
            parts.append(_placed(element.expression, into))
    return "".join(parts)


def _placed(expression: object, into: Written) -> str:
    """Note what an expression refers to, and give how it reads."""
    match expression:
        case ast.StringLiteral() | ast.NumberLiteral():
            return str(expression.value)
        case ast.VariableReference():
            into.variables.add(expression.id.name)
        case ast.MessageReference():
            attribute = expression.attribute.name if expression.attribute else None
            into.references.add((expression.id.name, attribute))
        case ast.TermReference():
            into.references.add((f"-{expression.id.name}", None))
        case ast.FunctionReference():
            for argument in expression.arguments.positional:
                _placed(argument, into)
        case ast.Placeable():
            return _placed(expression.expression, into)
        case ast.SelectExpression():
            _placed(expression.selector, into)
            ways = {variant.default: _words(variant.value, into) for variant in expression.variants}
            into.variants += [_words(each.value, into) for each in expression.variants if not each.default]
            return ways.get(True, "")
        case _:
            pass
    return STAND_IN
