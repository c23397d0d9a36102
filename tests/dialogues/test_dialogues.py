"""Every transcript holds on every channel. The session goes through Redis between any two messages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backend.registrations.status import Status
from conversations.answers.fixable import Fixable
from conversations.answers.invitation import show_invitation
from tests.agents import agent_at, decided, invited
from tests.dialogues.phones import PHONES, Phone
from tests.dialogues.prologue import answer_until
from tests.dialogues.transcript import SPEAKERS, Bot, Dialog, Prologue, Resident, World, read, write
from tests.resilience.officers import mark_newest, move_newest

if TYPE_CHECKING:
    from tests.world import Service

HERE = Path(__file__).parent
LONGEST = 1024
"""Characters that every platform delivers in one message, choices included."""
DIALOGS = [read(path) for path in sorted(HERE.glob("*.dialog"))]


@pytest.mark.parametrize(
    ("dialog", "channel"),
    [
        pytest.param(dialog, channel, id=f"{dialog.path.stem}-{channel}")
        for dialog in DIALOGS
        for channel in dialog.channels
    ],
)
async def test_transcript(dialog: Dialog, channel: str, service: Service, request: pytest.FixtureRequest) -> None:
    phones = {speaker: PHONES[channel](service) for speaker in SPEAKERS}
    phone = phones["Warga"]
    known: dict[str, str] = {}
    seen: list[str] = []
    screen = ""
    rewriting = request.config.getoption("--rewrite-dialogues")
    for step in dialog.steps:
        match step:
            case Resident(speaker, does):
                phone = phones[speaker]
                screen = await phone.do(does.format_map(known) if "{" in does else does)
            case Prologue(until):
                screen = await answer_until(phone, until)
            case World("Kantor", how):
                await decide_about_agents(how, service, phones, known)
            case World():
                screen = await happen(step, service, phone)
            case Bot():
                seen.append(screen)
                assert len(screen) <= LONGEST, f"{len(screen)} characters:\n{screen}"
                matches = step.matches(screen, known)
                assert matches or rewriting, f"expected:\n{step.text}\n\nseen:\n{screen}"
    if rewriting:
        write(dialog, seen)


async def decide_about_agents(how: str, service: Service, phones: dict[str, Phone], known: dict[str, str]) -> None:
    """What the office does about the agents of a transcript, as the pages of the console do it."""
    app = service.line.registry.app
    phone = phones["Agen lain" if how.endswith(" lain") else "Agen"]
    chat = {"channel": phone.ref.channel, "address": phone.ref.address}
    match how.removesuffix(" lain"):
        case "mengundang agen":
            known["kode"] = show_invitation((await invited(app)).code)
        case "menugaskan agen":
            await agent_at(app, service.registry, chat, name=f"Contoh {'Wawan' if how.endswith(' lain') else 'Siti'}")
        case act:
            await decided(
                app, chat, {"meminta kunci": "ask", "menghentikan": "suspend", "mengaktifkan": "reactivate"}[act]
            )


async def told(service: Service) -> None:
    """Let the workers fetch what the office has to tell, and tell it."""
    await service.work(timedelta(seconds=6))
    await service.work(timedelta(seconds=6))


async def happen(step: World, service: Service, phone: Phone) -> str:
    match step.what, step.how.split():
        case "Waktu", [number, unit]:
            await service.work(int(number) * {"detik": timedelta(seconds=1), "hari": timedelta(days=1)}[unit])
        case "Registri", ["putus"]:
            service.line.cut = True
        case "Registri", ["sambung"]:
            service.line.cut = False
        case "Petugas", ["menandai", *fields]:
            await mark_newest(service, phone, [Fixable(field) for field in fields])
            await told(service)
        case "Petugas", ["meneruskan"]:
            await move_newest(service, phone, (Status.CHECKED, {"notify": False}), (Status.FORWARDED, {}))
            await told(service)
        case _:
            raise ValueError(f"that does not happen: {step}")
    return await phone.arrived()
