"""How a reply to a Telegram message travels: in the webhook's response, or as a call of its own."""

from __future__ import annotations

from bot.channels.telegram.channel import TelegramChannel
from conversations.engine.messages import ChatRef, Inbound, Outbound, Text
from tests.stubs.telegram import TOKEN

INBOUND = Inbound(id="1", chat=ChatRef(channel="telegram", address="812000001"), content=Text("halo"))
REPLY = Outbound("Selamat pagi")


async def test_a_reply_rides_in_the_response() -> None:
    channel = TelegramChannel(TOKEN)
    answer = channel.answer(INBOUND, REPLY, "ref")
    assert answer is not None
    assert b"sendMessage" in answer.body
    await channel.close()


async def test_an_operator_can_have_every_reply_sent_as_a_call_of_its_own() -> None:
    channel = TelegramChannel(TOKEN, reply_in_response=False)
    assert channel.answer(INBOUND, REPLY, "ref") is None
    await channel.close()
