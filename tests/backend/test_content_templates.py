"""Whoever composes sees what WhatsApp said of each template, and nothing begins in one that it did not approve."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from backend.auth.permissions import Role
from backend.auth.scopes import Scope
from backend.broadcasts.desk import Refused
from backend.broadcasts.states import State
from backend.broadcasts.template_fit import Misfit, misfit
from tests.backend.broadcasts import APPROVER, composed, moved, prepared
from tests.backend.files import registered
from tests.backend.test_broadcasts_in_the_console import SAID
from tests.backend.test_sending_broadcasts import PLAIN
from tests.office import key_with, signed_in, somebody, words

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

GOOD, BAD = "HX" + "1" * 32, "HX" + "2" * 32


async def hand_over(bot: httpx.AsyncClient, *found: tuple[str, str, str]) -> None:
    await put(bot, *(described(sid, status, reason) for sid, status, reason in found))


def described(sid: str, status: str = "approved", reason: str = "", **more: object) -> dict[str, object]:
    return {"sid": sid, "name": f"kabar-{sid[-1]}", "language": "id", "status": status, "reason": reason, **more}


async def put(bot: httpx.AsyncClient, *body: dict[str, object]) -> None:
    answer = await bot.put("/api/v1/content-templates", json={"templates": list(body)})
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


TEXT = "Yth. {nama}, {jumlah} cair {hari}. CEK {kode}"


@pytest.mark.parametrize(
    ("body", "samples", "wrong"),
    [
        ("Yth. {{1}}, {{2}} cair {{3}}. CEK {{4}}", {}, None),
        ("Bapak/Ibu {{1}}: dana {{2}},\nhari {{3}}. Kode {{ 4 }}.", {"2": "Rp 600.000", "3": "Selasa, 24/11"}, None),
        ("", {}, None),
        ("Yth. {{1}}, {{2}} cair {{3}}.", {}, Misfit.NUMBER),
        ("Yth. {{1}}, {{2}} cair {{3}}. CEK {{4}}", {"5": "https://bansos.example"}, Misfit.NUMBER),
        ("Yth. {{nama}}, {{jumlah}} cair {{hari}}. CEK {{kode}}", {}, Misfit.NUMBER),
        ("Yth. {{1}}, {{2}} cair {{3}}. CEK {{5}}", {}, Misfit.NUMBER),
        ("YTH. {{1}},  {{3}} cair {{2}}. CEK {{4}}", {}, Misfit.ORDER),
        ("Bapak/Ibu {{1}}, hari {{2}}: dana {{3}}. Kode {{4}}.", {"2": "Selasa, 24 November"}, Misfit.ORDER),
        ("Kepada {{1}}: {{2}}, {{3}}, {{4}}.", {"1": "Rp600.000"}, Misfit.ORDER),
    ],
)
def test_a_template_fits_when_every_value_comes_where_it_is_meant(
    body: str, samples: dict[str, str], wrong: Misfit | None
) -> None:
    assert misfit(TEXT, body, samples) is wrong


async def test_a_template_that_cannot_carry_the_notice_is_refused_when_it_is_chosen_and_a_fitting_one_is_shown(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    await registered(app, bot, 1)
    fits = {"body": "Halo {{1}}, kantor tutup. Ketik CEK {{2}}.", "variables": {"1": "Sumiati", "2": "4821"}}
    await put(bot, described(GOOD, **fits), described(BAD, body="Halo {{1}}.", variables={"1": "Sumiati"}))
    said = SAID | {"text": "Yth. {nama}, tutup. CEK {kode}", "programme": "", "stage": ""}
    async with signed_in(app, await somebody(app, "penyusun", Role.COMPOSER)) as composer:
        refused = await composer.send_form("/console/kabar", **said, template=BAD)
        assert refused.status_code == 422
        assert "punya isian lain daripada isi kabar" in words(refused)
        assert "kabar-1 Halo {{1}}, kantor tutup. Ketik CEK {{2}}." in words(refused)
        address = (await composer.send_form("/console/kabar", **said, template=GOOD)).headers["location"]
        row = UUID(address.rpartition("/")[2])
        assert await moved(app, row, State.PREVIEW) is None
        await prepared(app, settings, row)
        assert "Halo C*** S***, kantor tutup. Ketik CEK 4821." in words(await composer.get(address))
    # Somebody writes it anew at Twilio while it waits for its approval.
    await put(bot, described(GOOD, body="Halo {{1}}.", variables={"1": "Sumiati"}))
    assert await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER) is Refused.TEMPLATE_UNFIT
    body = {"title": "x", "text": "Yth. {nama}. CEK {kode}", "areas": ["35.10"], "template": GOOD}
    key = await key_with(app, Scope.BROADCASTS_COMPOSE, name="program")
    problem = await bot.post("/api/v1/broadcasts", json=body, headers={"Authorization": f"Bearer {key}"})
    assert problem.status_code == 422
    [fault] = problem.json()["errors"]
    assert list(fault.values()) == ["template", "template_number"]
