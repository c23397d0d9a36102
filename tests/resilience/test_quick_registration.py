"""An agent with many families: two messages each, and whatever comes twice is registered once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.agents import agent_at
from tests.dialogues.families import new_family
from tests.dialogues.phones import PHONES
from tests.resilience.test_submission import registered

if TYPE_CHECKING:
    from tests.dialogues.families import Family
    from tests.dialogues.phones import Phone
    from tests.world import Service

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
FAMILIES = 12


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
