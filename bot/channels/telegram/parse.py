"""A Telegram update, as what it means here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from bot.channels.channel import Malformed
from bot.channels.plain import typed
from bot.channels.reachability import Reachability
from bot.channels.telegram.content import content_of
from bot.channels.telegram.core import core_of, part
from bot.channels.telegram.keyboard import label_of
from conversations.engine.messages import ChatRef, Inbound, Tap

if TYPE_CHECKING:
    from telegram import Chat

    from bot.channels.telegram.core import Json

CHANNEL = "telegram"

_LARGEST_UPDATE_ID = 2**63
_LARGEST_CHAT_ID = 2**53  # "at most 52 significant bits", Bot API, Chat.id

# What the library was seen to raise on bodies that lack or bend what it takes for granted.
_UNREADABLE = (
    TypeError,
    KeyError,
    AttributeError,
    ValueError,
    IndexError,
    OverflowError,
    OSError,
)


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
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    return read(raw)


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
    try:
        return _meaning(raw, Update.de_json(core_of(raw), None))
    except _UNREADABLE:
        return None


def _meaning(raw: Json, update: Update) -> Parsed:
    update_id = str(update.update_id)
    if update.message is not None:
        return _message(update_id, update.message, part(raw, "message"))
    if update.callback_query is not None:
        return _tap(update_id, update.callback_query, part(raw, "callback_query"))
    if update.my_chat_member is not None:
        return _reachability(update.my_chat_member)
    return None


def _message(update_id: str, message: Message, raw: Json) -> Inbound | None:
    chat = _private(message.chat)
    if chat is None or (message.from_user is not None and message.from_user.is_bot):
        return None
    content = content_of(message, raw)
    if content is None:
        return None
    return Inbound(id=update_id, chat=chat, content=content, sent_at=message.date)


def _tap(update_id: str, query: CallbackQuery, raw: Json) -> Tapped | None:
    chat = _private(query.message.chat) if query.message is not None else None
    if chat is None or query.data is None:
        return Tapped(query_id=query.id, inbound=None)
    label = label_of(part(part(raw, "message"), "reply_markup"), query.data)
    tap = Tap(payload=typed(query.data), label=typed(label))
    return Tapped(query_id=query.id, inbound=Inbound(id=update_id, chat=chat, content=tap))


def _reachability(change: ChatMemberUpdated) -> Reachability | None:
    chat = _private(change.chat)
    if chat is None:
        return None
    return Reachability(chat=chat, blocked=change.new_chat_member.status == ChatMember.BANNED)


def _private(chat: Chat) -> ChatRef | None:
    if chat.type != ChatType.PRIVATE or type(chat.id) is not int or not 0 < chat.id < _LARGEST_CHAT_ID:
        return None
    return ChatRef(channel=CHANNEL, address=str(chat.id))
