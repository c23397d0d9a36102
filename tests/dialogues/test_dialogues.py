"""Every transcript holds on every channel. The session goes through Redis between any two messages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from backend.auth.areas import WHOLE
from backend.clock import local_date, utc_now
from backend.receipts.asking import ask_who_is_due
from backend.receipts.desk import ReceiptDesk
from backend.registrations.number import parse_number
from backend.registrations.repository import by_number
from backend.registrations.status import Status
from backend.rights.models import RightsRequest
from backend.rights.requests import Requests
from backend.rights.wishes import State, Wish
from conversations.answers.authenticity import code_within
from conversations.answers.fixable import Fixable
from conversations.answers.invitation import show_invitation
from tests.agents import KEMIREN, agent_at, decided, invited
from tests.dialogues.phones import PHONES, Phone
from tests.dialogues.prologue import answer_until
from tests.dialogues.transcript import SPEAKERS, Bot, Dialog, Prologue, Resident, World, read, write
from tests.office import vault_of
from tests.resilience.broadcasts import paid, send
from tests.resilience.officers import mark_newest, move_newest

if TYPE_CHECKING:
    from tests.world import Service

HERE = Path(__file__).parent
RW_009 = {"kecamatan": "35.10.15", "desa": KEMIREN, "rw": "009", "rt": "001"}
"""Where no other transcript's families live, so that an agent of there sees none of them."""
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
    notices: dict[str, str] = {}
    seen: list[str] = []
    screen = ""
    rewriting = request.config.getoption("--rewrite-dialogues")
    for step in dialog.steps:
        match step:
            case Resident(speaker, does):
                phone = phones[speaker]
                screen = await phone.do(does.format_map(known | notices) if "{" in does else does)
            case Prologue(until):
                screen = await answer_until(phone, until)
            case World("Kantor", how):
                screen = notices["kabar"] = await act_as_office(how, service, phones, known)
            case World():
                screen = notices["kabar"] = await happen(step, service, phone)
            case Bot():
                seen.append(screen)
                assert len(screen) <= LONGEST, f"{len(screen)} characters:\n{screen}"
                matches = step.matches(screen, known)
                assert matches or rewriting, f"expected:\n{step.text}\n\nseen:\n{screen}"
    if rewriting:
        write(dialog, seen)


async def act_as_office(how: str, service: Service, phones: dict[str, Phone], known: dict[str, str]) -> str:
    """What the office does, and what is seen of it."""
    phone = phones["Warga lain" if how.endswith("ke warga lain") else "Warga"]
    match how.removesuffix(" ke warga lain"):
        case "mengirim kabar":
            await paid(service, phone)
            await send(service)
        case "mengirim kabar ke rw 009":
            await paid(service, phone, home=RW_009)
            await send(service)
        case "menanyakan kabar":
            await asked_whether_it_came(service, phone)
        case "menutup laporan":
            await close_the_newest_case(service)
        case "menghapus data":
            await erase_as_asked(service, known)
            return ""
        case _:
            await decide_about_agents(how, service, phones, known)
            return ""
    screen = await phone.arrived()
    known["cek"] = code_within(screen) or known.get("cek", "")
    return screen


async def asked_whether_it_came(service: Service, phone: Phone) -> None:
    """A notice whose day is over, and the question that follows it."""
    await paid(service, phone, day=local_date(utc_now()) - timedelta(days=1), asks=True)
    await send(service)
    await phone.arrived()
    app = service.line.registry.app
    async with app.state.sessions.begin() as session:
        assert await ask_who_is_due(session, utc_now()) == 1
        assert await ask_who_is_due(session, utc_now()) == 0
    await send(service)


async def close_the_newest_case(service: Service) -> None:
    """What an officer says to whoever answered last, until it is told."""
    app = service.line.registry.app
    async with app.state.sessions.begin() as session:
        desk = ReceiptDesk(session, await vault_of(app, session), WHOLE)
        newest = (await desk.cases(0, 100, is_open=True))[-1]
        assert await desk.close(newest.receipt, "Sisanya bisa diambil di balai desa.", actor="officer", at=utc_now())
        assert not await desk.close(newest.receipt, "Sekali lagi.", actor="officer", at=utc_now())
    await told(service)


async def erase_as_asked(service: Service, known: dict[str, str]) -> None:
    """An officer carries out what was asked for: that the data of the family with this number are erased."""
    app = service.line.registry.app
    async with app.state.sessions.begin() as session:
        number = parse_number(known["nomor"])
        assert number is not None
        whose = await by_number(session, number)
        assert whose is not None
        wanted = select(RightsRequest).where(
            RightsRequest.registration_id == whose.id,
            RightsRequest.kind == Wish.ERASE,
            RightsRequest.state == State.OPEN,
        )
        request = (await session.scalars(wanted)).one()
        requests = Requests(session, await vault_of(app, session))
        assert await requests.close(request, State.DONE, "", actor="officer", at=utc_now())


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
        case "menugaskan agen rw 009":
            await agent_at(app, service.registry, chat, name="Contoh Siti", rw=RW_009["rw"])
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
        case "Registri", ["memeriksa", "file"]:
            await service.go_through_batches()
            await service.work(timedelta(seconds=6))
        case "Petugas", ["menandai", *fields]:
            await mark_newest(service, phone, [Fixable(field) for field in fields])
            await told(service)
        case "Petugas", ["meneruskan"]:
            await move_newest(service, phone, (Status.CHECKED, {"notify": False}), (Status.FORWARDED, {}))
            await told(service)
        case "Petugas", ["memutuskan", *result]:
            then = {"layak": Status.ELIGIBLE, "tidak layak": Status.NOT_ELIGIBLE}[" ".join(result)]
            quietly = {"notify": False}
            await move_newest(service, phone, (Status.CHECKED, quietly), (Status.FORWARDED, quietly), (then, {}))
            await told(service)
        case _:
            raise ValueError(f"that does not happen: {step}")
    return await phone.arrived()
