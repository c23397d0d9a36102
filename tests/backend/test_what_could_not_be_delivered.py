"""What could not be delivered: told by the bot, seen and decided by officers, carried out once."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.backend.families import ELSEWHERE, HERE, submission
from tests.office import own_form

if TYPE_CHECKING:
    import httpx

    from tests.backend.conftest import Tables

PAGE = "/console/tidak-terkirim"
PUSH = "07:push:0123456789abcdef01234567"


def told(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "number",
        "reason": "unreachable",
        "detail": "twilio 63024",
        "contact": ELSEWHERE,
        "happened_at": "2026-11-21T09:00:00+07:00",
    } | changes


async def tell(bot: httpx.AsyncClient, reference: str = PUSH, **changes: Any) -> None:
    response = await bot.put(f"/api/v1/undelivered/{reference}", json=told(**changes))
    assert response.status_code == 204, response.text


async def decisions(bot: httpx.AsyncClient) -> dict[str, Any]:
    response = await bot.get("/api/v1/undelivered/decisions")
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


async def press(officer: httpx.AsyncClient, button: str, **headers: str) -> httpx.Response:
    page = (await officer.get(PAGE)).text
    action = re.search(rf'action="([^"]+/{button})"', page)
    assert action, page
    return await officer.post(action[1], headers={**own_form(officer), **headers})


async def test_an_officer_sees_whom_it_concerns_masked_and_why_in_plain_words(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    taken = await bot.post(
        "/api/v1/registrations", json=submission(ELSEWHERE), headers={"Idempotency-Key": "key-00000001"}
    )
    await tell(bot)
    page = (await officer.get(PAGE)).text
    for shown in (
        "Kabar nomor pendaftaran",
        "Warga tidak dapat dihubungi",
        "WhatsApp",
        "C*** S***",
        taken.json()["number"],
        "21 November 2026, 09.00 WIB",
    ):
        assert shown in page
    await tell(bot, "07:push:aa", contact=HERE)
    page = (await officer.get(PAGE)).text
    assert "******001" in page
    for hidden in (HERE["address"], "6281200000002", "Sumiati", "unreachable"):
        assert hidden not in page


async def test_a_family_that_the_registry_never_took_is_named_by_what_the_bot_tells(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await tell(bot, kind="registration", reason="refused", detail="409: x", person="C*** P***", desa="35.10.16.1007")
    page = (await officer.get(PAGE)).text
    assert "C*** P***" in page
    assert "Data pendaftaran keluarga" in page
    assert "409: x" in page


async def test_telling_the_same_again_and_an_older_telling_change_nothing(
    bot: httpx.AsyncClient, tables: Tables
) -> None:
    await asyncio.gather(*(tell(bot) for _ in range(5)))
    await tell(bot, reason="unknown", happened_at="2026-11-21T08:00:00+07:00")
    (row,) = tables.rows("undelivered")
    assert (row["reason"], row["state"], row["times"]) == ("unreachable", "open", 1)


async def test_coba_lagi_reaches_the_bot_until_it_says_that_it_carried_it_out(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await tell(bot)
    assert (await press(officer, "coba-lagi")).status_code == 303
    for _ in range(2):
        found = await decisions(bot)
        (decision,) = found["decisions"]
        assert (found["open"], decision["reference"], decision["decision"]) == (0, PUSH, "retry")
    for _ in range(2):
        await bot.post(f"/api/v1/undelivered/{PUSH}/taken", json={"decided_at": decision["decided_at"]})
    assert (await decisions(bot))["decisions"] == []
    assert "Sedang dicoba lagi" in (await officer.get(PAGE, params={"lihat": "dicoba"})).text


async def test_what_could_not_be_delivered_again_is_open_again_and_what_arrived_is_closed(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables
) -> None:
    await tell(bot)
    await press(officer, "coba-lagi")
    await tell(bot, happened_at="2026-11-21T10:00:00+07:00", reason="exhausted")
    assert await decisions(bot) == {"open": 1, "decisions": []}
    assert "2 kali" in (await officer.get(PAGE)).text
    await tell(bot, happened_at="2026-11-21T11:00:00+07:00", reason="delivered", detail="")
    assert (await decisions(bot))["open"] == 0
    assert tables.column("undelivered", "state") == ["closed"]
    assert "Akhirnya sampai" in (await officer.get(PAGE, params={"lihat": "selesai"})).text


async def test_selesai_is_a_decision_too_and_every_decision_is_in_the_audit_log(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables
) -> None:
    await tell(bot)
    await press(officer, "selesai")
    assert [each["decision"] for each in (await decisions(bot))["decisions"]] == ["handled"]
    assert "undelivered.handled" in tables.column("audit", "action")
    assert "Tidak ada yang perlu dilihat" in (await officer.get(PAGE)).text


async def test_the_second_of_two_officers_changes_nothing(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, tables: Tables
) -> None:
    await tell(bot)
    action = re.search(r'action="([^"]+)/coba-lagi"', (await officer.get(PAGE)).text)
    assert action
    await officer.post(f"{action[1]}/coba-lagi", headers=own_form(officer))
    assert (await officer.post(f"{action[1]}/selesai", headers=own_form(officer))).status_code == 303
    assert [each["decision"] for each in (await decisions(bot))["decisions"]] == ["retry"]
    assert len([each for each in tables.column("audit", "action") if each.startswith("undelivered")]) == 1


async def test_nobody_decides_without_signing_in_or_from_another_site(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    await tell(bot)
    row = re.search(r'action="([^"]+)/coba-lagi"', (await officer.get(PAGE)).text)
    assert row
    stranger = await visitor.post(f"{row[1]}/coba-lagi", headers={"Origin": "http://registry.test"})
    assert stranger.headers["location"] == "/console/masuk"
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert (await press(officer, "coba-lagi", **elsewhere)).status_code == 403
    assert (await decisions(bot))["open"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "love letter"},
        {"reason": "because"},
        {"person": "Contoh Sumiati"},
        {"person": "C*** 3510165708459901"},
        {"desa": "somewhere"},
        {"detail": "x" * 201},
        {"happened_at": "2026-11-21T09:00:00"},
    ],
)
async def test_what_is_told_in_another_form_is_refused(bot: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    response = await bot.put(f"/api/v1/undelivered/{PUSH}", json=told(**wrong))
    assert response.status_code == 422


async def test_a_long_list_has_pages(bot: httpx.AsyncClient, officer: httpx.AsyncClient) -> None:
    for number in range(30):
        await tell(bot, f"07:push:{number:024x}", contact=HERE, happened_at=f"2026-11-21T09:{number:02}:00+07:00")
    first = (await officer.get(PAGE)).text
    second = (await officer.get(PAGE, params={"halaman": "2"})).text
    assert (first.count("Coba lagi"), second.count("Coba lagi")) == (25, 5)
    assert "Perlu dilihat (30)" in first
    for odd in ("0", "-1", "x", "9" * 30, "٣"):
        assert (await officer.get(PAGE, params={"halaman": odd})).status_code == 200
