"""Every route of the registry as it is served, with what its declaration asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.routing import APIRoute, iter_route_contexts

from backend.auth.bearer import Scoped
from backend.auth.measuring import may_measure
from backend.console.access import Allowed, AtStage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI


@dataclass(frozen=True)
class Served:
    """A method of a path, and every dependency that is asked before its endpoint, as deep as they go."""

    method: str
    path: str
    asks: tuple[Any, ...]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def declared(self) -> list[Any]:
        asked = (each for each in self.asks if isinstance(each, Allowed | Scoped | AtStage) or each is may_measure)
        return list(dict.fromkeys(asked))


def served(app: FastAPI) -> list[Served]:
    """List every route, whichever router brought it."""
    found = []
    for context in iter_route_contexts(app.routes):
        asks = tuple(_asks(context.dependant)) if isinstance(context.original_route, APIRoute) else ()
        found += [Served(method, str(context.path), asks) for method in sorted((context.methods or set()) - {"HEAD"})]
    return found


def _asks(dependant: Any) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each.call
        yield from _asks(each)
