"""`bansos admin` and `bansos keys`, as an operator meets them on a shell."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from typing import TYPE_CHECKING

import httpx
import pytest
from typer.testing import CliRunner

from backend.app import create_app
from backend.settings import Settings
from deploy.cli import app
from tests.office import Browser, words
from tests.world import API_KEYS, DATA_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` of a developer's own takes part."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def url(new_registry: Callable[[], str]) -> str:
    return new_registry()


def bansos(url: str, *arguments: str, typed: str = "") -> Result:
    env = {"DATABASE_URL": url, "COLUMNS": "200", "DATA_KEYS": DATA_KEYS, "TELEGRAM_BOT_NAME": "contoh_bot"}
    return CliRunner().invoke(app, arguments, input=typed, env=env)


def registry(url: str) -> Settings:
    return Settings(_env_file=None, database_url=url, data_keys=DATA_KEYS, api_keys=API_KEYS)


def signs_in(url: str, user_name: str, password: str) -> str:
    """Where the door leads with this password."""

    async def at_the_door() -> str:
        served = create_app(registry(url))
        async with Browser(served) as browser:
            answer = await browser.sign_in(user_name, password)
        await served.state.engine.dispose()
        return answer.headers.get("location", "") or words(answer)

    return asyncio.run(at_the_door())


def test_the_first_admin_is_made_with_a_password_for_once(url: str) -> None:
    made = bansos(url, "admin", "create", typed="kepala\nContoh Kepala\n")
    assert made.exit_code == 0, made.output
    password = re.findall(r"One-time password: (\S+)", made.stdout)[0]
    assert signs_in(url, "kepala", password) == "/console/masuk/sandi"
    again = bansos(url, "admin", "create", "--user-name", "kepala", "--name", "Contoh Kepala")
    assert (again.exit_code, again.stderr) == (1, "kepala: user name taken.\n")


def test_the_operator_may_choose_that_password_but_no_weak_one(url: str) -> None:
    arguments = ("admin", "create", "--user-name", "kepala", "--name", "Contoh Kepala", "--ask-password")
    weak = bansos(url, *arguments, typed="banyuwangi2026\nbanyuwangi2026\n")
    assert (weak.exit_code, weak.stderr.startswith("This password will not do (guessed)")) == (1, True)
    made = bansos(url, *arguments, typed="perahu-hijau-di-dermaga\nperahu-hijau-di-dermaga\n")
    assert (made.exit_code, "perahu" in made.stdout) == (0, False)
    assert signs_in(url, "kepala", "perahu-hijau-di-dermaga") == "/console/masuk/sandi"


def test_the_last_admin_without_a_phone_gets_in_by_the_operator(url: str) -> None:
    bansos(url, "admin", "create", "--user-name", "kepala", "--name", "Contoh Kepala")
    reset = bansos(url, "admin", "reset", "kepala")
    password = re.findall(r"One-time password: (\S+)", reset.stdout)[0]
    assert signs_in(url, "kepala", password) == "/console/masuk/sandi"
    nobody = bansos(url, "admin", "reset", "siapa")
    assert (nobody.exit_code, nobody.stderr) == (1, "There is no officer with the user name siapa.\n")


def test_a_key_is_made_listed_and_revoked(url: str) -> None:
    made = bansos(url, "keys", "create", "dashboard", "--scope", "counts:read", "--area", "35.10.16", "--days", "30")
    secret = made.stdout.strip()
    assert re.fullmatch(r"bansos_[A-Za-z0-9_-]{43}", secret), made.output
    listed = bansos(url, "keys", "list").stdout
    for shown in ("dashboard", "counts:read", "35.10.16"):
        assert shown in listed
    assert secret not in listed
    key = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", listed)[0]
    assert counts(url, secret) == 200
    assert bansos(url, "keys", "revoke", key).exit_code == 0
    assert counts(url, secret) == 401


def test_agents_are_invited_listed_and_suspended(url: str, tmp_path: Path) -> None:
    made = bansos(url, "agents", "invite", "Contoh Kader", "--desa", "Kemiren", "--rw", "2")
    [told] = csv.DictReader(io.StringIO(made.stdout))
    assert told["telegram"] == f"https://t.me/contoh_bot?start=agen-{told['code'].replace('-', '')}"
    brought = tmp_path / "agen.csv"
    brought.write_text("Nama;Desa;RT\nContoh Dua;Kemiren;\nContoh Tiga;Kemiren;1\n")
    some = bansos(url, "agents", "invite-file", str(brought))
    rows = [
        (row["row"], row["name"], bool(row["code"]), row["problem"]) for row in csv.DictReader(io.StringIO(some.stdout))
    ]
    assert rows == [("2", "Contoh Dua", True, ""), ("3", "Contoh Tiga", False, "rt without rw")]
    assert some.exit_code == 1
    [agent] = re.findall(r"([0-9a-f-]{36}).*Contoh Kader", bansos(url, "agents", "list").stdout)
    assert bansos(url, "agents", "suspend", agent).exit_code == 0
    assert re.search(rf"{agent}.*suspended", bansos(url, "agents", "list").stdout)
    assert bansos(url, "agents", "reactivate", agent).exit_code == 0
    assert re.search(rf"{agent}.*invited", bansos(url, "agents", "list").stdout)
    [anew] = csv.DictReader(io.StringIO(bansos(url, "agents", "renew", agent).stdout))
    assert anew["code"] not in ("", told["code"])
    nobody = bansos(url, "agents", "suspend", "00000000-0000-4000-8000-000000000000")
    assert (nobody.exit_code, "There is no agent with the id" in nobody.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scope", "everything"), "There is no scope everything; there are registrations:write,"),
        (("--scope", "counts:read", "--area", "12.34"), "12.34 is the code of no kecamatan or desa"),
        (("--scope", "metrics:read", "--area", "35.10.16"), "metrics:read cannot be limited to areas"),
    ],
)
def test_a_key_that_cannot_be_made_is_said_in_one_sentence(url: str, arguments: tuple[str, ...], said: str) -> None:
    ended = bansos(url, "keys", "create", "partner", *arguments)
    assert (ended.exit_code, ended.stderr.startswith(said)) == (1, True)


def test_a_database_without_tables_is_said(new_database: Callable[[], str]) -> None:
    ended = bansos(new_database(), "keys", "list")
    assert (ended.exit_code, "bansos migrate" in ended.stderr) == (1, True)


def counts(url: str, secret: str) -> int:
    async def asked() -> int:
        served = create_app(registry(url))
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="http://registry.test") as client:
            answer = await client.get(
                "/api/v1/question-counts",
                params={"from": "2026-11-01", "to": "2026-11-21", "kecamatan": "35.10.16"},
                headers={"Authorization": f"Bearer {secret}"},
            )
        await served.state.engine.dispose()
        return answer.status_code

    return asyncio.run(asked())
