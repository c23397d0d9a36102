"""The command as an operator meets it: from a shell, with an environment, by its words and its exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from redis import Redis
from typer.testing import CliRunner

from deploy.cli import app
from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets
from tests.deploy.processes import answers, running, says, visitor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from deploy.embedded import Redis as EmbeddedRedis

BANSOS = [sys.executable, "-m", "deploy"]


def bansos(*arguments: str, **settings: str) -> Result:
    return CliRunner().invoke(app, arguments, env=settings)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` of a developer's own takes part."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def secrets(tmp_path: Path) -> dict[str, str]:
    return kept_secrets(tmp_path / "secrets")


@pytest.mark.parametrize(
    ("command", "wrong", "said"),
    [
        ("backend", {"DATA_KEYS": "key1:short"}, "DATA_KEYS: key key1 is not base64."),
        ("backend", {"API_KEYS": "bot:changeme"}, "API_KEYS: the secret of bot has 8 characters"),
        ("backend", {"DATABASE_URL": "mysql://x"}, "DATABASE_URL: needs the form postgresql+psycopg://"),
        (
            "backend",
            {"DATABASE_URL": "postgresql://u:hidden@127.0.0.1:1/x"},
            "DATABASE_URL: PostgreSQL at 127.0",
        ),
        ("backend", {"PORT": "http"}, "PORT: Input should be a valid integer"),
        ("backend", {"TELEGRAM_TOKEN": "x"}, "TELEGRAM_TOKEN is not a setting."),
        ("backend", {"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        (
            "bot",
            {"REDIS_URL": "redis://:hidden@127.0.0.1:1/0"},
            "REDIS_URL: Redis at 127.0.0.1:1 does not let us in",
        ),
        ("bot", {"REDIS_URL": "http://x"}, "REDIS_URL: needs the form redis://"),
        ("bot", {"REDIS_URL": ""}, "REDIS_URL is not set"),
        ("migrate", {"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        (
            "migrate",
            {"DATABASE_URL": "postgresql://u:hidden@127.0.0.1:1/x"},
            "DATABASE_URL: PostgreSQL at 127.0.0",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    secrets: dict[str, str], command: str, wrong: dict[str, str], said: str
) -> None:
    right = {
        **secrets,
        "PORT": "0",
        "DATABASE_URL": "postgresql://127.0.0.1:1/x",
        "REDIS_URL": "redis://127.0.0.1:1",
        "BACKEND_URL": "http://127.0.0.1:1",
    }
    ended = bansos(command, **(right | wrong))
    assert ended.exit_code == 1
    assert ended.stderr.startswith(said)
    assert len(ended.stderr.splitlines()) == 1
    assert "hidden" not in ended.stderr


def test_the_registry_serves_a_migrated_database_as_a_process_of_its_own(
    tmp_path: Path, secrets: dict[str, str], new_database: Callable[[], str]
) -> None:
    settings = {**secrets, "DATABASE_URL": new_database(), "PORT": str(free_port())}
    url = f"http://127.0.0.1:{settings['PORT']}"
    assert bansos("migrate", **settings).exit_code == 0
    with running([*BANSOS, "backend"], tmp_path, settings, answers(f"{url}/healthz")) as process:
        assert visitor().get(f"{url}/readyz").status_code == 200
        second = bansos("backend", **settings)
        assert (second.exit_code, second.stderr.startswith(f"PORT: {settings['PORT']} ")) == (1, True)
    assert process.returncode == 0


@pytest.fixture
def redis_url(redis_server: EmbeddedRedis) -> str:
    """A Redis database apart from the service's: the processes here have keys of their own."""
    return redis_server.database_url(7)


def test_the_bot_serves_as_a_process_of_its_own(tmp_path: Path, secrets: dict[str, str], redis_url: str) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    settings = {**secrets, "REDIS_URL": redis_url, "BACKEND_URL": url, "PORT": url.rpartition(":")[2]}
    with running([*BANSOS, "bot"], tmp_path, settings, answers(f"{url}/readyz")) as process:
        # The simulator lets anybody speak as anybody: it is there in the demo only.
        assert visitor().post(f"{url}/simulator/messages", json={"chat": "a", "text": "halo"}).status_code == 404
    assert process.returncode == 0


def test_the_worker_works_until_it_is_stopped(tmp_path: Path, secrets: dict[str, str], redis_url: str) -> None:
    # Other tests' chats are named by a key that is sealed with theirs.
    with Redis.from_url(redis_url) as store:
        store.flushall()
    settings = {**secrets, "REDIS_URL": redis_url, "BACKEND_URL": "http://127.0.0.1:1"}
    with running([*BANSOS, "worker"], tmp_path, settings, says("worker started", tmp_path / "log")) as process:
        pass
    assert process.returncode == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_the_migrations_build_what_the_models_say() -> None:
    ended = bansos("migrate", "--check")
    assert (ended.exit_code, ended.stderr) == (0, "")


def test_the_flows_and_their_words_are_complete() -> None:
    ended = bansos("flows", "check")
    assert (ended.exit_code, ended.stderr) == (0, "")


def test_templates_need_an_account() -> None:
    ended = bansos("whatsapp", "provision")
    assert (ended.exit_code, ended.stderr.startswith("TWILIO_ACCOUNT_SID")) == (1, True)


def test_the_commands_are_listed() -> None:
    listed = bansos("--help").stdout
    assert all(name in listed for name in ("demo", "bot", "backend", "worker", "chat", "migrate", "flows"))
