"""Every transcript holds on every channel. The session goes through Redis between any two messages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conversations.answers.fixable import Fixable
from tests.dialogues.phones import PHONES, Phone
from tests.dialogues.prologue import answer_until
from tests.dialogues.transcript import SPEAKERS, Bot, Dialog, Prologue, Resident, World, read, write
from tests.resilience.officers import mark_newest

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
            case World():
                screen = await happen(step, service, phone)
            case Bot():
                seen.append(screen)
                assert len(screen) <= LONGEST, f"{len(screen)} characters:\n{screen}"
                matches = step.matches(screen, known)
                assert matches or rewriting, f"expected:\n{step.text}\n\nseen:\n{screen}"
    if rewriting:
        write(dialog, seen)


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
            await service.work(timedelta(seconds=6))
            await service.work(timedelta(seconds=6))
        case _:
            raise ValueError(f"that does not happen: {step}")
    return await phone.arrived()
