"""Twilio's doors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.status import DeliveryState, Status
from bot.webhooks import webhook_routes
from conversations.engine.messages import Attachment, Choice, Text
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER, message, sign

if TYPE_CHECKING:
    from tests.bot.channels.conftest import Echo
    from tests.stubs.twilio import TwilioStub

PATH = "/webhooks/twilio"
STATUS = "/webhooks/twilio/status?ref=ref-1"
REPORT = {"MessageSid": "SM1", "MessageStatus": "delivered", "AccountSid": ACCOUNT, "RawDlrDoneDate": ""}


async def test_the_reply_rides_in_the_response_with_its_status_callback(server, twilio_api: TwilioStub) -> None:
    response = await twilio_api.deliver(server, message(1, "halo"))
    assert response.status_code == 200
    (sent,) = twilio_api.sent
    assert sent.to == "whatsapp:+6281200000001"
    assert sent.body == "Diterima: halo\n\n1. Ya\n2. Tidak"
    assert sent.status_callback == f"{PUBLIC}/webhooks/twilio/status?ref=ref-SM{1:032x}"


@pytest.mark.parametrize(
    "text",
    [
        "</Body></Message><Message to='+1900'>x",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "a & b < c > \"d\" 'e'",
        "]]>",
        "a\x0b\ufffeb",
    ],
)
async def test_nothing_that_was_typed_becomes_twiml(server, twilio_api: TwilioStub, text: str) -> None:
    response = await twilio_api.deliver(server, message(1, text))
    assert len(list(ET.fromstring(response.content).iter())) == 3  # noqa: S314 - our own answer
    said = text.replace("\x0b", "").replace("\ufffe", "")
    assert [sent.body for sent in twilio_api.sent] == [f"Diterima: {said}\n\n1. Ya\n2. Tidak"]


async def test_a_repeated_delivery_gets_the_same_reply_and_is_taken_once(
    server, twilio_api: TwilioStub, echo: Echo
) -> None:
    first = await twilio_api.deliver(server, message(1, "halo"))
    again = await twilio_api.deliver(server, message(1, "halo"))
    assert first.content == again.content
    assert len(echo.taken) == 1


async def test_a_message_of_the_future_without_text_is_answered(server, twilio_api: TwilioStub, echo: Echo) -> None:
    fields = message(1) | {"MessageType": "telepathy", "Thought": "", "Username": "@contoh"}
    assert (await twilio_api.deliver(server, fields)).status_code == 200
    assert echo.taken[0].content == Attachment("other")


async def test_repeated_and_empty_fields_count_in_the_signature(server, twilio_api: TwilioStub, echo: Echo) -> None:
    pairs = [*message(1, "").items(), ("MediaUrl", "b"), ("MediaUrl", "a"), ("MediaUrl", "b"), ("Empty", "")]
    assert (await twilio_api.deliver(server, pairs)).status_code == 200
    assert len(echo.taken) == 1


@pytest.mark.parametrize(
    ("tampered", "why"),
    [
        ({"Body": "Ya, kirim ke rekening lain"}, "another text"),
        ({"From": "whatsapp:+6281200000002"}, "another sender"),
        ({"Extra": "1"}, "one field more"),
    ],
)
async def test_a_tampered_message_is_refused(server, twilio_api, echo: Echo, tampered, why: str) -> None:
    signature = sign(PUBLIC + PATH, list(message(1, "Ya").items()))
    response = await twilio_api.deliver(server, message(1, "Ya") | tampered, signature=signature)
    assert (response.status_code, echo.taken) == (403, []), why


@pytest.mark.parametrize(
    "signature",
    ["", "x", "é", "A" * 5000, sign("https://other.example" + PATH, list(message(1, "Ya").items()))],
)
async def test_an_unsigned_message_is_refused(server, twilio_api, echo: Echo, signature: str) -> None:
    body = httpx.Request("POST", "http://x", data=message(1, "Ya")).content
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature.encode()}
    response = await server.post(PATH, content=body, headers=headers)
    assert (response.status_code, echo.taken) == (403, [])


async def test_a_signature_of_one_address_does_not_open_another(server, twilio_api, echo: Echo) -> None:
    signature = sign(PUBLIC + PATH, list(REPORT.items()))
    response = await twilio_api.deliver(server, REPORT, path=STATUS, signature=signature)
    assert (response.status_code, echo.statuses) == (403, [])
    moved = sign(PUBLIC + STATUS, list(REPORT.items()))
    response = await twilio_api.deliver(server, REPORT, path=STATUS.replace("ref-1", "ref-2"), signature=moved)
    assert (response.status_code, echo.statuses) == (403, [])


async def test_a_message_to_another_sender_of_the_account_is_taken_and_answered(server, twilio_api, echo: Echo) -> None:
    second = message(1, "halo", To="whatsapp:+14155230000")
    assert (await twilio_api.deliver(server, second)).status_code == 200
    assert [sent.to for sent in twilio_api.sent] == [second["From"]]


async def test_a_message_signed_by_another_account_is_refused(server, twilio_api, echo: Echo) -> None:
    theirs = message(1, "halo", AccountSid="AC" + "9" * 32)
    response = await twilio_api.deliver(server, theirs, token="another account's token")
    assert (response.status_code, echo.taken) == (403, [])


@pytest.mark.parametrize(
    "fields",
    [{"From": "+6281200000001"}, {"MessageSid": "", "SmsSid": "", "SmsMessageSid": ""}, {"From": ""}],
)
async def test_a_signed_message_without_sender_or_id_is_malformed(server, twilio_api, echo: Echo, fields) -> None:
    assert (await twilio_api.deliver(server, message(1, "halo") | fields)).status_code == 400
    assert echo.taken == []


@pytest.mark.parametrize("path", [PATH, STATUS])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
async def test_another_content_type_is_refused(server, path: str, kind: str) -> None:
    response = await server.post(path, content=b"a=b", headers={"Content-Type": kind, "X-Twilio-Signature": "x"})
    assert response.status_code == 415


@pytest.mark.parametrize("path", [PATH, STATUS])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_another_method_is_refused(server, path: str, method: str) -> None:
    assert (await server.request(method, path)).status_code == 405


@pytest.mark.parametrize("path", [PATH, STATUS])
@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"&&&===", b"a" * 1000, b""])
async def test_bytes_that_are_no_form_are_refused(server, path: str, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    assert (await server.post(path, content=body, headers=headers)).status_code in {400, 403}


async def test_a_body_too_large_is_refused_announced_or_not(server, twilio_api, echo: Echo) -> None:
    async def chunks():
        for _ in range(300):
            yield b"a" * 1024

    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "x"}
    announced = await twilio_api.deliver(server, message(1, "x" * 256 * 1024))
    streamed = await server.post(PATH, content=chunks(), headers=headers)
    assert (announced.status_code, streamed.status_code, echo.taken) == (413, 413, [])


@pytest.mark.parametrize(
    ("public", "tokens", "signed_with", "status"),
    [
        ("https://bansos.example", ("new", "old"), "new", 200),
        ("https://bansos.example", ("new", "old"), "old", 200),
        ("https://bansos.example", ("new", "old"), "older", 403),
        ("https://bansos.example/", ("new",), "new", 200),
        ("https://bansos.example:443", ("new",), "new", 200),
        ("https://other.example", ("new",), "new", 403),
        ("http://bansos.example", ("new",), "new", 403),
    ],
)
async def test_the_signature_is_checked_against_the_public_address_with_each_token(
    twilio_api: TwilioStub, echo: Echo, public: str, tokens: tuple[str, ...], signed_with: str, status: int
) -> None:
    channel = WhatsAppChannel(ACCOUNT, tokens, SENDER, public_base_url=public)
    routes = webhook_routes(
        echo, whatsapp=channel, note_reachability=echo.note_reachability, note_status=echo.note_status
    )
    transport = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://10.0.0.7:8000") as client:
        response = await twilio_api.deliver(client, message(1, "halo"), token=signed_with)
    await channel.close()
    assert response.status_code == status


@pytest.mark.parametrize("sender", ["+14155238886", "+1 415 523-8886", "whatsapp:+1 (415) 523 8886"])
async def test_our_number_may_be_configured_as_people_write_it(twilio_api: TwilioStub, echo: Echo, sender: str) -> None:
    channel = WhatsAppChannel(ACCOUNT, (AUTH_TOKEN,), sender, public_base_url=PUBLIC)
    routes = webhook_routes(
        echo, whatsapp=channel, note_reachability=echo.note_reachability, note_status=echo.note_status
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=routes)), base_url="http://b"
    ) as client:
        assert (await twilio_api.deliver(client, message(1, "halo"))).status_code == 200
    await channel.close()


async def test_a_reply_that_needs_a_template_is_pushed(twilio_api: TwilioStub, echo: Echo) -> None:
    channel = WhatsAppChannel(
        ACCOUNT, (AUTH_TOKEN,), SENDER, public_base_url=PUBLIC, content_sids={"quick_reply_2": "HX1"}
    )
    echo.choices = (Choice("Ya", "yes"), Choice("Tidak", "no"))
    routes = webhook_routes(
        echo, whatsapp=channel, note_reachability=echo.note_reachability, note_status=echo.note_status
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=routes)), base_url="http://b"
    ) as client:
        response = await twilio_api.deliver(client, message(1, "halo"))
    await channel.close()
    assert response.text.endswith("<Response/>")
    assert len(echo.pushed) == 1


async def test_delivery_reports_find_their_reply(server, twilio_api: TwilioStub, echo: Echo) -> None:
    await twilio_api.deliver(server, message(1, "halo"))
    sent = twilio_api.sent[0]
    for state in ("sent", "delivered"):
        assert (await twilio_api.report(server, sent, state)).status_code == 200
    await twilio_api.report(server, sent, "undelivered", ErrorCode="63024")
    ref = f"ref-SM{1:032x}"
    assert echo.statuses == [
        Status(sent.sid, ref, DeliveryState.SENT, address=sent.to),
        Status(sent.sid, ref, DeliveryState.DELIVERED, address=sent.to),
        Status(sent.sid, ref, DeliveryState.FAILED, 63024, address=sent.to),
    ]
    assert len(twilio_api.sent) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 200),
        ({"MessageStatus": "teleported"}, 200),
        ({"MessageSid": ""}, 400),
    ],
)
async def test_a_report_is_taken_or_refused(server, twilio_api, echo: Echo, fields, status: int) -> None:
    assert (await twilio_api.deliver(server, REPORT | fields, path=STATUS)).status_code == status
    assert len(echo.statuses) == (fields == {})


@pytest.mark.parametrize(("path", "fields"), [(PATH, message(1, "halo")), (STATUS, REPORT)])
async def test_while_the_store_is_down_twilio_is_asked_to_come_again(
    server, twilio_api, echo: Echo, path: str, fields: dict[str, str]
) -> None:
    echo.down = True
    response = await twilio_api.deliver(server, fields, path=path)
    assert (response.status_code, response.headers["retry-after"], response.content) == (503, "5", b"")
    assert twilio_api.sent == []


async def test_text_of_every_script_arrives_as_it_was_typed(server, twilio_api: TwilioStub, echo: Echo) -> None:
    await twilio_api.deliver(server, message(1, "Sugeng énjing ꦱꦸꦒꦼꦁ 🙏🏽 + & = %41"))
    assert echo.taken[0].content == Text("Sugeng énjing ꦱꦸꦒꦼꦁ 🙏🏽 + & = %41")
