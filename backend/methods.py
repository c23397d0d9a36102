"""Which methods an address answers, over all routes that share it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from starlette.routing import BaseRoute


class Methods:
    """Knows the methods of every address: each route by itself knows only its own (RFC 9110, 10.2.1).

    An address that is written out goes before one with a place in it, as OpenAPI reads them.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = routes

    @cached_property
    def _known(self) -> list[tuple[re.Pattern[str], int, frozenset[str]]]:
        return [
            (compile_path(context.path)[0], context.path.count("{"), frozenset(context.methods))
            for context in iter_route_contexts(self._routes)
            if context.path is not None and context.methods
        ]

    def of(self, path: str) -> list[str]:
        """List the methods that the routes of a path have."""
        found = [(places, methods) for pattern, places, methods in self._known if pattern.match(path)]
        fewest = min((places for places, _ in found), default=0)
        return sorted({method for places, methods in found if places == fewest for method in methods})
