"""What becomes of a message to Telegram."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.channels.channel import Accepted, Deferred, Rejected, Unknown
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.webhook import set_webhook
from conversations.engine.messages import Outbound
from tests.stubs.faults import Answer, Drop, Garbage, Hang
from tests.stubs.loopback import unused_address
from tests.stubs.telegram import TOKEN, flood
from tests.stubs.telegram_updates import CHAT

if TYPE_CHECKING:
    from tests.stubs.faults import Fault
    from tests.stubs.telegram import TelegramStub

HELLO = Outbound("Selamat pagi")


def failure(code: int, description: str) -> Answer:
    return Answer(code, {"ok": False, "error_code": code, "description": description})


async def test_a_message_that_telegram_took_has_its_id(telegram: TelegramChannel, telegram_api: TelegramStub) -> None:
    assert await telegram.send(str(CHAT), HELLO, "ref") == Accepted("1")
    assert telegram_api.sent[0].text == "Selamat pagi"


async def test_a_flood_closes_the_whole_lane_for_as_long_as_telegram_says(
    telegram: TelegramChannel, telegram_api: TelegramStub
) -> None:
    telegram_api.faults.add(Answer(429, flood(34)))
    outcome = await telegram.send(str(CHAT), HELLO, "ref")
    assert outcome == Deferred("too many requests", 34.0, lane_closed=True)
    assert telegram_api.sent == []


@pytest.mark.parametrize(
    ("fault", "kind", "attributes"),
    [
        (failure(403, "Forbidden: bot was blocked by the user"), Rejected, {"unreachable": True}),
        (failure(403, "Forbidden: user is deactivated"), Rejected, {"unreachable": True}),
        (failure(400, "Bad Request: chat not found"), Rejected, {"unreachable": True}),
        (failure(400, "Bad Request: BUTTON_DATA_INVALID"), Rejected, {"unreachable": False}),
        (failure(401, "Unauthorized"), Deferred, {"lane_closed": True}),
        (failure(404, "Not Found"), Deferred, {"lane_closed": True}),
        (failure(429, "Too Many Requests"), Deferred, {"lane_closed": True}),
        (failure(500, "Internal Server Error: restart"), Deferred, {"lane_closed": False}),
        (failure(502, "Bad Gateway"), Unknown, {}),
        (Garbage(502), Unknown, {}),
        (Garbage(200), Unknown, {}),
        (Garbage(200, b'{"ok": true, "result": "?"}'), Unknown, {}),
        (Garbage(200, b"[]"), Unknown, {}),
        (Hang(), Unknown, {}),
        (Drop(), Unknown, {}),
    ],
    ids=str,
)
async def test_every_answer_and_silence_is_an_outcome(
    telegram: TelegramChannel,
    telegram_api: TelegramStub,
    fault: Fault,
    kind: type,
    attributes: dict[str, object],
) -> None:
    telegram_api.faults.add(fault)
    outcome = await telegram.send(str(CHAT), HELLO, "ref")
    assert isinstance(outcome, kind), outcome
    assert {name: getattr(outcome, name) for name in attributes} == attributes


async def test_a_message_is_certainly_not_sent_when_nobody_listens() -> None:
    channel = TelegramChannel(TOKEN, base_url=unused_address(), timeout=0.5)
    outcome = await channel.send(str(CHAT), HELLO, "ref")
    await channel.close()
    assert isinstance(outcome, Deferred)
    assert not outcome.lane_closed


@pytest.mark.parametrize("address", ["", "whatsapp:+6281200000001", "nine"])
async def test_an_address_of_another_channel_is_rejected(telegram: TelegramChannel, address: str) -> None:
    assert isinstance(await telegram.send(address, HELLO, "ref"), Rejected)


async def test_answers_to_taps_are_given_before_the_channel_closes(
    telegram: TelegramChannel, telegram_api: TelegramStub
) -> None:
    telegram_api.faults.add(failure(400, "Bad Request: query is too old"))
    for number in range(5):
        telegram.answer_tap(f"query-{number}")
    await telegram.close()
    assert len(telegram_api.answered) == 4


async def test_the_webhook_is_registered_with_secret_and_only_what_is_needed(
    telegram: TelegramChannel, telegram_api: TelegramStub
) -> None:
    assert (
        await set_webhook(telegram, "https://bansos.example/", "s3cret") == "https://bansos.example/webhooks/telegram"
    )
    assert telegram_api.webhook is not None
    assert telegram_api.webhook["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert telegram_api.webhook["secret_token"] == "s3cret"
    assert not telegram_api.webhook.get("drop_pending_updates")


async def test_the_token_is_in_no_log_line(
    telegram: TelegramChannel, telegram_api: TelegramStub, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await telegram.send(str(CHAT), HELLO, "ref")
    assert TOKEN not in caplog.text


async def test_many_messages_at_once_share_a_bounded_pool(
    telegram: TelegramChannel, telegram_api: TelegramStub
) -> None:
    outcomes = await asyncio.gather(*(telegram.send(str(CHAT), HELLO, "ref") for _ in range(50)))
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
