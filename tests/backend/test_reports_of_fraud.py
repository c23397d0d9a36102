"""Reports of fraud: kept sealed and once, listed by area, and read only for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backend.auth.permissions import Role
from tests.backend.families import submission
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

CONTACT = {"channel": "telegram", "address": "900020001"}
LURE = "Selamat! Isi https://bansos-cair.example sekarang"


async def told(bot: httpx.AsyncClient, key: str, contact: dict[str, str]) -> int:
    body: dict[str, Any] = {"contact": contact, "received": LURE, "sender": "0812-0000-0066"}
    body["told_at"] = "2026-11-21T09:00:00+07:00"
    key = f"fraud-report-{key}"
    return (await bot.post("/api/v1/fraud-reports", json=body, headers={"Idempotency-Key": key})).status_code


async def test_a_report_is_kept_once_and_sealed_and_read_only_for_a_reason(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables
) -> None:
    family = await bot.post(
        "/api/v1/registrations", json=submission(CONTACT), headers={"Idempotency-Key": "key-of-a-reporter"}
    )
    assert family.status_code == 201
    assert [await told(bot, "1", CONTACT), await told(bot, "1", CONTACT), await told(bot, "2", CONTACT)] == [204] * 3
    assert await told(bot, "3", {"channel": "telegram", "address": "900020002"}) == 204
    rows = {row["desa"]: str(row["id"]) for row in tables.rows("fraud_reports")}
    assert len(tables.rows("fraud_reports")) == 3
    assert "bansos-cair" not in tables.dump()
    assert "0812-0000-0066" not in tables.dump()
    (desa,) = [each for each in rows if each]
    assert "Laporan penipuan, 30 hari terakhir 3" in words(await officer.get("/console/dasbor"))
    village = await somebody(app, "desa", Role.OFFICER, areas=(desa,))
    async with signed_in(app, village) as browser:
        listed = await browser.get("/console/penipuan")
        assert listed.text.count('href="/console/penipuan/') == 2
        assert "bansos-cair" not in (await browser.get(f"/console/penipuan/{rows[desa]}")).text
        assert (await browser.get(f"/console/penipuan/{rows[None]}")).status_code == 404
        short = await browser.send_form(f"/console/penipuan/{rows[desa]}", reason="lihat")
        assert (short.status_code, LURE in short.text) == (422, False)
        shown = await browser.send_form(f"/console/penipuan/{rows[desa]}", reason="menyiapkan peringatan warga")
        assert LURE in shown.text
        assert "0812-0000-0066" in shown.text
    assert len(tables.rows("reveals")) == 1
    assert [row["action"] for row in tables.rows("audit") if row["action"] == "seen.reveal"] == ["seen.reveal"]
