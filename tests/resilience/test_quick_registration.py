"""An agent with many families: two messages each, and whatever comes twice is registered once."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from bot.app import create_app as create_bot
from bot.assembly import World
from tests.agents import agent_at
from tests.dialogues.families import new_family
from tests.dialogues.phones import PHONES
from tests.resilience.test_submission import registered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.dialogues.families import Family
    from tests.dialogues.phones import Phone
    from tests.world import Service

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
FAMILIES = 12
AGENTS = 20


def told(family: Family) -> str:
    """Give a family as an agent types it."""
    return (
        f"setuju ya\nnik {family.nik}\nkk {family.kk}\nnama {family.name}\nlahir {family.birth_date:%d-%m-%Y}\n"
        f"dusun krajan rt 3 rw 2 desa kemiren\nhp {family.phone}\nanggota tidak ada\nhamil tidak\nkesulitan tidak ada\n"
        "pekerjaan petani\nrumah milik sendiri"
    )


async def agent_with_phone(service: Service) -> Phone:
    phone = PHONES["telegram"](service)
    chat = {"channel": phone.ref.channel, "address": phone.ref.address}
    await agent_at(service.line.registry.app, service.registry, chat, name="Contoh Siti")
    await phone.do("cepat")
    return phone


async def test_an_agent_registers_each_clean_family_with_two_messages(service: Service) -> None:
    phone = await agent_with_phone(service)
    numbers = set()
    for family in [new_family() for _ in range(FAMILIES)]:
        assert "KIRIM" in await phone.do(told(family))
        numbers.update(NUMBER.findall(await phone.do("kirim")))
    assert len(numbers) == FAMILIES


async def test_families_that_are_sent_again_get_the_numbers_that_they_have(service: Service) -> None:
    phone = await agent_with_phone(service)
    families, first = [new_family() for _ in range(3)], []
    for family in families:
        await phone.do(told(family))
        first += NUMBER.findall(await phone.do("kirim"))
    again = [number for family in families for number in NUMBER.findall(await phone.do(told(family)))]
    assert again == first


async def test_a_family_sent_twice_while_the_registry_is_away_is_registered_once(service: Service) -> None:
    phone = await agent_with_phone(service)
    family = new_family()
    service.line.cut = True
    for _ in range(2):
        await phone.do(told(family))
        assert "sudah kami simpan" in await phone.do("kirim")
    service.line.cut = False
    await service.work(timedelta(minutes=5))
    assert len(await registered(service, family)) == 1


@asynccontextmanager
async def second_bot(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Another bot process's door, on the same Redis and registry."""
    bot = create_bot(service.settings, World(service.clock, service.line), simulator=True)
    async with (
        bot.router.lifespan_context(bot),
        httpx.AsyncClient(transport=httpx.ASGITransport(bot), base_url="http://bot") as client,
    ):
        yield client
        await bot.state.parts.turns.finish()


async def said_to_both(service: Service, doors: Sequence[httpx.AsyncClient], phone: Phone, text: str) -> None:
    """Deliver one message to both bots at the same instant, again until both have taken it."""
    message = phone.typed(text)
    waiting = list(doors)
    while waiting:
        answers = await asyncio.gather(*(service.telegram.deliver(door, message) for door in waiting))
        waiting = [door for door, answer in zip(waiting, answers, strict=True) if answer.status_code != 200]


async def test_twenty_agents_at_once_over_two_bots_make_no_duplicate_and_lose_nothing(service: Service) -> None:
    phones = [await agent_with_phone(service) for _ in range(AGENTS)]
    families = [[new_family() for _ in range(2)] for _ in phones]
    async with second_bot(service) as other:

        async def register(phone: Phone, theirs: list[Family]) -> None:
            for family in theirs:
                await said_to_both(service, [service.bot, other], phone, told(family))
                await said_to_both(service, [other, service.bot], phone, "kirim")

        await asyncio.gather(*(register(phone, theirs) for phone, theirs in zip(phones, families, strict=True)))
        # A registry that is asked by all at once may take longer than a person is kept waiting: the number follows.
        await service.work(timedelta(minutes=5))
    for phone, theirs in zip(phones, families, strict=True):
        texts = [each.text for each in service.telegram.sent if str(each.chat_id) == phone.ref.address]
        # Whatever came twice is answered twice, in the same words: the first answer may have been lost.
        heard = list(dict.fromkeys(number for each in texts for number in NUMBER.findall(each)))
        entered = [await registered(service, family) for family in theirs]
        # One that follows may come after that of the next family.
        assert sorted(heard) == sorted(number for (number,) in entered)
