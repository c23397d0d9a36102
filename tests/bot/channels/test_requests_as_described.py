"""The stub platforms refuse what the platforms' own descriptions do not have, so every test that sends proves it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.stubs.bot_api import fault_in
from tests.stubs.telegram_updates import CHAT
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER, TwilioStub

if TYPE_CHECKING:
    from tests.stubs.telegram import TelegramStub

HELLO: dict[str, Any] = {"chat_id": CHAT, "text": "Halo"}
CONTENT = "HX" + "3" * 32


def pressed(**button: object) -> dict[str, Any]:
    return HELLO | {"reply_markup": {"inline_keyboard": [[{"text": "Ya", "callback_data": "ya"} | button]]}}


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("sendMessage", HELLO),
        ("sendMessage", pressed()),
        ("sendMessage", HELLO | {"reply_markup": {"remove_keyboard": True}}),
        ("sendMessage", HELLO | {"reply_markup": {"keyboard": [[{"text": "Nomor", "request_contact": True}]]}}),
        ("getUpdates", {"offset": 1, "timeout": 25, "allowed_updates": ["message", "my_chat_member"]}),
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("getFile", {"file_id": "AgAD"}),
    ],
)
def test_the_bot_api_takes_what_is_described(method: str, fields: dict[str, Any]) -> None:
    assert fault_in(method, fields) is None


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("sendmessage", HELLO),
        ("shutdown_now", {}),
        ("sendMessage", {"text": "Halo"}),
        ("sendMessage", HELLO | {"disable_web_page_preview": True}),
        ("sendMessage", HELLO | {"text": 7}),
        ("sendMessage", HELLO | {"text": " \n"}),
        ("sendMessage", HELLO | {"text": "🙏" * 2049}),
        ("sendMessage", HELLO | {"parse_mode": "HTML", "text": "<b>Halo"}),
        ("sendMessage", HELLO | {"reply_markup": json.dumps({"remove_keyboard": True})}),
        ("sendMessage", HELLO | {"reply_markup": {"remove_keyboard": False}}),
        ("sendMessage", HELLO | {"reply_markup": {"inline_keyboard": [[]], "keyboard": [[]]}}),
        ("sendMessage", HELLO | {"link_preview_options": {"disabled": True}}),
        ("sendMessage", pressed(callback_data="é" * 33)),
        ("sendMessage", pressed(callback_data="")),
        ("sendMessage", pressed(text=" ")),
        ("sendMessage", pressed(colour="red")),
        ("sendMessage", pressed(url="https://bansos.example")),
        ("answerCallbackQuery", {}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("setWebhook", {"url": "https://bansos.example/", "max_connections": 101}),
    ],
)
async def test_the_bot_api_refuses_what_is_not_described(
    telegram_api: TelegramStub, method: str, fields: dict[str, Any]
) -> None:
    transport = httpx.ASGITransport(telegram_api.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client:
        answer = await client.post(f"/bot{telegram_api.token}/{method}", json=fields)
    assert (answer.status_code, answer.json()["ok"], telegram_api.sent) == (400, False, [])


MESSAGE = {"To": "whatsapp:+6281200000001", "From": SENDER, "StatusCallback": f"{PUBLIC}/status", "Body": "Halo"}
FILLED = {name: MESSAGE[name] for name in ("To", "From")} | {"ContentSid": CONTENT}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (MESSAGE, None),
        (FILLED | {"ContentVariables": '{"1": "Rp 600.000"}'}, None),
        (MESSAGE | {"Text": "Halo"}, 20001),
        ({name: MESSAGE[name] for name in ("From", "Body")}, 21604),
        ({name: MESSAGE[name] for name in ("To", "Body")}, 21603),
        (MESSAGE | {"To": "+6281200000001"}, 21211),
        (MESSAGE | {"StatusCallback": "http://bansos.example/status"}, 21609),
        (MESSAGE | {"StatusCallback": "https://localhost/status"}, 21609),
        (MESSAGE | {"Body": " "}, 21602),
        (MESSAGE | {"Body": "x" * 1601}, 21617),
        (MESSAGE | {"ContentSid": CONTENT}, 21620),
        ({name: MESSAGE[name] for name in ("To", "From")}, 21619),
        (MESSAGE | {"ContentVariables": "{}"}, 21654),
        (FILLED | {"ContentSid": "HX1"}, 21655),
        (FILLED | {"ContentVariables": "Rp 600.000"}, 21656),
        (FILLED | {"ContentVariables": '{"1": 600000}'}, 21656),
        (FILLED | {"ContentVariables": '{"1": "satu\\ndua"}'}, 21656),
        (FILLED | {"ContentVariables": '{"1": "satu", "2": "dua"}'}, 63028),
        (FILLED, 63028),
    ],
)
async def test_twilio_takes_what_is_described_and_refuses_the_rest(fields: dict[str, str], code: int | None) -> None:
    stub = TwilioStub()
    stub.contents[CONTENT] = {"types": {"twilio/text": {"body": "Cair {{1}}."}}}
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(stub.app), base_url="http://twilio", auth=(ACCOUNT, AUTH_TOKEN)
    )
    async with client:
        answer = await client.post(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", data=fields)
    if code is None:
        assert answer.status_code == 201, answer.text
    else:
        assert (answer.status_code, answer.json()["code"], stub.sent) == (400, code, [])


@pytest.mark.parametrize(
    ("method", "path", "asked"),
    [
        ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?DateSentAfter=2026-11-01", None),
        ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?PageSize=1001", None),
        ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json?To=%2B6281200000001", None),
        ("GET", "/v1/ContentAndApprovals?Status=approved", None),
        ("POST", "/v1/Content", {"friendly_name": "a", "language": "id", "types": {"twilio/text": {"text": "a"}}}),
        ("POST", "/v1/Content/HX1/ApprovalRequests/whatsapp", {"name": "Bansos", "category": "UTILITY"}),
        ("POST", "/v2/Channels/Senders/XE1", {"webhook": {"callback": "https://bansos.example/"}}),
    ],
)
async def test_twilios_other_resources_take_only_what_they_have(method: str, path: str, asked: Any) -> None:
    stub = TwilioStub(senders={"XE1": {"sid": "XE1"}})
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(stub.app), base_url="http://twilio", auth=(ACCOUNT, AUTH_TOKEN)
    )
    async with client:
        assert (await client.request(method, path, json=asked)).status_code == 400
    assert stub.senders == {"XE1": {"sid": "XE1"}}
