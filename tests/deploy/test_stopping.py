"""SIGTERM to real processes in the middle of their work: what was begun is finished, and nobody new is let in."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx

from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets
from tests.deploy.processes import answers, ends, running
from tests.dialogues.families import Family, new_family
from tests.stubs import telegram_updates
from tests.stubs.loopback import serving
from tests.stubs.telegram import SECRET, TOKEN, TelegramStub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from redis.asyncio import Redis

CHAT = 812_000_078
NUMBER = "2611-000-017"
NIK_AT = 4
"""Which of a family's answers is the NIK: the one that the registry is asked about."""


@dataclass
class SlowRegistry:
    """A registry that answers one path only when it is told to."""

    slow: str
    url: str = ""
    asked: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    submissions: list[str] = field(default_factory=list)

    def answer(self, path: str, key: str) -> dict[str, Any]:
        if path == self.slow:
            self.asked.set()
            assert self.go.wait(30)
        if path == "/api/v1/registrations":
            self.submissions.append(key)
            return {"number": NUMBER, "already": False}
        return {"number": None}


@contextmanager
def slow_registry(path: str) -> Iterator[SlowRegistry]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(registry.answer(self.path, self.headers.get("Idempotency-Key", ""))).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    registry = SlowRegistry(path)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        registry.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield registry
        finally:
            registry.go.set()
            server.shutdown()
            thread.join()


def settings_for(tmp_path: Path, redis_url: str, registry: str, telegram: str) -> dict[str, str]:
    return {
        **kept_secrets(tmp_path / "secrets"),
        "REDIS_URL": redis_url,
        "BACKEND_URL": registry,
        "PUBLIC_BASE_URL": "https://bansos.example.go.id",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_BASE_URL": telegram,
    }


async def say(telegram: TelegramStub, server: httpx.AsyncClient, *texts: str) -> None:
    for text in texts:
        update = telegram_updates.message(len(telegram.sent) + 1, chat=CHAT, text=text)
        response = await telegram.deliver(server, update)
        assert response.status_code == 200


async def refuses_connections(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(0.01)


async def waits(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 30)


async def test_a_bot_that_is_told_to_stop_still_answers_who_is_waiting(
    tmp_path: Path, redis: Redis, redis_url: str
) -> None:
    telegram, family, port = TelegramStub(known_chats={CHAT}), new_family(), free_port()
    async with serving(telegram.app) as telegram_url:
        with slow_registry("/api/v1/registrations/own/by-nik") as registry:
            settings = settings_for(tmp_path, redis_url, registry.url, telegram_url) | {"PORT": str(port)}
            url = f"http://127.0.0.1:{port}"
            command = [sys.executable, "-m", "deploy", "bot"]
            with running(command, tmp_path, settings, answers(f"{url}/readyz")) as process:
                async with httpx.AsyncClient(base_url=url, timeout=30) as server:
                    await say(telegram, server, *family.answers[:NIK_AT])
                    asking = telegram.sent[-1].text
                    waiting = asyncio.create_task(say(telegram, server, family.answers[NIK_AT]))
                    await waits(registry.asked)
                    process.send_signal(signal.SIGTERM)
                    await refuses_connections(port)
                    assert not waiting.done()
                    registry.go.set()
                    await waiting
                assert await asyncio.to_thread(ends, process.pid)
            assert process.returncode == 0
    assert telegram.sent[-1].text != asking
    assert "KK" in telegram.sent[-1].text
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_a_worker_that_is_told_to_stop_finishes_what_is_in_hand(
    tmp_path: Path, redis: Redis, redis_url: str
) -> None:
    telegram, family = TelegramStub(known_chats={CHAT}), new_family()
    async with serving(telegram.app) as telegram_url:
        away = settings_for(tmp_path, redis_url, "http://127.0.0.1:1", telegram_url)
        await registered_while_the_registry_is_away(telegram, family, tmp_path, away)
        with slow_registry("/api/v1/registrations") as registry:
            settings = away | {"BACKEND_URL": registry.url}
            first = await worker(settings, tmp_path)
            await waits(registry.asked)
            first.send_signal(signal.SIGTERM)
            registry.go.set()
            assert await asyncio.to_thread(first.wait, 30) == 0
            assert len(registry.submissions) == 1
            second = await worker(settings, tmp_path)
            await telegram.until(lambda: NUMBER in telegram.sent[-1].text)
            second.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(second.wait, 30) == 0
            assert len(set(registry.submissions)) == 1
    assert sum(NUMBER in sent.text for sent in telegram.sent) == 1
    assert "Traceback" not in (tmp_path / "worker.log").read_text()


async def registered_while_the_registry_is_away(
    telegram: TelegramStub, family: Family, tmp_path: Path, settings: dict[str, str]
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "deploy", "bot"]
    with running(command, tmp_path, settings | {"PORT": str(port)}, answers(f"{url}/readyz")):
        async with httpx.AsyncClient(base_url=url, timeout=30) as server:
            await say(telegram, server, *family.answers, "kirim")
    assert re.search("sudah kami simpan", telegram.sent[-1].text)


async def worker(settings: dict[str, str], tmp_path: Path) -> subprocess.Popen[bytes]:
    with (tmp_path / "worker.log").open("ab") as log:
        return await asyncio.to_thread(
            subprocess.Popen,
            [sys.executable, "-m", "deploy", "worker"],
            cwd=tmp_path,
            env={**os.environ, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
