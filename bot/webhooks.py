"""The addresses that the platforms deliver to."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import structlog
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.body import BodyRefused, bounded_body
from bot.channels.channel import Malformed
from bot.channels.reachability import Reachability
from bot.channels.telegram import parse as telegram_parse
from bot.channels.telegram import webhook as telegram_webhook
from bot.channels.whatsapp import channel as whatsapp_channel
from bot.channels.whatsapp import parse as whatsapp_parse
from bot.channels.whatsapp.form import form_of
from bot.channels.whatsapp.status import parse_status
from bot.runtime.taken import StoreUnavailable
from conversations.engine.messages import Inbound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.channels.channel import Channel, HttpAnswer
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.whatsapp.channel import WhatsAppChannel
    from bot.channels.whatsapp.form import Form
    from bot.channels.whatsapp.status import Status
    from bot.runtime.taken import TakesTurns

    NotesReachability = Callable[[Reachability], Awaitable[None]]
    NotesStatus = Callable[[Status], Awaitable[None]]

_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
_SIGNATURE_HEADER = "x-twilio-signature"
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_RETRY_AFTER_SECONDS = "5"

log = structlog.get_logger(__name__)


def webhook_routes(
    turns: TakesTurns,
    *,
    telegram: TelegramChannel | None = None,
    whatsapp: WhatsAppChannel | None = None,
    note_reachability: NotesReachability,
    note_status: NotesStatus,
) -> list[Route]:
    """Give the routes of the configured platforms. The callbacks may raise `StoreUnavailable` as turns do."""
    routes: list[Route] = []
    if telegram is not None:
        inbound = TelegramWebhook(telegram, turns, note_reachability)
        routes.append(Route(telegram_webhook.PATH, inbound.receive, methods=["POST"]))
    if whatsapp is not None:
        twilio = TwilioWebhook(whatsapp, turns, note_status)
        routes.append(Route(whatsapp_channel.PATH, twilio.receive, methods=["POST"]))
        routes.append(Route(whatsapp_channel.STATUS_PATH, twilio.receive_status, methods=["POST"]))
    return routes


class TelegramWebhook:
    """Takes updates.

    Whatever is not 2xx Telegram delivers again for a day, holding back everything else of that chat: so every
    real update is accepted, also one that nothing can be made of. Only when the store is down none is.
    """

    def __init__(self, channel: TelegramChannel, turns: TakesTurns, note_reachability: NotesReachability) -> None:
        self._channel = channel
        self._turns = turns
        self._note_reachability = note_reachability

    async def receive(self, request: Request) -> Response:
        """Take one update."""
        if not self._channel.is_secret(request.headers.get(_SECRET_HEADER, "").encode("latin-1")):
            return Response(status_code=403)
        if _media_type(request) != _JSON:
            return Response(status_code=415)
        try:
            parsed = telegram_parse.parse(await bounded_body(request))
            return await self._carry_out(parsed)
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed:
            return Response(status_code=400)
        except StoreUnavailable:
            return _later()

    async def _carry_out(self, parsed: telegram_parse.Parsed) -> Response:
        match parsed:
            case Inbound():
                return await _take(self._channel, self._turns, parsed)
            case telegram_parse.Tapped(query_id=query_id, inbound=inbound):
                response = (
                    await _take(self._channel, self._turns, inbound)
                    if inbound is not None
                    else _response(self._channel.acknowledge())
                )
                self._channel.answer_tap(query_id)
                return response
            case Reachability():
                await self._note_reachability(parsed)
            case None:
                log.info("telegram.nothing_to_do")
            case _:
                assert_never(parsed)
        return _response(self._channel.acknowledge())


class TwilioWebhook:
    """Takes messages and delivery reports."""

    def __init__(self, channel: WhatsAppChannel, turns: TakesTurns, note_status: NotesStatus) -> None:
        self._channel = channel
        self._turns = turns
        self._note_status = note_status

    async def receive(self, request: Request) -> Response:
        """Take one message."""
        try:
            form = await self._genuine_form(request)
            return await _take(self._channel, self._turns, whatsapp_parse.parse(form))
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed:
            return Response(status_code=400)
        except StoreUnavailable:
            return _later()

    async def receive_status(self, request: Request) -> Response:
        """Take one delivery report."""
        try:
            form = await self._genuine_form(request)
            status = parse_status(form, request.query_params.get("ref", ""))
            if status is not None:
                await self._note_status(status)
        except BodyRefused as refusal:
            return Response(status_code=refusal.status)
        except Malformed:
            return Response(status_code=400)
        except StoreUnavailable:
            return _later()
        return _response(self._channel.acknowledge())

    async def _genuine_form(self, request: Request) -> Form:
        signature = request.headers.get(_SIGNATURE_HEADER, "")
        if not signature:
            raise BodyRefused(403)
        if _media_type(request) != _FORM:
            raise BodyRefused(415)
        form = form_of(await bounded_body(request))
        path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1").partition("?")[0]
        query = request.scope["query_string"].decode("latin-1")
        if not self._channel.genuine(path, query, form, signature):
            raise BodyRefused(403)
        return form


async def _take(channel: Channel, turns: TakesTurns, inbound: Inbound) -> Response:
    taken = await turns.take(inbound, channel.answer)
    return _response(taken.answer or channel.acknowledge())


def _response(answer: HttpAnswer) -> Response:
    return Response(content=answer.body, status_code=answer.status, media_type=answer.media_type)


def _later() -> Response:
    return Response(status_code=503, headers={"Retry-After": _RETRY_AFTER_SECONDS})


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
