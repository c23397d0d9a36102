"""What officers decide about a registration, what the person is told of it, and how a correction comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from backend.auth.permissions import Role
from backend.registrations.moves import MOVES, open_to
from backend.registrations.status import Status
from tests.backend.families import ELSEWHERE, HERE, SUMIATI, submission
from tests.backend.test_the_status_ladder import moved, registered
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

NEW_KK = "3510161203159902"
ASKED = {"mark-kk": "1", "why-kk": "Angkanya belum sama dengan kartu.", "mark-name": "1", "why-name": "Seperti di KTP."}


async def decided(officer: Any, number: str, then: str, version: int = 1, **fields: str) -> httpx.Response:
    answer: httpx.Response = await officer.send_form(
        f"/console/registrations/{number}/keputusan", then=then, version=str(version), **fields
    )
    return answer


async def claimed(bot: httpx.AsyncClient, **asked: int) -> list[dict[str, Any]]:
    answer = await bot.post("/api/v1/notices/claims", json=asked)
    assert answer.status_code == 200, answer.text
    notices: list[dict[str, Any]] = answer.json()["notices"]
    return notices


async def corrected(
    bot: httpx.AsyncClient, number: str, key: str = "key-correction", contact: dict[str, str] = HERE, **household: Any
) -> httpx.Response:
    body = {"contact": contact, "household": household, "declared_true_at": "2026-11-21T09:00:00+07:00"}
    return await bot.put(f"/api/v1/registrations/{number}/correction", json=body, headers={"Idempotency-Key": key})


async def test_a_decision_moves_the_registration_and_puts_one_notice_down_for_the_person(
    officer: Any, bot: httpx.AsyncClient
) -> None:
    number = await registered(bot)
    page = words(await officer.get(f"/console/registrations/{number}"))
    assert "Sudah diperiksa desa" in page
    assert "Teruskan" not in page
    assert (await decided(officer, number, "checked", reason="Sesuai KTP.")).status_code == 303
    page = words(await officer.get(f"/console/registrations/{number}"))
    assert "Sesuai KTP." in page
    assert "Teruskan" in page
    [notice] = await claimed(bot)
    assert (notice["number"], notice["status"], notice["contact"]) == (number, "checked", HERE)
    assert await claimed(bot) == []
    assert (await bot.post(f"/api/v1/notices/{notice['id']}/told")).status_code == 204
    assert (await bot.post(f"/api/v1/notices/{notice['id']}/told")).status_code == 204


async def test_marked_fields_come_with_their_reasons_and_are_stored_sealed(
    officer: Any, bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await registered(bot)
    assert (await decided(officer, number, "needs_fixing", **ASKED)).status_code == 303
    [notice] = await claimed(bot)
    assert [mark["field"] for mark in notice["marks"]] == ["kk", "name"]
    fixes = (await bot.post("/api/v1/registrations/own/fixes", json={"contact": HERE})).json()
    assert fixes == {"number": number, "marks": notice["marks"]}
    assert (await bot.post("/api/v1/registrations/own/fixes", json={"contact": ELSEWHERE})).json()["number"] is None
    assert "Menunggu perbaikan" in words(await officer.get(f"/console/registrations/{number}"))
    assert "Angkanya belum sama" not in tables.dump()


@pytest.mark.parametrize("fields", [{}, {"reason": "Ada yang belum cocok."}, {"mark-kk": "1"}])
async def test_asking_for_a_fix_needs_marks_with_reasons(
    officer: Any, bot: httpx.AsyncClient, fields: dict[str, str]
) -> None:
    number = await registered(bot)
    answer = await decided(officer, number, "needs_fixing", **fields)
    assert (answer.status_code, "Alasan belum diisi" in answer.text) == (422, True)
    assert await claimed(bot) == []


async def test_who_decides_on_an_old_page_is_told_that_somebody_was_faster(
    officer: Any, bot: httpx.AsyncClient
) -> None:
    number = await registered(bot)
    assert (await decided(officer, number, "checked")).status_code == 303
    late = await decided(officer, number, "needs_fixing", **ASKED)
    assert (late.status_code, "Petugas lain lebih dulu" in late.text) == (409, True)
    assert (await decided(officer, number, "forwarded", version=2)).status_code == 303


async def test_each_decision_asks_for_its_own_permission(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    await moved(app, number, Status.CHECKED)
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER)) as browser:
        assert (await decided(browser, number, "forwarded", version=2)).status_code == 403
    async with signed_in(app, await somebody(app, "pemeriksa", Role.AUDITOR)) as browser:
        assert "Keputusan" not in words(await browser.get(f"/console/registrations/{number}"))
        assert (await decided(browser, number, "needs_fixing", version=2, **ASKED)).status_code == 403


async def test_a_correction_changes_what_was_told_and_sends_it_up_again(officer: Any, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    await decided(officer, number, "needs_fixing", **ASKED)
    first = await corrected(bot, number, kk=NEW_KK, name="Contoh Sumiyati")
    assert first.status_code == 200, first.text
    assert (first.json()["status"], first.json()["already"]) == ("sent", False)
    assert (await corrected(bot, number, kk=NEW_KK, name="Contoh Sumiyati")).json() == first.json()
    detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
    assert [step["status"] for step in detail["history"]] == ["sent", "needs_fixing", "sent"]
    assert (detail["kk"][-4:], detail["marks"]) == ("9902", [])
    shown = await bot.post(
        f"/api/v1/registrations/{number}/reveals", json={"field": "name", "reason": "Mencocokkan dengan KTP"}
    )
    assert shown.json()["value"] == "Contoh Sumiyati"
    # What the person just did is told where they did it.
    assert [notice["status"] for notice in await claimed(bot)] == ["needs_fixing"]


async def test_a_correction_that_is_not_asked_for_changes_nothing(officer: Any, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    answer = await corrected(bot, number, kk=NEW_KK)
    assert (answer.status_code, answer.json()["already"]) == (200, True)
    assert (await bot.get(f"/api/v1/registrations/{number}")).json()["kk"][-4:] == "9901"


async def test_only_the_contact_that_registered_corrects(officer: Any, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    await decided(officer, number, "needs_fixing", **ASKED)
    assert (await corrected(bot, number, contact=ELSEWHERE, kk=NEW_KK)).status_code == 404
    assert (await corrected(bot, "0000-000-000", kk=NEW_KK)).status_code == 404


async def test_a_correction_that_breaks_a_rule_says_which_field(officer: Any, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    await decided(officer, number, "needs_fixing", **ASKED)
    answer = await corrected(bot, number, kk=SUMIATI)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == ["household.kk"]
    assert (await corrected(bot, number, kk=None)).status_code == 422
    assert (await bot.get(f"/api/v1/registrations/{number}")).json()["status"] == "needs_fixing"


async def test_a_nik_corrected_to_somebody_elses_waits_as_a_conflict_and_looks_like_any_other(
    officer: Any, bot: httpx.AsyncClient
) -> None:
    other = "3510164505609902"
    taken = submission(ELSEWHERE, nik=other, birth_date="1960-05-05", kk=NEW_KK)
    await bot.post("/api/v1/registrations", json=taken, headers={"Idempotency-Key": "key-of-another"})
    number = await registered(bot)
    await decided(officer, number, "needs_fixing", **{"mark-nik": "1", "why-nik": "Satu angka belum cocok."})
    answer = await corrected(bot, number, nik=other, birth_date="1960-05-05")
    assert (answer.status_code, answer.json()["status"]) == (200, "sent")
    assert (await bot.get(f"/api/v1/registrations/{number}")).json()["status"] == "conflict"
    refused = await decided(officer, number, "sent", version=3, reason="Orang lain.")
    assert (refused.status_code, "masih punya pendaftaran lain" in refused.text) == (409, True)


async def test_one_contacts_notices_come_in_their_order_and_again_when_the_lease_ends(
    officer: Any, bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await registered(bot)
    await decided(officer, number, "checked")
    await decided(officer, number, "forwarded", version=2)
    [first] = await claimed(bot, lease_seconds=1)
    assert first["status"] == "checked"
    assert tables.column("notices", "told_at") == [None, None]
    await bot.post(f"/api/v1/notices/{first['id']}/told")
    assert [notice["status"] for notice in await claimed(bot)] == ["forwarded"]


async def test_what_only_the_office_sees_is_told_to_nobody(app: FastAPI, bot: httpx.AsyncClient) -> None:
    first = await registered(bot)
    second = await registered(bot, ELSEWHERE)
    await moved(app, first, Status.WITHDRAWN)
    await moved(app, second, Status.SENT)
    assert [(notice["number"], notice["status"]) for notice in await claimed(bot)] == [(first, "withdrawn")]


def test_the_ladder_has_each_step_once_and_nothing_is_decided_without_a_permission() -> None:
    assert len({(move.now, move.then) for move in MOVES}) == len(MOVES)
    assert all(open_to(status, set()) == [] for status in Status)
    assert {move.then for move in MOVES if move.permission is None} == {Status.SENT, Status.CONFLICT}
