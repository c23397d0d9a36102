"""Stub platforms on the loopback, our webhooks behind a real server, and a conversation that echoes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from bot.channels.channel import HttpAnswer
from bot.channels.reachability import Reachability
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.status import Status
from bot.outgoing import authorities
from bot.runtime.taken import StoreUnavailable, Taken
from bot.webhooks import webhook_routes
from conversations.engine.messages import Attachment, Choice, Inbound, Outbound, SharedContact, Tap, Text
from tests.stubs import telegram_updates
from tests.stubs.loopback import serving
from tests.stubs.telegram import SECRET, TOKEN, TelegramStub
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER, TwilioStub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.runtime.taken import Rider

CHOICES = (Choice("Ya", "yes"), Choice("Tidak", "no"))


@dataclass
class Echo:
    """Says what it heard. A message delivered twice gets its stored answer again, as the runtime does it."""

    taken: list[Inbound] = field(default_factory=list)
    reachability: list[Reachability] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    pushed: list[Outbound] = field(default_factory=list)
    choices: tuple[Choice, ...] = CHOICES
    down: bool = False
    answers: dict[str, HttpAnswer | None] = field(default_factory=dict)

    async def take(self, inbound: Inbound, ride: Rider) -> Taken:
        self._need_store()
        if inbound.id not in self.answers:
            self.taken.append(inbound)
            outbound = Outbound(text=f"Diterima: {heard(inbound)}", choices=self.choices)
            answer = ride(inbound, outbound, f"ref-{inbound.id}")
            if answer is None:
                self.pushed.append(outbound)
            self.answers[inbound.id] = answer
        return Taken(answer=self.answers[inbound.id])

    async def note_reachability(self, reachability: Reachability) -> None:
        self._need_store()
        self.reachability.append(reachability)

    async def note_status(self, status: Status) -> None:
        self._need_store()
        self.statuses.append(status)

    def _need_store(self) -> None:
        if self.down:
            raise StoreUnavailable


def heard(inbound: Inbound) -> str:
    match inbound.content:
        case Text(text):
            return text
        case Tap(payload, label):
            return f"[{payload}|{label}]"
        case SharedContact(phone, own):
            return f"{phone} {own}"
        case Attachment(kind, caption):
            return f"({kind}) {caption}"


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture(scope="session")
async def telegram_server() -> AsyncIterator[tuple[TelegramStub, str]]:
    stub = TelegramStub()
    async with serving(stub.app) as address:
        yield stub, address


@pytest_asyncio.fixture(scope="session")
async def twilio_server() -> AsyncIterator[tuple[TwilioStub, str]]:
    stub = TwilioStub()
    async with serving(stub.app) as address:
        yield stub, address


@pytest.fixture
def telegram_api(telegram_server: tuple[TelegramStub, str]) -> TelegramStub:
    """The Bot API, as new, knowing the chat of the examples."""
    stub, _ = telegram_server
    stub.faults.clear()
    stub.__dict__.update({**TelegramStub().__dict__, "app": stub.app, "faults": stub.faults})
    stub.known_chats.add(telegram_updates.CHAT)
    return stub


@pytest.fixture
def twilio_api(twilio_server: tuple[TwilioStub, str]) -> TwilioStub:
    """The Twilio account, as new."""
    stub, _ = twilio_server
    stub.faults.clear()
    stub.sent.clear()
    stub.contents.clear()
    stub.approvals.clear()
    return stub


@pytest_asyncio.fixture
async def telegram(
    telegram_api: TelegramStub, telegram_server: tuple[TelegramStub, str]
) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(TOKEN, base_url=telegram_server[1], webhook_secret=SECRET, timeout=1.5)
    yield channel
    telegram_api.faults.clear()
    await channel.close()


@pytest_asyncio.fixture
async def whatsapp(twilio_api: TwilioStub, twilio_server: tuple[TwilioStub, str]) -> AsyncIterator[WhatsAppChannel]:
    channel = WhatsAppChannel(
        ACCOUNT, (AUTH_TOKEN,), SENDER, public_base_url=PUBLIC, api_base_url=twilio_server[1], timeout=1.5
    )
    yield channel
    twilio_api.faults.clear()
    await channel.close()


class Stage:
    """One running server for all tests, each of which puts its own application on it."""

    def __init__(self) -> None:
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest_asyncio.fixture(scope="session")
async def stage() -> AsyncIterator[tuple[Stage, httpx.AsyncClient]]:
    stage = Stage()
    async with serving(stage) as address, httpx.AsyncClient(base_url=address, verify=authorities()) as client:
        yield stage, client


@pytest.fixture
def server(
    stage: tuple[Stage, httpx.AsyncClient], echo: Echo, telegram: TelegramChannel, whatsapp: WhatsAppChannel
) -> httpx.AsyncClient:
    """Our webhooks, as the platforms reach them."""
    running, client = stage
    running.app = Starlette(
        routes=webhook_routes(
            echo,
            telegram=telegram,
            whatsapp=whatsapp,
            note_reachability=echo.note_reachability,
            note_status=echo.note_status,
        )
    )
    return client
