"""Officers sign in with a password and a code, once each, and not for ever."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from argon2 import PasswordHasher

from backend.auth.areas import WHOLE
from backend.auth.one_time_codes import code_now
from backend.auth.passwords import Passwords, Weakness, weakness
from backend.auth.permissions import Role
from backend.console.cookies import proof
from backend.officers.roster import OPERATOR, Duty, Invited, Roster
from backend.officers.sessions import forget_ended
from backend.officers.waits import Waits, forget_waits
from tests.office import PASSWORD, QUICK, Browser, signed_in, somebody, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from tests.backend.conftest import Tables

NOT_MATCHING = "Nama pengguna atau kata sandi belum cocok"


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[Browser]:
    async with Browser(app) as browser:
        yield browser


async def test_somebody_with_password_and_code_gets_to_the_page_they_wanted(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    asked = await browser.get("/console/alur", params={"hari": "28"})
    assert (asked.status_code, asked.headers["location"]) == (303, "/console/masuk?ke=/console/alur%3Fhari%3D28")
    await browser.get(asked.headers["location"])
    half = await browser.send_form(asked.headers["location"], user_name=" SITI.AMINAH ", password=PASSWORD)
    assert half.headers["location"].startswith("/console/masuk/kode?")
    assert (await browser.get("/console")).status_code == 303
    entered = await browser.send_form(half.headers["location"], code=someone.code())
    assert entered.headers["location"] == "/console/alur?hari=28"
    assert (await browser.get(entered.headers["location"])).status_code == 200


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/console\\@evil", "/api"]
)
async def test_nobody_is_sent_elsewhere_after_signing_in(app: FastAPI, browser: Browser, wanted: str) -> None:
    someone = await somebody(app)
    await browser.sign_in(someone.user_name)
    token = browser.cookies["bansos"]
    answer = await browser.post(
        "/console/masuk/kode", params={"ke": wanted}, data={"csrf": proof(token), "code": someone.code()}
    )
    assert answer.headers["location"] == "/console"


async def test_a_code_is_taken_once(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    code = someone.code()
    await browser.sign_in(someone.user_name)
    assert (await browser.send_form("/console/masuk/kode", code=code)).status_code == 303
    async with Browser(app) as other:
        await other.sign_in(someone.user_name)
        refused = await other.send_form("/console/masuk/kode", code=code)
        assert (refused.status_code, "Kode belum cocok" in refused.text) == (422, True)


async def test_of_two_browsers_with_the_same_code_at_once_one_gets_in(app: FastAPI) -> None:
    someone = await somebody(app)
    async with Browser(app) as one, Browser(app) as two:
        for each in (one, two):
            await each.sign_in(someone.user_name)
        code = someone.code()
        answers = await asyncio.gather(*(each.send_form("/console/masuk/kode", code=code) for each in (one, two)))
    assert sorted(answer.status_code for answer in answers) == [303, 422]


async def test_who_came_first_and_is_looked_at_second_does_not_wait(app: FastAPI) -> None:
    now = datetime.now(UTC)
    async with app.state.sessions.begin() as session:
        waits = Waits(session, b"a secret of this test", "contoh.petugas", "203.0.113.7")
        assert await waits.try_once(now) is None
        assert await waits.try_once(now - timedelta(milliseconds=3)) is None
        await waits.take_back()
        assert await waits.try_once(now - timedelta(milliseconds=6)) is None


async def test_a_recovery_code_stands_for_the_phone_once(app: FastAPI) -> None:
    someone = await somebody(app)
    async with signed_in(app, someone) as browser:
        made = await browser.send_form("/console/akun/kode-cadangan", current=PASSWORD)
        codes = re.findall(r'<li class="secret">([^<]+)</li>', made.text)
    assert len(set(codes)) == 10
    for expected in (303, 422):
        async with Browser(app) as browser:
            await browser.sign_in(someone.user_name)
            answer = await browser.send_form("/console/masuk/kode", code=codes[3].upper().replace("-", " "))
            assert answer.status_code == expected


async def test_the_token_changes_at_every_step_and_the_old_ones_are_worth_nothing(
    app: FastAPI, browser: Browser
) -> None:
    someone = await somebody(app)
    await browser.get("/console/masuk")
    tokens = [browser.cookies["bansos"]]
    await browser.sign_in(someone.user_name)
    tokens.append(browser.cookies["bansos"])
    await browser.send_form("/console/masuk/kode", code=someone.code())
    tokens.append(browser.cookies["bansos"])
    assert len(set(tokens)) == 3
    seen = []
    for token in tokens:
        browser.cookies.set("bansos", token, domain="registry.test", path="/")
        seen.append((await browser.get("/console")).status_code)
        browser.cookies.clear()
    assert seen == [303, 303, 200]


@pytest.mark.parametrize("secure", [False, True])
async def test_the_cookie_is_out_of_reach_of_scripts_and_of_plain_http(
    app: FastAPI, browser: Browser, secure: bool
) -> None:
    if secure:
        app.state.cookie = type(app.state.cookie)("https://konsol.example")
    given = (await browser.get("/console/masuk")).headers["set-cookie"]
    assert given.startswith("__Host-bansos=" if secure else "bansos=")
    assert "HttpOnly" in given
    assert "SameSite=lax" in given
    assert ("Secure" in given) is secure
    assert "Domain" not in given
    assert "expires" not in given.lower()


async def test_behind_a_proxy_that_speaks_https_the_cookie_is_for_https_only_without_a_setting(app: FastAPI) -> None:
    someone = await somebody(app)
    async with Browser(app) as browser:
        browser.base_url, browser.headers["Origin"] = "https://registry.test", "https://registry.test"
        page = await browser.get("/console/masuk")
        assert page.headers["set-cookie"].startswith("__Host-bansos=")
        assert "Secure" in page.headers["set-cookie"]
        token = browser.cookies["__Host-bansos"]
        filled = {"csrf": proof(token), "user_name": someone.user_name, "password": PASSWORD}
        assert (await browser.post("/console/masuk", data=filled)).status_code == 303


async def test_after_half_an_hour_without_a_request_or_ten_hours_one_signs_in_again(app: FastAPI) -> None:
    someone = await somebody(app)
    start = datetime(2026, 11, 23, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        async with signed_in(app, someone) as idle:
            clock.shift(timedelta(minutes=29))
            assert (await idle.get("/console")).status_code == 200
            clock.shift(timedelta(minutes=29))
            assert (await idle.get("/console")).status_code == 200
            clock.shift(timedelta(minutes=31))
            assert (await idle.get("/console")).status_code == 303
        clock.move_to(start)
        async with signed_in(app, someone) as busy:
            for _ in range(29):
                clock.shift(timedelta(minutes=20))
                assert (await busy.get("/console")).status_code == 200
            clock.shift(timedelta(minutes=20))
            assert (await busy.get("/console")).status_code == 303


async def test_who_gave_only_the_password_has_a_quarter_of_an_hour_for_the_code(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        await browser.sign_in(someone.user_name)
        clock.shift(timedelta(minutes=16))
        answer = await browser.send_form("/console/masuk/kode", code=someone.code())
        assert answer.headers["location"].startswith("/console/masuk")


async def test_sessions_that_are_over_and_waits_that_do_not_count_any_more_leave_no_row(
    app: FastAPI, browser: Browser, tables: Tables
) -> None:
    await somebody(app)
    async with signed_in(app, await somebody(app, "lain")):
        await browser.sign_in("siti.aminah", "bukan-kata-sandinya")
        kept = len(tables.rows("officer_sessions")), len(tables.rows("sign_in_waits"))
        assert kept == (1, 2)
        for hours, left in ((0.4, (1, 2)), (0.6, (0, 2)), (2, (0, 1)), (25, (0, 0))):
            async with app.state.sessions.begin() as session:
                later = datetime.now(UTC) + timedelta(hours=hours)
                await forget_ended(session, later)
                await forget_waits(session, later)
            assert (len(tables.rows("officer_sessions")), len(tables.rows("sign_in_waits"))) == left


async def test_signing_out_ends_the_session(app: FastAPI, tables: Tables) -> None:
    someone = await somebody(app)
    async with signed_in(app, someone) as browser:
        token = browser.cookies["bansos"]
        answer = await browser.send_form("/console/keluar")
        assert "Bapak/Ibu sudah keluar." in words(await browser.get(answer.headers["location"]))
        browser.cookies.clear()
        browser.cookies.set("bansos", token)
        assert (await browser.get("/console")).status_code == 303
    assert tables.rows("officer_sessions") == []


async def test_officers_see_their_sessions_and_end_those_elsewhere(app: FastAPI) -> None:
    someone, stranger = await somebody(app), await somebody(app, "orang.lain")
    async with (
        signed_in(app, someone) as here,
        signed_in(app, someone) as there,
        signed_in(app, stranger) as elsewhere,
    ):
        page = await here.get("/console/akun")
        ends = re.findall(r'action="(/console/akun/sesi/[^"]+/akhiri)"', page.text)
        assert len(ends) == 1
        assert (await elsewhere.send_form(ends[0])).status_code == 404
        assert (await there.get("/console")).status_code == 200
        assert (await here.send_form(ends[0])).status_code == 303
        assert (await there.get("/console")).status_code == 303
        assert (await here.get("/console")).status_code == 200


async def test_a_new_password_ends_all_other_sessions(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    new = "tujuh-layang-di-pantai"
    async with signed_in(app, someone) as here, signed_in(app, someone) as there:
        fields = {"password": new, "again": new}
        wrong = await here.send_form("/console/akun/sandi", current="bukan-yang-ini", **fields)
        assert (wrong.status_code, "belum cocok" in words(wrong)) == (422, True)
        assert (await here.send_form("/console/akun/sandi", current=PASSWORD, **fields)).status_code == 200
        assert (await here.get("/console")).status_code == 200
        assert (await there.get("/console")).status_code == 303
    assert NOT_MATCHING in words(await browser.sign_in(someone.user_name))
    assert (await browser.sign_in(someone.user_name, new)).status_code == 303


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("pendek-saja", Weakness.SHORT),
        ("x" * 257, Weakness.LONG),
        ("anak-siti.aminah-dua", Weakness.NAMED),
        ("Banyuwangi2026!!", Weakness.GUESSED),
        ("passwordpassword", Weakness.GUESSED),
        ("qwertyuiop12345", Weakness.GUESSED),
        ("aaaaaaaaaaaaaaaa", Weakness.GUESSED),
        ("dinas sosial 2025", Weakness.GUESSED),
        ("sepeda-biru-lewat-sawah", None),
        ("93815 rumah 270", None),
    ],
)
def test_passwords_that_are_tried_first_are_refused(password: str, why: Weakness | None) -> None:
    assert weakness(password, "siti.aminah") is why


async def test_whether_a_user_exists_cannot_be_told_from_the_answer(app: FastAPI) -> None:
    await somebody(app)
    await somebody(app, "sudah.pergi", state="suspended")
    answers = []
    for user_name, password in (
        ("siti.aminah", "salah-salah-salah"),
        ("tidak.ada", "salah-salah-salah"),
        ("sudah.pergi", PASSWORD),
    ):
        async with Browser(app) as browser:
            browser.cookies.set("bansos", "the-same-visit")
            answer = await browser.send_form("/console/masuk", user_name=user_name, password=password)
            answers.append((answer.status_code, answer.text.replace(user_name, "NAME")))
    assert len(set(answers)) == 1
    assert NOT_MATCHING in answers[0][1]


async def test_whether_a_user_exists_cannot_be_told_from_the_time(app: FastAPI, browser: Browser) -> None:
    # With the parameters of production: the hash has to be what takes the time.
    passwords = Passwords()
    app.state.door = replace(app.state.door, passwords=passwords)
    hashed = passwords.hashed(PASSWORD)
    for place in range(9):
        await somebody(app, f"ada.{place}", password=hashed)
    await browser.get("/console/masuk")
    took: dict[str, list[float]] = {"ada": [], "tidak": []}
    for place in range(9):
        for kind, times in took.items():
            began = time.perf_counter()
            await browser.send_form("/console/masuk", user_name=f"{kind}.{place}", password="salah-salah-salah")
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in took.values())
    # An answer without the hash would take a tenth of the time.
    assert 0.5 < known / unknown < 2


async def test_after_five_that_did_not_match_one_waits_ever_longer_also_with_the_right_password(
    app: FastAPI, browser: Browser
) -> None:
    await somebody(app)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for user_name in ("siti.aminah", "tidak.ada"):
            for _ in range(5):
                assert (await browser.sign_in(user_name, "salah-salah-salah")).status_code == 422
            for seconds in (30, 60, 120, 240, 480, 900, 900):
                waits = await browser.sign_in(user_name)
                assert waits.status_code == 429
                told = f"{seconds} detik" if seconds < 60 else f"{seconds // 60} menit"
                assert f"mohon coba lagi dalam {told}" in words(waits)
                clock.shift(timedelta(seconds=seconds))
                assert (await browser.sign_in(user_name, "salah-salah-salah")).status_code == 422
        clock.shift(timedelta(minutes=15))
        assert (await browser.sign_in("siti.aminah")).status_code == 303


async def test_many_guesses_at_once_are_counted_one_by_one(app: FastAPI) -> None:
    await somebody(app)
    async with Browser(app) as browser:
        await browser.get("/console/masuk")
        answers = await asyncio.gather(
            *(
                browser.send_form("/console/masuk", user_name="siti.aminah", password=f"tebakan-ke-{place}")
                for place in range(12)
            )
        )
    assert sorted(answer.status_code for answer in answers) == [422] * 5 + [429] * 7


async def test_codes_are_not_guessed_either_however_often_the_password_is_given(app: FastAPI) -> None:
    someone = await somebody(app)
    wrong = f"{(int(someone.code()) + 1) % 1_000_000:06}"
    seen = []
    for _ in range(7):
        async with Browser(app) as browser:
            if (await browser.sign_in(someone.user_name)).status_code == 429:
                seen.append(429)
                continue
            seen.append((await browser.send_form("/console/masuk/kode", code=wrong)).status_code)
    assert seen == [422] * 5 + [429] * 2


async def test_one_address_that_tries_many_names_waits_too_and_others_do_not(app: FastAPI) -> None:
    someone = await somebody(app)
    async with Browser(app) as browser:
        await browser.get("/console/masuk")
        for place in range(40):
            await browser.send_form("/console/masuk", user_name=f"nama.{place}", password="salah-salah-salah")
        assert (await browser.sign_in(someone.user_name)).status_code == 429


async def test_a_dump_holds_no_password_no_token_and_no_secret(app: FastAPI, browser: Browser, tables: Tables) -> None:
    someone = await somebody(app)
    await browser.sign_in("kata-sandi-di-kolom-nama", "x")
    await browser.sign_in(someone.user_name)
    await browser.send_form("/console/masuk/kode", code=someone.code())
    dump = tables.dump()
    for secret in (PASSWORD, someone.secret, browser.cookies["bansos"], "kata-sandi-di-kolom-nama", "127.0.0.1"):
        assert secret not in dump
        assert secret.encode().hex() not in dump


async def test_somebody_new_chooses_a_password_sets_up_the_phone_and_is_in(app: FastAPI, browser: Browser) -> None:
    async with app.state.sessions.begin() as session:
        invited = await Roster(session, QUICK, OPERATOR).invite(
            "baru.sekali", "Contoh Baru", Duty(frozenset({Role.VERIFIER}), WHOLE), datetime.now(UTC)
        )
    assert isinstance(invited, Invited)
    step = await browser.sign_in("baru.sekali", invited.password)
    assert step.headers["location"] == "/console/masuk/sandi"
    assert (await browser.get("/console/masuk/pengaman")).headers["location"] == "/console/masuk/sandi"
    same = await browser.send_form("/console/masuk/sandi", password=invited.password, again=invited.password)
    assert "berbeda dari yang diberikan" in words(same)
    step = await browser.send_form("/console/masuk/sandi", password=PASSWORD, again=PASSWORD)
    page = await browser.get(step.headers["location"])
    assert page.text.count("<svg") == 1
    secret = re.findall(r'<p class="secret"[^>]*>([A-Z2-7 ]+)</p>', page.text)[0].replace(" ", "")
    wrong = await browser.send_form("/console/masuk/pengaman", code="000000")
    assert (wrong.status_code, secret in wrong.text.replace(" ", "")) == (422, True)
    codes = await browser.send_form("/console/masuk/pengaman", code=code_now(secret, datetime.now(UTC)))
    assert codes.text.count('<li class="secret">') == 10
    assert (await browser.get("/console")).status_code == 200


async def test_a_one_time_password_ends_after_a_week_and_with_its_use(app: FastAPI, browser: Browser) -> None:
    now = datetime.now(UTC)
    passwords = {}
    for user_name, invited_at in (("lama", now - timedelta(days=7, minutes=1)), ("baru", now - timedelta(days=6))):
        async with app.state.sessions.begin() as session:
            invited = await Roster(session, QUICK, OPERATOR).invite(
                user_name, "Contoh Petugas", Duty(frozenset({Role.VERIFIER}), WHOLE), invited_at
            )
        assert isinstance(invited, Invited)
        passwords[user_name] = invited.password
    assert NOT_MATCHING in words(await browser.sign_in("lama", passwords["lama"]))
    await browser.sign_in("baru", passwords["baru"])
    await browser.send_form("/console/masuk/sandi", password=PASSWORD, again=PASSWORD)
    async with Browser(app) as other:
        assert NOT_MATCHING in words(await other.sign_in("baru", passwords["baru"]))


async def test_the_made_up_officers_of_a_demo_get_in_nowhere_else(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app, "contoh", made_up=True)
    assert NOT_MATCHING in words(await browser.sign_in(someone.user_name))
    async with signed_in(app, someone) as inside:
        assert (await inside.get("/console")).status_code == 303


async def test_outdated_hashes_are_renewed_at_sign_in(app: FastAPI, browser: Browser, tables: Tables) -> None:
    older = Passwords(PasswordHasher(time_cost=2, memory_cost=32, parallelism=1))
    someone = await somebody(app, password=older.hashed(PASSWORD))
    assert (await browser.sign_in(someone.user_name)).status_code == 303
    (kept,) = tables.column("officers", "password")
    assert "m=64,t=1" in kept
    assert (await browser.sign_in(someone.user_name)).status_code == 303


@pytest.mark.parametrize(
    "forged",
    [
        {"csrf": "wrong"},
        {"csrf": ""},
        {"headers": {"Origin": "https://evil.example"}},
        {"headers": {"Origin": "null"}},
        {"headers": {"Origin": ""}},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
        {"headers": {"Sec-Fetch-Site": "same-site"}},
    ],
)
async def test_a_form_of_another_site_changes_nothing(app: FastAPI, forged: dict[str, object]) -> None:
    someone = await somebody(app, "kepala", Role.ADMIN)
    victim = await somebody(app, "korban")
    async with signed_in(app, someone) as browser:
        token = browser.cookies["bansos"]
        answer = await browser.post(
            f"/console/petugas/{victim.user_name}/tangguhkan",
            data={"csrf": forged.get("csrf", proof(token))},
            headers=forged.get("headers", {}),
        )
        assert answer.status_code == 403
    async with signed_in(app, victim) as browser:
        assert (await browser.get("/console")).status_code == 200


async def test_a_token_in_a_header_does_for_scripts_of_ours(app: FastAPI) -> None:
    someone = await somebody(app)
    async with signed_in(app, someone) as browser:
        answer = await browser.post("/console/keluar", headers={"X-CSRF-Token": proof(browser.cookies["bansos"])})
        assert answer.headers["location"] == "/console/masuk?keluar=1"


async def test_nobody_can_be_signed_in_as_somebody_else_from_elsewhere(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    answer = await browser.post("/console/masuk", data={"user_name": someone.user_name, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Mohon isi sekali lagi" in words(answer)


async def test_a_script_of_ours_that_comes_too_late_is_led_to_the_door(browser: Browser) -> None:
    answer = await browser.get("/console", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/console/masuk")


async def test_who_signed_in_and_when_is_in_the_audit_log(app: FastAPI, browser: Browser, tables: Tables) -> None:
    someone = await somebody(app)
    await browser.sign_in(someone.user_name)
    await browser.send_form("/console/masuk/kode", code=someone.code())
    (entry,) = tables.rows("audit")
    assert (entry["actor"], entry["action"]) == (f"officer/{someone.officer.id}", "officer.signed-in")


async def test_pages_are_not_kept_and_run_no_script_but_ours(app: FastAPI, browser: Browser) -> None:
    someone = await somebody(app)
    async with signed_in(app, someone) as inside:
        for answer in (
            await browser.get("/console/masuk"),
            await inside.get("/console"),
            await inside.get("/console/akun"),
        ):
            assert answer.headers["cache-control"] == "no-store"
            assert "default-src 'none'; script-src 'self';" in answer.headers["content-security-policy"]
            assert not re.search(r"<script(?! src=\"/console/(?:htmx|keys).js\")|<style|\sstyle=|\son\w+=", answer.text)
    assert (await browser.get("/console/htmx.js")).headers["content-type"].startswith("text/javascript")
