"""The bot's application: the platforms come in by their doors, everything else by the router."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from bot.channels.door import Door

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Receive, Scope, Send


class Front(Starlette):
    """Lets the platforms in before anything else looks at the request: nothing is as busy as they are."""

    _doors: dict[str, Door] = {}  # noqa: RUF012 - replaced as a whole when the routes are known

    def open(self, routes: Iterable[BaseRoute]) -> None:
        """Serve further routes, doors among them."""
        served = list(routes)
        self.router.routes.extend(served)
        self._doors = {
            route.path: route.app for route in served if isinstance(route, Route) and isinstance(route.app, Door)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        door = self._doors.get(scope["path"]) if scope["type"] == "http" else None
        await (super().__call__ if door is None else door)(scope, receive, send)
