"""The simulator's addresses. Served in the demo only: whoever can reach them can talk as anyone."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import msgspec
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.body import BodyRefused, bounded_body
from bot.channels.channel import HttpAnswer, Malformed
from bot.channels.simulator import Typed, parse
from bot.runtime.taken import StoreUnavailable
from bot.simulator.guarded import CarefulHeaders, OwnPageOnly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from bot.assembly import Parts
    from conversations.engine.messages import ChatRef, Inbound, Outbound

_PAGE = resources.files("bot.simulator") / "page"
_LONGEST_ID = 64
_JSON = "application/json"


def simulator_routes(parts: Parts) -> Sequence[BaseRoute]:
    """Give the page and what it calls."""
    simulator = Simulator(parts)
    careful = [Middleware(CarefulHeaders)]
    own_page = [*careful, Middleware(OwnPageOnly)]
    return [
        Route("/simulator", simulator.page, methods=["GET"], middleware=careful),
        Route("/simulator/messages", simulator.say, methods=["POST"], middleware=own_page),
        Route("/simulator/messages", simulator.late, methods=["GET"], middleware=own_page),
        Mount("/simulator/page", StaticFiles(directory=str(_PAGE)), middleware=careful),
    ]


class Simulator:
    """Takes messages of simulated chats and gives the replies as plain values."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def page(self, _: Request) -> Response:
        """Give the page."""
        return Response((_PAGE / "index.html").read_bytes(), media_type="text/html")

    async def say(self, request: Request) -> Response:
        """Take one message, and give what was still waiting and then the reply to it."""
        try:
            inbound = parse(await bounded_body(request.scope, request.receive))
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed as fault:
            return JSONResponse({"detail": str(fault)}, 400)
        if len(inbound.id) > _LONGEST_ID:
            return JSONResponse({"detail": f"an id has at most {_LONGEST_ID} characters"}, 400)
        try:
            taken = await self._parts.turns.take(inbound, _ride)
            return await self._answer(inbound.chat, taken.answer)
        except StoreUnavailable:
            return _try_again()

    async def late(self, request: Request) -> Response:
        """Give what came by itself since the last message."""
        try:
            # What a chat may be called is the channel's to say.
            chat = parse(msgspec.json.encode(Typed(chat=request.query_params.get("chat", "")))).chat
        except Malformed as fault:
            return JSONResponse({"detail": str(fault)}, 400)
        try:
            return await self._answer(chat, None)
        except StoreUnavailable:
            return _try_again()

    async def _answer(self, chat: ChatRef, reply: HttpAnswer | None) -> Response:
        tools = self._parts.tools
        session = (await tools.store.read(chat, None, tools.clock())).session
        # Taking what waits comes last: nothing that fails after it can lose it.
        waiting = [msgspec.Raw(_shown(outbound)) for outbound in self._parts.simulator.waiting(chat.address)]
        body = {
            "replies": [*waiting, *([msgspec.Raw(reply.body)] if reply else [])],
            "flow": session.run.flow if session.run else None,
            "state": session.run.state if session.run else None,
        }
        return Response(msgspec.json.encode(body), media_type=_JSON)


def _ride(inbound: Inbound, outbound: Outbound, _ref: str) -> HttpAnswer:
    return HttpAnswer(_shown(outbound, inbound.id), _JSON)


def _shown(outbound: Outbound, answers: str | None = None) -> bytes:
    """Give a message as a phone shows it: choices, and what tapping each of them sends.

    `contact` labels the button that shares the phone's own number; `answers` is the id of the message that
    this replies to, None when it came by itself.
    """
    return msgspec.json.encode(
        {
            "text": outbound.text,
            "choices": [choice.label for choice in outbound.choices],
            "taps": [choice.payload for choice in outbound.choices],
            "contact": outbound.contact_label,
            "answers": answers,
        }
    )


def _try_again() -> Response:
    return JSONResponse({"detail": "Redis cannot be reached"}, 503, {"Retry-After": "5"})
