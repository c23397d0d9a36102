"""The office's list: filtered, paged, masked; over the API and as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backend.seed import seed
from tests.backend.families import ELSEWHERE, SUMIATI, submission

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI


from datetime import UTC, datetime


async def seeded(app: FastAPI, count: int) -> int:
    async with app.state.sessions.begin() as session:
        return await seed(session, count, await app.state.keyring.vault(session), datetime.now(UTC))


async def conflicting(bot: httpx.AsyncClient) -> str:
    for place, contact in enumerate(({"channel": "telegram", "address": "1"}, ELSEWHERE)):
        answer = await bot.post(
            "/api/v1/registrations",
            json=submission(contact),
            headers={"Idempotency-Key": f"key-0000000{place}"},
        )
    number: str = answer.json()["number"]
    return number


async def test_pages_follow_each_other_and_show_everyone_once(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await seeded(app, 23)
    numbers: list[str] = []
    after: dict[str, str] = {}
    sizes = []
    while True:
        page = (await bot.get("/api/v1/registrations", params={"limit": "10", **after})).json()
        numbers += [row["number"] for row in page["registrations"]]
        sizes.append(len(page["registrations"]))
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert (sizes, len(set(numbers))) == ([10, 10, 3], 23)


async def test_filters_narrow_the_list(app: FastAPI, bot: httpx.AsyncClient) -> None:
    await seeded(app, 20)
    everyone = (await bot.get("/api/v1/registrations")).json()["registrations"]
    chosen = everyone[0]
    for name in ("desa", "kecamatan", "status"):
        found = (await bot.get("/api/v1/registrations", params={name: chosen[name]})).json()["registrations"]
        assert found == [row for row in everyone if row[name] == chosen[name]]


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"status": "nothing"}, 422),
        ({"limit": "0"}, 422),
        ({"limit": "101"}, 422),
        ({"desa": "x"}, 422),
        ({"after": "1234-567-890"}, 404),
    ],
)
async def test_what_cannot_be_listed_is_said(bot: httpx.AsyncClient, params: dict[str, str], status: int) -> None:
    answer = await bot.get("/api/v1/registrations", params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


async def test_seeding_again_adds_nobody(app: FastAPI, bot: httpx.AsyncClient) -> None:
    assert (await seeded(app, 30), await seeded(app, 30)) == (30, 0)
    rows = (await bot.get("/api/v1/registrations")).json()["registrations"]
    assert all(row["nik"].endswith(tuple(f"99{place:02}" for place in range(100))) for row in rows)
    assert "conflict" in {row["status"] for row in rows}


async def test_the_list_page_shows_masked_rows_in_indonesian(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    number = await conflicting(bot)
    page = (await officer.get("/console/pendaftaran")).text
    for shown in (number, "C*** S***", "NIK ganda, perlu ditinjau", "Kelurahan", "WhatsApp", "Menunggu"):
        assert shown in page
    for secret in (SUMIATI, "Sumiati", "+6281200000001"):
        assert secret not in page


async def test_the_detail_page_shows_flags_timeline_and_consents(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    number = await conflicting(bot)
    page = (await officer.get(f"/console/registrations/{number}")).text
    for shown in (
        "3510********9901",
        "Nomor KK yang sama sudah ada di pendaftaran lain.",
        "Perjalanan",
        "20 November 2026, 08.00 WIB",
        "naskah 2026-11",
        "Menerima pemberitahuan: ya",
    ):
        assert shown in page
    for secret in (SUMIATI, "Sumiati", "Paijan", "+6281200000001"):
        assert secret not in page


async def test_the_console_filters_and_pages(app: FastAPI, officer: httpx.AsyncClient) -> None:
    await seeded(app, 40)
    first = (await officer.get("/console/pendaftaran")).text
    assert first.count('role="cell" class="who"') == 25
    onward = first.split('rel="next" href="')[1].split('"')[0]
    assert (await officer.get(onward)).text.count('role="cell" class="who"') == 15
    nobody = await officer.get("/console/pendaftaran", params={"kecamatan": "35.10.16", "status": "withdrawn"})
    assert "Belum ada pendaftaran untuk pilihan ini." in nobody.text


@pytest.mark.parametrize(
    "params",
    [
        {"kecamatan": "99.99.99", "desa": "'; --", "status": "nothing", "after": "x"},
        {"kecamatan": "<script>alert(1)</script>", "after": "\x00"},
        {"desa": "35.10.16.1007"},
        {"kecamatan": "", "desa": "", "status": "", "after": ""},
    ],
)
async def test_an_address_that_was_tampered_with_shows_the_whole_list(
    officer: httpx.AsyncClient, params: dict[str, str]
) -> None:
    answer = await officer.get("/console/pendaftaran", params=params)
    assert answer.status_code == 200
    assert "<script>" not in answer.text


async def test_a_number_that_does_not_exist_is_said_politely(officer: httpx.AsyncClient) -> None:
    answer = await officer.get("/console/registrations/1234-567-890")
    assert answer.status_code == 404
    assert "Pendaftaran tidak ditemukan" in answer.text


@pytest.mark.parametrize(
    "path", ["/console", "/console/pendaftaran", "/console/registrations/1234-567-890", "/console/alur"]
)
@pytest.mark.parametrize(
    "headers", [{}, {"Cookie": "bansos=wrong"}, {"Cookie": "bansos="}, {"Cookie": "bansos=\u00fc"}]
)
async def test_the_console_leads_to_the_door(visitor: httpx.AsyncClient, path: str, headers: dict[str, str]) -> None:
    answer = await visitor.get(path, headers={name: value.encode() for name, value in headers.items()})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/console/masuk")
