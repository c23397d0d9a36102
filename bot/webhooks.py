"""The addresses that the platforms deliver to."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import structlog
from starlette.routing import Route

from bot.channels.body import BodyRefused
from bot.channels.crowd import Crowd
from bot.channels.door import Door
from bot.channels.reachability import Reachability
from bot.channels.telegram import parse as telegram_parse
from bot.channels.telegram import webhook as telegram_webhook
from bot.channels.whatsapp import channel as whatsapp_channel
from bot.channels.whatsapp import parse as whatsapp_parse
from bot.channels.whatsapp.form import form_of
from bot.channels.whatsapp.status import parse_status
from conversations.engine.messages import Inbound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.channel import Channel, HttpAnswer
    from bot.channels.door import Knock
    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.whatsapp.channel import WhatsAppChannel
    from bot.channels.whatsapp.form import Form
    from bot.channels.whatsapp.status import Status
    from bot.runtime.taken import TakesTurns

    NotesReachability = Callable[[Reachability], Awaitable[None]]
    NotesStatus = Callable[[Status], Awaitable[None]]

_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_SIGNATURE_HEADER = b"x-twilio-signature"
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"

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
    crowd = Crowd()
    if telegram is not None:
        inbound = TelegramWebhook(telegram, turns, note_reachability)
        routes.append(Route(telegram_webhook.PATH, Door(inbound.receive, crowd)))
    if whatsapp is not None:
        twilio = TwilioWebhook(whatsapp, turns, note_status)
        routes.append(Route(whatsapp_channel.PATH, Door(twilio.receive, crowd)))
        routes.append(Route(whatsapp_channel.STATUS_PATH, Door(twilio.receive_status, crowd)))
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

    async def receive(self, knock: Knock) -> HttpAnswer:
        """Take one update."""
        if not self._channel.is_secret(knock.header(_SECRET_HEADER).encode("latin-1")):
            raise BodyRefused(403)
        if knock.media_type != _JSON:
            raise BodyRefused(415)
        parsed = telegram_parse.parse(await knock.body())
        match parsed:
            case Inbound():
                return await _take(self._channel, self._turns, parsed)
            case telegram_parse.Tapped(query_id=query_id, inbound=inbound):
                answer = (
                    await _take(self._channel, self._turns, inbound)
                    if inbound is not None
                    else self._channel.acknowledge()
                )
                self._channel.answer_tap(query_id)
                return answer
            case Reachability():
                await self._note_reachability(parsed)
            case None:
                log.info("telegram.nothing_to_do")
            case _:
                assert_never(parsed)
        return self._channel.acknowledge()


class TwilioWebhook:
    """Takes messages and delivery reports."""

    def __init__(self, channel: WhatsAppChannel, turns: TakesTurns, note_status: NotesStatus) -> None:
        self._channel = channel
        self._turns = turns
        self._note_status = note_status

    async def receive(self, knock: Knock) -> HttpAnswer:
        """Take one message."""
        return await _take(self._channel, self._turns, whatsapp_parse.parse(await self._genuine_form(knock)))

    async def receive_status(self, knock: Knock) -> HttpAnswer:
        """Take one delivery report."""
        status = parse_status(await self._genuine_form(knock), knock.parameter("ref"))
        if status is not None:
            await self._note_status(status)
        return self._channel.acknowledge()

    async def _genuine_form(self, knock: Knock) -> Form:
        signature = knock.header(_SIGNATURE_HEADER)
        if not signature:
            raise BodyRefused(403)
        if knock.media_type != _FORM:
            raise BodyRefused(415)
        form = form_of(await knock.body())
        if not self._channel.genuine(knock.path, knock.query, form, signature):
            raise BodyRefused(403)
        return form


async def _take(channel: Channel, turns: TakesTurns, inbound: Inbound) -> HttpAnswer:
    taken = await turns.take(inbound, channel.answer)
    return taken.answer or channel.acknowledge()
