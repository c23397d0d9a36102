"""Data whose time is over are erased with proof, and whoever a breach concerns is listed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from backend.audit.proof import Checked, proved
from backend.console.cookies import proof
from backend.imports.carrying_out import carry_out
from deploy.cli import app as bansos
from tests.agents import AGENT, agent_at
from tests.backend.batches import brought, csv_of, family, gone_through
from tests.backend.conftest import DATA_KEYS
from tests.backend.files import PAYMENTS, bring, csv_file, nik, workshop
from tests.backend.keys import register
from tests.backend.test_reports_of_fraud import told as report_fraud

if TYPE_CHECKING:
    import httpx
    from click.testing import Result
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")


async def run(settings: Settings, *command: str) -> Result:
    env = {"DATABASE_URL": settings.database_url, "DATA_KEYS": DATA_KEYS}
    return await asyncio.to_thread(CliRunner().invoke, bansos, list(command), env=env)


def age(tables: Tables, number: str, by: timedelta, status: str = "sent") -> None:
    """Let a registration be older, and stand where it stands for as long."""
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        aged = "UPDATE registrations SET status = :status, status_since = now() - :by, received_at = now() - :by"
        connection.execute(
            text(f"{aged} WHERE number = :number"), {"status": status, "by": by, "number": number.replace("-", "")}
        )
    engine.dispose()


async def numbers(bot: httpx.AsyncClient, count: int) -> list[str]:
    return [(await register(bot, place)).json()["number"] for place in range(count)]


async def test_a_dry_run_counts_and_touches_nothing(bot: httpx.AsyncClient, tables: Tables, settings: Settings) -> None:
    closed, old, recent, lately_closed = await numbers(bot, 4)
    age(tables, closed, timedelta(days=366), "done")
    age(tables, old, timedelta(days=1826))
    age(tables, recent, timedelta(days=1800))
    age(tables, lately_closed, timedelta(days=360), "withdrawn")
    before = tables.rows("registrations"), tables.rows("audit")
    told = await run(settings, "retention", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "1 registrations closed for more than 365 days." in told.output
    assert "1 others older than 1825 days." in told.output
    assert (tables.rows("registrations"), tables.rows("audit")) == before


async def test_what_is_past_its_time_is_erased_with_proof_and_the_rest_stays(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    closed, old, recent = await numbers(bot, 3)
    age(tables, closed, timedelta(days=366), "done")
    age(tables, old, timedelta(days=1826))
    told = await run(settings, "retention")
    assert told.output.strip().endswith("2 erased; the audit log has the proof of each.")
    left = {row["number"]: row["household"] is not None for row in tables.rows("registrations")}
    assert left == {number.replace("-", ""): number == recent for number in (closed, old, recent)}
    proofs = [row["details"] for row in tables.rows("audit") if row["action"] == "registration.erased"]
    assert sorted(proof["why"] for proof in proofs) == ["closed", "too_old"]
    assert [job["state"] for job in tables.rows("jobs")] == ["done"]
    async with app.state.sessions() as session:
        assert [found async for found in proved(session, {}) if not isinstance(found, Checked)] == []
    again = await run(settings, "retention")
    assert again.stdout.startswith("0 erased")


async def test_a_payment_stops_naming_its_person_when_its_time_is_over(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    await register(bot, 0)
    await register(bot, 9)
    days = ("20/11/2020", "20/11/2022", "20/11/2022", "20/11/2026")
    people = (nik(0), nik(9), nik(7), nik(8))
    rows = [(each, "", "PKH", "4", "750000", "Balai Desa", day) for each, day in zip(people, days, strict=True)]
    brought = await bring(officer, csv_file(PAYMENTS, *rows), "payments")
    await officer.post(f"{brought.headers['location']}/jalankan", data={"csrf": proof(officer.cookies["bansos"])})
    (row,) = tables.column("imports", "id")
    await carry_out(workshop(app, settings), row)
    assert "2 payments that still name somebody" in (await run(settings, "retention", "--dry-run")).output
    assert (await run(settings, "retention")).stdout.startswith("2 erased")
    left = sorted(tables.rows("payments"), key=lambda each: int(each["row"]))
    assert [each["person"] is not None for each in left] == [False, True, False, True]
    assert {each["amount"] for each in left} == {750_000}
    (entry,) = [each for each in tables.rows("audit") if each["action"] == "payments.erased"]
    assert (entry["details"]["why"], entry["details"]["values"]) == ("too_old", ["payments.person: 2"])


async def test_what_a_report_of_fraud_told_and_an_agents_file_end_with_their_time(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    assert [await report_fraud(bot, key, AGENT) for key in ("old", "new")] == [204, 204]
    await agent_at(app, bot, AGENT)
    batch = await brought(bot, AGENT, csv_of([family(0), family(1, Desa="Wakanda")]))
    await gone_through(app, settings, batch)
    old, new = (str(row) for row in tables.column("fraud_reports", "id"))
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        aged = "UPDATE fraud_reports SET told_at = now() - interval '366 days' WHERE id = :id"
        connection.execute(text(aged), {"id": old})
        connection.execute(text("UPDATE batches SET done_at = now() - interval '31 days'"))
    engine.dispose()
    assert (await run(settings, "retention")).stdout.startswith("2 erased")
    assert [row["told"] is None for row in tables.rows("fraud_reports") if str(row["id"]) == old] == [True]
    assert [row["told"] is None for row in tables.rows("fraud_reports") if str(row["id"]) == new] == [False]
    assert "sudah dihapus" in (await officer.get(f"/console/penipuan/{old}")).text
    assert (tables.rows("batches"), tables.rows("batch_rows"), len(tables.rows("registrations"))) == ([], [], 1)


async def test_an_open_request_is_answered_before_the_data_go(
    bot: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    (number,) = await numbers(bot, 1)
    contact = {"channel": "telegram", "address": "900000000"}
    asked = {"contact": contact, "number": number, "kind": "copy", "asked_at": "2026-11-21T09:00:00+07:00"}
    opened = await bot.post("/api/v1/rights/requests", json=asked, headers={"Idempotency-Key": "key-rights-1"})
    assert opened.status_code == 201
    age(tables, number, timedelta(days=2000))
    assert (await run(settings, "retention")).stdout.startswith("0 erased")


async def test_an_address_goes_a_month_after_the_last_family_from_there(
    bot: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    (number,) = await numbers(bot, 1)
    age(tables, number, timedelta(days=2000))
    await run(settings, "retention")
    assert tables.column("contacts", "erased_at") == [None]
    engine = create_engine(tables.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE registrations SET erased_at = erased_at - interval '31 days'"))
        connection.execute(text("UPDATE contacts SET created_at = created_at - interval '60 days'"))
    engine.dispose()
    before = tables.rows("contacts")[0]
    assert (await run(settings, "retention")).stdout.startswith("1 erased")
    after = tables.rows("contacts")[0]
    assert after["erased_at"] is not None
    assert (after["address"], after["address_hash_a"]) != (before["address"], before["address_hash_a"])
    own = await bot.post("/api/v1/registrations/own", json={"contact": {"channel": "telegram", "address": "900000000"}})
    assert own.json()["registrations"] == []


async def test_a_breach_concerns_those_whose_data_were_there_at_the_time(
    bot: httpx.AsyncClient, tables: Tables, settings: Settings
) -> None:
    there, later = await numbers(bot, 2)
    age(tables, there, timedelta(days=30))
    told = await run(settings, "breach", "list", "--from", "2026-01-01", "--to", "2099-01-01")
    assert told.exit_code == 0, told.output
    rows = [line.split(",") for line in told.stdout.splitlines()]
    assert rows[0] == ["number", "desa", "channel", "received_at", "reachable"]
    assert [(row[0], row[1], row[2], row[4]) for row in rows[1:]] == [
        (number, "35.10.16.1007", "telegram", "yes") for number in (there, later)
    ]
    assert "900000000" not in told.output
    noted = tables.rows("audit")[-1]
    assert (noted["action"], noted["details"]["rows"], noted["details"]["areas"]) == ("seen.export", 2, ["35.10"])
    elsewhere = await run(
        settings, "breach", "list", "--from", "2026-01-01", "--to", "2099-01-01", "--desa", "35.10.16.1001"
    )
    assert len(elsewhere.stdout.splitlines()) == 1
    before_all = await run(settings, "breach", "list", "--from", "2020-01-01", "--to", "2020-01-02")
    assert len(before_all.stdout.splitlines()) == 1
    nowhere = await run(settings, "breach", "list", "--from", "2026-01-01", "--to", "2026-01-02", "--desa", "99")
    assert nowhere.exit_code == 1
