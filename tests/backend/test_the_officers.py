"""Admins let people in, limit them, and let them go; each act is on record."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest

from backend.auth.areas import KABUPATEN, NOWHERE, WHOLE, AreaScope, NoSuchArea
from backend.auth.permissions import Role
from tests.office import PASSWORD, Browser, signed_in, somebody, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables
    from tests.office import Someone

NEW = {"user_name": "siti.aminah", "name": "Contoh Siti Aminah", "roles": ["officer"], "areas": ["35.10.16.1007"]}


@pytest.fixture
async def chief(app: FastAPI) -> Someone:
    return await somebody(app, "kepala", Role.ADMIN)


@pytest.fixture
async def admin(app: FastAPI, chief: Someone) -> AsyncIterator[Browser]:
    async with signed_in(app, chief) as browser:
        yield browser


def one_time(answer: httpx.Response) -> str:
    return re.findall(r"data-one-time-password>([^<]+)<", answer.text)[0]


async def test_an_invited_officer_is_told_a_password_that_is_shown_once(admin: Browser) -> None:
    password = one_time(await admin.send_form("/console/petugas-baru", **NEW))
    assert password not in (await admin.get("/console/petugas/siti.aminah")).text
    page = words(await admin.get("/console/petugas"))
    assert "Contoh Siti Aminah siti.aminah Peran: Petugas wilayah Wilayah kerja: Kelurahan Karangrejo" in page
    assert "Belum pernah masuk" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"user_name": "Si"}, "Nama pengguna terdiri dari"),
        ({"user_name": "../masuk"}, "Nama pengguna terdiri dari"),
        ({"user_name": "KEPALA"}, "sudah dipakai"),
        ({"name": " "}, "Mohon isi nama lengkap"),
        ({"name": "<b>Contoh</b>"}, "Mohon isi nama lengkap"),
        ({"roles": []}, "paling sedikit satu peran"),
        ({"roles": ["king"]}, "paling sedikit satu peran"),
        ({"areas": []}, "pilih wilayah kerjanya"),
        ({"areas": ["35.10.16.1007", "99.99.99"]}, "pilih wilayah kerjanya"),
    ],
)
async def test_what_is_missing_is_said_and_what_was_typed_stays(
    admin: Browser, tables: Tables, change: dict[str, Any], said: str
) -> None:
    answer = await admin.send_form("/console/petugas-baru", **NEW | change)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert len(tables.rows("officers")) == 1


async def test_other_roles_and_areas_hold_from_the_next_request_on(app: FastAPI, admin: Browser) -> None:
    someone = await somebody(app, "siti.aminah", Role.OFFICER, areas=("35.10.16",))
    async with signed_in(app, someone) as officer:
        assert (await officer.get("/console/alur")).status_code == 200
        changed = await admin.send_form("/console/petugas/siti.aminah", **NEW | {"name": "Contoh Nama Baru"})
        assert "langsung berlaku" in words(changed)
        assert (await officer.get("/console/alur")).status_code == 404
        assert "Contoh Nama Baru" in (await officer.get("/console")).text


async def test_who_is_suspended_is_out_at_once_and_not_let_in_until_reactivated(app: FastAPI, admin: Browser) -> None:
    someone = await somebody(app, "siti.aminah")
    async with signed_in(app, someone) as officer:
        assert "dinonaktifkan" in words(await admin.send_form("/console/petugas/siti.aminah/tangguhkan"))
        assert (await officer.get("/console")).status_code == 303
    async with Browser(app) as browser:
        assert (await browser.sign_in("siti.aminah")).status_code == 422
        await admin.send_form("/console/petugas/siti.aminah/aktifkan")
        assert (await browser.sign_in("siti.aminah")).status_code == 303


async def test_who_lost_the_phone_starts_anew_and_the_old_password_is_gone(app: FastAPI, admin: Browser) -> None:
    someone = await somebody(app, "siti.aminah")
    async with signed_in(app, someone) as officer:
        password = one_time(await admin.send_form("/console/petugas/siti.aminah/atur-ulang"))
        assert (await officer.get("/console")).status_code == 303
    async with Browser(app) as browser:
        assert (await browser.sign_in("siti.aminah", PASSWORD)).status_code == 422
        step = await browser.sign_in("siti.aminah", password)
        assert step.headers["location"] == "/console/masuk/sandi"


@pytest.mark.parametrize("path", ["/tangguhkan", ""])
async def test_the_last_admin_stays_admin(app: FastAPI, admin: Browser, path: str) -> None:
    await somebody(app, "admin.desa", Role.ADMIN, areas=("35.10.16",))
    answer = await admin.send_form(f"/console/petugas/kepala{path}", **NEW | {"roles": ["auditor"], "whole": "1"})
    assert (answer.status_code, "admin terakhir" in words(answer)) == (422, True)
    assert (await admin.get("/console/petugas")).status_code == 200
    await somebody(app, "wakil", Role.ADMIN)
    assert (await admin.send_form("/console/petugas/kepala/tangguhkan")).status_code == 200


async def test_two_admins_who_suspend_each_other_at_once_do_not_both_succeed(app: FastAPI, chief: Someone) -> None:
    deputy = await somebody(app, "wakil", Role.ADMIN)
    async with signed_in(app, chief) as one, signed_in(app, deputy) as other:
        answers = await asyncio.gather(
            one.send_form("/console/petugas/wakil/tangguhkan"), other.send_form("/console/petugas/kepala/tangguhkan")
        )
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_an_admin_of_a_kecamatan_gives_away_no_more_than_they_have(app: FastAPI) -> None:
    local = await somebody(app, "admin.lokal", Role.ADMIN, areas=("35.10.16",))
    async with signed_in(app, local) as browser:
        assert "Seluruh Kabupaten" not in (await browser.get("/console/petugas-baru")).text
        for areas in ({"whole": "1"}, {"areas": ["35.10.01.2001"]}, {"areas": ["35.10.16", "35.10.01"]}):
            answer = await browser.send_form("/console/petugas-baru", **{**NEW, "areas": [], **areas})
            assert "di luar wilayah kerja Bapak/Ibu" in words(answer)
        assert one_time(await browser.send_form("/console/petugas-baru", **NEW))


async def test_every_act_is_in_the_audit_log_with_who_did_it(
    app: FastAPI, admin: Browser, chief: Someone, tables: Tables
) -> None:
    await admin.send_form("/console/petugas-baru", **NEW)
    for act in ("", "/tangguhkan", "/aktifkan", "/atur-ulang"):
        await admin.send_form(f"/console/petugas/siti.aminah{act}", **NEW)
    written = [(row["actor"], row["action"]) for row in tables.rows("audit")]
    actor = f"officer/{chief.officer.id}"
    acts = ("invited", "assigned", "suspended", "reactivated", "reset")
    assert written == [(actor, f"officer.{act}") for act in acts]
    assert "Siti" not in str(tables.column("audit", "details"))


def test_areas_cover_what_lies_within_them_and_nothing_else() -> None:
    some = AreaScope.of(["35.10.16", "35.10.16.1007", "35.10.01.2001"])
    assert some.codes == {"35.10.16", "35.10.01.2001"}
    assert [some.covers(desa) for desa in ("35.10.16.1001", "35.10.01.2001", "35.10.01.2002", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert AreaScope.of([KABUPATEN, "35.10.16"]) == WHOLE
    assert (WHOLE.includes(some), some.includes(WHOLE), some.includes(NOWHERE)) == (True, False, True)
    assert not NOWHERE.covers("35.10.16.1001")
    with pytest.raises(NoSuchArea):
        AreaScope.of(["35.10"[:4]])
