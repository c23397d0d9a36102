"""Twilio: signed webhooks that are retried three times at most, TwiML, templates, reports in any order, and a REST
API that answers badly at times.

The webhook's address carries `#rc=3&rp=ct,rt,5xx`, as `bansos whatsapp provision` prints it: a connection that fails, a
time-out and a 5xx are tried again three times with the same `I-Twilio-Idempotency-Token`; then the message is gone,
unless somebody asks the Messages list for it.
"""

from __future__ import annotations

import asyncio
import base64
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from starlette.responses import JSONResponse, Response

from benchmarks.soak.chance import chance
from benchmarks.soak.phone import Bubble, Phone
from benchmarks.soak.post import Answer, Broken, post
from benchmarks.soak.tale import FOR_GOOD, What
from benchmarks.soak.weather import Mishap
from tests.stubs.faults import Drop, Hang
from tests.stubs.twilio import (
    ACCOUNT,
    AUTH_TOKEN,
    PUBLIC,
    SENDER,
    Refusal,
    Sent,
    TwilioStub,
    Written,
    _message_resource,
    _written_resource,
    error,
    message,
    sign,
)

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from starlette.requests import Request

    from benchmarks.soak.tale import Tale
    from benchmarks.soak.weather import Weather

PATIENCE = 15.0
"""Seconds that Twilio waits for an answer."""
TRIES = 4
WAITS = (0.0, 0.2, 0.5)
"""Seconds before each retry; Twilio does not document its own."""
_PATH = "/webhooks/twilio"
_PAGE = 200
_FIRST = 900_000_000


class Twilio(TwilioStub):
    """One WhatsApp sender, two processes behind its webhook."""

    def __init__(self, ports: Sequence[int], weather: Weather) -> None:
        super().__init__()
        self._ports = ports
        self._weather = weather
        self._people: dict[str, tuple[Tale, Phone]] = {}
        self._last = _FIRST
        self._under_way: set[asyncio.Task[None]] = set()
        self._kept: list[tuple[Tale, dict[str, str], str]] = []
        self._sent_to: dict[str, list[Sent]] = defaultdict(list)
        self._written_by: dict[str, list[Written]] = defaultdict(list)
        self._answering = ""
        self.redelivered = 0

    def join(self, tale: Tale, phone: Phone) -> None:
        """Let a resident in."""
        self._people[tale.family.address] = (tale, phone)

    def say(self, tale: Tale, text: str) -> None:
        """Write a message."""
        self._begin(tale, text, {"Body": text})

    def tap(self, tale: Tale, label: str, data: str) -> None:
        """Press a button, or pick from a list."""
        self._begin(tale, label, {"Body": label, "ButtonText": label, "ButtonPayload": data, "MessageType": "button"})

    async def finish(self) -> None:
        """Wait for every delivery and every report."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def days_later(self, share: int) -> int:
        """Deliver every so many-th accepted message once more. Give how many."""
        again = self._kept[::share]
        for tale, fields, place in again:
            await self._deliver(tale, fields, place)
        return len(again)

    def _begin(self, tale: Tale, said: str, content: dict[str, str]) -> None:
        self._last += 1
        address = tale.family.address
        fields = message(self._last, **({"From": address, "WaId": address.removeprefix("whatsapp:+")} | content))
        place = str(len(tale.of(What.SAID)))
        tale.note(What.SAID, said, message=fields["MessageSid"])
        tale.under_way.add(fields["MessageSid"])
        written = Written(fields, self.clock())
        self.written.append(written)
        self._written_by[address].append(written)
        self._soon(self._delivered(tale, fields, place))

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _delivered(self, tale: Tale, fields: dict[str, str], place: str) -> None:
        accepted = await self._deliver(tale, fields, place)
        tale.under_way.discard(fields["MessageSid"])
        if accepted:
            self._kept.append((tale, fields, place))
            if self._weather.repeats(tale.family.address, place):
                await self._deliver(tale, fields, place)

    async def _deliver(self, tale: Tale, fields: dict[str, str], place: str) -> bool:
        """Try as often as the webhook's address asks for; tell whether it was accepted."""
        body = urlencode(fields).encode()
        headers = _headers(_PATH, list(fields.items()), fields["MessageSid"])
        sid = fields["MessageSid"]
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(WAITS[attempt - 1])
                self.redelivered += 1
            bot, breaks = self._weather.delivery(tale.family.address, place, attempt)
            try:
                answer = await post(self._ports[bot], _PATH, headers, body, seconds=PATIENCE, breaks=breaks)
            except Broken as problem:
                tale.note(What.TRIED, f"bot {bot + 1}: {problem}", message=sid)
                continue
            if answer.status < 300:
                self._accepted(tale, sid, answer)
                return True
            tale.note(What.TRIED, f"bot {bot + 1}: {answer.status}", message=sid)
        tale.note(What.LEFT, message=sid)
        return False

    def _accepted(self, tale: Tale, sid: str, answer: Answer) -> None:
        tale.note(What.TAKEN, message=sid)
        self._answering = sid
        try:
            for each in _messages_of(answer):
                body, callback = each
                self._record(tale.family.address, body, [], callback, in_webhook=True)
        except Refusal as refusal:
            tale.note(What.TURNED_AWAY, str(refusal), ref=FOR_GOOD)
        finally:
            self._answering = ""

    def _record(
        self, to: str, body: str, buttons: list[tuple[str, str]], callback: str, *, in_webhook: bool = False
    ) -> Sent:
        sent = super()._record(to, body, buttons, callback, in_webhook=in_webhook)
        self._sent_to[to].append(sent)
        tale, phone = self._people[to]
        ref = dict(parse_qsl(urlsplit(callback).query)).get("ref", "")
        tale.note(What.ANSWERED if in_webhook else What.PUSHED, body, message=self._answering, ref=ref)
        phone.show(Bubble(body, tuple(buttons), self._answering))
        self._soon(self._reported(sent))
        return sent

    async def _messages(self, request: Request) -> Response:
        to = str((await request.form()).get("To", ""))
        tale = self._people[to][0] if to in self._people else None
        mishap = self._weather.call(to)
        match mishap:
            case Mishap.TOO_MANY:
                _turned_away(tale, mishap)
                return JSONResponse(error(429, 20429), 429)
            case Mishap.UNAVAILABLE:
                _turned_away(tale, mishap)
                return JSONResponse(error(503, 20503), 503)
            case Mishap.LOST:
                if tale is not None:
                    fields = {name: str(value) for name, value in (await request.form()).items()}
                    ref = dict(parse_qsl(urlsplit(fields.get("StatusCallback", "")).query)).get("ref", "")
                    said = self._filled(fields)[0] if "ContentSid" in fields else fields.get("Body", "")
                    tale.note(What.VANISHED, said, ref=ref)
                return JSONResponse(error(500, 20500), 500)
        response = await super()._messages(request)
        if response.status_code >= 400:
            _turned_away(tale, f"{response.status_code} {bytes(response.body)!r}", FOR_GOOD)
        elif mishap is Mishap.SENT_SILENCE:
            return self.faults.response(Hang())
        elif mishap is Mishap.SENT_CUT:
            return self.faults.response(Drop())
        return response

    async def _list_messages(self, request: Request) -> Response:
        """List messages, the newest first, a page at a time, as the stub does, and quickly where there are many."""
        if not _is_ours(request):
            return JSONResponse(error(401, 20003), 401)
        asked = request.query_params
        listed = self._listed(asked.get("To", ""), asked.get("From", ""))
        last = int(asked.get("PageToken", f"{len(listed)}"))
        first = max(0, last - min(int(asked.get("PageSize", "50")), _PAGE))
        following = urlencode({**asked, "Page": int(asked.get("Page", "0")) + 1, "PageToken": first})
        return JSONResponse(
            {
                "messages": [
                    _message_resource(each) if isinstance(each, Sent) else _written_resource(each)
                    for each in reversed(listed[first:last])
                ],
                "page": int(asked.get("Page", "0")),
                "page_size": _PAGE,
                "uri": request.url.path,
                "next_page_uri": f"{request.url.path}?{following}" if first else None,
            }
        )

    def _listed(self, to: str, sender: str) -> Sequence[Sent | Written]:
        if to == SENDER:
            return self._written_by[sender] if sender else self.written
        return self._sent_to[to]

    async def _reported(self, sent: Sent) -> None:
        """Report what became of a message: in any order, some reports twice, none of them again when it fails."""
        draw = chance(self._weather.seed, "reports", sent.sid)
        states = ["sent", "delivered", "read"]
        if draw.random() < 0.3:
            draw.shuffle(states)
        if draw.random() < 0.1:
            states.append(draw.choice(states))
        path = sent.status_callback.removeprefix(PUBLIC)
        for state in states:
            await asyncio.sleep(draw.uniform(0.01, 0.2))
            fields = {
                "MessageSid": sent.sid,
                "SmsSid": sent.sid,
                "SmsStatus": state,
                "MessageStatus": state,
                "AccountSid": ACCOUNT,
                "From": SENDER,
                "To": sent.to,
                "ApiVersion": "2010-04-01",
            }
            pairs = list(fields.items())
            headers, body = _headers(path, pairs, sent.sid + state), urlencode(pairs).encode()
            try:
                await post(self._ports[draw.randrange(2)], path, headers, body, seconds=PATIENCE)
            except Broken:
                self._weather.counts["report not taken"] += 1


def _is_ours(request: Request) -> bool:
    expected = base64.b64encode(f"{ACCOUNT}:{AUTH_TOKEN}".encode()).decode()
    return request.headers.get("authorization") == f"Basic {expected}"


def _headers(path: str, pairs: list[tuple[str, str]], token_of: str) -> dict[str, str]:
    return {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent": "TwilioProxy/1.1",
        "I-Twilio-Idempotency-Token": str(uuid5(NAMESPACE_URL, token_of)),
        "X-Twilio-Signature": sign(PUBLIC + path, pairs),
    }


def _messages_of(answer: Answer) -> list[tuple[str, str]]:
    """Read TwiML: body and status callback of each message.

    Raises:
        Refusal: Twilio would not carry it out.
    """
    if answer.headers.get("content-type", "").partition(";")[0] != "text/xml":
        raise Refusal(200, 12300, "Invalid Content-Type")
    document = ET.fromstring(answer.body)  # noqa: S314 - the service's own answer
    found = [(each.findtext("Body") or "", each.get("statusCallback", "")) for each in document.findall("Message")]
    if any(len(body.encode("utf-16-le")) // 2 > 1600 for body, _ in found):
        raise Refusal(200, 21617, "The concatenated message body exceeds the 1600 character limit")
    return found


def _turned_away(tale: Tale | None, reason: str, final: str = "") -> None:
    if tale is not None:
        tale.note(What.TURNED_AWAY, reason, ref=final)
