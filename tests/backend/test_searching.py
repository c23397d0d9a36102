"""From any page to one family: by number or NIK, within the own areas, and noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backend.auth.permissions import Role
from tests.backend.families import SUMIATI, submission
from tests.office import own_form, signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables


async def registered(bot: httpx.AsyncClient) -> str:
    answer = await bot.post("/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-search"})
    number: str = answer.json()["number"]
    return number


def spaced(number: str) -> str:
    return f" {number.replace('-', ' ')} "


@pytest.mark.parametrize("by", ["nik", "number"])
async def test_a_family_is_found_and_who_looked_is_noted(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, by: str
) -> None:
    number = await registered(bot)
    typed = "3510 1657 0845 9901" if by == "nik" else spaced(number)
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.16.1007",))) as browser:
        answer = await browser.send_form("/console/cari", cari=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/console/registrations/{number}")
    [noted] = [row for row in tables.rows("audit") if row["action"] == "seen.search"]
    assert noted["subject"] == f"registration/{tables.rows('registrations')[0]['id']}"
    assert noted["details"] == {"by": by, "found": 1}
    assert SUMIATI not in tables.dump()


@pytest.mark.parametrize("by", ["nik", "number"])
async def test_one_that_lies_elsewhere_is_answered_like_one_that_is_not_there(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, by: str
) -> None:
    number = await registered(bot)
    known, unknown = (SUMIATI, "3510165708459999") if by == "nik" else (number, "1234-567-890")
    async with signed_in(app, await somebody(app, "desa", Role.OFFICER, areas=("35.10.01",))) as browser:
        here = await browser.send_form("/console/cari", cari=known)
        nowhere = await browser.send_form("/console/cari", cari=unknown)
    assert (here.status_code, here.text) == (nowhere.status_code, nowhere.text)
    assert here.status_code == 404
    assert "Tidak ditemukan di wilayah kerja Bapak/Ibu" in words(here)
    noted = [row for row in tables.rows("audit") if row["action"] == "seen.search"]
    assert [(row["subject"], row["details"]) for row in noted] == [("search", {"by": by, "found": 0})] * 2


async def test_what_is_neither_a_number_nor_a_nik_finds_nothing(officer: httpx.AsyncClient) -> None:
    for typed in ("", "Sumiati", "<script>", "\x00", "1" * 80, "\u0663" * 16):
        answer = await officer.post("/console/cari", data={"cari": typed}, headers=own_form(officer))
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text


async def test_a_field_is_opened_for_a_reason_where_it_was_masked(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables
) -> None:
    number = await registered(bot)
    someone = await somebody(app, "desa", Role.OFFICER, areas=("35.10.16.1007",))
    async with signed_in(app, someone) as browser:
        assert SUMIATI not in (await browser.get(f"/console/registrations/{number}")).text
        path = f"/console/registrations/{number}/buka"
        short = await browser.send_form(path, field="nik", reason="perlu")
        assert (short.status_code, SUMIATI in short.text) == (422, False)
        shown = await browser.send_form(path, field="members", reason="Menelepon keluarga untuk mencocokkan data")
    assert "Contoh Paijan (suami/istri); Contoh Wulandari (cucu)" in words(shown)
    assert SUMIATI not in shown.text
    [kept] = tables.rows("reveals")
    assert (kept["field"], kept["actor"]) == ("members", f"officer/{someone.officer.id}")


async def test_an_auditor_opens_nothing(app: FastAPI, bot: httpx.AsyncClient) -> None:
    number = await registered(bot)
    async with signed_in(app, await somebody(app, "auditor", Role.AUDITOR)) as browser:
        page = (await browser.get(f"/console/registrations/{number}")).text
        assert "Buka satu data" not in page
        form = {"field": "nik", "reason": "alasan yang cukup panjang"}
        assert (await browser.send_form(f"/console/registrations/{number}/buka", **form)).status_code == 403


async def test_what_did_not_arrive_stands_beside_the_registration(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    number = await registered(bot)
    told = {
        "kind": "number",
        "reason": "unreachable",
        "detail": "telegram 403",
        "contact": submission()["contact"],
        "happened_at": "2026-11-21T09:00:00+07:00",
    }
    assert (await bot.put("/api/v1/undelivered/07:push:abc", json=told)).status_code == 204
    page = words(await officer.get(f"/console/registrations/{number}"))
    assert "Pesan yang tidak terkirim Kabar nomor pendaftaran: Perlu dilihat" in page
