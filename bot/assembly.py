"""Putting the bot together from its settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from bot.channels.channel import Channel
from bot.channels.simulator import SimulatorChannel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp.approvals import TwilioApprovals
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.history import TwilioHistory
from bot.outgoing import Carried, Sockets
from bot.runtime.aside import Aside
from bot.runtime.bringing import Bringing
from bot.runtime.broadcast_ledger import BroadcastLedger
from bot.runtime.broadcast_reports import BroadcastReports
from bot.runtime.broadcasting import Broadcasting
from bot.runtime.content_templates import TemplateNews
from bot.runtime.delivery import Delivery
from bot.runtime.naming import keep_names
from bot.runtime.reconciliation import Reconciliation
from bot.runtime.redis import Redis
from bot.runtime.registry import Registry
from bot.runtime.reports import Reports
from bot.runtime.sealing import KeyRing
from bot.runtime.sending import Sendings
from bot.runtime.settling import Settling
from bot.runtime.store import Pace, Store
from bot.runtime.tools import Tools
from bot.runtime.turns import Turns
from bot.runtime.undelivered import Undelivered
from bot.runtime.worker import Round, Worker
from conversations.checks import check
from conversations.engine.engine import Engine
from conversations.flows import FLOWS
from conversations.words.texts import Texts
from locales import SOURCE, catalogues, locale_with, locales

if TYPE_CHECKING:
    from bot.settings import Settings

_REGISTRY_SECONDS = 2.0
_REDIS_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Parts:
    """The running bot. Without a public address no webhook can reach it."""

    tools: Tools
    turns: Turns
    worker: Worker
    broadcasting: Broadcasting
    reports: Reports
    reconciliations: tuple[Reconciliation, ...]
    template_news: TemplateNews | None
    telegram: TelegramChannel | None
    whatsapp: WhatsAppChannel | None
    simulator: SimulatorChannel
    has_public_address: bool


class FaultyConversations(Exception):
    """A flow or a catalogue has a fault: nobody is let into it."""


def engine_of(settings: Settings) -> Engine:
    """Give the conversations, in the words of the configured locale.

    Raises:
        FaultyConversations: what is wrong, one sentence for each finding.
    """
    facts = {
        "operator": settings.operator,
        "contact": settings.contact,
        "official_page": settings.official_page,
        "retention": settings.retention,
    }
    source = _texts(SOURCE, facts, None)
    spoken = {SOURCE: source} | {code: _texts(code, facts, source) for code in locales() if code != SOURCE}
    return Engine(FLOWS, dict(sorted(spoken.items(), key=lambda each: each[0] != settings.locale)))


def _texts(code: str, facts: Mapping[str, str], source: Texts | None) -> Texts:
    locale, sources = locale_with(code), catalogues(code)
    texts = Texts(code, sources, facts, name=locale.name, source=None if locale.shipped else source)
    findings = check(FLOWS, texts, sources) if locale.shipped else []
    if findings:
        raise FaultyConversations("\n".join(map(str, findings)))
    return texts


@dataclass(frozen=True, slots=True)
class World:
    """What the bot takes from outside: the time, the way to the registry, further channels, and whoever looks on."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    registry: httpx.AsyncBaseTransport | None = None
    channels: tuple[Channel, ...] = ()
    observe: Callable[[Parts], None] = lambda _: None


@asynccontextmanager
async def assembled(settings: Settings, world: World = World(), engine: Engine | None = None) -> AsyncIterator[Parts]:
    """Run the bot's parts; what was started in the background is finished before they stop."""
    redis = Redis(settings.redis_url, patience=_REDIS_SECONDS)
    key = {"Authorization": f"Bearer {settings.registry_secret}"}
    line = (
        Sockets(settings.backend_url, headers=key, seconds=_REGISTRY_SECONDS)
        if world.registry is None
        else Carried(world.registry, settings.backend_url, headers=key, seconds=_REGISTRY_SECONDS)
    )
    simulator = SimulatorChannel()
    telegram = TelegramChannel.from_settings(settings)
    whatsapp = WhatsAppChannel.from_settings(settings)
    platforms = [channel for channel in (telegram, whatsapp) if channel is not None]
    known: list[Channel] = [simulator, *world.channels, *platforms]
    keys = KeyRing(settings.data_keys.get_secret_value())
    registry, files = Registry(line), {channel.name: channel.files for channel in platforms}
    tools = Tools(
        engine=engine or engine_of(settings),
        store=Store(
            redis,
            keys,
            locale=settings.locale,
            session_days=settings.session_days,
        ),
        sendings=Sendings(redis, keys),
        aside=Aside(redis, keys),
        registry=registry,
        bringing=Bringing(files, registry),
        channels={channel.name: channel for channel in known},
        templated={} if whatsapp is None else {whatsapp.name: whatsapp},
        histories={} if whatsapp is None else {whatsapp.name: TwilioHistory(whatsapp)},
        paces={
            "telegram": Pace(settings.telegram_rate, settings.telegram_rate),
            "whatsapp": Pace(settings.whatsapp_rate, settings.whatsapp_rate),
        },
        clock=world.clock,
    )
    undelivered = Undelivered(tools)
    settling, delivery = Settling(tools, undelivered), Delivery(tools, undelivered)
    turns = Turns(tools, settling, delivery)
    ledger = BroadcastLedger(line)
    broadcast_reports = BroadcastReports(redis, tools.store, ledger, world.clock)
    broadcasting = Broadcasting(tools, ledger, broadcast_reports)
    every = timedelta(minutes=settings.twilio_reconcile_minutes)
    reconciliations = tuple(
        Reconciliation(tools, turns, redis, name, history, every=every) for name, history in tools.histories.items()
    )
    news = None if whatsapp is None else TemplateNews(TwilioApprovals(whatsapp), line, world.clock)
    rounds: tuple[Round, ...] = reconciliations if news is None else (*reconciliations, news)
    try:
        await keep_names(redis, keys)
        yield Parts(
            tools=tools,
            turns=turns,
            worker=Worker(tools, settling, delivery, undelivered, broadcasting, rounds),
            broadcasting=broadcasting,
            reconciliations=reconciliations,
            template_news=news,
            reports=Reports(redis, tools.sendings, delivery, broadcast_reports),
            telegram=telegram,
            whatsapp=whatsapp,
            simulator=simulator,
            has_public_address=settings.has_public_address,
        )
    finally:
        await turns.finish()
        for channel in (telegram, whatsapp):
            if channel is not None:
                await channel.close()
        await line.close()
        await redis.close()
