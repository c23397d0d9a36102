"""What an agent practises is the same conversation, marked on every screen, and the registry sees nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.agents import agent_at
from tests.dialogues.families import new_family
from tests.dialogues.phones import TelegramPhone

if TYPE_CHECKING:
    from tests.world import Service

MARK = "LATIHAN - data ini tidak dikirim"


async def test_the_registry_sees_nothing_of_what_is_practised(service: Service) -> None:
    phone, family = TelegramPhone(service), new_family()
    chat = {"channel": phone.ref.channel, "address": phone.ref.address}
    await agent_at(service.line.registry.app, service.registry, chat)
    await phone.do("latihan")
    service.line.requests.clear()
    form = (
        f"Setuju: ya\nNIK: {family.nik}\nKK: {family.kk}\nNama: {family.name}\n"
        f"Tgl lahir: {family.birth_date:%d-%m-%Y}\nDusun: -\nRT/RW: 3/2\nDesa: Kemiren\nKec: Glagah\n"
        f"HP: {family.phone}\nAnggota: tidak ada\nHamil: tidak\nKesulitan: tidak ada\nPekerjaan: petani\n"
        "Rumah: milik sendiri"
    )
    spoken = (
        "satu pesan",
        form,
        "banyak\n" + form,
        "titip",
        "kirim",
        form,
        "banyak\n" + form,
        "ubah 3",
        "Contoh Wati",
        "kirim",
    )
    screens = [await phone.do(said) for said in spoken]
    assert [screen.startswith(MARK) for screen in screens] == [True] * len(screens)
    assert "Nomor pendaftaran: LATIHAN" in screens[4]
    assert MARK not in await phone.do("menu")
    await service.work()
    told = [
        request for request in service.line.requests if "/notices/" not in request and "/undelivered/" not in request
    ]
    kinds = ("registrations", "niks", "batches", "drafts")
    assert not [request for request in told if any(kind in request for kind in kinds)]
