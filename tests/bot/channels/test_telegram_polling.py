"""Long polling, as the demo does it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram.polling import LongPolling, Refused
from tests.stubs.faults import Answer, Drop, Garbage
from tests.stubs.telegram_updates import membership, message, tap

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.channels.telegram.channel import TelegramChannel
    from tests.bot.channels.conftest import Echo
    from tests.stubs.telegram import TelegramStub


@asynccontextmanager
async def polling(channel: TelegramChannel, echo: Echo) -> AsyncIterator[asyncio.Task[None]]:
    loop = LongPolling(channel, echo, echo.note_reachability, wait=1, pause=0.01, longest_pause=0.02)
    task = asyncio.create_task(loop.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_updates_are_taken_in_order_and_asked_for_only_once(
    telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo
) -> None:
    telegram_api.write(message(11, text="satu"), tap(12, "yes"), membership(13, "kicked"))
    async with polling(telegram, echo):
        await telegram_api.until(lambda: 14 in telegram_api.offsets)
        telegram_api.write(message(14, text="dua"))
        await telegram_api.until(lambda: 15 in telegram_api.offsets)
    assert [inbound.id for inbound in echo.taken] == ["11", "12", "14"]
    assert len(echo.reachability) == 1
    assert len(echo.pushed) == 3


async def test_an_update_that_is_not_committed_is_asked_for_again(
    telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo
) -> None:
    echo.down = True
    telegram_api.write(message(11, text="satu"))
    async with polling(telegram, echo):
        await telegram_api.until(lambda: len(telegram_api.offsets) > 2)
        assert 12 not in telegram_api.offsets
        echo.down = False
        await telegram_api.until(lambda: 12 in telegram_api.offsets)
    assert [inbound.id for inbound in echo.taken] == ["11"]


async def test_an_update_nobody_understands_does_not_hold_up_the_next(
    telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo
) -> None:
    telegram_api.write({"update_id": 11, "message": 5}, {"no": "id"}, message(12, text="halo"))
    async with polling(telegram, echo):
        await telegram_api.until(lambda: 13 in telegram_api.offsets)
    assert [inbound.id for inbound in echo.taken] == ["12"]


async def test_trouble_on_the_way_passes(telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo) -> None:
    telegram_api.faults.add(Drop(), Garbage(502), Garbage(200), Answer(500, {"ok": False}), Answer(200, []))
    telegram_api.write(message(11, text="satu"))
    async with polling(telegram, echo):
        await telegram_api.until(lambda: 12 in telegram_api.offsets)
    assert [inbound.id for inbound in echo.taken] == ["11"]


async def test_a_webhook_in_the_way_is_said_in_a_sentence(
    telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo
) -> None:
    telegram_api.webhook = {"url": "https://elsewhere.example"}
    with capture_logs() as logs:
        async with polling(telegram, echo):
            await telegram_api.until(lambda: telegram_api.calls.count("getUpdates") > 2)
    assert "this bot has a webhook" in logs[0]["message"]
    assert telegram_api.webhook is not None


async def test_a_wrong_token_ends_it_with_a_sentence(
    telegram: TelegramChannel, telegram_api: TelegramStub, echo: Echo
) -> None:
    telegram_api.token = "999:another"
    async with polling(telegram, echo) as task:
        with pytest.raises(Refused, match="Copy it again from BotFather"):
            await task
