"""The status ladder: only its own steps, each one written down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.registrations.ladder import NoSuchStep, move
from backend.registrations.models import Registration
from backend.registrations.moves import may_follow
from backend.registrations.status import Status, public
from tests.backend.families import ELSEWHERE, HERE, submission

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI


async def registered(bot: httpx.AsyncClient, contact: dict[str, str] = HERE) -> str:
    answer = await bot.post(
        "/api/v1/registrations",
        json=submission(contact),
        headers={"Idempotency-Key": f"key-{contact['address']}-{datetime.now(UTC).timestamp()}"},
    )
    number: str = answer.json()["number"]
    return number


async def moved(app: FastAPI, number: str, *path: Status) -> None:
    async with app.state.sessions.begin() as session:
        row = await session.scalar(select(Registration.id).where(Registration.number == number.replace("-", "")))
        vault = await app.state.keyring.vault(session)
        for status in path:
            await move(session, vault, row, status, actor="office", at=datetime.now(UTC), reason="contoh alasan")


async def test_each_step_is_in_the_timeline_and_told_to_the_family(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    await moved(app, number, Status.CHECKED, Status.FORWARDED)
    detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
    assert [step["status"] for step in detail["history"]] == ["sent", "checked", "forwarded"]
    own = (await bot.post("/api/v1/registrations/own", json={"contact": HERE})).json()
    assert own["registrations"][0]["status"] == "forwarded"


async def test_a_step_that_does_not_exist_is_refused(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    with pytest.raises(NoSuchStep):
        await moved(app, number, Status.ELIGIBLE)
    detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
    assert detail["status"] == "sent"


async def test_after_a_withdrawal_the_same_person_may_register_again(app: FastAPI, bot: httpx.AsyncClient) -> None:
    first = await registered(bot)
    await moved(app, first, Status.WITHDRAWN)
    second = await registered(bot, ELSEWHERE)
    detail = (await bot.get(f"/api/v1/registrations/{second}")).json()
    assert (detail["status"], first != second) == ("sent", True)


async def test_the_database_itself_allows_one_active_registration_of_a_nik(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await registered(bot)
    second = await registered(bot, ELSEWHERE)
    with pytest.raises(IntegrityError, match="uq_registrations_active_nik"):
        await moved(app, second, Status.SENT)


@pytest.mark.parametrize("status", Status)
def test_every_status_but_the_last_ones_leads_somewhere(status: Status) -> None:
    leads = [then for then in Status if may_follow(status, then)]
    assert bool(leads) is (status not in {Status.DONE, Status.WITHDRAWN})


@pytest.mark.parametrize("status", Status)
def test_a_conflict_is_told_to_nobody(status: Status) -> None:
    assert public(status) == ("sent" if status is Status.CONFLICT else status)
