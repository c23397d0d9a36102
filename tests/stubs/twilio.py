"""A Twilio account that records, refuses and delivers signed webhooks as the real one does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.stubs import twilio_api as described
from tests.stubs.faults import Faults

if TYPE_CHECKING:
    import httpx
    from starlette.requests import Request

ACCOUNT = "AC" + "0" * 31 + "1"
AUTH_TOKEN = "token-of-the-example-account"
SENDER = "whatsapp:+14155238886"
PUBLIC = "https://bansos.example"

MEDIA = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{{message}}/Media/{{media}}"

Json = dict[str, Any]
Fields = dict[str, str]

_REFUSED_IN_VARIABLE = re.compile(r"[\n\r\t]| {5,}")
_SLOT = re.compile(r"\{\{(\d+)\}\}")


class Refusal(Exception):
    """An error of the REST API."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass
class Sent:
    """A message that Twilio took, by REST or as TwiML."""

    sid: str
    to: str
    body: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    status_callback: str = ""
    in_webhook: bool = False
    at: datetime = datetime(2026, 11, 24, 5, tzinfo=UTC)


@dataclass
class Written:
    """A message that somebody wrote to our sender, whether our webhook got it or not."""

    fields: Fields
    at: datetime


@dataclass
class TwilioStub:
    """One account with one WhatsApp sender."""

    sent: list[Sent] = field(default_factory=list)
    contents: dict[str, Json] = field(default_factory=dict)
    approvals: dict[str, Json] = field(default_factory=dict)
    """By content, what WhatsApp was asked and what it decided."""
    written: list[Written] = field(default_factory=list)
    senders: dict[str, Json] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    """What people sent, by its id, and where it is said to be kept if not here."""
    redirect: str = ""
    page_size: int = 3
    listed: int = 0
    faults: Faults = field(default_factory=Faults)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        messages = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        self.app = Starlette(
            routes=[
                Route(messages, self._messages, methods=["POST"]),
                Route(messages, self._list_messages, methods=["GET"]),
                Route(MEDIA, self._media, methods=["GET", "DELETE"]),
                Route("/kept/{media}", self._kept_media),
                Route("/v2/Channels/Senders", self._list_senders, methods=["GET"]),
                Route("/v2/Channels/Senders/{sid}", self._update_sender, methods=["POST"]),
                Route("/v1/Content", self._create_content, methods=["POST"]),
                Route("/v1/Content", self._list_contents, methods=["GET"]),
                Route("/v1/ContentAndApprovals", self._list_contents, methods=["GET"]),
                Route("/v1/Content/{sid}/ApprovalRequests/whatsapp", self._ask_approval, methods=["POST"]),
            ]
        )

    # What people sent

    async def _media(self, request: Request) -> Response:
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        media = request.path_params["media"]
        if media not in self.media:
            return _refused(Refusal(404, 20404, "Not Found"))
        if request.method == "DELETE":
            del self.media[media]
            return Response(status_code=204)
        return RedirectResponse(self.redirect or f"/kept/{media}", 307)

    async def _kept_media(self, request: Request) -> Response:
        # Whoever follows with credentials has given them away.
        if "authorization" in request.headers:
            return Response(status_code=400)
        return Response(self.media[request.path_params["media"]])

    # The REST API

    async def _messages(self, request: Request) -> Response:
        fault = self.faults.next()
        if fault is not None and hasattr(fault, "headers"):
            return self.faults.response(fault)
        try:
            _authorise(request)
            sent = self._take({name: str(value) for name, value in (await request.form()).items()})
        except Refusal as refusal:
            return _refused(refusal)
        if fault is not None:
            return self.faults.response(fault)
        return JSONResponse(_message_resource(sent), 201)

    def _take(self, fields: Fields) -> Sent:
        wrong = described.fault_in_message(fields)
        if wrong is not None:
            raise Refusal(400, *wrong)
        if fields["From"] != SENDER:
            raise Refusal(400, 63007, "Twilio could not find a Channel with the specified From address")
        if not re.fullmatch(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9.]+)", fields["To"]):
            raise Refusal(400, 21211, "Invalid 'To' Phone Number")
        body, buttons = self._filled(fields) if "ContentSid" in fields else (fields["Body"], [])
        return self._record(fields["To"], body, buttons, fields.get("StatusCallback", ""))

    def _filled(self, fields: Fields) -> tuple[str, list[tuple[str, str]]]:
        content = self.contents.get(fields["ContentSid"])
        if content is None:
            raise Refusal(400, 21655, "The ContentSid is Invalid")
        values = _variables(fields.get("ContentVariables", "{}"))
        if values.keys() != set(_SLOT.findall(json.dumps(content["types"]))):
            raise Refusal(400, 63028, "Number of parameters provided does not match the expected number of parameters")

        def fill(text: str) -> str:
            return _SLOT.sub(lambda slot: str(values[slot[1]]), text)

        (kind, body), *_ = content["types"].items()
        if kind == "twilio/text":
            return fill(body["body"]), []
        if kind == "twilio/quick-reply":
            buttons = [(fill(action["title"]), fill(action["id"])) for action in body["actions"]]
            longest, most = 20, 3
        else:
            buttons = [(fill(item["item"]), fill(item["id"])) for item in body["items"]]
            longest, most = 24, 10
        text = fill(body["body"])
        if len(text) > 1024 or not 1 <= len(buttons) <= most:
            raise Refusal(400, 63013, "Channel policy violation")
        if any(len(title) > longest or len(ref) > 200 for title, ref in buttons):
            raise Refusal(400, 63013, "Channel policy violation: button too long")
        if len({title for title, _ in buttons}) < len(buttons):
            raise Refusal(400, 63013, "Channel policy violation: same button twice")
        return text, buttons

    def _record(
        self, to: str, body: str, buttons: list[tuple[str, str]], callback: str, *, in_webhook: bool = False
    ) -> Sent:
        sent = Sent(f"SM{len(self.sent):032x}", to, body, buttons, callback, in_webhook, self.clock())
        self.sent.append(sent)
        return sent

    async def _list_messages(self, request: Request) -> Response:
        """The list: filtered by whole days, the newest first, in small pages, so that they have to be turned."""
        self.listed += 1
        fault = self.faults.next()
        if fault is not None:
            return self.faults.response(fault)
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        asked = request.query_params
        wrong = described.fault_in_list(described.LIST, asked)
        if wrong is not None:
            return _refused(Refusal(400, 20001, wrong))
        # The last of a second comes first, as the sort keeps their order.
        listed = [(each.at.replace(microsecond=0), _message_resource(each)) for each in self.sent]
        listed += [(each.at.replace(microsecond=0), _written_resource(each)) for each in self.written]
        listed.reverse()
        day = asked.get("DateSent>", "")[:10]
        found = [
            each
            for at, each in sorted(listed, key=lambda pair: -pair[0].timestamp())
            if asked.get("To", each["to"]) == each["to"]
            and asked.get("From", each["from"]) == each["from"]
            and (not day or (each["date_sent"] is not None and f"{at:%Y-%m-%d}" >= day))
        ]
        page, size = int(asked.get("Page", "0")), min(int(asked.get("PageSize", "50")), self.page_size)
        shown, more = found[page * size : page * size + size], len(found) > page * size + size
        query = urlencode({**asked, "Page": page + 1, "PageSize": size, "PageToken": f"PA{page}"})
        return JSONResponse(
            {
                "messages": shown,
                "page": page,
                "page_size": size,
                "uri": request.url.path,
                "next_page_uri": f"{request.url.path}?{query}" if more else None,
            }
        )

    async def _list_senders(self, request: Request) -> Response:
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        wrong = described.fault_in_list(described.SENDERS, request.query_params)
        if wrong is not None:
            return _refused(Refusal(400, 20001, wrong))
        meta = {"key": "senders", "page": 0, "page_size": 50, "next_page_url": None}
        return JSONResponse({"meta": meta, "senders": list(self.senders.values())})

    async def _update_sender(self, request: Request) -> Response:
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        sender = self.senders.get(request.path_params["sid"])
        asked = await request.json()
        if sender is None:
            return _refused(Refusal(404, 20404, "The requested resource was not found"))
        if described.fault_in_json(described.SENDER_CHANGED, asked) is not None:
            return _refused(Refusal(400, 20001, "A field is null or not known"))
        sender |= asked
        return JSONResponse(sender, 202)

    async def _create_content(self, request: Request) -> Response:
        try:
            _authorise(request)
            content = await request.json()
            _check_content(content)
        except Refusal as refusal:
            return _refused(refusal)
        sid = f"HX{len(self.contents):032x}"
        self.contents[sid] = content | {"sid": sid}
        return JSONResponse(_content_resource(self.contents[sid]), 201)

    async def _ask_approval(self, request: Request) -> Response:
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        asked = await request.json()
        wrong = described.fault_in_approval(asked)
        if wrong is not None:
            return _refused(Refusal(400, 20001, wrong))
        self.decide(request.path_params["sid"], "received", **asked)
        return JSONResponse(self.approvals[request.path_params["sid"]], 201)

    def decide(self, sid: str, status: str, reason: str = "", **asked: str) -> None:
        """Have WhatsApp decide on a template."""
        before = self.approvals.get(sid, {"name": sid.lower(), "category": "UTILITY", "allow_category_change": True})
        self.approvals[sid] = before | asked | {"status": status, "rejection_reason": reason}

    async def _list_contents(self, request: Request) -> Response:
        fault = self.faults.next()
        if fault is not None:
            return self.faults.response(fault)
        try:
            _authorise(request)
        except Refusal as refusal:
            return _refused(refusal)
        whole = request.url.path.endswith("ContentAndApprovals")
        wrong = described.fault_in_list(described.APPROVALS if whole else described.CONTENTS, request.query_params)
        if wrong is not None:
            return _refused(Refusal(400, 20001, wrong))
        # Five on a page, so that whoever reads has to turn pages.
        page = int(request.query_params.get("Page", "0"))
        shown = list(self.contents.values())[page * 5 : page * 5 + 5]
        more = len(self.contents) > page * 5 + 5
        following = f"https://content.twilio.com{request.url.path}?Page={page + 1}" if more else None
        meta = {"key": "contents", "page": page, "page_size": 5, "next_page_url": following}
        told = [_content_resource(content) for content in shown]
        if whole:
            nothing = {"status": "unsubmitted", "rejection_reason": ""}
            told = [each | {"approval_requests": self.approvals.get(each["sid"], nothing)} for each in told]
        return JSONResponse({"meta": meta, "contents": told})

    # What Twilio posts

    async def deliver(
        self,
        server: httpx.AsyncClient,
        fields: Fields | list[tuple[str, str]],
        *,
        path: str = "/webhooks/twilio",
        token: str = AUTH_TOKEN,
        signature: str | None = None,
    ) -> httpx.Response:
        """Post a webhook as Twilio does, and carry out the TwiML in the response as Twilio does."""
        pairs = list(fields.items()) if isinstance(fields, dict) else fields
        if path == "/webhooks/twilio":
            self.write(dict(pairs))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "I-Twilio-Idempotency-Token": "0f1e2d3c-4b5a",
            "X-Twilio-Signature": signature if signature is not None else sign(PUBLIC + path, pairs, token),
        }
        response = await server.post(path, content=urlencode(pairs).encode(), headers=headers)
        if response.is_success:
            self._carry_out(response, dict(pairs).get("From", ""))
        return response

    def write(self, fields: Fields) -> None:
        """Take what somebody writes. Without `deliver` it never reaches us."""
        if not any(each.fields.get("MessageSid") == fields.get("MessageSid") for each in self.written):
            self.written.append(Written(fields, self.clock()))

    def _carry_out(self, response: httpx.Response, sender: str) -> None:
        kind = response.headers.get("content-type", "").partition(";")[0]
        if kind != "text/xml":
            raise Refusal(200, 12300, f"Invalid Content-Type: {kind}")
        document = ET.fromstring(response.content)  # noqa: S314 - our own server's answer
        wrong = described.fault_in_twiml(document)
        if wrong is not None:
            raise Refusal(200, 12200, wrong)
        for message in document.findall("Message"):
            self._record(sender, message.findtext("Body") or "", [], message.get("statusCallback", ""), in_webhook=True)

    async def report(self, server: httpx.AsyncClient, sent: Sent, state: str, **extra: str) -> httpx.Response:
        """Post a delivery report to where the message asked for it."""
        fields = {
            "MessageSid": sent.sid,
            "SmsSid": sent.sid,
            "SmsStatus": state,
            "MessageStatus": state,
            "AccountSid": ACCOUNT,
            "From": SENDER,
            "To": sent.to,
            "ChannelToAddress": sent.to,
            "ChannelPrefix": "whatsapp",
            "ApiVersion": "2010-04-01",
        } | extra
        return await self.deliver(server, fields, path=sent.status_callback.removeprefix(PUBLIC))


def sign(url: str, pairs: list[tuple[str, str]], token: str = AUTH_TOKEN) -> str:
    """Sign as Twilio documents it, written out here so that it is not our library checking itself."""
    text = url
    for name in sorted({name for name, _ in pairs}):
        for value in sorted({value for key, value in pairs if key == name}):
            text += name + value
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def message(number: int, body: str = "", **extra: str) -> Fields:
    """A message as it arrives, in full. `extra` adds or replaces fields."""
    sid = f"SM{number:032x}"
    return {
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ProfileName": "Contoh Sumiati",
        "MessageType": "text",
        "SmsSid": sid,
        "WaId": "6281200000001",
        "SmsStatus": "received",
        "Body": body,
        "To": SENDER,
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "ChannelMetadata": '{"type":"whatsapp","data":{"context":{"ProfileName":"Contoh"}}}',
        "From": "whatsapp:+6281200000001",
        "ApiVersion": "2010-04-01",
    } | extra


def error(status: int, code: int) -> Json:
    """The body of a REST error."""
    return {
        "code": code,
        "message": "no",
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }


def _authorise(request: Request) -> None:
    expected = base64.b64encode(f"{ACCOUNT}:{AUTH_TOKEN}".encode()).decode()
    if request.headers.get("authorization") != f"Basic {expected}":
        raise Refusal(401, 20003, "Authenticate")


def _variables(text: str) -> Fields:
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refusal(400, 21656, "The ContentVariables parameter is not a JSON object")
    for value in values.values():
        if not isinstance(value, str) or not value or _REFUSED_IN_VARIABLE.search(value):
            raise Refusal(400, 21656, "The ContentVariables parameter is invalid")
        if len(value) > 1600:
            raise Refusal(400, 21658, "Parameter exceeds the 1600 character limit")
    return values


def _check_content(content: Json) -> None:
    if described.fault_in_json(described.CONTENT, content) is not None:
        raise Refusal(400, 20001, "Something is not described")
    if not content.get("friendly_name") or not content.get("language") or not content.get("types"):
        raise Refusal(400, 20001, "Missing required field")
    variables = content.get("variables", {})
    slots = set(_SLOT.findall(json.dumps(content["types"])))
    if slots - variables.keys() or len(variables) > 100 or any(len(key) > 16 for key in variables):
        raise Refusal(400, 20001, "Variables without sample")
    for kind, body in content["types"].items():
        if kind == "twilio/quick-reply" and not 1 <= len(body["actions"]) <= 10:
            raise Refusal(400, 20001, "Wrong number of actions")
        if kind == "twilio/list-picker" and (not 1 <= len(body["items"]) <= 10 or not 1 <= len(body["button"]) <= 20):
            raise Refusal(400, 20001, "Wrong list")


def _content_resource(content: Json) -> Json:
    return {
        "sid": content["sid"],
        "account_sid": ACCOUNT,
        "friendly_name": content["friendly_name"],
        "language": content["language"],
        "variables": content["variables"],
        "types": content["types"],
        "date_created": "2026-11-01T00:00:00Z",
        "date_updated": "2026-11-01T00:00:00Z",
        "url": f"https://content.twilio.com/v1/Content/{content['sid']}",
        "links": {},
    }


def _message_resource(sent: Sent) -> Json:
    return _resource(sent.sid, sent.to, SENDER, sent.body, sent.at) | {
        "direction": "outbound-reply" if sent.in_webhook else "outbound-api",
        "status": "sent" if sent.in_webhook else "queued",
        "date_sent": _rfc2822(sent.at) if sent.in_webhook else None,
    }


def _written_resource(written: Written) -> Json:
    fields = written.fields
    resource = _resource(fields["MessageSid"], fields["To"], fields["From"], fields.get("Body", ""), written.at)
    return resource | {
        "direction": "inbound",
        "status": "received",
        "num_media": fields.get("NumMedia", "0"),
        "date_sent": _rfc2822(written.at),
    }


def _resource(sid: str, to: str, sender: str, body: str, at: datetime) -> Json:
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": body,
        "date_created": _rfc2822(at),
        "date_updated": _rfc2822(at),
        "error_code": None,
        "error_message": None,
        "from": sender,
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": None,
        "sid": sid,
        "subresource_uris": {},
        "to": to,
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
    }


def _rfc2822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC))


def _refused(refusal: Refusal) -> Response:
    return JSONResponse(error(refusal.status, refusal.code), refusal.status)
