"""What happens at each question is counted once, and reaches the registry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.agents import agent_at
from tests.dialogues.families import new_family
from tests.dialogues.phones import TelegramPhone

if TYPE_CHECKING:
    from tests.world import Service


async def counts(service: Service, **only: str) -> dict[tuple[str, str], int]:
    today = service.clock.now.date().isoformat()
    response = await service.registry.get(
        "/api/v1/question-counts",
        params={"from": today, "to": today, "flow": "registration", "channel": "telegram"} | only,
    )
    assert response.status_code == 200, response.text
    return {(row["state"], row["what"]): row["count"] for row in response.json()["counts"]}


async def test_each_question_is_counted_once_and_reaches_the_registry(service: Service) -> None:
    service.clock.turn(timedelta(days=100))  # a day that is only this test's
    phone, family = TelegramPhone(service), new_family()
    for answer in [*family.answers[:5], "123", "[kirim ulang]", "bantuan", family.kk, "menu"]:
        await phone.do(answer)
    await service.work(timedelta(minutes=2))
    after = await counts(service)
    assert {key: after[key] for key in after if key[0] in ("nik", "kk", "name")} == {
        ("nik", "seen"): 1,
        ("nik", "answered"): 1,
        ("kk", "seen"): 1,
        ("kk", "failed"): 1,
        ("kk", "helped"): 1,
        ("kk", "answered"): 1,
        ("name", "seen"): 1,
        ("name", "left"): 1,
    }
    metrics = (await service.bot.get("/metrics")).text
    assert 'bansos_questions_total{channel="telegram",flow="registration",kecamatan="",locale="id"' in metrics


async def test_what_an_agent_does_is_counted_as_an_agents(service: Service) -> None:
    service.clock.turn(timedelta(days=300))
    phone = TelegramPhone(service)
    chat = {"channel": phone.ref.channel, "address": phone.ref.address}
    await agent_at(service.line.registry.app, service.registry, chat)
    for answer in ["agen", "daftarkan warga", "setuju", "lansia", "lisan", "123"]:
        await phone.do(answer)
    await service.work(timedelta(minutes=2))
    assert (await counts(service, role="agent"))["nik", "failed"] == 1
    assert (await counts(service, role="agent", flow="agent"))["task", "answered"] == 1
    assert await counts(service, role="resident") == {}
    assert await counts(service, role="resident", flow="agent") == {}


async def test_counting_waits_for_a_registry_that_is_away(service: Service) -> None:
    service.clock.turn(timedelta(days=200))
    phone, family = TelegramPhone(service), new_family()
    for answer in family.answers[:5]:
        await phone.do(answer)
    service.line.cut = True
    await service.work(timedelta(minutes=2))
    assert await counts(service) == {}
    service.line.cut = False
    await service.work(timedelta(minutes=2))
    assert (await counts(service))["kk", "seen"] == 1
