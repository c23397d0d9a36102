"""The workbench's addresses. They are served where the simulator is, and behind the same guards."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import wraps
from importlib import resources
from typing import TYPE_CHECKING

import msgspec
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.body import BodyRefused, bounded_body
from bot.channels.channel import HttpAnswer, Malformed
from bot.runtime.taken import StoreUnavailable
from bot.simulator.bench.dying import take_and_die
from bot.simulator.bench.graph import lit
from bot.simulator.bench.posted import Hours, Switch, decoded, message, phone
from bot.simulator.bench.reply import Reply
from bot.simulator.bench.standing import Standing, standing_of
from bot.simulator.guarded import CarefulHeaders, OwnPageOnly
from conversations.engine.messages import ChatRef, Inbound, Outbound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.requests import Request

    from bot.assembly import Parts
    from bot.simulator.bench.bench import Bench
    from bot.simulator.bench.looks import Look

    Endpoint = Callable[["Workbench", Request], Awaitable[Response]]

_PAGE = resources.files("bot.simulator.bench") / "page"
_JSON = "application/json"
_HOUR = timedelta(hours=1)


def bench_routes(parts: Parts, bench: Bench) -> Sequence[BaseRoute]:
    """Give the page and what it calls."""
    workbench = Workbench(parts, bench)
    careful = [Middleware(CarefulHeaders)]
    own_page = [*careful, Middleware(OwnPageOnly)]
    return [
        Route("/simulator/bench", workbench.page, methods=["GET"], middleware=careful),
        Route("/simulator/bench/messages", workbench.say, methods=["POST"], middleware=own_page),
        Route("/simulator/bench/messages", workbench.late, methods=["GET"], middleware=own_page),
        Route("/simulator/bench/hours", workbench.turn_clock, methods=["POST"], middleware=own_page),
        Route("/simulator/bench/registry", workbench.switch, methods=["POST"], middleware=own_page),
        Route("/simulator/bench/transcript", workbench.transcript, methods=["GET"], middleware=own_page),
        Route("/simulator/graph/{flow}.svg", workbench.graph, methods=["GET"], middleware=own_page),
        Mount("/simulator/bench/page", StaticFiles(directory=str(_PAGE)), middleware=careful),
    ]


def _answered(endpoint: Endpoint) -> Endpoint:
    """Answer what cannot be done with the status that says why."""

    @wraps(endpoint)
    async def answer(workbench: Workbench, request: Request) -> Response:
        try:
            return await endpoint(workbench, request)
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed as fault:
            return JSONResponse({"detail": str(fault)}, 400)
        except StoreUnavailable:
            return JSONResponse({"detail": "Redis cannot be reached"}, 503, {"Retry-After": "5"})

    return answer


class Workbench:
    """Does what the buttons say, to the service that everybody talks to."""

    def __init__(self, parts: Parts, bench: Bench) -> None:
        self._parts = parts
        self._bench = bench
        self._turning = asyncio.Lock()

    async def page(self, _: Request) -> Response:
        """Give the page."""
        return Response((_PAGE / "index.html").read_bytes(), media_type="text/html")

    @_answered
    async def say(self, request: Request) -> Response:
        """Take one message. When its turn dies it is committed, and the answer is 502, as from a proxy."""
        look, inbound, dies = message(await bounded_body(request.scope, request.receive))
        diary = self._bench.diary.of(look, inbound.chat.address)
        if dies:
            await take_and_die(self._parts.tools, inbound, _ride)
            diary.died(inbound, owes=(await self._standing(inbound.chat)).owes)
            return JSONResponse({"detail": "the process died after its commit"}, 502)
        answer = (await self._parts.turns.take(inbound, _ride)).answer
        reply = None if answer is None else msgspec.json.decode(answer.body, type=Outbound)
        diary.took(inbound, reply)
        return await self._seen(look, inbound.chat, inbound.id, reply)

    @_answered
    async def late(self, request: Request) -> Response:
        """Give what came by itself since the last message, and where the conversation stands."""
        return await self._seen(*phone(dict(request.query_params)))

    @_answered
    async def turn_clock(self, request: Request) -> Response:
        """Let hours pass, one after the other: a reminder is due in one of them and too late in another."""
        hours = decoded(await bounded_body(request.scope, request.receive), Hours).hours
        async with self._turning:
            try:
                for _ in range(hours):
                    self._bench.clock.turn(_HOUR)
                    while await self._parts.worker.work():
                        pass
            finally:
                self._bench.diary.passed()
        return self._world()

    @_answered
    async def switch(self, request: Request) -> Response:
        """Cut the line to the registry, or mend it."""
        wanted = decoded(await bounded_body(request.scope, request.receive), Switch).is_cut
        if wanted != self._bench.line.is_cut:
            self._bench.line.is_cut = wanted
            self._bench.diary.switched()
        return self._world()

    @_answered
    async def transcript(self, request: Request) -> Response:
        """Give a phone's conversation so far as a `.dialog` file."""
        look, chat = phone(dict(request.query_params))
        return Response(
            self._bench.diary.of(look, chat.address).text(),
            media_type="text/plain",
            headers={"Content-Disposition": f'attachment; filename="percakapan_{look}.dialog"'},
        )

    async def graph(self, request: Request) -> Response:
        """Give the picture of a flow, with `?state=` lit."""
        flow = self._parts.tools.engine.flows.get(request.path_params["flow"])
        if flow is None:
            return JSONResponse({"detail": "there is no such flow"}, 404)
        return Response(lit(flow, request.query_params.get("state")), media_type="image/svg+xml")

    async def _seen(
        self, look: Look, chat: ChatRef, answers: str | None = None, reply: Outbound | None = None
    ) -> Response:
        standing = await self._standing(chat)
        # Taking what waits comes last: nothing that fails after it can lose it.
        waiting = self._bench.channels[look].waiting(chat.address)
        replies = [Reply.of(look, arrived.outbound, arrived.at) for arrived in waiting]
        if reply is not None:
            replies.append(Reply.of(look, reply, standing.now, answers))
        body = {"replies": replies, **msgspec.structs.asdict(standing)}
        return Response(msgspec.json.encode(body), media_type=_JSON)

    async def _standing(self, chat: ChatRef) -> Standing:
        tools = self._parts.tools
        session = (await tools.store.read(chat, None, tools.clock())).session
        return standing_of(session, self._bench)

    def _world(self) -> Response:
        return JSONResponse({"now": self._bench.clock().isoformat(), "is_cut": self._bench.line.is_cut})


def _ride(_: Inbound, outbound: Outbound, _ref: str) -> HttpAnswer:
    return HttpAnswer(msgspec.json.encode(outbound), _JSON)
