"""What a Telegram message says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.plain import typed
from bot.channels.telegram.fields import part, said
from conversations.engine.messages import Attachment, Content, File, SharedContact, Text

if TYPE_CHECKING:
    from bot.channels.telegram.fields import Json

_LONGEST = 200

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


def content_of(message: Json) -> Content | None:
    """Give what was said, None for a notice that nobody said.

    The names of all that Telegram sent tell the kind of an attachment, whatever it looks like inside. A kind never
    seen before is "other".
    """
    text = typed(said(message, "text"))
    if text.strip():
        return Text(text)
    contact = part(message, "contact")
    if phone := said(contact, "phone_number"):
        # `user_id` is absent on cards of people without Telegram; only the sender's own id proves the number.
        sender = part(message, "from").get("id")
        return SharedContact(phone=typed(phone), own=type(sender) is int and contact.get("user_id") == sender)
    if not _NOTICES.isdisjoint(message):
        return None
    kind = next((kind for field, kind in _KINDS.items() if field in message), "other")
    file = _file(part(message, "document")) if kind == "document" else None
    return Attachment(kind=kind, caption=typed(said(message, "caption")), file=file)


def _file(document: Json) -> File | None:
    ref, size = said(document, "file_id"), document.get("file_size")
    if not ref:
        return None
    name, media_type = typed(said(document, "file_name")), typed(said(document, "mime_type"))
    return File(ref[:_LONGEST], name[-_LONGEST:], media_type[:_LONGEST], size if type(size) is int else None)
