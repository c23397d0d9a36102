"""Broadcasts on their way to phones: each of them once, whoever dies, and within the platforms' rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from backend.auth.areas import WHOLE
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts.desk import BroadcastDesk, Composition
from backend.broadcasts.models import Broadcast, Recipient
from backend.broadcasts.preparing import prepare
from backend.broadcasts.states import State
from backend.imports.models import Import, ImportState, Payment
from backend.imports.person import Person, seal_person
from tests.backend.families import submission
from tests.backend.files import workshop
from tests.backend.keys import family_of
from tests.dialogues.phones import TelegramPhone, WhatsAppPhone
from tests.stubs.faults import Answer, Drop
from tests.stubs.telegram import flood
from tests.stubs.twilio import error

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
    async with service.line.registry.app.state.sessions.begin() as session:
        await session.execute(
            text(
                "UPDATE broadcast_recipients SET at = at - interval '2 minutes', "
                "leased_until = leased_until - interval '2 minutes'"
            )
        )
        await session.execute(text("UPDATE content_templates SET withdrawn_at = withdrawn_at - interval '2 minutes'"))


async def standings(service: Service, row: UUID) -> list[tuple[str, str | None]]:
    async with service.line.registry.app.state.sessions() as session:
        query = select(Recipient.state, Recipient.reason).where(Recipient.broadcast_id == row).order_by(Recipient.place)
        return [(state.value, reason) for state, reason in await session.execute(query)]


async def state(service: Service, row: UUID) -> State:
    async with service.line.registry.app.state.sessions() as session:
        return State((await session.get_one(Broadcast, row)).state)


async def test_everybody_gets_it_once_on_their_own_channel_with_their_own_values(service: Service) -> None:
    telegram, whatsapp = TelegramPhone(service), WhatsAppPhone(service)
    await telegram.do("halo")
    await whatsapp.do("halo")
    row = await paid(service, telegram, whatsapp)
    await send(service)
    for phone in (telegram, whatsapp):
        told = await phone.arrived()
        assert told.startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")
        assert "Ketik BERHENTI" in told
    await send(service)
    assert await telegram.arrived() == await whatsapp.arrived() == ""
    assert await standings(service, row) == [("accepted", None)] * 2
    await minutes_pass(service)
    await send(service)
    assert await state(service, row) is State.DONE


async def test_on_whatsapp_what_nobody_knew_of_is_settled_by_the_platforms_report_and_never_sent_again(
    service: Service,
) -> None:
    phone = WhatsAppPhone(service)
    await phone.do("halo")
    row = await paid(service, phone)
    service.twilio.faults.add(Drop())
    await send(service, 1)
    assert [each for each, _ in await standings(service, row)] == ["unknown"]
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]
    for status in ("read", "delivered", "sent", "read"):
        await service.twilio.report(service.bot, sent, status)
    await send(service)
    assert await standings(service, row) == [("read", None)]
    assert len([each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]) == 1


async def test_outside_the_24_hours_whatsapp_gets_the_template_or_nothing(service: Service) -> None:
    without, within = WhatsAppPhone(service), WhatsAppPhone(service)
    await without.do("halo")
    await within.do("halo")
    row = await paid(service, without)
    service.clock.turn(timedelta(hours=25))
    await send(service)
    assert await without.arrived() == ""
    assert await standings(service, row) == [("skipped", "no_template")]
    await decided(service, "approved")
    await paid(service, within, template=APPROVED_TEMPLATE)
    await send(service)
    assert (await within.arrived()).startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")


async def test_a_template_that_whatsapp_withdraws_holds_back_whatsapp_alone_until_it_is_approved_again(
    service: Service,
) -> None:
    telegram, whatsapp = TelegramPhone(service), WhatsAppPhone(service)
    await decided(service, "approved")
    row = await paid(service, telegram, whatsapp, template=APPROVED_TEMPLATE)
    await decided(service, "paused", "Too many people blocked it")
    await send(service)
    assert await telegram.arrived()
    assert await whatsapp.arrived() == ""
    assert sorted(each for each, _ in await standings(service, row)) == ["accepted", "waiting"]
    # Twilio may call it anything: what is not approved is not sent.
    await decided(service, "under_appeal")
    await send(service)
    assert await whatsapp.arrived() == ""
    await decided(service, "approved")
    await minutes_pass(service)
    await send(service)
    assert (await whatsapp.arrived()).startswith("Yth. C*** S***, Rp 600.000 cair di Balai Desa Pakis.")


async def test_what_comes_back_for_its_templates_sake_is_nobodys_failure_and_waits_for_the_next_decision(
    service: Service,
) -> None:
    phones = [WhatsAppPhone(service) for _ in range(3)]
    await decided(service, "approved")
    row = await paid(service, *phones, template=APPROVED_TEMPLATE)

    async def approved_later() -> None:
        for _ in range(5):
            await minutes_pass(service)
        await decided(service, "approved")
        await send(service)

    service.twilio.faults.add(Answer(400, error(400, 63041)))
    await send(service)
    # The first that came back held the others, though Twilio's own list still calls it approved.
    await decided(service, "approved")
    await minutes_pass(service)
    await send(service)
    assert await standings(service, row) == [("waiting", None)] * 3
    assert service.twilio.sent == []
    [told] = (await service.registry.get("/api/v1/content-templates")).json()["templates"]
    assert (told["status"], told["reason"]) == ("paused", "twilio 63041")
    assert await state(service, row) is State.CANARY

    await approved_later()
    late = service.twilio.sent.pop(0)
    await service.twilio.report(service.bot, late, "failed", ErrorCode="63042")
    await send(service)
    assert sorted(await standings(service, row)) == [("accepted", None), ("accepted", None), ("waiting", None)]
    await approved_later()
    assert await standings(service, row) == [("accepted", None)] * 3
    assert sorted(each.to for each in service.twilio.sent) == sorted(phone.ref.address for phone in phones)


async def test_a_429_makes_the_whole_channel_wait_and_everybody_gets_it_afterwards(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    service.telegram.faults.add(Answer(429, flood(20), {"Retry-After": "20"}))
    await send(service, 1)
    calls = len(service.telegram.calls)
    await minutes_pass(service)
    await send(service, 3)
    assert len(service.telegram.calls) == calls
    service.clock.turn(timedelta(seconds=20))
    await send(service)
    assert [bool(await phone.arrived()) for phone in phones] == [True] * 3
    assert {each for each, _ in await standings(service, row)} == {"accepted"}


async def test_what_a_sender_holds_when_its_lease_ends_and_claims_again_goes_out_once(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    lane, store = service.parts.broadcasting.lanes["telegram"], service.parts.tools.store
    await store.close_lane("telegram", service.clock() + timedelta(minutes=2))
    await lane.round()
    await minutes_pass(service)
    service.clock.turn(timedelta(minutes=2))
    calls = len(service.telegram.calls)
    await send(service)
    assert len(service.telegram.calls) == calls + len(phones)
    assert [each for each, _ in await standings(service, row)] == ["accepted"] * 3


async def test_twilios_63018_as_an_answer_or_as_a_report_slows_the_channel(service: Service) -> None:
    one, other = WhatsAppPhone(service), WhatsAppPhone(service)
    await one.do("halo")
    await other.do("halo")
    await paid(service, one)
    service.twilio.faults.add(Answer(429, error(429, 63018)))
    await service.parts.broadcasting.work()
    assert await one.arrived() == ""
    await minutes_pass(service)
    await send(service)
    assert await one.arrived() != ""
    (sent,) = [each for each in service.twilio.sent if each.to == one.address and not each.in_webhook]
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018")
    await paid(service, other)
    await service.parts.broadcasting.work()
    assert await other.arrived() == ""
    service.clock.turn(timedelta(seconds=16))
    await send(service)
    assert await other.arrived() != ""


async def test_what_twilio_took_and_then_found_one_too_many_goes_out_again_by_itself_and_once(service: Service) -> None:
    phone = WhatsAppPhone(service)
    await phone.do("halo")
    row = await paid(service, phone)
    await send(service)
    await minutes_pass(service)
    await send(service)
    (sent,) = [each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]
    assert await state(service, row) is State.DONE
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018")
    await send(service)
    assert await state(service, row) is State.RUNNING
    assert await standings(service, row) == [("waiting", None)]
    for _ in range(3):
        await minutes_pass(service)
    service.clock.turn(timedelta(minutes=5))
    await send(service)
    assert await standings(service, row) == [("accepted", None)]
    # What is told once more of the first sending is not about the second.
    again = {"MessageSid": "SM" + "9" * 32}
    await service.twilio.report(service.bot, sent, "failed", ErrorCode="63018", **again)
    await send(service)
    assert await standings(service, row) == [("accepted", None)]
    assert len([each for each in service.twilio.sent if each.to == phone.address and not each.in_webhook]) == 2
    assert await state(service, row) is State.DONE


async def test_who_stops_notices_gets_none_even_while_the_registry_has_not_heard_of_it(service: Service) -> None:
    phone = TelegramPhone(service)
    row = await paid(service, phone)
    await phone.do("halo")
    service.line.cut = True
    assert "MULAI LAGI" in await phone.do("berhenti")
    service.line.cut = False
    await send(service)
    assert await phone.arrived() == ""
    assert await standings(service, row) == [("skipped", "opted_out")]
    assert "dikirim lagi" in (await phone.do("mulai lagi")).replace("kami kirim lagi", "dikirim lagi")
    await service.work(timedelta(minutes=1))
    await paid(service, phone)
    await send(service)
    assert "cair di" in await phone.arrived()


async def test_a_pause_and_a_cancellation_hold_from_the_next_message_on(service: Service) -> None:
    phones = [TelegramPhone(service) for _ in range(3)]
    row = await paid(service, *phones)
    await steered(service, row, State.PAUSED)
    await send(service)
    assert [await phone.arrived() for phone in phones] == [""] * 3
    await steered(service, row, State.RUNNING)
    await minutes_pass(service)
    await send(service)
    assert [bool(await phone.arrived()) for phone in phones] == [True] * 3


async def test_two_senders_keep_the_pace_together_and_leave_room_for_replies(service: Service) -> None:
    store, pace = service.parts.tools.store, service.paces["telegram"]
    slow = type(pace)(25, 25)
    given, moment = 0, service.clock()
    minute_is_over = moment + timedelta(minutes=1)
    while moment < minute_is_over:
        # Both look when they were told to: the second one comes for what the first one has just taken.
        for _ in range(2):
            many, wait = await store.take_tokens("telegram", slow, 2, moment)
            given += many
        moment += timedelta(milliseconds=wait)
    assert 0.98 * 25 * 60 <= given <= 25 * 60
    assert await store.take_token("telegram", slow, moment) == 0
