"""`bansos telegram connect`, as the operator who types it sees it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from deploy.cli import app
from tests.stubs.loopback import serving, unused_address
from tests.stubs.telegram import SECRET, TOKEN, TelegramStub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from click.testing import Result

PUBLIC = "https://bansos.example.go.id"
WEBHOOK = f"{PUBLIC}/webhooks/telegram"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def stub() -> TelegramStub:
    return TelegramStub()


@pytest.fixture
async def api(stub: TelegramStub) -> AsyncIterator[str]:
    async with serving(stub.app) as url:
        yield url


async def connect(api: str, *arguments: str, **settings: str) -> Result:
    given = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_BASE_URL": api,
        "PUBLIC_BASE_URL": PUBLIC,
        **settings,
    }
    # The command has a loop of its own; the stub's goes on meanwhile.
    return await asyncio.to_thread(CliRunner().invoke, app, ["telegram", "connect", *arguments], env=given)


async def test_telegram_is_told_where_to_deliver_and_what_and_with_which_secret(stub: TelegramStub, api: str) -> None:
    ended = await connect(api)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert stub.webhook is not None
    assert stub.webhook["url"] == WEBHOOK
    assert stub.webhook["secret_token"] == SECRET
    assert stub.webhook["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert stub.webhook["max_connections"] == 100
    assert stub.webhook.get("drop_pending_updates") is not True
    assert ended.stdout.splitlines() == [
        f"Telegram delivers to {WEBHOOK}, up to 100 messages at once.",
        "No message waits.",
        "Telegram has had no trouble with our answers.",
    ]
    assert SECRET not in ended.stdout


async def test_what_waits_and_what_went_wrong_is_told(stub: TelegramStub, api: str) -> None:
    stub.deliveries = {
        "pending_update_count": 12,
        "last_error_date": 1_764_500_000,
        "last_error_message": "Wrong response from the webhook: 502 Bad Gateway",
    }
    told = (await connect(api)).stdout
    assert "12 messages wait at Telegram." in told
    assert (
        "The last trouble was on 2025-11-30 at 10:53:20 UTC: Wrong response from the webhook: 502 Bad Gateway." in told
    )


async def test_a_check_changes_nothing_and_says_what_is_not_as_it_should_be(stub: TelegramStub, api: str) -> None:
    ended = await connect(api, "--check")
    assert (ended.exit_code, stub.webhook) == (1, None)
    assert f"Telegram delivers nowhere, not to {WEBHOOK}." in ended.stderr
    await connect(api)
    assert (await connect(api, "--check")).exit_code == 0
    stub.webhook = {"url": "https://elsewhere.example/x", "allowed_updates": ["message"]}
    ended = await connect(api, "--check")
    assert ended.exit_code == 1
    assert f"Telegram delivers to https://elsewhere.example/x, not to {WEBHOOK}." in ended.stderr
    assert "Telegram does not deliver: callback_query, my_chat_member." in ended.stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"TELEGRAM_BOT_TOKEN": "1:another"}, "TELEGRAM_BOT_TOKEN: Telegram does not know this token"),
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN is not set"),
        ({"PUBLIC_BASE_URL": "http://bansos.example.go.id"}, "PUBLIC_BASE_URL: Telegram needs an address"),
    ],
)
async def test_what_is_wrong_is_said_in_a_sentence(api: str, wrong: dict[str, str], said: str) -> None:
    ended = await connect(api, **wrong)
    assert ended.exit_code == 1
    assert ended.stderr.startswith(said)
    assert len(ended.stderr.splitlines()) == 1


async def test_a_telegram_that_cannot_be_reached_is_named() -> None:
    nowhere = unused_address()
    ended = await connect(nowhere)
    assert (ended.exit_code, ended.stderr) == (1, f"Telegram at {nowhere} cannot be reached.\n")
