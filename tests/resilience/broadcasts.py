"""Broadcasts to the phones of a service: composed, approved, begun, sent, and what became of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import select

from backend.auth.areas import WHOLE
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts.desk import BroadcastDesk, Composition
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.preparing import prepare
from backend.broadcasts.states import State
from backend.imports.models import Import, ImportState, Payment
from backend.imports.person import Person, seal_person
from tests.backend import broadcasts
from tests.backend.families import submission
from tests.backend.files import workshop
from tests.backend.keys import family_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.dialogues.phones import Phone
    from tests.world import Service

_places = count(400)
HOME = {"kecamatan": "35.10.16", "desa": "35.10.16.1007"}
APPROVED_TEMPLATE = "HX" + "4" * 32


async def paid(
    service: Service,
    *phones: Phone,
    template: str | None = None,
    day: date = date(2026, 11, 24),
    asks: bool = False,
    home: Mapping[str, str] = HOME,
) -> UUID:
    """A broadcast to the families of these phones, who all live in one place, approved and begun."""
    app = service.line.registry.app
    programme = f"UJI {uuid4().hex[:8]}"
    niks = []
    for phone in phones:
        family = family_of(next(_places))
        contact = {"channel": phone.ref.channel, "address": phone.ref.address}
        body = submission(contact, **family, **home)
        key = {"Idempotency-Key": f"broadcast-{family['nik']}"}
        assert (await service.registry.post("/api/v1/registrations", json=body, headers=key)).status_code == 201
        niks.append(family["nik"])
    now = datetime.now(UTC)
    async with app.state.sessions.begin() as session:
        vault = await app.state.keyring.vault(session)
        brought = Import(
            kind="payments", state=ImportState.DONE, digest=uuid4().bytes, rows=len(niks), areas=["35.10"],
            actor="office", brought_at=now, done_at=now,
        )  # fmt: skip
        session.add(brought)
        await session.flush()
        for row, nik in enumerate(niks):
            payment, hashes = uuid4(), vault.slotted(nik, purpose="nik")
            session.add(
                Payment(
                    id=payment,
                    import_id=brought.id,
                    row=row,
                    nik_hash_a=hashes.a,
                    nik_hash_b=hashes.b,
                    person=seal_person(vault, payment, Person(nik, "Contoh Sumiati")),
                    desa=home["desa"],
                    programme=programme,
                    stage=3,
                    amount=600_000,
                    place="Balai Desa Pakis",
                    day=day,
                )
            )
    said = Composition(
        "PKH tahap 3", "Yth. {nama}, {jumlah} cair di {tempat}. Ketik CEK {kode}.", WHOLE, "KTP dan KKS",
        programme=programme, template=template, from_hour=0, until_hour=24, asks_after=asks,
    )  # fmt: skip
    async with app.state.sessions.begin() as session:
        made = await BroadcastDesk(session, WHOLE, "composer", permissions_of([Role.COMPOSER])).compose(said, now)
        assert isinstance(made, Broadcast)
    for to, by, role in (
        (State.PREVIEW, "composer", Role.COMPOSER),
        (State.APPROVED, "approver", Role.APPROVER),
        (State.CANARY, "approver", Role.APPROVER),
    ):
        assert await steered(service, made.id, to, by, role) is None
        await prepare(workshop(app, app.state.paced), made.id)
    return made.id


async def steered(service: Service, row: UUID, to: State, by: str = "composer", role: Role = Role.COMPOSER) -> Any:
    async with service.line.registry.app.state.sessions.begin() as session:
        desk = BroadcastDesk(session, WHOLE, by, permissions_of([role]))
        found = await desk.find(row)
        assert found is not None
        return await desk.move(found, to, datetime.now(UTC), canary=100)


async def send(service: Service, times: int = 4) -> None:
    """Let a worker send for a while."""
    for _ in range(times):
        service.clock.turn(timedelta(seconds=3))
        await service.parts.broadcasting.work()


async def decided(service: Service, status: str, reason: str = "") -> None:
    """WhatsApp decides on the template of a notice, and a worker reads it."""
    body = {"body": "Yth. {{1}}, {{2}} cair di {{3}}. Ketik CEK {{4}}.", "actions": [{"title": "Menu", "id": "menu"}]}
    service.twilio.contents[APPROVED_TEMPLATE] = {
        "sid": APPROVED_TEMPLATE, "friendly_name": "pencairan", "language": "id", "types": {"twilio/quick-reply": body},
        "variables": {str(each): "contoh" for each in range(1, 5)},
    }  # fmt: skip
    service.twilio.decide(APPROVED_TEMPLATE, status, reason)
    service.clock.turn(timedelta(minutes=1))
    assert service.parts.template_news is not None
    await service.parts.template_news.run_if_due()


async def minutes_pass(service: Service) -> None:
    """Let leases end, and those be given up of whom nobody heard."""
    await broadcasts.minutes_pass(service.line.registry.app)


async def standings(service: Service, row: UUID) -> list[tuple[str, str | None]]:
    async with service.line.registry.app.state.sessions() as session:
        query = select(Recipient.state, Recipient.reason).where(Recipient.broadcast_id == row).order_by(Recipient.place)
        return [(state.value, reason) for state, reason in await session.execute(query)]


async def state(service: Service, row: UUID) -> State:
    async with service.line.registry.app.state.sessions() as session:
        return State((await session.get_one(Broadcast, row)).state)
