"""What comes in from a person and what goes out, the same on every channel."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import msgspec


class ChatRef(msgspec.Struct, frozen=True):
    """One chat on one channel. `address` is the channel's own: a Telegram chat id, `whatsapp:+62...`, ...

    It says where to answer, not who is talking: families share phones, and a WhatsApp sender may have
    no phone number at all.
    """

    channel: str
    address: str


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Something typed."""

    text: str


class Tap(msgspec.Struct, frozen=True, tag="tap"):
    """A button pressed. `payload` is what `Choice.payload` was; `label` what the person saw, if known."""

    payload: str
    label: str = ""


class SharedContact(msgspec.Struct, frozen=True, tag="contact"):
    """A contact card. `own` is true only when the platform proves that it is the sender's own number."""

    phone: str
    own: bool


class File(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that lies with the platform, where it is asked for by `ref`. The rest is what somebody said of it.

    `size` in bytes.
    """

    ref: str
    name: str = ""
    media_type: str = ""
    size: int | None = None


class Attachment(msgspec.Struct, frozen=True, tag="attachment"):
    """Something that is not text: `voice`, `photo`, `sticker`, `location`, `document`, `video`, `other`.

    `caption` is the text that came along with it; `file` is there for a document that can be fetched.
    """

    kind: str
    caption: str = ""
    file: File | None = None


Content: TypeAlias = Text | Tap | SharedContact | Attachment


class Inbound(msgspec.Struct, frozen=True):
    """One message from a person, as any channel delivers it.

    `id` is the platform's own id of this delivery: the same message delivered twice has the same id.
    `phone` is the sender's number where the platform vouches for it, as typed by the platform. `forwarded` is what the
    platform marks as somebody else's message.
    """

    id: str
    chat: ChatRef
    content: Content
    sent_at: datetime | None = None
    phone: str | None = None
    forwarded: bool = False


class Choice(msgspec.Struct, frozen=True):
    """One thing the person can pick. `payload` (at most 64 bytes) comes back in a `Tap`."""

    label: str
    payload: str


class Outbound(msgspec.Struct, frozen=True):
    """One message to a person.

    `text` reads well without the buttons only together with `choices`: a channel shows those as buttons, as a
    numbered list, or both. `contact_label`, where set, labels a button that shares the person's own number
    on channels that can; elsewhere the text alone is enough.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    contact_label: str | None = None
