"""The words of a conversation, from Fluent catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        self._bundles: dict[str, FluentBundle] = {}
        for scope, catalogue in sources.items():
            bundle = FluentBundle([locale], use_isolating=False)
            bundle.add_resource(FluentResource(catalogue))
            self._bundles[scope] = bundle

    def has(self, scope: str, message: str, attribute: str | None = None) -> bool:
        """Tell whether a text exists, here or in the source language."""
        if self._has(scope, message, attribute):
            return True
        return self._source is not None and self._source.has(scope, message, attribute)

    def _has(self, scope: str, message: str, attribute: str | None) -> bool:
        bundle = self._bundles.get(scope)
        if bundle is None or not bundle.has_message(message):
            return False
        found = bundle.get_message(message)
        return found.value is not None if attribute is None else attribute in found.attributes

    def say(self, scope: str, message: str, attribute: str | None = None, args: Mapping[str, Any] | None = None) -> str:
        """Give a text with its variables filled in.

        Raises:
            TextFault: there is no such text, or a variable is missing.
        """
        if self._source is not None and not self._has(scope, message, attribute):
            return self._source.say(scope, message, attribute, args)
        where = f"{self.locale}/{scope}.ftl: {message}" + (f".{attribute}" if attribute else "")
        bundle = self._bundles.get(scope)
        if bundle is None or not bundle.has_message(message):
            raise TextFault(f"{where} is missing")
        found = bundle.get_message(message)
        pattern = found.value if attribute is None else found.attributes.get(attribute)
        if pattern is None:
            raise TextFault(f"{where} is missing")
        text, faults = bundle.format_pattern(pattern, {**self.facts, **(args or {})})
        if faults:
            raise TextFault(f"{where}: {faults[0]}")
        return str(text)
