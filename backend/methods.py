"""Which methods an address answers, over all routes that share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.routing import iter_route_contexts
from starlette.routing import compile_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute


class Methods:
    """Knows the methods of every address. Each route by itself knows only its own (RFC 9110, 10.2.1)."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._known = [
            (compile_path(context.path)[0], frozenset(context.methods))
            for context in iter_route_contexts(routes)
            if context.path is not None and context.methods
        ]

    def of(self, path: str) -> list[str]:
        """List the methods that some route has for a path."""
        found = (methods for pattern, methods in self._known if pattern.match(path))
        return sorted(frozenset().union(*found))
