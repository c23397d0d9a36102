"""Keys change while people register: nothing is lost, nobody is in twice, and the old key can go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from backend.clock import utc_now
from backend.jobs.models import Job
from backend.registrations.ladder import move
from backend.registrations.models import Registration
from backend.registrations.status import Status
from backend.rotation.data import rotate_data
from backend.rotation.lookup import forget_faded, rotate_lookup
from backend.rotation.progress import AlreadyRotating, Progress, RotationRefused
from backend.rotation.sealed_columns import rows_by_key, sealed_columns
from backend.vault.unfit import KeysUnfit
from conversations.answers.fixable import Fixable
from tests.backend.keys import K1, K2, K3, family_of, register, registry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

EARLIER, MEANWHILE = range(12), range(100, 124)


async def rotated(app: FastAPI, rotation: Callable[..., AsyncIterator[Progress]] = rotate_data) -> list[Progress]:
    steps = rotation(app.state.engine, app.state.sessions, app.state.keyring, actor="operator")
    return [step async for step in steps]


async def keys_in_use(app: FastAPI) -> set[str]:
    async with app.state.sessions.begin() as session:
        return {key for counts in (await rows_by_key(session)).values() for key in counts}


async def names_and_numbers(bot: httpx.AsyncClient) -> dict[str, Any]:
    found, after = {}, {}
    while True:
        page = (await bot.get("/api/v1/registrations", params={"limit": "100", **after})).json()
        found |= {row["number"]: (row["name"], row["nik"]) for row in page["registrations"]}
        if page["next"] is None:
            return found
        after = {"after": page["next"]}


async def test_a_key_is_rotated_while_registrations_arrive_and_the_old_one_is_taken_away(settings: Settings) -> None:
    async with registry(settings, K1) as (_, bot):
        told = {place: (await register(bot, place)).json()["number"] for place in EARLIER}
    async with registry(settings, K2, K1) as (app, bot):
        rotation = asyncio.create_task(rotated(app))
        answers = [
            answer
            for first in MEANWHILE[::6]
            for answer in await asyncio.gather(*(register(bot, place) for place in range(first, first + 6)))
        ]
        assert {answer.status_code for answer in answers} == {201}
        told |= {place: answer.json()["number"] for place, answer in zip(MEANWHILE, answers, strict=True)}
        assert (await rotation)[-1].done >= len(EARLIER)
        assert await keys_in_use(app) == {"k2"}
    async with registry(settings, K2) as (app, bot):
        seen = await names_and_numbers(bot)
        assert {number: name for number, (name, _) in seen.items()} == dict.fromkeys(told.values(), "C*** S***")
        for place, number in told.items():
            again = (await register(bot, place, again="again")).json()
            assert (again["number"], again["already"]) == (number, True)
            repeated = await register(bot, place)
            assert (repeated.status_code, repeated.json()["number"], repeated.json()["already"]) == (200, number, False)
            asked = {
                "number": number,
                "nik": family_of(place)["nik"],
                "contact": {"channel": "telegram", "address": "1"},
            }
            assert (await bot.post("/api/v1/registrations/status", json=asked)).status_code == 200


async def test_reasons_that_officers_wrote_are_rotated_too(settings: Settings) -> None:
    async with registry(settings, K1) as (app, bot):
        number = (await register(bot, 1)).json()["number"]
        async with app.state.sessions.begin() as session:
            row = await session.scalar(select(Registration.id))
            vault = await app.state.keyring.vault(session)
            reason = "Nama Contoh Sumiati berbeda dengan KTP"
            marks = {Fixable.NAME: reason}
            await move(
                session, vault, row, Status.NEEDS_FIXING, actor="office", at=utc_now(), reason=reason, marks=marks
            )
    async with registry(settings, K2, K1) as (app, _):
        await rotated(app)
    async with registry(settings, K2) as (_, bot):
        detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
        assert detail["history"][-1]["reason"] == reason
        assert detail["marks"] == [{"field": "name", "reason": reason}]


async def test_a_process_that_was_not_restarted_takes_nothing_in_and_loses_nothing(settings: Settings) -> None:
    async with registry(settings, K1) as (_, old), registry(settings, K2, K1) as (app, new):
        assert (await register(old, 1)).status_code == 201
        await rotated(app)
        refused = await register(old, 2)
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert "retry-after" in refused.headers
        assert (await register(new, 2)).status_code == 201
        assert await keys_in_use(app) == {"k2"}


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ((K1, K2), "k2 is new and stands behind k1"),
        ((K3,), "k1"),
        (("k1" + K2[2:],), "k1 in DATA_KEYS is not the key of that name"),
    ],
)
async def test_a_rotation_with_the_wrong_keys_does_not_begin(
    settings: Settings, keys: tuple[str, ...], sentence: str
) -> None:
    async with registry(settings, K1) as (app, bot):
        await register(bot, 1)
        async with registry(settings, *keys) as (wrong, _):
            with pytest.raises((RotationRefused, KeysUnfit), match=sentence):
                await rotated(wrong)
        assert await keys_in_use(app) == {"k1"}
        assert (await register(bot, 2)).status_code == 201


async def test_a_key_that_was_replaced_is_not_taken_into_use_again(settings: Settings) -> None:
    async with registry(settings, K1) as (_, bot):
        await register(bot, 1)
    async with registry(settings, K2, K1) as (app, _):
        await rotated(app)
    async with registry(settings, K1, K2) as (app, _):
        with pytest.raises(RotationRefused, match="k1 stands first in DATA_KEYS and is older than k2"):
            await rotated(app)


async def test_a_rotation_that_broke_off_goes_on_where_it_was(settings: Settings, monkeypatch: Any) -> None:
    monkeypatch.setattr("backend.rotation.data.AT_ONCE", 5)
    async with registry(settings, K1) as (_, bot):
        for place in EARLIER:
            await register(bot, place)
    async with registry(settings, K2, K1) as (app, bot):
        steps = rotate_data(app.state.engine, app.state.sessions, app.state.keyring, actor="operator")
        async for step in steps:
            if step.done >= 10:
                break
        await steps.aclose()
        assert await keys_in_use(app) == {"k1", "k2"}
        assert len(await names_and_numbers(bot)) == len(EARLIER)
        await rotated(app)
        assert await keys_in_use(app) == {"k2"}
        async with app.state.sessions.begin() as session:
            job = (await session.scalars(select(Job))).one()
        # Contacts, families and the look-up key, each of them once.
        assert (job.state, job.done, job.total, job.note) == ("done", 25, 25, "0 left under k1")


async def test_two_rotations_do_not_run_at_once(settings: Settings) -> None:
    async with registry(settings, K1) as (_, bot):
        await register(bot, 1)
    async with registry(settings, K2, K1) as (app, _):
        steps = rotate_data(app.state.engine, app.state.sessions, app.state.keyring, actor="operator")
        await anext(steps)
        with pytest.raises(AlreadyRotating):
            await rotated(app)
        await steps.aclose()
        await rotated(app)


async def test_the_lookup_key_changes_while_registrations_arrive_and_nobody_is_in_twice(
    settings: Settings, monkeypatch: Any
) -> None:
    monkeypatch.setattr("backend.rotation.lookup.AT_ONCE", 7)
    async with registry(settings, K1) as (app, bot):
        told = {place: (await register(bot, place)).json()["number"] for place in EARLIER}
        steps = rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator")
        async for step in steps:
            # In each batch somebody new comes, somebody comes again, and a stranger registers a family again.
            place = 200 + len(told)
            told[place] = (await register(bot, place)).json()["number"]
            for known in (place, step.done % len(EARLIER)):
                again = (await register(bot, known, again=f"again-{step.stage}-{step.done}")).json()
                assert (again["number"], again["already"]) == (told[known], True)
            stranger = (await register(bot, step.done % len(EARLIER), f"stranger-{step.stage}-{step.done}")).json()
            assert (stranger["status"], stranger["already"]) == ("sent", False)
        async with app.state.sessions.begin() as session:
            assert await forget_faded(session, utc_now()) == 0
            assert await forget_faded(session, utc_now(), at_once=True) == 1
        for place, number in told.items():
            again = (await register(bot, place, again="last")).json()
            assert (again["number"], again["already"]) == (number, True)
        async with app.state.sessions.begin() as session:
            rows = (await session.scalars(select(Registration))).all()
        active = [row.nik_hash_b for row in rows if row.status is Status.SENT]
        assert len(active) == len(set(active)) == len(told)
        assert all(row.nik_hash_a is row.kk_hash_a is row.people_hashes_a is None for row in rows)


async def test_a_lookup_rotation_that_broke_off_is_finished_before_another_begins(
    settings: Settings, tables: Tables, monkeypatch: Any
) -> None:
    monkeypatch.setattr("backend.rotation.lookup.AT_ONCE", 5)
    async with registry(settings, K1) as (app, bot):
        for place in EARLIER:
            await register(bot, place)
        for stop_after in (1, 5, 7):
            steps = rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator")
            for _ in range(stop_after):
                await anext(steps, None)
            await steps.aclose()
            assert (await register(bot, 3, again=f"again-{stop_after}")).json()["already"]
        await rotated(app, rotate_lookup)
        states = sorted(tables.column("lookup_keys", "state"))
        assert states.count("current") == 1
        assert "filling" not in states
        assert "emptying" not in states
        assert (await register(bot, 3, again="last")).json()["already"]


def test_every_sealed_column_says_what_its_values_are_bound_to() -> None:
    places = {place.field: place.bound_to.name for place in sealed_columns()}
    assert places.items() >= {
        ("registrations.household", "id"),
        ("contacts.address", "id"),
        ("status_history.reason", "sealed_as"),
        ("reveals.reason", "id"),
        ("lookup_keys.secret", "id"),
    }
