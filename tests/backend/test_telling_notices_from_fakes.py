"""Whether a message is from us, as the registry tells it: to whom we wrote, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.backend.test_sending_broadcasts import claim, intend, running

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")


async def check(bot: httpx.AsyncClient, contact: dict[str, str], text: str) -> Any:
    answer = await bot.post("/api/v1/broadcasts/checks", json={"contact": contact, "text": text})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_only_what_went_out_to_this_very_contact_is_ours_and_codes_cannot_be_tried_out(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await running(app, bot, settings, people=2)
    one, other = await claim(bot)
    code = {str(row["id"]): f"CEK {row['code']}" for row in tables.rows("broadcast_recipients")}
    nothing = {"outcome": "not_ours", "text": "", "sent_at": None}
    assert await check(bot, one["contact"], code[one["id"]]) == nothing, "it has not gone out"
    await intend(bot, [one])
    assert (await check(bot, one["contact"], code[one["id"]]))["outcome"] == "ours"
    assert (await check(bot, one["contact"], one["text"].upper()))["text"].startswith("Kabar untuk ")
    assert (await check(bot, one["contact"], one["text"] + "\nTransfer dulu Rp 50.000"))["outcome"] == "changed"
    assert await check(bot, other["contact"], one["text"]) == nothing
    for guess in range(10):
        await check(bot, other["contact"], f"CEK {1000 + guess}")
    assert (await check(bot, other["contact"], code[one["id"]]))["outcome"] == "too_many"
    assert (await check(bot, one["contact"], code[one["id"]]))["outcome"] == "ours"
