"""Typed access to the answers given so far.

A flow names its answers once, as fields of a record class. Answers themselves are kept as plain values
(what a session can store); a record reads them back with their types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class Record:
    """The answers of one run of a flow, as they are now. What was not answered, or was declined, reads as None."""

    __slots__ = ("answers", "read")

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.read: dict[str, tuple[Any, Any]] = {}


class Field(Generic[T]):
    """One answer of a record: on the class it is the field itself, on a record it is the value or None.

    `sensitive` answers identify a person or concern health, and are masked whenever they are shown. `optional` ones
    are not asked of everybody; all others are, before a record is handed over. A `secret` one is for the look-up that
    follows it: the session is not stored before that, and then knows only that it was answered.
    """

    def __init__(self, kind: type[T], *, sensitive: bool = False, optional: bool = False, secret: bool = False) -> None:
        self.kind = kind
        self.sensitive = sensitive
        self.optional = optional
        self.secret = secret
        self.name = ""
        # msgspec keeps what it found out about a struct; any other type it takes apart at each conversion.
        self._held = msgspec.defstruct("Held", [("value", kind)], array_like=True)

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, record: None, owner: type[Record]) -> Field[T]: ...
    @overload
    def __get__(self, record: Record, owner: type[Record]) -> T | None: ...
    @overload
    def __get__(self, record: object, owner: type[object]) -> Field[T]: ...
    def __get__(self, record: object, owner: type[object]) -> Field[T] | T | None:
        if not isinstance(record, Record):
            return self
        plain = record.answers.get(self.name)
        if plain is None:
            return None
        # Predicates read the same answers again and again on the way; an answer is replaced, never changed.
        known = record.read.get(self.name)
        if known is None or known[0] is not plain:
            known = record.read[self.name] = (plain, self.from_plain(plain))
        value: T = known[1]
        return value

    def read(self, answers: Mapping[str, Any]) -> T | None:
        """Give the answer with its type, or None."""
        plain = answers.get(self.name)
        return None if plain is None else self.from_plain(plain)

    def from_plain(self, plain: Any) -> T:  # noqa: ANN401 - whatever a session can store
        """Give the value that `plain` stands for."""
        if type(plain) is self.kind:
            return plain
        held: Any = msgspec.convert((plain,), self._held)
        value: T = held.value
        return value


def to_plain(value: object) -> Any:  # noqa: ANN401 - whatever a session can store
    """Give the form of a value that a session can store."""
    return msgspec.to_builtins(value)


def fields_of(record: type[Record]) -> dict[str, Field[Any]]:
    """Give the fields of a record class, by name: first those that it shares with others."""
    return {
        name: value
        for kind in reversed(record.__mro__)
        for name, value in vars(kind).items()
        if isinstance(value, Field)
    }
