"""What the workbench's page posts."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

from bot.channels.channel import Malformed
from bot.channels.simulator import parse
from bot.simulator.bench.looks import Look
from conversations.engine.messages import ChatRef, Inbound

T = TypeVar("T")
LONGEST_ID = 64


class Order(msgspec.Struct, frozen=True):
    """Which phone a message is from, and whether its turn `dies` between commit and reply."""

    look: Look
    dies: bool = False


class Hours(msgspec.Struct, frozen=True):
    """How far the clock is turned."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=24)]


class Switch(msgspec.Struct, frozen=True):
    """Whether the line to the registry is cut."""

    is_cut: bool


def message(body: bytes) -> tuple[Look, Inbound, bool]:
    """Read a message: the phone it is from, what it says, and whether its turn dies.

    Raises:
        Malformed: it is not one.
    """
    inbound, order = parse(body), decoded(body, Order)
    if len(inbound.id) > LONGEST_ID:
        raise Malformed(f"an id has at most {LONGEST_ID} characters")
    chat = ChatRef(order.look.channel, inbound.chat.address)
    return order.look, msgspec.structs.replace(inbound, chat=chat, phone=order.look.phone), order.dies


def phone(asked: dict[str, str]) -> tuple[Look, ChatRef]:
    """Read which phone is meant.

    Raises:
        Malformed: there is no such phone.
    """
    look, inbound, _ = message(msgspec.json.encode(asked))
    return look, inbound.chat


def decoded(body: bytes, posted: type[T]) -> T:
    """Read anything that the page posts.

    Raises:
        Malformed: it is not that.
    """
    try:
        return msgspec.json.decode(body, type=posted)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Malformed(f"not what the workbench posts: {fault}") from None
