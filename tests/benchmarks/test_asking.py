"""The driver: what it sends is what the platforms send, and an answer that is wrong is never counted."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import httpx
import pytest

from benchmarks.connection import Answer, Broken, Connection
from benchmarks.dialogue import dialogue
from benchmarks.door import PUBLIC, Telegram, Twilio, check
from benchmarks.family import family
from benchmarks.telegram_api import TelegramApi
from bot.channels.telegram.parse import parse as parse_update
from bot.channels.whatsapp.form import form_of
from bot.channels.whatsapp.signature import Signatures
from conversations.engine.messages import Inbound, Text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NIK = dialogue()[3]
LAST = dialogue()[-1]
FAMILY = family(1)
IN_PIECES = [b"HTTP/1.1 200 OK\r\nTransfer-Enc", b"oding: chunked\r\n\r\n4\r\nBans", b"\r\n2\r\nos\r\n0\r\n\r", b"\n"]
WITH_LENGTH = [b"HTTP/1.1 201 Created\r\ncontent-length: 6\r\n\r\nBan", b"sos"]


@asynccontextmanager
async def saying(pieces: list[bytes], *, hangs_up: bool = False) -> AsyncIterator[Connection]:
    """A server that answers the first request in these pieces, and the connection to it."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)
        if not hangs_up:
            await reader.read()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        connection = await Connection.to(server.sockets[0].getsockname()[1])
        yield connection
        connection.close()


@pytest.mark.parametrize(
    ("pieces", "whole"), [(IN_PIECES, Answer(200, b"Bansos")), (WITH_LENGTH, Answer(201, b"Bansos"))]
)
async def test_a_response_is_read_however_it_is_cut(pieces: list[bytes], whole: Answer) -> None:
    async with saying(pieces) as connection:
        assert await connection.send(b"GET / HTTP/1.1\r\n\r\n") == whole


async def test_a_connection_that_breaks_is_a_fault() -> None:
    async with saying([b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nBan"], hangs_up=True) as connection:
        with pytest.raises(Broken, match="lost"):
            await connection.send(b"GET / HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"text": NIK.text}).encode(),
        f"<Response><Message><Body>{NIK.text}</Body></Message></Response>".encode(),
        f"chat_id=1&text={quote_plus(NIK.text)}".encode(),
    ],
)
def test_the_right_answer_is_known_in_every_form(body: bytes) -> None:
    check(Answer(200, body), NIK)


@pytest.mark.parametrize(
    ("status", "text"),
    [(200, "Maaf, saya belum mengerti."), (503, NIK.text), (200, dialogue()[4].text), (200, "")],
)
def test_any_other_answer_is_a_fault(status: int, text: str) -> None:
    with pytest.raises(Broken, match="boleh"):
        check(Answer(status, text.encode()), NIK)


def test_a_registration_without_a_number_is_a_fault() -> None:
    assert check(Answer(200, LAST.text.encode()), LAST)
    with pytest.raises(Broken, match="without a number"):
        check(Answer(200, LAST.sign.encode()), LAST)


def test_a_number_that_is_announced_is_told_apart() -> None:
    assert not check(Answer(200, b"data sudah kami simpan. Nomor pendaftaran menyusul di sini."), LAST)
    with pytest.raises(Broken, match="boleh"):
        check(Answer(200, b"Nomor pendaftaran menyusul di sini."), NIK)


def test_an_update_is_understood_as_what_was_typed() -> None:
    request = Telegram("rahasia").request(FAMILY, "rt 3 rw 2")
    head, _, body = request.partition(b"\r\n\r\n")
    assert b"X-Telegram-Bot-Api-Secret-Token: rahasia" in head
    inbound = parse_update(body)
    assert isinstance(inbound, Inbound)
    assert (inbound.content, inbound.chat.address) == (Text("rt 3 rw 2"), str(FAMILY.chat))


def test_a_whatsapp_message_is_signed_as_twilio_signs() -> None:
    request = Twilio("token").request(FAMILY, "sumiati contoh")
    head, _, body = request.partition(b"\r\n\r\n")
    signature = head.decode().partition("X-Twilio-Signature: ")[2].partition("\r\n")[0]
    signatures = Signatures(PUBLIC, ("token",))
    assert signatures.genuine("/webhooks/twilio", "", form_of(body), signature)
    assert not signatures.genuine("/webhooks/twilio", "", form_of(body + b"1"), signature)


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"chat_id": FAMILY.chat, "text": NIK.text}},
        {"json": {"chat_id": FAMILY.chat, "text": NIK.text}},
        {"files": {"chat_id": (None, str(FAMILY.chat)), "text": (None, NIK.text)}},
    ],
    ids=["form", "json", "multipart"],
)
async def test_a_pushed_message_reaches_whoever_waits_for_it(sent: dict[str, object]) -> None:
    async with TelegramApi().serving() as api, httpx.AsyncClient(trust_env=False) as client:
        waiting = api.expect(FAMILY.chat)
        answer = await client.post(f"http://127.0.0.1:{api.port}/bot1:x/sendMessage", **sent)
        assert answer.json()["result"]["chat"]["id"] == FAMILY.chat
        check(Answer(200, await waiting), NIK)
