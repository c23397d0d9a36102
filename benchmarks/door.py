"""The ways in which a message comes to a server and its answer comes back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote_plus

from benchmarks.connection import Answer, Broken, Refused
from benchmarks.dialogue import NUMBER, Exchange, dialogue
from benchmarks.telegram_api import TelegramApi

if TYPE_CHECKING:
    from benchmarks.connection import Connection
    from benchmarks.family import Family

PUBLIC = "https://bansos.example"
ACCOUNT = "AC" + "0" * 31 + "1"
SENDER = "whatsapp:+14155238886"
_ids = itertools.count(1)
"""No message of a run has the id of another one, whoever it goes to."""


class Door(Protocol):
    """How one message is said and its answer heard."""

    def request(self, family: Family, text: str) -> bytes:
        """Build the whole request, before anything is timed."""

    async def say(self, connection: Connection, request: bytes, family: Family, exchange: Exchange) -> bool:
        """Send it, see that the right answer comes back, and tell whether all of it did: see `check`.

        Raises:
            Broken: it does not.
        """


@dataclass(frozen=True, slots=True)
class Telegram:
    """Updates; with `api` the reply is a call of its own, else it rides in the response."""

    secret: str
    api: TelegramApi | None = None

    def request(self, family: Family, text: str) -> bytes:
        """Build an update as the Bot API posts it."""
        number = next(_ids)
        body = b'{"update_id":%d,"message":{"message_id":%d,%s,"date":1795300000,"text":%s}}' % (
            number,
            number,
            _PERSON % (family.chat, family.chat),
            json.dumps(text).encode(),
        )
        return _post(
            "/webhooks/telegram",
            f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {self.secret}",
            body,
        )

    async def say(self, connection: Connection, request: bytes, family: Family, exchange: Exchange) -> bool:
        """Send an update and hear the reply."""
        pushed = self.api.expect(family.chat) if self.api is not None else None
        answer = await connection.send(request)
        if pushed is None or answer.status != _OK:
            return check(answer, exchange)
        return check(Answer(answer.status, await pushed), exchange)


@dataclass(frozen=True, slots=True)
class Twilio:
    """Signed WhatsApp messages; the reply is TwiML in the response."""

    auth_token: str
    path: str = field(default="/webhooks/twilio")

    def request(self, family: Family, text: str) -> bytes:
        """Build a form as Twilio posts it, signed over every field (Twilio, "Webhooks security")."""
        sid = f"SM{next(_ids):032x}"
        fields = {
            "SmsMessageSid": sid,
            "NumMedia": "0",
            "ProfileName": "Contoh Sumiati",
            "MessageType": "text",
            "SmsSid": sid,
            "WaId": family.phone.removeprefix("whatsapp:+"),
            "SmsStatus": "received",
            "Body": text,
            "To": SENDER,
            "NumSegments": "1",
            "ReferralNumMedia": "0",
            "MessageSid": sid,
            "AccountSid": ACCOUNT,
            "ChannelMetadata": '{"type":"whatsapp","data":{"context":{"ProfileName":"Contoh"}}}',
            "From": family.phone,
            "ApiVersion": "2010-04-01",
        }
        signed = PUBLIC + self.path + "".join(name + fields[name] for name in sorted(fields))
        signature = hmac.digest(self.auth_token.encode(), signed.encode(), hashlib.sha1)
        body = "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items()).encode()
        return _post(
            self.path,
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
            f"X-Twilio-Signature: {base64.b64encode(signature).decode()}",
            body,
        )

    async def say(self, connection: Connection, request: bytes, family: Family, exchange: Exchange) -> bool:  # noqa: ARG002 - the response says it all
        """Send a message and hear the reply."""
        return check(await connection.send(request), exchange)


def check(answer: Answer, exchange: Exchange) -> bool:
    """See that an answer is the right one: by the line it is known by, and at the end by its number.

    False when the number is only announced: the registry took longer than a person is kept waiting. That is right as
    well, and counted.

    Raises:
        Refused: the message was put off.
        Broken: it is another answer, or none.
    """
    body = answer.body
    plain, quoted = _SIGNS[exchange.sign]
    if answer.status == _OK and (plain in body or quoted in body):
        if not exchange.ends or NUMBER.search(body.decode("utf-8", "replace")):
            return True
        raise Broken(f"a registration ended without a number: {body[:400]!r}")
    if answer.status == _OK and exchange.ends and _ANNOUNCED in body:
        return False
    fault = Refused if answer.status == _LATER else Broken
    raise fault(f'"{exchange.typed}" was answered with {answer.status}: {body[:400]!r}')


_OK, _LATER = 200, 503
_PERSON = (
    b'"from":{"id":%d,"is_bot":false,"first_name":"Contoh","last_name":"Sumiati","language_code":"id"},'
    b'"chat":{"id":%d,"first_name":"Contoh","last_name":"Sumiati","type":"private"}'
)
# A reply is JSON, XML or one part of a multipart body, or else an urlencoded form.
_ANNOUNCED = b"menyusul"
_SIGNS = {each.sign: (each.sign.encode(), quote_plus(each.sign).encode()) for each in dialogue()}


def _post(path: str, headers: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
