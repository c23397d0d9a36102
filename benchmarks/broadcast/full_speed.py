"""A broadcast at the speed of the machine: entered by `bansos jobs`, sent by two `bansos worker`, one registry."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from time import monotonic
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy import select

from backend.auth.areas import WHOLE
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts.desk import BroadcastDesk, Composition
from backend.broadcasts.models import Broadcast
from backend.broadcasts.progress import progress
from backend.broadcasts.states import State
from backend.clock import utc_now
from backend.database import create_engine, create_sessions
from backend.jobs.models import Job
from backend.migrations import upgrade
from backend.vault.keyring import Keyring
from backend.vault.keys import parse_data_keys
from benchmarks.broadcast.crowd import PROGRAMME, STAGE, fill
from benchmarks.broadcast.platforms import Platforms
from benchmarks.connection import Broken
from benchmarks.door import ACCOUNT, PUBLIC, SENDER
from benchmarks.place import BOT_TOKEN, THIS_CHECKOUT, TWILIO_TOKEN, bansos
from benchmarks.process import Server, end, running, start
from deploy.embedded import embedded_postgres, embedded_redis
from deploy.secrets_file import kept_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    Show = Callable[[str, int, int], None]

TEMPLATE: Final = "HX" + "4" * 32
_TEXT: Final = "Yth. {nama}, bantuan {program} tahap {tahap} sebesar {jumlah} cair di {tempat}, {hari}. Bawa {bawa}."
_LOOK_EVERY: Final = 1.0
_CANARY: Final = 100
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
        row, counting, entering, jobs = await _entered(folder, sessions, settings, people, show)
        registry = await stack.enter_async_context(running(bansos("backend"), settings, folder / "registry", None))
        settings["BACKEND_URL"] = f"http://127.0.0.1:{registry.port}"
        senders = [
            await stack.enter_async_context(running(bansos("worker"), settings, folder / f"sender-{number}", None))
            for number in range(1, _SENDERS + 1)
        ]
        parts = {"the registry": registry} | {f"sender {number}": each for number, each in enumerate(senders, 1)}
        load = os.getloadavg()[0]
        sending, cpu, memory = await _sent(sessions, row, platforms, send, parts, show)
        look = await _look(sessions, row)
        twice = sum(each > 1 for each in platforms.got)
        return SpeedFigures(
            people, platforms.taken, on_whatsapp, counting, entering, sending, look, twice, (jobs, *memory), cpu, load
        )


async def _entered(
    folder: Path, sessions: async_sessionmaker[AsyncSession], settings: dict[str, str], people: int, show: Show
) -> tuple[UUID, float, float, Memory]:
    """Compose, count and approve, and have the recipients entered; give how long the last two took."""
    async with sessions.begin() as session:
        said = Composition(
            "PKH tahap 3", _TEXT, WHOLE, bring="KTP dan KKS", template=TEMPLATE, programme=PROGRAMME, stage=STAGE,
            from_hour=0, until_hour=24,
        )  # fmt: skip
        made = await BroadcastDesk(session, WHOLE, "composer", permissions_of([Role.COMPOSER])).compose(said, utc_now())
        if not isinstance(made, Broadcast):
            raise Broken(f"it cannot be composed: {made}")
    process = start(bansos("jobs"), settings, folder / "jobs", None)
    try:
        worker, sizes = Server(process.pid, 0, folder / "jobs" / "log"), Sizes()
        began = monotonic()
        await _moved(sessions, made.id, State.PREVIEW, "composer", Role.COMPOSER)
        await _until(sessions, made.id, lambda found: found.preview is not None)
        counted = monotonic()
        await _moved(sessions, made.id, State.APPROVED, "approver", Role.APPROVER)

        async def entered(found: Broadcast) -> bool:
            async with sessions() as session:
                there = (await session.get_one(Job, found.job_id)).done
            show("entered", there, people)
            sizes.note({"jobs": worker}, there / people)
            return found.state is State.MATERIALISED

        while not await entered(await _found(sessions, made.id)):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(_LOOK_EVERY / 4)
        return made.id, counted - began, monotonic() - counted, sizes.memory()[0]
    finally:
        end(process)


async def _sent(
    sessions: async_sessionmaker[AsyncSession],
    row: UUID,
    platforms: Platforms,
    send: int,
    parts: dict[str, Server],
    show: Show,
) -> tuple[float, dict[str, float], tuple[Memory, ...]]:
    """Give the seconds that sending took, the microseconds of processor time of each part for a message, and memory."""
    await _moved(sessions, row, State.CANARY, "approver", Role.APPROVER)
    # The first few wait for what WhatsApp reports, which nobody does here.
    await _until(sessions, row, lambda found: found.state is State.RUNNING)
    before, began, sizes = platforms.taken, monotonic(), Sizes()
    used = {name: each.cpu() for name, each in parts.items()}
    while platforms.taken < send:
        await asyncio.sleep(_LOOK_EVERY)
        show("sent", platforms.taken, send)
        sizes.note(parts, platforms.taken / send)
    seconds, many = monotonic() - began, platforms.taken - before
    cpu = {name: (each.cpu() - used[name]) / many * 1e6 for name, each in parts.items()}
    if send < len(platforms.got):
        await _moved(sessions, row, State.CANCELLED, "approver", Role.APPROVER)
    await _until(sessions, row, lambda found: found.state in (State.DONE, State.CANCELLED))
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


async def _moved(sessions: async_sessionmaker[AsyncSession], row: UUID, to: State, by: str, role: Role) -> None:
    async with sessions.begin() as session:
        desk = BroadcastDesk(session, WHOLE, by, permissions_of([role]))
        found = await desk.find(row)
        if found is None or (refused := await desk.move(found, to, utc_now(), canary=_CANARY)) is not None:
            raise Broken(f"it cannot be taken to {to}: {refused}")


async def _found(sessions: async_sessionmaker[AsyncSession], row: UUID) -> Broadcast:
    async with sessions() as session:
        return await session.get_one(Broadcast, row)


async def _until(sessions: async_sessionmaker[AsyncSession], row: UUID, condition: Callable[[Broadcast], bool]) -> None:
    while not condition(await _found(sessions, row)):  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(_LOOK_EVERY / 4)


async def _look(sessions: async_sessionmaker[AsyncSession], row: UUID) -> float:
    """Give the milliseconds of one look at how far it is."""
    async with sessions() as session:
        found = (await session.scalars(select(Broadcast).where(Broadcast.id == row))).one()
        began = monotonic()
        await progress(session, found)
        return (monotonic() - began) * 1000
