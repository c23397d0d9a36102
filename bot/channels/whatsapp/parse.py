"""A Twilio WhatsApp message, as what it means here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.channels.channel import Malformed
from bot.channels.plain import typed
from bot.channels.whatsapp.files import ref_in
from conversations.engine.messages import Attachment, ChatRef, Content, File, Inbound, Tap, Text

if TYPE_CHECKING:
    from bot.channels.whatsapp.form import Form

CHANNEL = "whatsapp"

_SID = re.compile(r"[A-Za-z0-9]{1,64}", re.ASCII)
# A phone, a business-scoped id (whatsapp:ID.AbC...), or what comes next: it is only answered to.
_ADDRESS = re.compile(r"whatsapp:([!-~]{1,160})", re.ASCII)
_PHONE = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)

_MEDIA_KINDS = {
    "audio": "voice",
    "image": "photo",
    "video": "video",
    "application": "document",
    "text": "document",
}
_STICKER = "image/webp"
_FORWARDED = ("Forwarded", "FrequentlyForwarded")
_FILE_NAME = re.compile(r"[^\n]{1,190}\.[A-Za-z0-9]{1,8}")
_LONGEST = 200


def parse(form: Form) -> Inbound:
    """Read one message.

    Raises:
        Malformed: the message has no id or no WhatsApp sender.
    """
    sid = form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid") or ""
    address = _ADDRESS.fullmatch(form.get("From", ""))
    if not _SID.fullmatch(sid) or address is None:
        raise Malformed("no MessageSid or no WhatsApp sender")
    phone = address[1] if _PHONE.fullmatch(address[1]) else None
    return Inbound(
        id=sid,
        chat=ChatRef(channel=CHANNEL, address=address[0]),
        content=_content(form),
        phone=phone,
        forwarded=any(form.get(mark, "").lower() == "true" for mark in _FORWARDED),
    )


def _content(form: Form) -> Content:
    body = typed(form.get("Body", ""))
    if payload := form.get("ListId") or form.get("ButtonPayload"):
        label = form.get("ListTitle") or form.get("ButtonText") or body
        return Tap(payload=typed(payload), label=typed(label))
    if form.get("NumMedia", "0") not in {"", "0"} or "MediaContentType0" in form:
        return _media(form, body)
    if form.get("Latitude") and form.get("Longitude"):
        return Attachment(kind="location", caption=body)
    # A button of an approved template may carry no payload of its own.
    said = body or typed(form.get("ButtonText", ""))
    # Contacts, orders, reactions and whatever comes next arrive without any text.
    return Text(said) if said.strip() else Attachment(kind="other")


def _media(form: Form, body: str) -> Attachment:
    media_type = form.get("MediaContentType0", "")
    kind, ref = _media_kind(media_type), ref_in(form.get("MediaUrl0", ""))
    if kind != "document" or not ref:
        return Attachment(kind=kind, caption=body)
    # The name of a document comes where a caption would.
    name = body if _FILE_NAME.fullmatch(body) else ""
    return Attachment(kind=kind, caption="" if name else body, file=File(ref, name, media_type[:_LONGEST]))


def _media_kind(content_type: str) -> str:
    main = content_type.partition(";")[0].strip().lower()
    return "sticker" if main == _STICKER else _MEDIA_KINDS.get(main.partition("/")[0], "other")
