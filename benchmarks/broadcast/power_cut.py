"""A broadcast while its senders, its registry, Redis and PostgreSQL are ended as by a power cut, again and again."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import TYPE_CHECKING, Final

import httpx
import msgspec
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from backend.broadcasts.models import Recipient
from backend.broadcasts.preparing import prepare
from backend.broadcasts.states import Standing, State
from backend.broadcasts.templates import APPROVED
from backend.contacts.models import ADDRESS_FIELD, Contact
from backend.database import create_engine, create_sessions
from backend.jobs.queue import Workshop
from backend.settings import Kept
from backend.vault.keyring import Keyring
from backend.vault.keys import parse_data_keys
from benchmarks.broadcast.crowd import CHATS_FROM, fill
from benchmarks.broadcast.office import BODY, TEMPLATE, Office
from benchmarks.soak.line import Line
from benchmarks.soak.parts import Addresses, Part, Service
from benchmarks.soak.run import loop_beside, within
from benchmarks.soak.weather import Weather
from deploy.embedded.ports import free_port
from tests.stubs.loopback import serving
from tests.stubs.telegram import TelegramStub
from tests.stubs.twilio import Sent, TwilioStub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

KILLED: Final = (Part.WORKER_1, Part.REDIS, Part.POSTGRES, Part.WORKER_2, Part.BACKEND)
_REPORTED_AGAIN: Final = 0.3
_GLANCE: Final = 0.05
_GIVEN_UP: Final = 300.0
_HANDED_OVER: Final = 60.0
_LEASES_END: Final = """
    UPDATE broadcast_recipients
    SET at = at - interval '2 minutes', leased_until = leased_until - interval '2 minutes'
    WHERE state IN ('waiting', 'sending')
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """How it goes: so many people, one in `on_whatsapp` there, and `most` kills, each after `every` so many messages.

    With `hurries` the clock of the ledger is turned instead of waiting until a dead sender is given up.
    """

    people: int = 20_000
    on_whatsapp: int = 2
    every: int = 1_000
    most: int = 1_000
    hurries: bool = False


class Verdict(msgspec.Struct, frozen=True):
    """What came of it.

    `standings` are by channel and by how many messages the person got; `kills` by part. `unsettled` are those on
    WhatsApp whose messages arrived and of whom it is not known.
    """

    people: int
    twice: int
    lost: int
    unsettled: int
    standings: dict[str, int]
    kills: dict[str, int]
    seconds: float

    @property
    def holds(self) -> bool:
        """Tell whether nobody got two, nobody is lost, and what a platform reported is known."""
        return not (self.twice or self.lost or self.unsettled)


class ReportingTwilio(TwilioStub):
    """It reports each message as sent and delivered, to whichever bot takes the report, until one does."""

    def __init__(self, ports: tuple[int, int]) -> None:
        super().__init__()
        self.contents[TEMPLATE] = {
            "sid": TEMPLATE, "friendly_name": "kabar", "language": "id",
            "variables": {str(n): "contoh" for n in range(1, 9)},
            "types": {"twilio/quick-reply": {"body": BODY, "actions": [{"title": "Menu", "id": "menu"}]}},
        }  # fmt: skip
        self.decide(TEMPLATE, APPROVED)
        self._bots = [httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) for port in ports]
        self._reporting: set[asyncio.Task[None]] = set()

    def _record(
        self, to: str, body: str, buttons: list[tuple[str, str]], callback: str, *, in_webhook: bool = False
    ) -> Sent:
        sent = super()._record(to, body, buttons, callback, in_webhook=in_webhook)
        task = asyncio.create_task(self._tell(sent))
        self._reporting.add(task)
        task.add_done_callback(self._reporting.discard)
        return sent

    async def _tell(self, sent: Sent) -> None:
        for state in ("sent", "delivered"):
            for bot in cycle(self._bots):
                with suppress(httpx.HTTPError):
                    if (await self.report(bot, sent, state)).is_success:
                        break
                await asyncio.sleep(_REPORTED_AGAIN)

    async def all_told(self) -> None:
        """Wait for the last report."""
        while self._reporting:
            await asyncio.wait(self._reporting)
        for bot in self._bots:
            await bot.aclose()


@dataclass(slots=True)
class Phones:
    """The phones of everybody, behind both platforms."""

    cut: Cut
    ports: tuple[int, int] = field(default_factory=lambda: (free_port(), free_port()))
    telegram: TelegramStub = field(default_factory=TelegramStub)
    twilio: ReportingTwilio = field(init=False)
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def open(self) -> Addresses:
        """Let the platforms listen, and lines lead to the servers: the servers' own addresses change."""
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self.twilio = ReportingTwilio(self.ports)
        self.telegram.known_chats.update(range(CHATS_FROM, CHATS_FROM + self.cut.people))
        lines = [Line(name, Weather(0, Counter(), calm=True), 1) for name in ("Redis", "PostgreSQL", "the registry")]
        for line in lines:
            self._running.callback((await line.serve()).close)
        return Addresses(
            await self._running.enter_async_context(serving(self.telegram.app)),
            await self._running.enter_async_context(serving(self.twilio.app)),
            *lines,
        )

    async def close(self) -> None:
        """Hear what is still reported, and close the platforms."""
        await self.twilio.all_told()
        await self._running.aclose()

    @property
    def taken(self) -> int:
        """How many messages there were."""
        return len(self.telegram.sent) + len(self.twilio.sent)

    def got(self) -> Counter[tuple[str, str]]:
        """Count the messages of each person, by channel and address."""
        return Counter(
            [("telegram", str(each.chat_id)) for each in self.telegram.sent]
            + [("whatsapp", each.to) for each in self.twilio.sent]
        )


def power_cut(cut: Cut, directory: Path, show: Callable[[str, int, int], None] = lambda *_: None) -> Verdict:
    """Send while each part is killed in turn, with data and logs in `directory`.

    Raises:
        RuntimeError: a part does not come up.
    """
    phones = Phones(cut)
    with loop_beside() as loop:
        service = Service(directory, within(loop, phones.open()), Counter(), bot_ports=phones.ports)
        try:
            service.start()
            ledger = _Ledger(service)
            asyncio.run(ledger.prepared(cut))
            began = time.monotonic()
            _under_fire(cut, service, ledger, phones, show)
            within(loop, phones.twilio.all_told())
            verdict = _settled(ledger, phones)
        finally:
            service.stop()
            within(loop, phones.close())
    kills = {str(part): many for part, many in service.counts.items()}
    return msgspec.structs.replace(verdict, kills=kills, seconds=time.monotonic() - began)


def _under_fire(
    cut: Cut, service: Service, ledger: _Ledger, phones: Phones, show: Callable[[str, int, int], None]
) -> None:
    """Kill each part in turn while messages go out, and wait until the broadcast is done."""
    while not all(map(service.may_be_killed, KILLED)):
        service.look_after()
        time.sleep(_GLANCE)
    asyncio.run(ledger.begun())
    blows = islice(cycle(KILLED), cut.most)
    next_blow, next_look = phones.taken + cut.every, time.monotonic() + 1
    given_up, part, state = time.monotonic() + _GIVEN_UP, next(blows, None), State.CANARY
    while state is not State.DONE:
        now = time.monotonic()
        if now > given_up:
            raise RuntimeError(f"the broadcast is still {state}")
        sending = phones.taken < cut.people * 0.95
        if part is not None and sending and phones.taken >= next_blow and service.may_be_killed(part):
            service.kill(part)
            given_up, next_blow, part = now + _GIVEN_UP, phones.taken + cut.every, next(blows, None)
        service.look_after()
        if now > next_look:
            show("sent", phones.taken, cut.people)
            # Nobody is killed from now on, or all were who are to be.
            calm = part is None or not sending
            with suppress(SQLAlchemyError, OSError):
                state = asyncio.run(ledger.looked_at(hurries=cut.hurries and calm))
            next_look = now + 1
        time.sleep(_GLANCE)


def _settled(ledger: _Ledger, phones: Phones) -> Verdict:
    """Give the verdict, once workers have handed over what was reported last."""
    deadline = time.monotonic() + _HANDED_OVER
    while (verdict := asyncio.run(ledger.judged(phones.got()))).unsettled and time.monotonic() < deadline:
        time.sleep(1)
    return verdict


@dataclass(slots=True)
class _Ledger:
    """What the registry's database says, past the registry; and the office that steers."""

    service: Service
    office: Office | None = None

    async def prepared(self, cut: Cut) -> None:
        """Fill the registry, and have everybody entered."""
        keyring = self._keyring()
        async with self._opened() as sessions:
            async with sessions.begin() as session:
                vault = await keyring.vault(session)
            for _ in fill(self.service.postgres.url, vault, cut.people, cut.on_whatsapp):
                pass
            office = await Office.composed(sessions)
            workshop = Workshop(sessions.kw["bind"], sessions, keyring, Kept(_env_file=None))
            for state in (State.PREVIEW, State.APPROVED):
                await office.move(state)
                await prepare(workshop, office.row)
            self.office = office

    async def begun(self) -> None:
        """Begin, and wait until more than the first few go out."""
        async with self._opened() as sessions:
            office = self._office(sessions)
            await office.move(State.CANARY)
            await office.until(lambda found: found.state is not State.CANARY)

    async def looked_at(self, *, hurries: bool) -> State:
        """Tell where it stands. Whoever `hurries` does not wait for dead senders to be given up."""
        async with self._opened() as sessions:
            if hurries:
                async with sessions.begin() as session:
                    await session.execute(text(_LEASES_END))
            return (await self._office(sessions).found()).state

    async def judged(self, got: Counter[tuple[str, str]]) -> Verdict:
        """Compare what everybody got with what the ledger says of them."""
        standings: Counter[str] = Counter()
        lost = unsettled = 0
        async with self._opened() as sessions, sessions.begin() as session:
            vault = await self._keyring().vault(session)
            query = select(Recipient.state, Contact).join(Contact, Contact.id == Recipient.contact_id)
            for state, contact in await session.execute(query):
                address = vault.open(contact.address, field=ADDRESS_FIELD, row=contact.id).decode()
                many = got[contact.channel, address]
                standings[f"{contact.channel}, {state}, {many} messages"] += 1
                # Of whom nothing is known, they are listed as such; everybody else has it.
                lost += many == 0 and state is not Standing.UNKNOWN
                unsettled += contact.channel == "whatsapp" and many > 0 and state is not Standing.DELIVERED
        twice = sum(many > 1 for many in got.values())
        return Verdict(standings.total(), twice, lost, unsettled, dict(standings), {}, 0)

    def _keyring(self) -> Keyring:
        return Keyring(parse_data_keys(self.service.data_keys))

    def _office(self, sessions: async_sessionmaker[AsyncSession]) -> Office:
        if self.office is None:
            raise RuntimeError("nothing was composed yet")
        return Office(sessions, self.office.row)

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[async_sessionmaker[AsyncSession]]:
        engine = create_engine(self.service.postgres.url_by_line, 1, statement_seconds=300)
        try:
            yield create_sessions(engine)
        finally:
            await engine.dispose()
