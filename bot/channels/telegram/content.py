"""What a Telegram message says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.plain import typed
from conversations.engine.messages import Attachment, Content, SharedContact, Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from telegram import Message

# In this order: an animation also comes as a document, a venue also as a location.
_KINDS = {
    "voice": "voice",
    "audio": "voice",
    "animation": "video",
    "video": "video",
    "video_note": "video",
    "photo": "photo",
    "sticker": "sticker",
    "venue": "location",
    "location": "location",
    "document": "document",
}

# Notices that Telegram writes into a private chat by itself: nobody said anything, so nothing is answered.
_NOTICES = frozenset(
    {
        "pinned_message",
        "message_auto_delete_timer_changed",
        "write_access_allowed",
        "chat_background_set",
        "connected_website",
        "boost_added",
    }
)


def content_of(message: Message, fields: Collection[str]) -> Content | None:
    """Give what was said, None for a notice that nobody said.

    `fields` are the names of all that Telegram sent: they tell the kind of an attachment whatever it looks
    like inside. A kind never seen before is "other".
    """
    if message.text and (said := typed(message.text)).strip():
        return Text(said)
    if message.contact is not None:
        sender = message.from_user
        # `user_id` is absent on cards of people without Telegram; only the sender's own id proves the number.
        own = sender is not None and type(sender.id) is int and message.contact.user_id == sender.id
        return SharedContact(phone=typed(message.contact.phone_number), own=own)
    if not _NOTICES.isdisjoint(fields):
        return None
    kind = next((kind for field, kind in _KINDS.items() if field in fields), "other")
    return Attachment(kind=kind, caption=typed(message.caption or ""))
