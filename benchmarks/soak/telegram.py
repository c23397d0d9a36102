"""Telegram: queues, redelivery, replies in the response, and an API that answers badly at times.

As its published server does it: messages of a chat stand in one queue and button presses in another, one update in
flight in each; whatever is not 2xx comes again, at once, then with doubled waits (here at most 2 s instead of 60-120),
and `Retry-After` is honoured (here a tenth of it).
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from itertools import cycle
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from benchmarks.soak.phone import Bubble, Phone
from benchmarks.soak.post import Answer, Broken, post
from benchmarks.soak.tale import FOR_GOOD, What
from benchmarks.soak.weather import Mishap
from tests.stubs import telegram_updates as updates
from tests.stubs.faults import Drop, Hang
from tests.stubs.telegram import SECRET, Refusal, TelegramStub, flood

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from starlette.requests import Request

    from benchmarks.soak.tale import Tale
    from benchmarks.soak.weather import Weather

Json = dict[str, Any]

PATIENCE = 20.0
"""Seconds that the platform waits for an answer (60 in truth)."""
LONGEST_WAIT = 2.0
FASTER = 10
"""How many times faster a platform's waits pass here than in truth."""
_FIRST_UPDATE = 500_000_000
_HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}


class Telegram(TelegramStub):
    """One bot, two processes behind its webhook. `calm` weather makes everything work."""

    def __init__(self, ports: Sequence[int], weather: Weather) -> None:
        super().__init__()
        self._ports = ports
        self._weather = weather
        self._chats: dict[int, tuple[Tale, Phone]] = {}
        self._last = _FIRST_UPDATE
        self._queues: dict[tuple[int, str], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._under_way: set[asyncio.Task[None]] = set()
        self._kept: list[tuple[Tale, Json]] = []
        self.redelivered = 0

    def join(self, tale: Tale, phone: Phone) -> None:
        """Let a resident in."""
        chat = int(tale.family.address)
        self._chats[chat] = (tale, phone)
        self.known_chats.add(chat)

    def say(self, tale: Tale, text: str) -> None:
        """Write a message."""
        update = self._next()
        self._begin(tale, updates.message(update, chat=int(tale.family.address), text=text), "messages", text)

    def stick(self, tale: Tale) -> None:
        """Send a sticker."""
        update = self._next()
        content = {"sticker": updates.STICKER}
        self._begin(tale, updates.message(update, chat=int(tale.family.address), **content), "messages", "<sticker>")

    def tap(self, tale: Tale, label: str, data: str) -> None:
        """Press a button."""
        update = self._next()
        self._begin(tale, updates.tap(update, data, caption=label, chat=int(tale.family.address)), "presses", label)

    def block(self, tale: Tale) -> None:
        """Block the bot, of which Telegram tells it."""
        chat = int(tale.family.address)
        self.blocked.add(chat)
        tale.note(What.BLOCKED)
        update = updates.membership(self._next(), "kicked", chat=updates.private_chat(chat))
        self._soon(self._told(update))

    async def finish(self) -> None:
        """Wait for every delivery."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def days_later(self, share: int) -> int:
        """Deliver every so many-th accepted update once more, as after a long outage. Give how many."""
        again = self._kept[::share]
        for tale, update in again:
            await self._deliver(tale, update)
        return len(again)

    def _next(self) -> int:
        self._last += 1
        return self._last

    def _begin(self, tale: Tale, update: Json, queue: str, said: str) -> None:
        tale.note(What.SAID, said, message=str(update["update_id"]))
        tale.under_way.add(str(update["update_id"]))
        self._soon(self._queued(tale, update, queue))

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _told(self, update: Json) -> None:
        """Deliver a notice that is part of no conversation."""
        headers, body = _HEADERS, json.dumps(update).encode()
        for bot in cycle(range(len(self._ports))):
            try:
                answer = await post(self._ports[bot], "/webhooks/telegram", headers, body, seconds=PATIENCE)
            except Broken:
                answer = None
            if answer is not None and answer.status < 300:
                return
            await asyncio.sleep(LONGEST_WAIT)

    async def _queued(self, tale: Tale, update: Json, queue: str) -> None:
        async with self._queues[int(tale.family.address), queue]:
            await self._deliver(tale, update)
            tale.under_way.discard(str(update["update_id"]))
            self._kept.append((tale, update))
            if self._weather.repeats(tale.family.address, _place(tale, update)):
                await self._deliver(tale, update)

    async def _deliver(self, tale: Tale, update: Json) -> None:
        body = json.dumps(update).encode()
        wait, attempt = 0.0, 0
        while True:
            answer = await self._attempt(tale, str(update["update_id"]), body, _place(tale, update), attempt)
            if isinstance(answer, Answer) and 200 <= answer.status < 300:
                self._accepted(tale, str(update["update_id"]), answer)
                return
            asked = float(answer.headers.get("retry-after", "0")) / FASTER if answer is not None else 0.0
            await asyncio.sleep(max(wait, asked))
            wait = min(LONGEST_WAIT, max(0.1, wait * 2))
            attempt += 1
            self.redelivered += 1

    async def _attempt(self, tale: Tale, message: str, body: bytes, place: str, attempt: int) -> Answer | None:
        bot, breaks = self._weather.delivery(tale.family.address, place, attempt)
        try:
            answer = await post(self._ports[bot], "/webhooks/telegram", _HEADERS, body, seconds=PATIENCE, breaks=breaks)
        except Broken as problem:
            tale.note(What.TRIED, f"bot {bot + 1}: {problem}", message=message)
            return None
        if not 200 <= answer.status < 300:
            tale.note(What.TRIED, f"bot {bot + 1}: {answer.status}", message=message)
        return answer

    def _accepted(self, tale: Tale, message: str, answer: Answer) -> None:
        tale.note(What.TAKEN, message=message)
        call = json.loads(answer.body) if answer.body else {}
        if call.pop("method", None) != "sendMessage":
            return
        try:
            self._show(call, message)
        except Refusal as refusal:
            _turned_away(tale, str(refusal), FOR_GOOD)

    def _show(self, call: Json, message: str) -> Json:
        """Carry a sendMessage out, as an answer to `message` or as a push.

        Raises:
            Refusal: the Bot API does not take it.
        """
        result = super().take_message(call, in_webhook=bool(message))
        tale, phone = self._chats[call["chat_id"]]
        tale.note(What.ANSWERED if message else What.PUSHED, call["text"], message=message)
        rows = (call.get("reply_markup") or {}).get("inline_keyboard") or []
        buttons = tuple((button["text"], button["callback_data"]) for row in rows for button in row)
        phone.show(Bubble(call["text"], buttons, message))
        return result

    def take_message(self, parameters: Json, *, in_webhook: bool = False) -> Json:  # noqa: ARG002 - replies in a response are shown by _accepted
        """Take a message that comes through the API."""
        return self._show(parameters, "")

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"].lower()
        if method != "sendmessage":
            return await super()._call(request)
        chat = await _chat_of(request)
        mishap = self._weather.call(str(chat))
        tale = self._chats[chat][0] if chat in self._chats else None
        match mishap:
            case Mishap.TOO_MANY:
                _turned_away(tale, mishap)
                return JSONResponse(flood(1), 429)
            case Mishap.UNAVAILABLE:
                _turned_away(tale, mishap)
                body = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
                return JSONResponse(body, 500)
            case Mishap.LOST:
                if tale is not None:
                    tale.note(What.VANISHED, (await _parameters(request)).get("text", ""))
                return JSONResponse({"ok": False, "error_code": 502, "description": "Bad Gateway"}, 502)
        response = await super()._call(request)
        if response.status_code != 200:
            _turned_away(tale, f"{response.status_code} {bytes(response.body)!r}", FOR_GOOD)
        elif mishap is Mishap.SENT_SILENCE:
            return self.faults.response(Hang())
        elif mishap is Mishap.SENT_CUT:
            return self.faults.response(Drop())
        return response


def _place(tale: Tale, update: Json) -> str:
    """Number an update within its chat, so that the same resident meets the same faults when replayed."""
    said = [event.message for event in tale.events if event.what is What.SAID]
    return str(said.index(str(update["update_id"])))


def _turned_away(tale: Tale | None, reason: str, final: str = "") -> None:
    if tale is not None:
        tale.note(What.TURNED_AWAY, reason, ref=final)


async def _parameters(request: Request) -> Json:
    if request.headers.get("content-type", "").startswith("application/json"):
        body: Json = await request.json()
        return body
    return {name: str(value) for name, value in (await request.form()).items()}


async def _chat_of(request: Request) -> int:
    chat = str((await _parameters(request)).get("chat_id", ""))
    return int(chat) if chat.isdigit() else 0
