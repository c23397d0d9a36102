"""The drill: the service is lost, and goes on from its backup on other servers."""

from __future__ import annotations

import asyncio
import re
import shutil
from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
import redis as redis_py
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from typer.testing import CliRunner

from backend.audit.models import AuditEntry
from backend.audit.proof import first_broken
from backend.migrations import upgrade
from deploy.cli import app
from deploy.embedded import embedded_postgres, embedded_redis
from tests.dialogues.families import new_family
from tests.dialogues.phones import TelegramPhone, WhatsAppPhone
from tests.stubs.faults import Answer
from tests.stubs.telegram import flood
from tests.world import service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.dialogues.phones import Phone
    from tests.world import Service

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
HALF_WAY = 8


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Servers:
    """A PostgreSQL and a Redis on a machine of their own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.running = ExitStack()
        self.database_url = self.running.enter_context(embedded_postgres(place / "postgres", durable=False)).url
        self.redis_url = self.running.enter_context(embedded_redis(place / "redis")).url

    def lose(self) -> None:
        self.running.close()
        shutil.rmtree(self.place)

    async def bansos(self, *arguments: str) -> Result:
        given = {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}
        return await asyncio.to_thread(CliRunner().invoke, app, list(arguments), env=given)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Servers]:
    servers = Servers(tmp_path / "old machine")
    upgrade(servers.database_url)
    with servers.running:
        yield servers


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Servers]:
    servers = Servers(tmp_path / "new machine")
    with servers.running:
        yield servers


def moved(phone: Phone, to: Service) -> None:
    """The same phone, reached by the service that has been restored."""
    phone.service, phone.seen = to, 0
    if isinstance(phone, TelegramPhone):
        to.telegram.known_chats.add(phone.chat)


async def audit_is_whole(database_url: str) -> tuple[int, int | None]:
    engine = create_async_engine(database_url)
    async with AsyncSession(engine) as session:
        broken = await first_broken(session)
    async with AsyncSession(engine) as session:
        entries = await session.scalar(select(func.count()).select_from(AuditEntry))
    await engine.dispose()
    return entries or 0, broken


async def test_after_everything_is_lost_people_go_on_where_they_were(
    tmp_path: Path, old: Servers, new: Servers
) -> None:
    half, done, waiting, untold = new_family(), new_family(), new_family(), new_family()
    async with service(old.database_url, old.redis_url) as before:
        writing, registered, left = TelegramPhone(before), WhatsAppPhone(before), TelegramPhone(before)
        silent = TelegramPhone(before)
        for answer in half.answers[:HALF_WAY]:
            question = await writing.do(answer)
        for answer in [*done.answers, "kirim"]:
            told = await registered.do(answer)
        for phone, family in ((left, waiting), (silent, untold)):
            for answer in family.answers:
                await phone.do(answer)
        before.line.cut = True
        await silent.do("kirim")
        before.line.cut = False
        # The registry has it, and the message that says so cannot go out: it waits as a push.
        before.telegram.faults.add(*[Answer(429, flood(30))] * 4)
        await before.work(timedelta(minutes=6))
        assert await silent.arrived() == ""
        before.line.cut = True
        before.clock.turn(timedelta(minutes=1))
        assert "sudah kami simpan" in await left.do("kirim")
        now = before.clock.now
        copied = await old.bansos("backup", str(tmp_path / "backups"))
        assert (copied.exit_code, copied.stderr) == (0, "")
    audited = await audit_is_whole(old.database_url)
    assert audited[0] > 0
    old.lose()

    [folder] = (tmp_path / "backups").iterdir()
    assert folder.name in copied.stdout
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}
    restored = await new.bansos("restore", str(folder))
    assert (restored.exit_code, restored.stderr) == (0, "")

    async with service(new.database_url, new.redis_url) as after:
        # By then Telegram takes messages again: that it would not was restored too.
        after.clock.now = now + timedelta(minutes=1)
        for phone in (writing, registered, left, silent):
            moved(phone, after)
        assert first_line(question) in await writing.do("ulang")
        for answer in [*half.answers[HALF_WAY:], "kirim"]:
            told_now = await writing.do(answer)
        assert number_in(told_now) != number_in(told)
        assert number_in(await registered.do("status")) == number_in(told)
        await after.work(timedelta(minutes=6))
        numbers = {number_in(await phone.arrived()) for phone in (left, silent)}
        assert len(numbers | {number_in(told), number_in(told_now)}) == 4
        listed = await after.registry.get("/api/v1/registrations", params={"limit": 100})
        assert len(listed.json()["registrations"]) == 4
    entries, broken = await audit_is_whole(new.database_url)
    assert (entries > audited[0], broken) == (True, None)


async def test_only_a_whole_backup_is_restored_and_only_into_empty_servers(
    tmp_path: Path, old: Servers, new: Servers
) -> None:
    with redis_py.Redis.from_url(old.redis_url) as store:
        store.set("kept", "for ever")
        store.set("left", "for a while", ex=1000)
    copied = await old.bansos("backup", str(tmp_path))
    assert copied.exit_code == 0
    folder = made_in(tmp_path)
    with redis_py.Redis.from_url(old.redis_url) as store:
        assert int(store.get("bansos:backup:last") or 0) > 0

    assert "is not empty" in (await old.bansos("restore", str(folder))).stderr
    assert "is not a backup" in (await new.bansos("restore", str(tmp_path))).stderr
    dump = (folder / "registry.dump").read_bytes()
    (folder / "registry.dump").write_bytes(dump[:-10])
    assert "is not what was backed up" in (await new.bansos("restore", str(folder))).stderr
    (folder / "registry.dump").write_bytes(dump)
    with redis_py.Redis.from_url(new.redis_url) as store:
        store.set("somebody", "is here")
        assert "REDIS_URL: this Redis is not empty" in (await new.bansos("restore", str(folder))).stderr
        store.flushall()
        with psycopg.connect(new.database_url.replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT to_regclass('registrations')").fetchone() == (None,)
        assert (await new.bansos("restore", str(folder))).exit_code == 0
        assert (store.get("kept"), store.ttl("kept")) == (b"for ever", -1)
        assert 0 < store.ttl("left") <= 1000
    assert await audit_is_whole(new.database_url) == (0, None)


async def test_a_copy_that_comes_to_nothing_leaves_no_backup_behind(tmp_path: Path, old: Servers) -> None:
    with redis_py.Redis.from_url(old.redis_url) as store:
        # A user who may ask and may not copy.
        store.acl_setuser(
            "reader", enabled=True, passwords=["+rahasia"], commands=["+@all", "-psync", "-sync"], keys="*"
        )
        store.acl_setuser("reader", enabled=True, passwords=["+rahasia"])
    whole, old.redis_url = old.redis_url, re.sub(r"//.*@", "//reader:rahasia@", old.redis_url)
    ended = await old.bansos("backup", str(tmp_path / "backups"))
    old.redis_url = whole
    assert ended.exit_code == 1
    assert ended.stderr.startswith("Copying what Redis holds came to nothing")
    assert "rahasia" not in ended.stderr
    assert list((tmp_path / "backups").iterdir()) == []


def made_in(place: Path) -> Path:
    [folder] = place.glob("bansos-*")
    return folder


def first_line(screen: str) -> str:
    return screen.strip().splitlines()[-1]


def number_in(screen: str) -> str:
    found = NUMBER.search(screen)
    assert found, screen
    return found.group()
