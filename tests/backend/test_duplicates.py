"""People who are registered twice are found, compared side by side, and an officer decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text

from backend.duplicates.finding import compare_waiting, find_all
from backend.rotation.data import rotate_data
from backend.rotation.lookup import rotate_lookup
from tests.backend.families import ELSEWHERE, HERE, KK, SUMIATI, submission
from tests.backend.keys import K1, K2, registry
from tests.office import Browser, signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

TWIN = {"nik": "3510165708459911", "kk": "3510161203159911", "name": "CONTOH SUMIYATI"}
PAKIS = {"desa": "35.10.16.1001"}
REASON = "Sudah dicek ke rumah bersama perangkat desa."


async def register(bot: httpx.AsyncClient, contact: dict[str, str], **changes: Any) -> str:
    sent, key = submission(contact, **changes), f"key-{contact['address']}-{changes.get('nik', '')}"
    answer = await bot.post("/api/v1/registrations", json=sent, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


async def looked_through(app: FastAPI) -> int:
    return sum([many async for many in compare_waiting(app.state.sessions, app.state.keyring)])


async def twins(app: FastAPI, bot: httpx.AsyncClient, **changes: Any) -> tuple[str, str]:
    pair = await register(bot, HERE), await register(bot, ELSEWHERE, **{**TWIN, **changes})
    assert await looked_through(app) == 2
    return pair


def address(tables: Tables) -> str:
    (row,) = tables.column("duplicate_pairs", "id")
    return f"/console/ganda/{row}"


async def decide(officer: Browser, tables: Tables, verdict: str, reason: str = REASON) -> httpx.Response:
    older_first = sorted(tables.rows("registrations"), key=lambda row: row["received_at"])
    seen = [str(row["version"]) for row in older_first]
    return await officer.send_form(address(tables), verdict=verdict, version=seen, reason=reason)


async def test_one_person_under_two_niks_is_shown_side_by_side_and_masked(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    first, second = await twins(app, bot)
    page = await officer.get("/console/ganda")
    assert "Mungkin ganda (1)" in words(await officer.get("/console"))
    assert "Nama mirip · Tanggal lahir sama · Alamat sama" in words(page)
    pair = await officer.get(address(tables))
    said = words(pair)
    assert "Nama mirip C*** S*** C*** S***" in said
    assert "NIK mirip 3510********9901 3510********9911" in said
    assert "Tanggal lahir sama **-**-1945 **-**-1945" in said
    assert "Nomor KK mirip" in said
    for clear in (SUMIATI, TWIN["nik"], KK, "Sumiati", "SUMIYATI", "Contohrejo", "1945-08-17"):
        assert clear not in pair.text + page.text
    detail = await officer.get(f"/console/registrations/{first}")
    assert f"Bandingkan dengan {second}" in words(detail)
    assert [row["action"] for row in tables.rows("audit")].count("seen.detail") == 3


async def test_comparing_looks_keys_up_and_reads_nobody_else(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await register(bot, HERE)
    await register(bot, ELSEWHERE, **TWIN)
    before = await read_whole(app, tables)
    assert await looked_through(app) == 2
    assert await read_whole(app, tables) == before


async def read_whole(app: FastAPI, tables: Tables) -> int:
    """Count how often all keys were read, one after the other."""
    # A connection tells what it did when it ends, if not before.
    await app.state.engine.dispose()
    engine = create_engine(tables.url)
    with engine.connect() as connection:
        asked = text("SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'match_keys'")
        many: int = connection.execute(asked).scalar_one()
    engine.dispose()
    return many


async def test_what_finds_them_lies_in_the_database_without_anything_clear(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await twins(app, bot)
    dump = tables.dump()
    for clear in (SUMIATI, "Sumiati", "sumiati", "smt", "Contohrejo"):
        assert clear not in dump
    first, second = (set(row["keys_a"]) for row in tables.rows("match_keys"))
    assert len(first & second) == 4


async def test_the_same_nik_is_a_pair_too_and_the_resident_hears_nothing_of_it(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    await register(bot, HERE)
    number = await register(bot, ELSEWHERE)
    await looked_through(app)
    assert "NIK sama" in words(await officer.get("/console/ganda"))
    own = (await bot.post("/api/v1/registrations/own", json={"contact": ELSEWHERE})).json()["registrations"]
    assert [(each["number"], each["status"]) for each in own] == [(number, "sent")]
    assert tables.rows("notices") == []


@pytest.mark.parametrize("ends", [0, 1])
async def test_one_person_means_that_one_registration_ends_and_the_other_goes_on(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables, ends: int
) -> None:
    numbers = await register(bot, HERE), await register(bot, ELSEWHERE)
    await looked_through(app)
    assert (await decide(officer, tables, numbers[ends])).status_code == 303
    status = {row["number"]: row["status"] for row in tables.rows("registrations")}
    # Where the active one ends, the one that was a conflict takes its place.
    assert status == {numbers[ends].replace("-", ""): "withdrawn", numbers[1 - ends].replace("-", ""): "sent"}
    (pair,) = tables.rows("duplicate_pairs")
    assert pair["state"] == "one"
    assert REASON not in tables.dump()
    assert "Tidak ada yang menunggu" in words(await officer.get("/console/ganda"))
    decided = words(await officer.get("/console/ganda", params={"lihat": "diputuskan"}))
    assert "Satu orang" in decided
    assert REASON in decided
    entries = [row for row in tables.rows("audit") if row["action"] == "duplicate.decided"]
    assert {(row["details"]["verdict"], row["actor"]) for row in entries} == {("one", entries[0]["actor"])}
    assert len(entries) == 2


async def test_two_people_stay_two_and_the_pair_does_not_come_back(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    await twins(app, bot)
    assert (await decide(officer, tables, "two")).status_code == 303
    assert set(tables.column("registrations", "status")) == {"sent"}
    run(tables, "UPDATE match_keys SET compared_at = NULL")
    assert await looked_through(app) == 2
    assert tables.column("duplicate_pairs", "state") == ["two"]


async def test_a_decision_needs_a_reason_and_what_was_seen(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    await twins(app, bot)
    assert (await decide(officer, tables, "two", "ya")).status_code == 422
    assert (await decide(officer, tables, "0000-000-000")).status_code == 403
    behind = await officer.send_form(address(tables), verdict="two", version=["7", "7"], reason=REASON)
    assert behind.status_code == 409
    assert tables.column("duplicate_pairs", "state") == ["open"]
    assert (await decide(officer, tables, "two")).status_code == 303
    assert (await decide(officer, tables, "one")).status_code == 409


async def test_a_pair_across_two_desa_is_for_whoever_works_for_both(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    first, second = await twins(app, bot, **PAKIS, kk=KK)
    for areas, sees in (
        (("35.10.16.1007",), False),
        (("35.10.16.1001",), False),
        (("35.10.16.1001", "35.10.16.1007"), True),
        (("35.10.16",), True),
    ):
        someone = await somebody(app, f"petugas.{'.'.join(areas).replace('.', '')}", areas=areas)
        async with signed_in(app, someone) as browser:
            listed = await browser.get("/console/ganda")
            assert (address(tables) in listed.text) is sees
            assert f"Mungkin ganda ({1 if sees else 0})" in words(await browser.get("/console"))
            assert (await browser.get(address(tables))).status_code == (200 if sees else 404)
            if not sees:
                mine = first if areas == ("35.10.16.1007",) else second
                assert "Mungkin orang yang sama" not in (await browser.get(f"/console/registrations/{mine}")).text
                assert (await decide(browser, tables, "two")).status_code == 404
    assert tables.column("duplicate_pairs", "state") == ["open"]


async def test_each_page_begins_where_the_last_one_ended(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    # Nine spellings of one name on one birth date in one house: each with each.
    for place in range(9):
        contact = {"channel": "telegram", "address": f"90002000{place}"}
        await register(bot, contact, **{**TWIN, "nik": f"351016570845992{place}"})
    await looked_through(app)
    assert len(tables.rows("duplicate_pairs")) == 36
    first = await officer.get("/console/ganda")
    onward = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = await officer.get(onward)
    shown = [page.text.count('<li aria-labelledby="h-') for page in (first, second)]
    assert shown == [25, 11]
    ids = {str(row) for row in tables.column("duplicate_pairs", "id")}
    assert all(f"/console/ganda/{row}" in first.text + second.text for row in ids)


async def test_registrations_from_before_are_looked_through_and_a_broken_off_run_goes_on(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    await twins(app, bot)
    run(tables, "DELETE FROM duplicate_pairs", "DELETE FROM match_keys")
    steps = find_all(app.state.sessions, app.state.keyring)
    assert await anext(steps) == (2, 4)
    await steps.aclose()
    assert [each async for each in find_all(app.state.sessions, app.state.keyring)] == [(2, 2)]
    assert len(tables.rows("duplicate_pairs")) == 1
    (job,) = tables.rows("jobs")
    assert (job["state"], job["done"]) == ("done", 4)
    assert [each async for each in find_all(app.state.sessions, app.state.keyring)] == []


async def test_a_correction_is_compared_anew(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    _, second = await twins(app, bot)
    marked = {
        "then": "needs_fixing",
        "version": "1",
        "mark-birth_date": "on",
        "why-birth_date": "Tanggal lahir di KTP?",
    }
    assert (await officer.send_form(f"/console/registrations/{second}/keputusan", **marked)).status_code == 303
    body = {
        "contact": ELSEWHERE,
        "household": {"birth_date": "1951-03-02", "nik": "3510164203519911"},
        "declared_true_at": "2026-11-22T08:00:00+07:00",
    }
    answer = await bot.put(
        f"/api/v1/registrations/{second}/correction", json=body, headers={"Idempotency-Key": "key-correction"}
    )
    assert answer.status_code == 200, answer.text
    assert await looked_through(app) == 1
    assert tables.rows("duplicate_pairs") == []


async def test_erasing_one_of_them_takes_it_out_of_all_that_finds_it(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    first, _ = await twins(app, bot)
    asked = {"contact": HERE, "number": first, "kind": "erase", "asked_at": "2026-11-21T09:00:00+07:00"}
    await bot.post("/api/v1/rights/requests", json=asked, headers={"Idempotency-Key": "key-rights"})
    (request,) = tables.column("rights_requests", "id")
    assert (await officer.send_form(f"/console/hak/{request}/selesai")).status_code == 303
    assert tables.rows("duplicate_pairs") == []
    assert len(tables.rows("match_keys")) == 1
    assert [each async for each in find_all(app.state.sessions, app.state.keyring)] == []


async def test_erasing_one_of_them_takes_the_words_out_of_what_was_decided(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    first, _ = await twins(app, bot)
    await decide(officer, tables, "two")
    asked = {"contact": HERE, "number": first, "kind": "erase", "asked_at": "2026-11-21T09:00:00+07:00"}
    await bot.post("/api/v1/rights/requests", json=asked, headers={"Idempotency-Key": "key-rights"})
    (request,) = tables.column("rights_requests", "id")
    await officer.send_form(f"/console/hak/{request}/selesai")
    assert [(row["state"], row["reason"]) for row in tables.rows("duplicate_pairs")] == [("two", None)]
    assert "data sudah dihapus" in words(await officer.get("/console/ganda", params={"lihat": "diputuskan"}))
    assert (await officer.get(address(tables))).status_code == 200


async def test_they_are_found_by_new_keys_as_well(settings: Settings, tables: Tables) -> None:
    async with registry(settings, K1) as (app, bot):
        await register(bot, HERE)
        async for _ in rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator"):
            pass
        await register(bot, ELSEWHERE, **TWIN)
        assert await looked_through(app) == 2
        assert len(tables.rows("duplicate_pairs")) == 1
        assert all(row["keys_a"] is None and row["keys_b"] for row in tables.rows("match_keys"))
        async with signed_in(app, await somebody(app)) as officer:
            await decide(officer, tables, "two")
    async with registry(settings, K2, K1) as (app, _):
        async for _ in rotate_data(app.state.engine, app.state.sessions, app.state.keyring, actor="operator"):
            pass
    async with registry(settings, K2) as (app, _), signed_in(app, await somebody(app, "lain")) as officer:
        assert REASON in words(await officer.get("/console/ganda", params={"lihat": "diputuskan"}))


def run(tables: Tables, *statements: str) -> None:
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
