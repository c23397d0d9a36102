"""One trace from the webhook to the send, over all processes, when there is a place for traces."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx

from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets
from tests.deploy.collector import collecting
from tests.deploy.processes import answers, running
from tests.dialogues.families import new_family
from tests.stubs import telegram_updates
from tests.stubs.loopback import serving
from tests.stubs.telegram import SECRET, TOKEN, TelegramStub

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from redis.asyncio import Redis

CHAT = 812_000_077
NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")


def started(
    part: str, folder: Path, settings: dict[str, str], url: str
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    (folder / part).mkdir()
    return running([sys.executable, "-m", "deploy", part], folder / part, settings, answers(url))


async def test_a_number_that_came_late_is_in_the_trace_of_the_message_that_asked_for_it(
    tmp_path: Path, new_registry: Callable[[], str], redis: Redis, redis_url: str
) -> None:
    telegram, family = TelegramStub(known_chats={CHAT}), new_family()
    bot, backend, worker = (f"http://127.0.0.1:{free_port()}" for _ in range(3))
    async with serving(telegram.app) as telegram_url:
        with collecting() as collector:
            settings = {
                **kept_secrets(tmp_path / "secrets"),
                "DATABASE_URL": new_registry(),
                "REDIS_URL": redis_url,
                "BACKEND_URL": backend,
                "PUBLIC_BASE_URL": "https://bansos.example.go.id",
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_WEBHOOK_SECRET": SECRET,
                "TELEGRAM_API_BASE_URL": telegram_url,
                "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            }
            with (
                started("bot", tmp_path, settings | {"PORT": port_of(bot)}, f"{bot}/readyz"),
                started("worker", tmp_path, settings | {"WORKER_PORT": port_of(worker)}, f"{worker}/readyz"),
            ):
                async with httpx.AsyncClient(base_url=bot, timeout=30) as server:
                    for update, answer in enumerate([*family.answers, "kirim"], 1):
                        message = telegram_updates.message(update, chat=CHAT, text=answer)
                        assert (await telegram.deliver(server, message)).status_code == 200
                assert "sudah kami simpan" in telegram.sent[-1].text
                with started("backend", tmp_path, settings | {"PORT": port_of(backend)}, f"{backend}/readyz"):
                    await telegram.until(lambda: NUMBER.search(telegram.sent[-1].text))
    assert collector.paths == {"/v1/traces"}
    assert {span.service for span in collector.spans} == {"bansos-bot", "bansos-worker", "bansos-registry"}
    webhook = collector.named("POST /webhooks")[-1]
    assert webhook.parent == b""
    assert webhook.attributes == {"http.response.status_code": "200"}
    trace = [span for span in collector.spans if span.trace == webhook.trace]
    of = {span.id: span for span in trace}
    seen = {(span.service, span.name) for span in trace}
    assert seen >= {
        ("bansos-bot", "turn"),
        ("bansos-bot", "redis read"),
        ("bansos-bot", "redis commit"),
        ("bansos-bot", "registry submission"),
        ("bansos-worker", "job handover"),
        ("bansos-worker", "registry submission"),
        ("bansos-registry", "POST /api/v1"),
        ("bansos-worker", "job push"),
        ("bansos-worker", "send"),
    }
    assert all(span.parent in of for span in trace if span is not webhook), "no span hangs in the air"
    # One that took longer than the worker waits is asked for again, and answered as before.
    taken = [span for span in trace if span.service == "bansos-registry" and not span.failed]
    assert {of[span.parent].name for span in taken} == {"registry submission"}
    assert {span.name: span.attributes for span in trace}["send"] == {"bansos.channel": "telegram"}
    sent = NUMBER.search(telegram.sent[-1].text)
    assert sent is not None
    personal = [family.nik, family.kk, family.phone, "Sulastri", str(CHAT), sent.group(), TOKEN]
    assert [each for each in personal if any(each.encode() in body for body in collector.bodies)] == []
    logs = "".join((tmp_path / part / "log").read_text() for part in ("bot", "backend", "worker"))
    assert '"event": "request"' in logs
    assert [each for each in personal if each in logs] == []


def port_of(url: str) -> str:
    return url.rpartition(":")[2]


def test_nothing_of_it_is_loaded_when_there_is_no_place_for_traces(tmp_path: Path) -> None:
    settings = {
        **kept_secrets(tmp_path),
        "DATABASE_URL": "postgresql://127.0.0.1:1/x",
        "REDIS_URL": "redis://127.0.0.1:1",
        "BACKEND_URL": "http://127.0.0.1:1",
        "PORT": "0",
    }
    script = """
import sys
from deploy import processes
from deploy.setup_problem import SetupProblem
for part in (processes.run_bot, processes.run_worker, processes.run_backend):
    try:
        part()
    except SetupProblem:
        traces = ("deploy.tracing", "opentelemetry.sdk.trace", "opentelemetry.exporter")
        print(part.__name__, [name for name in sys.modules if name.startswith(traces)])
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=settings, capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines() == ["run_bot []", "run_worker []", "run_backend []"]
