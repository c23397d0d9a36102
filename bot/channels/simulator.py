"""A channel without a platform: the page in the browser and the chat in the terminal."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from uuid import uuid4

import msgspec

from bot.channels.channel import Accepted, HttpAnswer, Malformed
from bot.channels.plain import plain, typed
from conversations.engine.messages import (
    Attachment,
    ChatRef,
    Content,
    Inbound,
    Outbound,
    SharedContact,
    Tap,
    Text,
)

if TYPE_CHECKING:
    from bot.channels.channel import Outcome

CHANNEL = "simulator"

_MOST_CHATS = 1000
_MOST_WAITING = 100
_LONGEST_CHAT = 64


class Typed(msgspec.Struct, frozen=True):
    """What the page posts: a text, a pressed choice's `payload`, a `contact`'s number, or the kind of `attachment`.

    `forwarded` marks what was somebody else's message.

    `id` marks a repeated post.
    """

    chat: str
    text: str = ""
    payload: str | None = None
    contact: str | None = None
    attachment: str | None = None
    forwarded: bool = False
    id: str | None = None


class Replies(msgspec.Struct, frozen=True):
    """What the page shows next."""

    replies: tuple[Outbound, ...]


def parse(body: bytes) -> Inbound:
    """Read what the page posts.

    Raises:
        Malformed: it is not that.
    """
    try:
        said = msgspec.json.decode(body, type=Typed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Malformed("not a message of the simulator") from None
    chat = plain(said.chat).strip()
    if not 0 < len(chat) <= _LONGEST_CHAT:
        raise Malformed("a chat has a name of 1 to 64 characters")
    return Inbound(
        id=said.id or uuid4().hex,
        chat=ChatRef(channel=CHANNEL, address=chat),
        content=_content(said),
        forwarded=said.forwarded,
    )


def inbound(chat: str, text: str, *, payload: str | None = None, message_id: str | None = None) -> Inbound:
    """Give one message of a simulated chat."""
    content = Text(typed(text)) if payload is None else Tap(payload=typed(payload), label=typed(text))
    return Inbound(id=message_id or uuid4().hex, chat=ChatRef(channel=CHANNEL, address=chat), content=content)


def _content(said: Typed) -> Content:
    if said.payload is not None:
        return Tap(payload=typed(said.payload), label=typed(said.text))
    if said.contact is not None:
        return SharedContact(phone=typed(said.contact), own=True)
    if said.attachment is not None:
        return Attachment(kind=typed(said.attachment), caption=typed(said.text))
    return Text(typed(said.text))


class SimulatorChannel:
    """Replies ride in the response; what comes later waits in memory until the page asks."""

    name = CHANNEL

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Outbound]] = {}

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:  # noqa: ARG002 - nothing is reported about a simulated message
        """Give the reply, after what has been waiting for this chat."""
        return _http(Replies(replies=(*self.waiting(inbound.chat.address), outbound)))

    def acknowledge(self) -> HttpAnswer:
        """Say nothing."""
        return _http(Replies(replies=()))

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Keep the message until the page asks. The oldest of too many is forgotten: this is a toy phone."""
        if address not in self._waiting and len(self._waiting) >= _MOST_CHATS:
            self._waiting.pop(next(iter(self._waiting)))
        self._waiting.setdefault(address, deque(maxlen=_MOST_WAITING)).append(outbound)
        return Accepted(provider_id=ref)

    def waiting(self, address: str) -> tuple[Outbound, ...]:
        """Take what has been waiting for this chat."""
        return tuple(self._waiting.pop(address, ()))


def _http(replies: Replies) -> HttpAnswer:
    return HttpAnswer(body=msgspec.json.encode(replies), media_type="application/json")
