"""Whoever composes sees what WhatsApp said of each template, and nothing begins in one that it did not approve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backend.auth.permissions import Role
from backend.broadcasts.desk import Refused
from backend.broadcasts.states import State
from tests.backend.broadcasts import APPROVER, composed, moved, prepared
from tests.backend.files import registered
from tests.backend.test_broadcasts_in_the_console import SAID
from tests.backend.test_sending_broadcasts import PLAIN
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

GOOD, BAD = "HX" + "1" * 32, "HX" + "2" * 32


async def hand_over(bot: httpx.AsyncClient, *found: tuple[str, str, str]) -> None:
    body = [
        {"sid": sid, "name": f"kabar-{sid[-1]}", "language": "id", "status": status, "reason": reason}
        for sid, status, reason in found
    ]
    answer = await bot.put("/api/v1/content-templates", json={"templates": body})
    assert answer.status_code == 204, answer.text


async def test_the_composer_chooses_among_templates_and_sees_what_whatsapp_said(
    app: FastAPI, bot: httpx.AsyncClient
) -> None:
    await hand_over(bot, (GOOD, "approved", ""), (BAD, "rejected", "INVALID_FORMAT: no sample"))
    async with signed_in(app, await somebody(app, "penyusun", Role.COMPOSER)) as composer:
        page = await composer.get("/console/kabar")
        assert "kabar-1 (Disetujui)" in words(page)
        assert "kabar-2: Ditolak WhatsApp. INVALID_FORMAT: no sample" in words(page)
        assert f'<option value="{BAD}" disabled' in page.text
        said = SAID | {"text": f"{SAID['text']} CEK {{kode}}"}
        drafted = await composer.send_form("/console/kabar", **said, template=GOOD)
        assert "kabar-1 (Disetujui)" in words(await composer.get(drafted.headers["location"]))
        await hand_over(bot, (GOOD, "under_appeal", "LATER"))
        # What was told of it and is not there any more, and what nobody here has a word for.
        shown = words(await composer.get(drafted.headers["location"]))
        assert "kabar-1 (under_appeal)" in shown
        assert "LATER" in shown
        assert "kabar-2" not in words(await composer.get("/console/kabar"))


async def test_only_an_approved_template_is_approved_and_started(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    row = await composed(app, **PLAIN | {"text": "Kabar untuk {nama}. CEK {kode}"}, template=GOOD)
    await moved(app, row, State.PREVIEW)
    await prepared(app, settings, row)
    approval = app, row, State.APPROVED, APPROVER, Role.APPROVER
    assert await moved(*approval) is Refused.TEMPLATE
    for status in ("pending", "rejected"):
        await hand_over(bot, (GOOD, status, ""))
        assert await moved(*approval) is Refused.TEMPLATE
    await hand_over(bot, (GOOD, "approved", ""))
    assert await moved(*approval) is None
    await prepared(app, settings, row)
    await hand_over(bot)
    assert await moved(app, row, State.CANARY) is Refused.TEMPLATE
    await hand_over(bot, (GOOD, "approved", ""))
    assert await moved(app, row, State.CANARY) is None
    noted = [each["details"] for each in tables.rows("audit") if each["action"] == "template.changed"]
    assert [each["now"] for each in noted] == ["rejected", "approved", "gone", "approved"]
