"""What Twilio takes, as its generated client describes it: each resource's parameters, and what is in a JSON body."""

from __future__ import annotations

import inspect
import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from twilio.rest.api.v2010.account.message import MessageList
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList
from twilio.rest.content.v1.content_and_approvals import ContentAndApprovalsList
from twilio.rest.messaging.v2.channels_sender import ChannelsSenderList
from twilio.twiml.messaging_response import MessagingResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from xml.etree import ElementTree as ET

Json = dict[str, Any]

SEND, LIST = MessageList._create, MessageList.page
CONTENTS, APPROVALS, SENDERS = ContentList.page, ContentAndApprovalsList.page, ChannelsSenderList.page
CONTENT = ContentList.ContentCreateRequest
APPROVAL = ApprovalCreateList.ContentApprovalRequest
SENDER_CHANGED = ChannelsSenderList.MessagingV2ChannelsSenderRequestsUpdate

_LARGEST_PAGE = 1000
_CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")
_URL = re.compile(r"https://[a-z0-9.-]+\.[a-z]+(:\d+)?/\S*")


@cache
def _names(described: Callable[..., Any]) -> frozenset[str]:
    """Give the names that go over the wire: the client writes them out where it puts a request together."""
    written = inspect.getsource(described).split("values.of(")[1].split("}")[0]
    return frozenset(re.findall(r'^\s*"([A-Za-z<>]+)":', written.replace("{", "\n"), re.MULTILINE))


def fault_in_parameters(described: Callable[..., Any], given: Iterable[str]) -> str | None:
    """Name a parameter that the resource does not have; None where it has them all."""
    return next((f"no parameter {name}" for name in given if name not in _names(described)), None)


def fault_in_json(described: type, given: Json) -> str | None:
    """Say that something in a body is none of the resource's: the client's own class would not hand it on."""
    return None if _told(described(given).to_dict()) == given else "something is not described"


def fault_in_message(fields: Mapping[str, str]) -> tuple[int, str] | None:
    """Give number and words of what is wrong with a new message, before its content is looked at."""
    callback, body = fields.get("StatusCallback"), fields.get("Body")
    checks = {
        (20001, fault_in_parameters(SEND, fields) or ""): fault_in_parameters(SEND, fields) is not None,
        (21604, "A 'To' phone number is required"): not fields.get("To"),
        (21603, "A 'From' phone number is required"): not fields.get("From"),
        (21609, "Invalid 'StatusCallback' URL"): callback is not None and not _URL.fullmatch(callback),
        (21654, "ContentSid Required"): "ContentVariables" in fields and "ContentSid" not in fields,
        (21619, "A body, media or a content has to be there"): body is None and "ContentSid" not in fields,
        (21620, "Content and body exclude each other"): body is not None and "ContentSid" in fields,
        (21602, "Message body is required"): body is not None and not body.strip(),
        (21617, "The concatenated message body exceeds the 1600 character limit"): is_too_long(body or ""),
    }
    return next((fault for fault, found in checks.items() if found), None)


def fault_in_list(described: Callable[..., Any], asked: Mapping[str, str]) -> str | None:
    """Say what is wrong with the question for a list."""
    size = asked.get("PageSize", "50")
    if not size.isdecimal() or not 1 <= int(size) <= _LARGEST_PAGE:
        return "wrong PageSize"
    for name in asked.keys() & {"DateSent", "DateSent<", "DateSent>"}:
        datetime.fromisoformat(asked[name])
    if any(not asked[name].startswith("whatsapp:") for name in asked.keys() & {"To", "From"}):
        return "not an address of WhatsApp"
    return fault_in_parameters(described, asked)


def fault_in_approval(asked: Json) -> str | None:
    """Say what is wrong when WhatsApp is asked to approve a template."""
    if not re.fullmatch(r"[a-z0-9_]{1,512}", asked.get("name", "")) or asked.get("category") not in _CATEGORIES:
        return "wrong name or category"
    return fault_in_json(APPROVAL, asked)


def fault_in_twiml(document: ET.Element) -> str | None:
    """Say what is wrong with an answer to a webhook."""
    known = {_camel(name) for name in inspect.signature(MessagingResponse.message).parameters}
    for verb in document:
        callback = verb.get("statusCallback")
        if verb.tag != "Message" or not known.issuperset(verb.keys()):
            return "an unknown verb or attribute"
        if callback is not None and not _URL.fullmatch(callback):
            return "Invalid 'statusCallback' URL"
        body = verb.findtext("Body")
        if [each.tag for each in verb] != ["Body"] or not (body or "").strip():
            return "Message body is required"
        if is_too_long(body or ""):
            return "The concatenated message body exceeds the 1600 character limit"
    return None if document.tag == "Response" else "not a Response"


def is_too_long(body: str) -> bool:
    """Tell whether a text is longer than WhatsApp's messages are."""
    return len(body.encode("utf-16-le")) // 2 > 1600


def _told(body: object) -> object:
    match body:
        case dict():
            return {name: _told(each) for name, each in body.items() if each is not None}
        case list():
            return [_told(each) for each in body]
        case _:
            return body


def _camel(name: str) -> str:
    first, *others = name.rstrip("_").split("_")
    return first + "".join(map(str.capitalize, others))
