"""A broadcast at the speed of the machine: entered by `bansos jobs`, sent by two `bansos worker`, one registry."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from time import monotonic
from typing import TYPE_CHECKING, Final

import msgspec

from backend.broadcasts.progress import progress
from backend.broadcasts.states import State
from backend.database import create_engine, create_sessions
from backend.jobs.models import Job
from backend.migrations import upgrade
from backend.vault.keyring import Keyring
from backend.vault.keys import parse_data_keys
from benchmarks.broadcast.crowd import fill
from benchmarks.broadcast.office import Office
from benchmarks.broadcast.platforms import Platforms
from benchmarks.door import ACCOUNT, PUBLIC, SENDER
from benchmarks.place import BOT_TOKEN, THIS_CHECKOUT, TWILIO_TOKEN, bansos
from benchmarks.process import Server, end, running, start
from deploy.embedded import embedded_postgres, embedded_redis
from deploy.secrets_file import kept_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from backend.broadcasts.models import Broadcast

    Show = Callable[[str, int, int], None]

_LOOK_EVERY: Final = 1.0
_SENDERS: Final = 2


class Memory(msgspec.Struct, frozen=True):
    """Resident kilobytes of a process: when a tenth was done, and at its largest after that."""

    part: str
    early_kb: int
    peak_kb: int

    @property
    def growth(self) -> float:
        """How much larger it became, as a share."""
        return self.peak_kb / self.early_kb - 1


class SpeedFigures(msgspec.Struct, frozen=True):
    """What it took. `people` were entered and `sent` of them written to, of whom `twice` got more than one message.

    `on_whatsapp` is one in how many is there, `look_ms` how long a look at how far it is took at the end, `cpu_us` the
    processor time of each part for a message, `load` what the machine did besides.
    """

    people: int
    sent: int
    on_whatsapp: int
    count_seconds: float
    enter_seconds: float
    send_seconds: float
    look_ms: float
    twice: int
    memory: tuple[Memory, ...]
    cpu_us: dict[str, float]
    load: float

    @property
    def entered_per_second(self) -> float:
        """How many recipients were entered in a second."""
        return self.people / self.enter_seconds

    @property
    def sent_per_second(self) -> float:
        """How many messages went out in a second."""
        return self.sent / self.send_seconds


async def full_speed(folder: Path, people: int, send: int, on_whatsapp: int, show: Show) -> SpeedFigures:
    """Fill a registry, enter everybody in it into a broadcast, and send it to the first `send` of them.

    One in `on_whatsapp` is there, the rest on Telegram.

    Raises:
        Broken: a part does not come up, or stops.
    """
    secrets = kept_secrets(folder / "secrets")
    async with AsyncExitStack() as stack:
        platforms = await stack.enter_async_context(Platforms(people).serving())
        postgres = stack.enter_context(embedded_postgres(folder / "postgres"))
        redis = stack.enter_context(embedded_redis(folder / "redis", fsync="everysec"))
        upgrade(postgres.url)
        keyring = Keyring(parse_data_keys(secrets["DATA_KEYS"]))
        engine = create_engine(postgres.url, statement_seconds=600)
        stack.push_async_callback(engine.dispose)
        sessions = create_sessions(engine)
        async with sessions.begin() as session:
            vault = await keyring.vault(session)
        for there in fill(postgres.url, vault, people, on_whatsapp):
            show("people", there, people)
            # The stand-in of the platforms lives here too, and is asked for nothing yet.
            await asyncio.sleep(0)
        settings = {
            **secrets, **THIS_CHECKOUT,
            "DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "PUBLIC_BASE_URL": PUBLIC,
            "TELEGRAM_BOT_TOKEN": BOT_TOKEN, "TELEGRAM_API_BASE_URL": f"http://127.0.0.1:{platforms.port}",
            "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TWILIO_TOKEN, "TWILIO_WHATSAPP_FROM": SENDER,
            "TWILIO_API_BASE_URL": f"http://127.0.0.1:{platforms.port}",
            "TELEGRAM_RATE": "100000", "WHATSAPP_RATE": "100000",
        }  # fmt: skip
        office, counting, entering, jobs = await _entered(folder, sessions, settings, people, show)
        registry = await stack.enter_async_context(running(bansos("backend"), settings, folder / "registry", None))
        settings["BACKEND_URL"] = f"http://127.0.0.1:{registry.port}"
        senders = [
            await stack.enter_async_context(running(bansos("worker"), settings, folder / f"sender-{number}", None))
            for number in range(1, _SENDERS + 1)
        ]
        parts = {"the registry": registry} | {f"sender {number}": each for number, each in enumerate(senders, 1)}
        load = os.getloadavg()[0]
        sending, cpu, memory = await _sent(office, platforms, send, parts, show)
        look = await _look(office)
        twice = sum(each > 1 for each in platforms.got)
        return SpeedFigures(
            people, platforms.taken, on_whatsapp, counting, entering, sending, look, twice, (jobs, *memory), cpu, load
        )


async def _entered(
    folder: Path, sessions: async_sessionmaker[AsyncSession], settings: dict[str, str], people: int, show: Show
) -> tuple[Office, float, float, Memory]:
    """Compose, count and approve, and have the recipients entered; give how long the last two took."""
    office = await Office.composed(sessions)
    process = start(bansos("jobs"), settings, folder / "jobs", None)
    try:
        worker, sizes = Server(process.pid, 0, folder / "jobs" / "log"), Sizes()
        began = monotonic()
        await office.move(State.PREVIEW)
        await office.until(lambda found: found.preview is not None)
        counted = monotonic()
        await office.move(State.APPROVED)

        async def entered(found: Broadcast) -> bool:
            async with sessions() as session:
                there = (await session.get_one(Job, found.job_id)).done
            show("entered", there, people)
            sizes.note({"jobs": worker}, there / people)
            return found.state is State.MATERIALISED

        while not await entered(await office.found()):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(_LOOK_EVERY / 4)
        return office, counted - began, monotonic() - counted, sizes.memory()[0]
    finally:
        end(process)


async def _sent(
    office: Office,
    platforms: Platforms,
    send: int,
    parts: dict[str, Server],
    show: Show,
) -> tuple[float, dict[str, float], tuple[Memory, ...]]:
    """Give the seconds that sending took, the microseconds of processor time of each part for a message, and memory."""
    await office.move(State.CANARY)
    # The first few wait for what WhatsApp reports, which nobody does here.
    await office.until(lambda found: found.state is State.RUNNING)
    before, began, sizes = platforms.taken, monotonic(), Sizes()
    used = {name: each.cpu() for name, each in parts.items()}
    while platforms.taken < send:
        await asyncio.sleep(_LOOK_EVERY)
        show("sent", platforms.taken, send)
        sizes.note(parts, platforms.taken / send)
    seconds, many = monotonic() - began, platforms.taken - before
    cpu = {name: (each.cpu() - used[name]) / many * 1e6 for name, each in parts.items()}
    if send < len(platforms.got):
        await office.move(State.CANCELLED)
    await office.until(lambda found: found.state in (State.DONE, State.CANCELLED))
    return seconds * platforms.taken / many, cpu, sizes.memory()


class Sizes:
    """What processes need of memory, while something goes on."""

    def __init__(self) -> None:
        self._early: dict[str, int] = {}
        self._peak: dict[str, int] = {}

    def note(self, parts: dict[str, Server], done: float) -> None:
        """Look at them when so much is done."""
        for name, server in parts.items():
            size = server.resident_kb()
            if done < 0.1 or name not in self._early:
                self._early[name] = max(self._early.get(name, 0), size)
            self._peak[name] = max(self._peak.get(name, 0), size)

    def memory(self) -> tuple[Memory, ...]:
        """Give what was seen."""
        return tuple(Memory(name, early, self._peak[name]) for name, early in self._early.items())


async def _look(office: Office) -> float:
    """Give the milliseconds of one look at how far it is."""
    found = await office.found()
    async with office.sessions() as session:
        began = monotonic()
        await progress(session, found)
        return (monotonic() - began) * 1000
