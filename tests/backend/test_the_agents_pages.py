"""The console's pages of agents: inviting one or a file of them, and ending what was begun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from backend.agents.links import Doors
from backend.auth.permissions import Role
from tests.agents import KEMIREN, agent_at, chosen, redeemed, standing
from tests.backend.files import csv_file
from tests.office import Browser, signed_in, somebody, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

CHAT = {"channel": "telegram", "address": "900010001"}
CODE = re.compile(r"data-invitation>([0-9A-Z-]+)<")


@pytest.fixture
async def admin(app: FastAPI) -> AsyncIterator[Browser]:
    app.state.doors = Doors("contoh_bansos_bot", "whatsapp:+6281200000000")
    async with signed_in(app, await somebody(app, "admin", Role.ADMIN)) as browser:
        yield browser


async def test_an_admin_invites_and_the_code_with_its_links_is_shown_once(
    admin: Browser, bot: httpx.AsyncClient
) -> None:
    page = await admin.send_form(
        "/console/agen-baru", name="Contoh Kader", phone="0812-0000-0030", desa=KEMIREN, rw="2"
    )
    [code] = CODE.findall(page.text)
    bare = code.replace("-", "")
    assert f"https://t.me/contoh_bansos_bot?start=agen-{bare}" in page.text
    assert f"https://wa.me/6281200000000?text=AGEN%20{code}" in page.text
    listed = await admin.get("/console/agen")
    assert "Contoh Kader" in listed.text
    assert code not in listed.text
    assert "Kemiren, Kec. Glagah, RW 002" in words(listed)
    assert await redeemed(bot, CHAT, bare) == "bound"


async def test_what_is_typed_wrongly_is_said_and_nobody_is_invited(admin: Browser) -> None:
    page = await admin.send_form("/console/agen-baru", name="Contoh Kader", phone="12", desa=KEMIREN)
    assert page.status_code == 422
    assert "Nomor HP diawali 08" in words(page)
    assert "Belum ada agen" in words(await admin.get("/console/agen"))


async def test_a_file_invites_those_whose_rows_are_right_and_tells_of_each_other_row(admin: Browser) -> None:
    content = csv_file(
        ("Nama", "Nomor HP", "Kecamatan", "Desa", "RW", "RT"),
        ("Contoh Satu", "081200000011", "Glagah", "Kemiren", "2", "3"),
        ("Contoh Dua", "", "Glagah", "Tidak Ada", "", ""),
        ("Contoh Tiga", "", "", KEMIREN, "", "1"),
        ("", "", "", KEMIREN, "", ""),
        ("Contoh Lima", "", "", KEMIREN, "", ""),
        by=";",
    )
    page = await admin.post(
        "/console/agen-berkas",
        files={"file": ("agen.csv", content)},
        data={"csrf": re.findall(r'name="csrf" value="(\w+)"', (await admin.get("/console/agen-baru")).text)[0]},
    )
    said = words(page)
    assert len(CODE.findall(page.text)) == 2
    assert "Baris 3 Contoh Dua Desa ini belum ditemukan" in said
    assert "Baris 4 Contoh Tiga RT perlu disertai RW-nya" in said
    assert "Baris 5" in said


async def test_suspending_and_replacing_hold_at_once(app: FastAPI, admin: Browser, bot: httpx.AsyncClient) -> None:
    invitation = await agent_at(app, bot, CHAT)
    address = f"/console/agen/{invitation.agent.id}"
    assert "Kiriman agen ini tidak diterima" in words(await admin.send_form(f"{address}/hentikan"))
    assert (await standing(bot, CHAT))["standing"] == "suspended"
    await admin.send_form(f"{address}/aktifkan")
    assert (await standing(bot, CHAT))["standing"] == "active"
    page = await admin.send_form(f"{address}/ganti", name="Contoh Pengganti", phone="")
    assert len(CODE.findall(page.text)) == 1
    assert (await standing(bot, CHAT))["standing"] == "none"
    assert "Sudah diganti" in words(await admin.get(address))


async def test_a_forgotten_pin_is_chosen_anew_with_a_new_code(
    app: FastAPI, admin: Browser, bot: httpx.AsyncClient
) -> None:
    invitation = await agent_at(app, bot, CHAT)
    page = await admin.send_form(f"/console/agen/{invitation.agent.id}/pin")
    [code] = CODE.findall(page.text)
    # Whoever has the phone, and not the code, is nobody.
    assert (await standing(bot, CHAT))["standing"] == "none"
    assert await chosen(bot, CHAT, "402913") == "not_now"
    assert await redeemed(bot, CHAT, code.replace("-", "")) == "bound"
    assert (await standing(bot, CHAT))["standing"] == "new_pin"
