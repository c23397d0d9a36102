"""What was told in confidence is nowhere in clear: not in a dump, not in a log."""

from __future__ import annotations

import base64
import json
import logging
from typing import TYPE_CHECKING

import httpx
import pytest
import structlog
from asgi_lifespan import LifespanManager

from backend.app import create_app
from tests.backend.conftest import DATA_KEYS
from tests.backend.families import ELSEWHERE, HERE, KK, SUMIATI, submission

if TYPE_CHECKING:
    import io

    from backend.settings import Settings
    from tests.backend.conftest import Tables

TOLD = [
    SUMIATI,
    KK,
    "Sumiati",
    "Paijan",
    "Wulandari",
    "1945-08-17",
    "+6281200000001",
    "81200000001",
    HERE["address"],
    "81200000002",
    "Contohrejo",
    "farm_labourer",
    "walking",
]


async def fill(bot: httpx.AsyncClient) -> str:
    for place, contact in enumerate((HERE, ELSEWHERE)):
        answer = await bot.post(
            "/api/v1/registrations",
            json=submission(contact),
            headers={"Idempotency-Key": f"key-0000000{place}"},
        )
    number: str = answer.json()["number"]
    for nik in (SUMIATI, "3510165708459955"):
        await bot.post("/api/v1/registrations/status", json={"number": number, "nik": nik, "contact": HERE})
    await bot.put(
        "/api/v1/contacts/broadcasts",
        json={"contact": HERE, "wanted": False, "asked_at": "2026-11-21T09:00:00+07:00"},
    )
    return number


async def test_no_table_holds_anything_in_clear(bot: httpx.AsyncClient, tables: Tables) -> None:
    await fill(bot)
    dump = tables.dump()
    assert "conflict" in dump
    for secret in TOLD:
        for written in (secret, secret.encode().hex(), base64.b64encode(secret.encode()).decode()):
            assert written not in dump


async def test_no_log_line_holds_anything_in_clear(bot: httpx.AsyncClient, logs: io.StringIO) -> None:
    await fill(bot)
    await bot.get("/api/v1/registrations", params={"desa": SUMIATI, "after": "+6281200000001"})
    await bot.get(f"/api/v1/registrations/{SUMIATI}")
    await bot.post("/api/v1/registrations", json={"household": {SUMIATI: KK}})
    logging.getLogger("httpx").info("POST https://api.example/bot-token-in-the-address")
    logging.getLogger("somebody.elses").warning("lost %s of %s", SUMIATI, {"hp": "+62 812-0000-0001"})
    structlog.get_logger("backend.tests").info("found", nik=SUMIATI, chat=6281200000001, deep=[{"kk": KK}])
    try:
        int(f"{TOLD[2]} NIK {SUMIATI}")
    except ValueError:
        logging.getLogger("somebody.elses").exception("unforeseen")
    lines = logs.getvalue()
    assert len([json.loads(line) for line in lines.splitlines()]) > 10
    assert "[16 digits]" in lines
    for secret in (*TOLD, "812-0000-0001", "6281200000001", "bot-token"):
        assert secret not in lines


async def test_after_a_change_of_keys_all_is_still_found_and_opened(bot: httpx.AsyncClient, settings: Settings) -> None:
    number = await fill(bot)
    newer = "k2:" + base64.b64encode(bytes(range(100, 132))).decode()
    rotated = create_app(settings.model_copy(update={"data_keys": type(settings.data_keys)(f"{newer},{DATA_KEYS}")}))
    async with (
        LifespanManager(rotated),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(rotated),
            base_url="http://registry.test",
            headers=bot.headers,
        ) as client,
    ):
        detail = await client.get(f"/api/v1/registrations/{number}")
        assert detail.json()["name"] == "C*** S***"
        again = await client.post(
            "/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-new-keys"}
        )
        assert (again.status_code, again.json()["already"]) == (200, True)
        repeated = await client.post(
            "/api/v1/registrations", json=submission(), headers={"Idempotency-Key": "key-00000000"}
        )
        assert (repeated.status_code, repeated.json()["already"]) == (200, False)


@pytest.mark.parametrize("path", ["/console", "/docs", "/api/v1/registrations", "/healthz"])
async def test_browsers_are_told_to_be_careful(visitor: httpx.AsyncClient, path: str) -> None:
    headers = (await visitor.get(path)).headers
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
