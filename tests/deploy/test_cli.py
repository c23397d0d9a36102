"""The command as an operator meets it: from a shell, with an environment, by its words and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from typer.testing import CliRunner

from deploy.cli import app
from deploy.embedded.ports import free_port
from deploy.secrets_file import kept_secrets
from tests.deploy.processes import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BANSOS = [sys.executable, "-m", "deploy"]


def bansos(*arguments: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*BANSOS, *arguments],
        cwd=cwd,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


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
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    secrets: dict[str, str],
    command: str,
    wrong: dict[str, str],
    said: str,
) -> None:
    right = {
        **secrets,
        "PORT": "0",
        "DATABASE_URL": "postgresql://127.0.0.1:1/x",
        "REDIS_URL": "redis://127.0.0.1:1",
        "BACKEND_URL": "http://127.0.0.1:1",
    }
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(app, [command], env=right | wrong)
    assert ended.exit_code == 1
    assert ended.stderr.startswith(said)
    assert len(ended.stderr.splitlines()) == 1
    assert "hidden" not in ended.stderr


def test_the_registry_serves_a_migrated_database_as_a_process_of_its_own(
    tmp_path: Path, secrets: dict[str, str], new_database: Callable[[], str]
) -> None:
    settings = {**secrets, "DATABASE_URL": new_database(), "PORT": str(free_port())}
    assert bansos("migrate", cwd=tmp_path, **settings).returncode == 0
    with running(
        [*BANSOS, "backend"], tmp_path, settings, f"http://127.0.0.1:{settings['PORT']}/healthz"
    ) as process:
        ready = httpx.get(f"http://127.0.0.1:{settings['PORT']}/readyz")
        assert ready.status_code == 200
        second = bansos("backend", cwd=tmp_path, **settings)
        assert (second.returncode, second.stderr.startswith(f"PORT: {settings['PORT']} ")) == (1, True)
    assert process.returncode == 0


def test_the_migrations_build_what_the_models_say(tmp_path: Path) -> None:
    ended = bansos("migrate", "--check", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_commands_are_listed(tmp_path: Path) -> None:
    listed = bansos("--help", cwd=tmp_path).stdout
    assert all(name in listed for name in ("demo", "bot", "backend", "worker", "chat", "migrate", "flows"))
