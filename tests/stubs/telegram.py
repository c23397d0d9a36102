"""A Telegram Bot API that records, refuses and delivers as the real one does."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.stubs.bot_api import fault_in
from tests.stubs.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from starlette.requests import Request

TOKEN = "110201543:example-token"
SECRET = "rahasia_webhook-123"

Json = dict[str, Any]


class Refusal(Exception):
    """What the Bot API answers with ok=false."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass
class Sent:
    """A message that the stub took, by a call or in the response to a webhook."""

    chat_id: int
    text: str
    markup: Json
    message_id: int
    in_webhook: bool = False

    def buttons(self) -> list[list[str]]:
        rows = self.markup.get("inline_keyboard") or self.markup.get("keyboard") or []
        return [[button["text"] for button in row] for row in rows]


@dataclass
class TelegramStub:
    """The Bot API of one bot."""

    token: str = TOKEN
    sent: list[Sent] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    webhook: Json | None = None
    deliveries: Json = field(default_factory=dict)
    """What getWebhookInfo tells about them: pending_update_count, last_error_date, last_error_message."""
    known_chats: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    faults: Faults = field(default_factory=Faults)
    files: dict[str, bytes] = field(default_factory=dict)
    """What people sent, by file_id."""
    waiting: list[Json] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    called: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[
                Route("/file/bot{token}/{path:path}", self._file),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ],
        )

    async def _call(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        method = request.path_params["method"]
        parameters = await _parameters(request)
        self.calls.append(method)
        self.called.set()
        fault = self.faults.next()
        if fault is not None and hasattr(fault, "headers"):
            return self.faults.response(fault)
        try:
            result = await self._perform(method, parameters)
        except Refusal as refusal:
            return _refused(refusal)
        if fault is not None:
            return self.faults.response(fault)
        return JSONResponse({"ok": True, "result": result})

    async def _file(self, request: Request) -> Response:
        content = self.files.get(request.path_params["path"].removeprefix("documents/"))
        if request.path_params["token"] != self.token or content is None:
            return _refused(Refusal(404, "Not Found"))
        return Response(content)

    async def _perform(self, method: str, parameters: Json) -> object:
        if method == "sendMessage":
            return self.take_message(parameters)
        _check(method, parameters)
        match method:
            case "getFile":
                return self._place(parameters.get("file_id", ""))
            case "answerCallbackQuery":
                if not parameters.get("callback_query_id"):
                    raise Refusal(
                        400,
                        "Bad Request: query is too old and response timeout expired or query ID is invalid",
                    )
                self.answered.append(parameters["callback_query_id"])
                return True
            case "getUpdates":
                return await self._updates(parameters)
            case "setWebhook":
                self._set_webhook(parameters)
                return True
            case "getWebhookInfo":
                return self._webhook_info()
            case "getMe":
                return {"id": 110201543, "is_bot": True, "first_name": "Bansos", "username": "bansos_bot"}
            case _:
                raise Refusal(404, "Not Found")

    def _place(self, file_id: str) -> Json:
        content = self.files.get(file_id)
        if content is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(content) > 20 * 1024 * 1024:
            raise Refusal(400, "Bad Request: file is too big")
        return {"file_path": f"documents/{file_id}", "file_size": len(content)}

    def take_message(self, parameters: Json, *, in_webhook: bool = False) -> Json:
        _check("sendMessage", parameters)
        chat_id = parameters["chat_id"]
        if chat_id not in self.known_chats:
            raise Refusal(400, "Bad Request: chat not found")
        if chat_id in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        text = parameters["text"]
        message = Sent(
            chat_id, text, parameters.get("reply_markup") or {}, message_id=len(self.sent) + 1, in_webhook=in_webhook
        )
        self.sent.append(message)
        return {
            "message_id": message.message_id,
            "from": {"id": 110201543, "is_bot": True, "first_name": "Bansos", "username": "bansos_bot"},
            "chat": {"id": chat_id, "first_name": "Contoh", "type": "private"},
            "date": 1_764_500_000,
            "text": text,
        }

    async def _updates(self, parameters: Json) -> list[Json]:
        if self.webhook is not None:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook")
        offset = parameters.get("offset", 0)
        self.offsets.append(offset)
        self.called.set()
        self.waiting = [update for update in self.waiting if update.get("update_id", offset) >= offset]
        if not self.waiting:
            self.arrived.clear()
            try:
                await asyncio.wait_for(self.arrived.wait(), parameters.get("timeout", 0))
            except TimeoutError:
                return []
        return list(self.waiting)

    def _set_webhook(self, parameters: Json) -> None:
        secret = parameters.get("secret_token", "")
        if not parameters.get("url", "").startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not secret.replace("_", "").replace("-", "").isalnum():
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = parameters

    def _webhook_info(self) -> Json:
        webhook = self.webhook or {}
        shown: Json = {name: webhook[name] for name in ("url", "max_connections", "allowed_updates") if name in webhook}
        return {"url": "", "has_custom_certificate": False, "pending_update_count": 0, **shown, **self.deliveries}

    def write(self, *updates: Json) -> None:
        """Let updates wait for a getUpdates call."""
        self.waiting.extend(updates)
        self.arrived.set()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for calls until the condition holds."""
        async with asyncio.timeout(10):
            while not condition():
                self.called.clear()
                await self.called.wait()

    async def deliver(
        self,
        server: httpx.AsyncClient,
        update: Json | bytes,
        *,
        secret: str = SECRET,
        path: str = "/webhooks/telegram",
    ) -> httpx.Response:
        """Post an update as Telegram does, and carry out the method in the response as Telegram does."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
        response = await server.post(path, content=body, headers=headers)
        if response.is_success and response.content:
            call = response.json()
            method = call.pop("method")
            if method != "sendMessage":
                raise Refusal(404, f"Not Found: {method}")
            self.take_message(call, in_webhook=True)
        return response


_STRINGS = {"text", "callback_query_id", "secret_token", "url"}


async def _parameters(request: Request) -> Json:
    if request.headers.get("content-type", "").startswith("application/json"):
        fields: Json = await request.json()
        return fields
    form = dict(request.query_params) | dict(await request.form())
    return {name: value if name in _STRINGS else _decoded(value) for name, value in form.items()}


def _decoded(value: object) -> object:
    """The Bot API takes numbers, booleans and JSON-serialised objects in a form."""
    try:
        decoded = json.loads(str(value))
    except ValueError:
        return value
    return decoded if not isinstance(decoded, int) or abs(decoded) < 2**53 else value


def _check(method: str, parameters: Json) -> None:
    wrong = fault_in(method, parameters)
    if wrong is not None:
        raise Refusal(400, f"Bad Request: {wrong}")


def _refused(refusal: Refusal) -> Response:
    return JSONResponse({"ok": False, "error_code": refusal.code, "description": refusal.description}, refusal.code)


def flood(retry_after: int) -> Json:
    """The body of a 429."""
    return {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {retry_after}",
        "parameters": {"retry_after": retry_after},
    }
