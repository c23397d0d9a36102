"""A Telegram update, as what it means here.

Read by hand: the library builds some dozens of objects for each update, of which a conversation needs five fields, and
refuses the whole update over any other field it expects. The person who wrote is to be answered all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from bot.channels.channel import Malformed
from bot.channels.plain import typed
from bot.channels.reachability import Reachability
from bot.channels.telegram.content import content_of
from bot.channels.telegram.fields import part, said
from bot.channels.telegram.keyboard import label_of
from conversations.engine.messages import ChatRef, Inbound, Tap

if TYPE_CHECKING:
    from bot.channels.telegram.fields import Json

CHANNEL = "telegram"

_LARGEST_UPDATE_ID = 2**63
_LARGEST_CHAT_ID = 2**53  # "at most 52 significant bits", Bot API, Chat.id
_LARGEST_DATE = 2**32


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button press: the platform waits for an answer to `query_id` whatever `inbound` becomes."""

    query_id: str
    inbound: Inbound | None


Parsed: TypeAlias = Inbound | Tapped | Reachability | None
"""None is an update that no conversation comes from: a group, an edit, a kind that is not ours."""


def parse(body: bytes) -> Parsed:
    """Read a webhook's body.

    Raises:
        Malformed: it is not JSON, or not an update at all.
    """
    try:
        return read(msgspec.json.decode(body))
    except (msgspec.DecodeError, RecursionError):
        return read(_leniently(body))


def _leniently(body: bytes) -> object:
    # Half an emoji is no valid Unicode, and yet somebody's message.
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None


def read(raw: object) -> Parsed:
    """Read one decoded update.

    An update that is too broken to understand is None and not an error: refusing it would make Telegram
    repeat it for a day and hold up everything else that person writes.

    Raises:
        Malformed: it has no update_id, so Telegram did not send it.
    """
    if not isinstance(raw, dict):
        raise Malformed("not an update")
    update_id = raw.get("update_id")
    if type(update_id) is not int or not 0 <= update_id < _LARGEST_UPDATE_ID:
        raise Malformed("no update_id")
    if "message" in raw:
        return _message(str(update_id), part(raw, "message"))
    if "callback_query" in raw:
        return _tap(str(update_id), part(raw, "callback_query"))
    return _reachability(part(raw, "my_chat_member"))


def _message(update_id: str, message: Json) -> Inbound | None:
    chat = _private(message)
    if chat is None or part(message, "from").get("is_bot") is True:
        return None
    content = content_of(message)
    if content is None:
        return None
    forwarded = "forward_origin" in message
    return Inbound(update_id, chat, content, sent_at=_moment(message.get("date")), forwarded=forwarded)


def _tap(update_id: str, query: Json) -> Tapped | None:
    query_id, data = said(query, "id"), said(query, "data")
    if not query_id:
        return None
    message = part(query, "message")
    chat = _private(message)
    if chat is None or not data:
        return Tapped(query_id=query_id, inbound=None)
    label = label_of(part(message, "reply_markup"), data)
    return Tapped(query_id=query_id, inbound=Inbound(update_id, chat, Tap(payload=typed(data), label=typed(label))))


def _reachability(change: Json) -> Reachability | None:
    chat, status = _private(change), said(part(change, "new_chat_member"), "status")
    return None if chat is None or not status else Reachability(chat=chat, blocked=status == "kicked")


def _private(where: Json) -> ChatRef | None:
    chat = part(where, "chat")
    chat_id = chat.get("id")
    if chat.get("type") != "private" or type(chat_id) is not int or not 0 < chat_id < _LARGEST_CHAT_ID:
        return None
    return ChatRef(channel=CHANNEL, address=str(chat_id))


def _moment(date: object) -> datetime | None:
    return datetime.fromtimestamp(date, UTC) if type(date) is int and 0 < date < _LARGEST_DATE else None
