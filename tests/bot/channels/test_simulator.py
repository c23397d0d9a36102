"""The channel without a platform."""

from __future__ import annotations

import json

import pytest

from bot.channels.channel import Accepted, Malformed
from bot.channels.simulator import SimulatorChannel, inbound, parse
from conversations.engine.messages import ChatRef, Choice, Outbound, Tap, Text


def test_a_text_and_a_press_are_read() -> None:
    said = parse(b'{"chat": "warga-1", "text": "halo"}')
    assert (said.chat, said.content, said.phone) == (ChatRef("simulator", "warga-1"), Text("halo"), None)
    pressed = parse(b'{"chat": "warga-1", "text": "Ya", "payload": "yes", "id": "7"}')
    assert (pressed.id, pressed.content) == ("7", Tap("yes", "Ya"))


def test_messages_without_an_id_are_different_messages() -> None:
    assert inbound("warga-1", "halo").id != inbound("warga-1", "halo").id


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"chat": 5, "text": "x"}',
        b'{"chat": "", "text": "x"}',
        b'{"chat": "\\u0000"}',
        b'{"chat": "a", "text": 5}',
        b"\xff",
        b"[" * 100_000,
        b'{"chat": "' + b"a" * 65 + b'", "text": "x"}',
    ],
)
def test_anything_else_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse(body)


async def test_the_reply_comes_after_what_was_waiting() -> None:
    channel = SimulatorChannel()
    assert await channel.send("warga-1", Outbound("Nomor sudah ada"), "r1") == Accepted("r1")
    answer = channel.answer(inbound("warga-1", "halo"), Outbound("Menu", (Choice("Daftar", "register"),)), "r2")
    assert answer is not None
    assert json.loads(answer.body)["replies"] == [
        {"text": "Nomor sudah ada", "choices": [], "contact_label": None},
        {"text": "Menu", "choices": [{"label": "Daftar", "payload": "register"}], "contact_label": None},
    ]
    assert channel.waiting("warga-1") == ()
    assert json.loads(channel.acknowledge().body) == {"replies": []}


async def test_a_chat_that_nobody_looks_at_does_not_grow_for_ever() -> None:
    channel = SimulatorChannel()
    for number in range(150):
        await channel.send("warga-1", Outbound(str(number)), "r")
    for number in range(1000):
        await channel.send(f"other-{number}", Outbound("x"), "r")
    assert channel.waiting("warga-1") == ()
    assert [message.text for message in channel.waiting("other-999")] == ["x"]
