"""Telegram's door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.reachability import Reachability
from bot.channels.telegram.channel import TelegramChannel
from bot.webhooks import webhook_routes
from conversations.engine.messages import ChatRef
from tests.stubs.telegram import SECRET
from tests.stubs.telegram_updates import CHAT, VOICE, membership, message, tap

if TYPE_CHECKING:
    from tests.bot.channels.conftest import Echo
    from tests.stubs.telegram import TelegramStub

PATH = "/webhooks/telegram"
HEADERS = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}


async def test_the_reply_rides_in_the_response(server, telegram_api: TelegramStub) -> None:
    response = await telegram_api.deliver(server, message(1, text="halo <b>"))
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    (sent,) = telegram_api.sent
    assert (sent.chat_id, sent.text, sent.in_webhook) == (CHAT, "Diterima: halo <b>", True)
    assert sent.buttons() == [["1. Ya", "2. Tidak"]]


async def test_a_repeated_delivery_gets_the_same_reply_and_is_taken_once(
    server, telegram_api: TelegramStub, echo: Echo
) -> None:
    first = await telegram_api.deliver(server, message(1, text="halo"))
    again = await telegram_api.deliver(server, message(1, text="halo"))
    assert first.content == again.content
    assert len(echo.taken) == 1


async def test_a_voice_note_is_answered(server, telegram_api: TelegramStub) -> None:
    await telegram_api.deliver(server, message(1, voice=VOICE))
    assert telegram_api.sent[0].text == "Diterima: (voice)"


async def test_a_tap_is_taken_and_its_spinner_ended(
    server, telegram_api: TelegramStub, telegram: TelegramChannel
) -> None:
    await telegram_api.deliver(server, tap(3, "yes"))
    await telegram.close()
    assert telegram_api.sent[0].text == "Diterima: [yes|Ya]"
    assert telegram_api.answered == ["430000000003"]


async def test_blocking_the_bot_is_noted_and_answered_with_nothing(
    server, telegram_api: TelegramStub, echo: Echo
) -> None:
    response = await telegram_api.deliver(server, membership(1, "kicked"))
    assert (response.status_code, response.content) == (200, b"")
    assert echo.reachability == [Reachability(ChatRef("telegram", str(CHAT)), blocked=True)]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "telepathy": {"thought": "halo"}},
        {"update_id": 5, "message": {"text": 7}},
        {"update_id": 5, "edited_message": message(5, text="x")["message"]},
    ],
)
async def test_an_update_that_nothing_can_be_made_of_is_accepted_so_that_it_is_not_repeated(
    server, telegram_api: TelegramStub, echo: Echo, update: dict[str, Any]
) -> None:
    response = await telegram_api.deliver(server, update)
    assert (response.status_code, response.content, echo.taken) == (200, b"", [])


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper()])
async def test_without_the_secret_nothing_is_read(server, echo: Echo, secret: str) -> None:
    headers = HEADERS | {"X-Telegram-Bot-Api-Secret-Token": secret}
    assert (await server.post(PATH, content=b"{", headers=headers)).status_code == 403
    assert echo.taken == []


async def test_a_secret_of_strange_bytes_is_refused(server) -> None:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": b"\xff\xfe"}
    assert (await server.post(PATH, content=b"{}", headers=headers)).status_code == 403


async def test_a_bot_without_a_secret_has_a_closed_door(echo: Echo) -> None:
    channel = TelegramChannel("1:token", base_url="http://127.0.0.1:9")
    routes = webhook_routes(
        echo, telegram=channel, note_reachability=echo.note_reachability, note_status=echo.note_status
    )
    transport = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": ""}):
            headers = {"Content-Type": "application/json"} | secret
            assert (await client.post(PATH, content=b"{}", headers=headers)).status_code == 403
        assert (await client.post("/webhooks/twilio")).status_code == 404
    await channel.close()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\x00\xff", b'{"a": 1}', b"[" * 100_000, b'{"update_id": "1"}']
)
async def test_what_is_not_an_update_is_refused(server, echo: Echo, body: bytes) -> None:
    assert (await server.post(PATH, content=body, headers=HEADERS)).status_code == 400
    assert echo.taken == []


async def test_a_body_too_large_is_refused_announced_or_not(server, echo: Echo) -> None:
    async def chunks():
        for _ in range(300):
            yield b" " * 1024

    announced = await server.post(PATH, content=b" " * (256 * 1024 + 1), headers=HEADERS)
    streamed = await server.post(PATH, content=chunks(), headers=HEADERS)
    assert (announced.status_code, streamed.status_code, echo.taken) == (413, 413, [])


async def test_the_largest_body_allowed_is_read(server, telegram_api: TelegramStub, echo: Echo) -> None:
    body = message(1, text="halo", padding="")
    padding = 256 * 1024 - len(httpx.Request("POST", "http://x", json=body).content)
    request = httpx.Request("POST", "http://x", json=message(1, text="halo", padding="x" * padding))
    assert (await telegram_api.deliver(server, request.content)).status_code == 200
    assert len(echo.taken) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_another_content_type_is_refused(server, kind: str) -> None:
    response = await server.post(PATH, content=b"{}", headers=HEADERS | {"Content-Type": kind})
    assert response.status_code == 415


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "PATCH"])
async def test_another_method_is_refused(server, method: str) -> None:
    assert (await server.request(method, PATH, headers=HEADERS)).status_code == 405


@pytest.mark.parametrize("update", [message(1, text="halo"), tap(2, "yes"), membership(3, "kicked")])
async def test_while_the_store_is_down_telegram_is_asked_to_come_again(
    server, telegram_api: TelegramStub, telegram: TelegramChannel, echo: Echo, update: dict[str, Any]
) -> None:
    echo.down = True
    response = await telegram_api.deliver(server, update)
    assert (response.status_code, response.headers["retry-after"], response.content) == (503, "5", b"")
    echo.down = False
    assert (await telegram_api.deliver(server, update)).status_code == 200
    await telegram.close()
    assert len(telegram_api.answered) == ("callback_query" in update)
