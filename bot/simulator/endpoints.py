"""The simulator's addresses. Served in the demo only: whoever can reach them can talk as anyone."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import msgspec
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.body import BodyRefused, bounded_body
from bot.channels.channel import HttpAnswer, Malformed
from bot.channels.simulator import CHANNEL, parse
from bot.runtime.taken import StoreUnavailable
from conversations.engine.messages import ChatRef, Inbound, Outbound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from bot.assembly import Parts

_PAGE = resources.files("bot.simulator") / "page"


def simulator_routes(parts: Parts) -> Sequence[BaseRoute]:
    """Give the page and what it calls."""
    simulator = Simulator(parts)
    return [
        Route("/simulator", simulator.page, methods=["GET"]),
        Route("/simulator/messages", simulator.say, methods=["POST"]),
        Route("/simulator/messages", simulator.late, methods=["GET"]),
        Mount("/simulator/page", StaticFiles(directory=str(_PAGE))),
    ]


class Simulator:
    """Takes messages of simulated chats and gives the replies as plain values."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def page(self, _: Request) -> Response:
        """Give the page."""
        return Response((_PAGE / "index.html").read_bytes(), media_type="text/html")

    async def say(self, request: Request) -> Response:
        """Take one message, and give every reply to it and what was still waiting."""
        try:
            inbound = parse(await bounded_body(request))
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed as fault:
            return JSONResponse({"detail": str(fault)}, 400)
        said: list[Outbound] = []

        def ride(_: Inbound, outbound: Outbound, _ref: str) -> HttpAnswer:
            said.append(outbound)
            return HttpAnswer(b"", "application/json")

        try:
            await self._parts.turns.take(inbound, ride)
            return await self._replies(inbound.chat, said[-1:])
        except StoreUnavailable:
            return JSONResponse({"detail": "Redis cannot be reached"}, 503, {"Retry-After": "5"})

    async def late(self, request: Request) -> Response:
        """Give what came by itself since the last message."""
        chat = ChatRef(CHANNEL, request.query_params.get("chat", ""))
        return await self._replies(chat, [])

    async def _replies(self, chat: ChatRef, said: Sequence[Outbound]) -> Response:
        waiting = self._parts.simulator.waiting(chat.address)
        tools = self._parts.tools
        session = (await tools.store.read(chat, None, tools.clock())).session
        body = {
            "replies": [_shown(outbound) for outbound in (*waiting, *said)],
            "flow": session.run.flow if session.run else None,
            "state": session.run.state if session.run else None,
        }
        return Response(msgspec.json.encode(body), media_type="application/json")


def _shown(outbound: Outbound) -> dict[str, object]:
    """Give a reply as a phone would show it: numbered choices, and what tapping each of them sends."""
    return {
        "text": outbound.text,
        "choices": [choice.label for choice in outbound.choices],
        "taps": [choice.payload for choice in outbound.choices],
    }
