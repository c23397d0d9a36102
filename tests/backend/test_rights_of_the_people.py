"""What people may ask of their own data: a copy, a correction, erasure, the end of consent (UU 27/2022)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from backend.imports.carrying_out import carry_out
from backend.imports.models import Import
from backend.rights.erasure import of_a_registration
from backend.rotation.lookup import rotate_lookup
from backend.rotation.sealed_columns import sealed_columns
from tests.agents import AGENT, FAMILY, agent_at, by_agent, said, sent
from tests.backend.families import ELSEWHERE, HERE, KK, SUMIATI, submission
from tests.backend.files import PAYMENTS, bring, csv_file, workshop
from tests.office import Browser, words

if TYPE_CHECKING:
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

COPIES, REQUESTS = "/api/v1/rights/copies", "/api/v1/rights/requests"


async def registered(bot: httpx.AsyncClient, contact: dict[str, str] = HERE, **changes: Any) -> str:
    sent = submission(contact, **changes)
    headers = {"Idempotency-Key": f"key-{contact['address']}-{changes.get('nik', '')}"}
    answer = await bot.post("/api/v1/registrations", json=sent, headers=headers)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["number"]
    return number


async def asked(
    bot: httpx.AsyncClient,
    number: str,
    kind: str,
    contact: dict[str, str] = HERE,
    key: str = "key-rights-1",
    at: datetime | None = None,
) -> httpx.Response:
    body = {"contact": contact, "number": number, "kind": kind, "asked_at": (at or datetime.now(UTC)).isoformat()}
    return await bot.post(REQUESTS, json={**body, "message_id": "m-9"}, headers={"Idempotency-Key": key})


async def test_the_contact_that_registered_gets_a_masked_copy_with_what_was_agreed_to(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await registered(bot)
    answer = await bot.post(COPIES, json={"contact": HERE, "number": number})
    assert answer.status_code == 200, answer.text
    copy = answer.json()
    assert (copy["name"], copy["nik"], copy["members"]) == ("C*** S***", "3510********9901", ["C*** P***", "C*** W***"])
    assert {"pregnant", "disability", "housing", "birth_date"} <= set(copy["other"])
    assert next((each["purpose"], each["given"], each["notice"]) for each in copy["consents"]) == (
        "registration",
        True,
        "2026-11",
    )
    for clear in (SUMIATI, KK, "Sumiati", "Paijan", "Contohrejo"):
        assert clear not in answer.text
    assert tables.rows("audit")[-1]["action"] == "seen.detail"


async def test_nobody_else_gets_a_copy_or_asks_for_anything(bot: httpx.AsyncClient, tables: Tables) -> None:
    number = await registered(bot)
    unknown = await bot.post(COPIES, json={"contact": HERE, "number": "0000-000-000"})
    for contact in (ELSEWHERE, {"channel": "telegram", "address": "900099999"}):
        theirs = await bot.post(COPIES, json={"contact": contact, "number": number})
        assert (theirs.status_code, theirs.text) == (404, unknown.text)
        assert (await asked(bot, number, "erase", contact)).status_code == 404
    assert tables.rows("rights_requests") == []


async def test_a_request_has_a_number_and_three_days_and_comes_once_however_often_it_is_sent(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    number, said = await registered(bot), datetime.now(UTC) - timedelta(hours=2)
    first = await asked(bot, number, "erase", at=said)
    assert first.status_code == 201, first.text
    receipt = first.json()
    assert datetime.fromisoformat(receipt["due_at"]) == said + timedelta(hours=72)
    again = await asked(bot, number, "erase", at=said)
    assert (again.status_code, again.json()) == (200, receipt)
    twice = await asked(bot, number, "erase", key="key-rights-2")
    assert (twice.status_code, twice.json()) == (200, {**receipt, "already": True})
    other = await asked(bot, number, "withdraw")
    assert other.status_code == 409
    assert [(row["kind"], row["state"]) for row in tables.rows("rights_requests")] == [("erase", "open")]


async def test_what_is_said_to_come_from_the_future_is_counted_from_now(bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    receipt = (await asked(bot, number, "copy", at=datetime.now(UTC) + timedelta(days=300))).json()
    assert datetime.fromisoformat(receipt["due_at"]) <= datetime.now(UTC) + timedelta(hours=72)


def test_every_sealed_value_belongs_to_a_registration_or_is_known_not_to() -> None:
    # A file and its name are kept for a day: test_importing_files and test_exporting_proposals say so.
    a_day = {"file_parts.content", "imports.name"}
    # What is kept for a time of its own: test_keeping_no_longer_than_needed says so.
    own_time = {"fraud_reports.told", "batches.name"}
    # A case on its way between two chats ends with its code: `bansos jobs` throws it away within the hour after.
    for_a_while = {"handed_drafts.draft"}
    # Those who work for the families, and are no family.
    workers = {"agents.name", "agents.phone", "officers.totp"}
    elsewhere = {"contacts.address", "lookup_keys.secret"} | workers | a_day | for_a_while | own_time
    emptied = {place.field for place, _ in of_a_registration()}
    left = {place.field for place in sealed_columns()} - emptied
    assert left <= elsewhere, "erasing a family would leave this: give its table a registration_id, or name it here"
    assert {"registrations.household", "status_history.reason", "reveals.reason", "payments.person"} <= emptied


async def board(officer: Browser, view: str = "") -> str:
    page = await officer.get("/console/hak", params={"lihat": view} if view else {})
    assert page.status_code == 200
    return words(page)


def only_row(tables: Tables) -> str:
    (row,) = tables.column("rights_requests", "id")
    return str(row)


async def test_the_board_shows_what_is_open_with_the_time_left_and_what_is_overdue_first(
    bot: httpx.AsyncClient, officer: Browser
) -> None:
    assert "Tidak ada permintaan yang terbuka" in await board(officer)
    number, now = await registered(bot), datetime.now(UTC)
    await asked(bot, number, "fix", key="key-rights-1", at=now - timedelta(hours=2))
    await asked(bot, number, "copy", key="key-rights-2", at=now - timedelta(hours=80))
    page = await board(officer)
    assert page.index("Terlambat 8 jam") < page.index("Sisa 2 hari 21 jam")
    assert page.index("Salinan data") < page.index("Perbaikan data")
    assert "C*** S***" in page
    assert SUMIATI not in page


async def test_erasure_leaves_a_timeline_without_anybody_and_a_proof(
    bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    number = await registered(bot)
    await asked(bot, number, "erase")
    assert "Hapus data" in await board(officer)
    answer = await officer.send_form(f"/console/hak/{only_row(tables)}/selesai", note="Sudah dicek dengan warga.")
    assert answer.status_code == 303, answer.text

    (row,) = tables.rows("registrations")
    assert (row["household"], row["flags"], row["status"]) == (None, [], "withdrawn")
    assert [row[f"{name}_{slot}"] for name in ("nik_hash", "kk_hash", "people_hashes") for slot in "ab"] == [None] * 6
    assert [step["status"] for step in tables.rows("status_history")] == ["sent", "withdrawn"]
    assert tables.column("contacts", "broadcasts_wanted") == [False]
    (proof,) = [entry["details"] for entry in tables.rows("audit") if entry["action"] == "registration.erased"]
    assert (proof["values"], proof["why"], len(proof["digest"])) == (
        ["registrations.household: 1", "status_history.reason: 1"],
        "asked",
        64,
    )
    assert proof["request"] == only_row(tables)

    detail = words(await officer.get(f"/console/registrations/{number}"))
    assert "data sudah dihapus" in detail
    assert "data sudah dihapus" in words(await officer.get("/console/pendaftaran"))
    done = await board(officer, "selesai")
    assert "Sudah dicek dengan warga." in done
    copy = (await bot.post(COPIES, json={"contact": HERE, "number": number})).json()
    assert (copy["erased"], copy["members"], copy["requests"][0]["state"]) == (True, [], "done")
    listed = await bot.get("/api/v1/registrations")
    assert listed.status_code == 200
    revealed = await bot.post(
        f"/api/v1/registrations/{number}/reveals", json={"field": "nik", "reason": "memeriksa penghapusan"}
    )
    assert revealed.json()["value"] == ""


async def test_what_was_open_ends_with_the_erasure_and_nothing_is_asked_for_after_it(
    bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    number = await registered(bot)
    other = await registered(bot, ELSEWHERE, nik="3510165708459902", kk="3510161203159902")
    await asked(bot, other, "copy", ELSEWHERE, key="key-other")
    erasing = (await asked(bot, number, "erase", key="key-erase")).json()
    for kind in ("copy", "withdraw"):
        await asked(bot, number, kind, key=f"key-{kind}")
    [row] = [each["id"] for each in tables.rows("rights_requests") if each["kind"] == "erase"]
    assert (await officer.send_form(f"/console/hak/{row}/selesai")).status_code == 303

    copy = (await bot.post(COPIES, json={"contact": HERE, "number": number})).json()
    assert {each["kind"]: each["state"] for each in copy["requests"]} == dict.fromkeys(
        ("erase", "copy", "withdraw"), "done"
    )
    closed = [each for each in tables.rows("audit") if each["action"] == "rights.done"]
    assert {each["details"]["kind"] for each in closed} == {"erase", "copy", "withdraw"}
    assert "Data keluarga sudah dihapus" in await board(officer, "selesai")
    assert [each["state"] for each in tables.rows("rights_requests")].count("open") == 1, "another family's"
    taken_back = [
        each for each in tables.rows("consents") if (each["purpose"], each["given"]) == ("registration", False)
    ]
    assert len(taken_back) == 1

    for kind in ("copy", "erase", "withdraw"):
        late = await asked(bot, number, kind, key=f"key-late-{kind}")
        assert (late.status_code, late.json()["number"], late.json()["already"]) == (200, erasing["number"], True)
    assert len(tables.rows("rights_requests")) == 4


PAID = ("PKH", "4", "750000", "Kantor Pos Pakis", "24/11/2026")
PAIJAN = "3510160101439902"


async def paid(app: FastAPI, officer: Browser, settings: Settings, *niks: str) -> None:
    brought = await bring(officer, csv_file(PAYMENTS, *((nik, "Contoh Nama", *PAID) for nik in niks)), "payments")
    await officer.send_form(f"{brought.headers['location']}/jalankan")
    (row,) = await _imported(app)
    await carry_out(workshop(app, settings), row)


async def _imported(app: FastAPI) -> list[UUID]:
    async with app.state.sessions.begin() as session:
        return list(await session.scalars(select(Import.id)))


def with_paijan() -> dict[str, Any]:
    paijan = {"name": "Contoh Paijan", "relation": "spouse", "birth_year": 1943, "nik": PAIJAN}
    return {"members": [paijan], "schooling": {}}


async def test_erasing_a_family_takes_all_of_its_people_out_of_what_was_paid_and_leaves_the_sums(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables
) -> None:
    number = await registered(bot, **with_paijan())
    stranger = "3510165708459903"
    await paid(app, officer, settings, SUMIATI, PAIJAN, stranger)
    await asked(bot, number, "erase")
    await officer.send_form(f"/console/hak/{only_row(tables)}/selesai")

    rows = sorted(tables.rows("payments"), key=lambda row: int(row["row"]))
    assert [row["person"] is None for row in rows] == [True, True, False]
    assert [row["nik_hash_a"] is None and row["nik_hash_b"] is None for row in rows] == [True, True, False]
    assert [(row["amount"], row["place"]) for row in rows] == [(750_000, "Kantor Pos Pakis")] * 3
    (proof,) = [entry["details"] for entry in tables.rows("audit") if entry["action"] == "registration.erased"]
    assert "payments.person: 2" in proof["values"]
    async for _ in rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator"):
        pass
    assert [row["nik_hash_b"] is None for row in sorted(tables.rows("payments"), key=lambda row: int(row["row"]))] == [
        True,
        True,
        False,
    ]


async def test_who_is_also_in_another_family_stays_in_what_was_paid_until_that_one_is_erased(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, settings: Settings, tables: Tables
) -> None:
    first = await registered(bot, **with_paijan())
    other = await registered(bot, ELSEWHERE, nik="3510165708459904", kk="3510161203159904", **with_paijan())
    await paid(app, officer, settings, PAIJAN)
    for number, contact, gone in ((first, HERE, False), (other, ELSEWHERE, True)):
        await asked(bot, number, "erase", contact, key=f"key-rights-{number}")
        (row,) = [row["id"] for row in tables.rows("rights_requests") if row["state"] == "open"]
        await officer.send_form(f"/console/hak/{row}/selesai")
        assert [row["person"] is None for row in tables.rows("payments")] == [gone]


async def test_who_was_erased_may_register_again(bot: httpx.AsyncClient, officer: Browser, tables: Tables) -> None:
    first = await registered(bot)
    await asked(bot, first, "erase")
    await officer.send_form(f"/console/hak/{only_row(tables)}/selesai")
    sent = {"json": submission(), "headers": {"Idempotency-Key": "key-after-erasure"}}
    again = await bot.post("/api/v1/registrations", **sent)
    assert (again.status_code, again.json()["number"] != first) == (201, True)


async def test_withdrawn_consent_ends_the_registration_and_the_notices_and_is_kept_as_a_receipt(
    bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    number = await registered(bot)
    await asked(bot, number, "withdraw")
    assert (await officer.send_form(f"/console/hak/{only_row(tables)}/selesai")).status_code == 303
    detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
    assert detail["status"] == "withdrawn"
    assert detail["nik"] == "3510********9901"
    given = [each["given"] for each in detail["consents"] if each["purpose"] == "registration"]
    assert sorted(given) == [False, True]
    assert tables.column("contacts", "broadcasts_wanted") == [False]


async def test_a_cadre_goes_on_getting_notices_for_the_other_families(
    bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    first = await registered(bot)
    await registered(bot, nik="3510165708459902", kk="3510161203159902")
    await asked(bot, first, "withdraw")
    await officer.send_form(f"/console/hak/{only_row(tables)}/selesai")
    assert tables.column("contacts", "broadcasts_wanted") == [True]


async def test_a_refusal_needs_a_reason_and_what_is_answered_stays_answered(
    bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    await asked(bot, await registered(bot), "erase")
    address = f"/console/hak/{only_row(tables)}"
    assert (await officer.send_form(f"{address}/tolak", reason="tidak")).status_code == 422
    assert (
        await officer.send_form(f"{address}/tolak", reason="Bantuan sedang dicairkan bulan ini.")
    ).status_code == 303
    assert (await officer.send_form(f"{address}/selesai")).status_code == 409
    assert tables.column("registrations", "erased_at") == [None]
    assert "Bantuan sedang dicairkan bulan ini." in await board(officer, "selesai")
    assert "dicairkan" not in tables.dump()


async def test_the_lookup_key_changes_also_where_somebody_was_erased(
    app: FastAPI, bot: httpx.AsyncClient, officer: Browser, tables: Tables
) -> None:
    await asked(bot, await registered(bot), "erase")
    await registered(bot, ELSEWHERE, nik="3510165708459902", kk="3510161203159902")
    await officer.send_form(f"/console/hak/{only_row(tables)}/selesai")
    async for _ in rotate_lookup(app.state.engine, app.state.sessions, app.state.keyring, actor="operator"):
        pass
    own = await bot.post("/api/v1/registrations/own", json={"contact": ELSEWHERE})
    assert len(own.json()["registrations"]) == 1


async def test_the_chat_of_an_agent_is_not_the_family_until_the_family_speaks_for_itself(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await agent_at(app, bot, AGENT)
    receipt = (await sent(bot, by_agent())).json()
    number = receipt["number"]
    assert (await bot.post(COPIES, json={"contact": AGENT, "number": number})).status_code == 404
    assert (await asked(bot, number, "erase", AGENT)).status_code == 404
    await said(bot, receipt["code"], right=True)
    assert (await bot.post(COPIES, json={"contact": FAMILY, "number": number})).status_code == 200
