"""Every route asks for a permission, and no officer reaches what is of another desa."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from backend.agents.models import BackCheck, Signal
from backend.agents.signals import list_again
from backend.auth.areas import AreaScope
from backend.auth.permissions import MAY, Permission, Role
from backend.auth.scopes import BOT, WITHIN_AREAS, Scope
from backend.broadcasts.models import Recipient
from backend.broadcasts.states import Standing
from backend.console.access import Allowed
from backend.contacts.models import Contact
from backend.duplicates.finding import compare_waiting
from backend.duplicates.models import DuplicatePair
from backend.officers.models import OfficerSession
from backend.receipts.models import Receipt
from backend.rights.models import RightsRequest
from backend.undelivered.models import Undelivered
from tests.agents import invited
from tests.backend.batches import batch_of
from tests.backend.broadcasts import composed
from tests.backend.conftest import BOT_SECRET
from tests.backend.counts import DAY, counted
from tests.backend.families import submission
from tests.backend.files import files_of
from tests.office import PASSWORD, Browser, key_with, own_form, signed_in, somebody
from tests.routes import served

if TYPE_CHECKING:
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

OPEN_TO_ALL = {
    "GET /openapi.json": "describes the API, without data",
    "GET /docs": "the same for people",
    "GET /docs/reference.css": "a style sheet",
    "GET /healthz": "asked by whatever starts us",
    "GET /readyz": "asked by the proxy",
    "GET /console/console.css": "a style sheet",
    "GET /console/icon.svg": "a picture",
    "GET /console/htmx.js": "a script of others",
    "GET /console/keys.js": "a script without data",
    "GET /console/masuk": "where one signs in",
    "POST /console/masuk": "where one signs in",
}
HERE = "35.10.16.1007"
ELSEWHERE, ELSEWHERE_NAME = "35.10.16.1001", "Pakis"


def test_every_route_declares_what_it_asks_for(app: FastAPI) -> None:
    bare = {route.name for route in served(app) if not route.declared}
    assert bare == set(OPEN_TO_ALL)


def test_every_route_of_the_console_is_behind_the_door(app: FastAPI) -> None:
    routes = [route for route in served(app) if route.path.startswith("/console") and route.name not in OPEN_TO_ALL]
    assert len(routes) >= 25
    assert all(len(route.declared) == 1 for route in routes)


def test_every_permission_is_somebodys_and_nobody_has_none() -> None:
    assert set(MAY) == set(Role)
    assert frozenset().union(*MAY.values()) == set(Permission)


def test_who_lets_people_in_sees_no_family_and_who_writes_notices_does_not_approve_them() -> None:
    assert Permission.REGISTRATIONS_SEE not in MAY[Role.ADMIN] | MAY[Role.COMPOSER]
    assert Permission.BROADCASTS_APPROVE not in MAY[Role.COMPOSER]


@pytest.mark.parametrize("role", Role)
async def test_each_role_opens_what_it_may_and_nothing_else(app: FastAPI, role: Role) -> None:
    someone = await somebody(app, "petugas", role)
    async with signed_in(app, someone) as browser:
        for route in served(app):
            asked = [each for each in route.declared if isinstance(each, Allowed)]
            # Its own way to the first page is another test's.
            if not asked or route.name in ("GET /console", "POST /console/keluar"):
                continue
            path = route.path.format_map(_Nothing())
            answer = await browser.request(route.method, path, headers=own_form(browser))
            assert (answer.status_code == 403) is (asked[0].permission not in MAY[role]), route.name


@pytest.mark.parametrize(
    ("role", "first"), [(Role.ADMIN, "/console/alur"), (Role.COMPOSER, "/console/alur"), (Role.OFFICER, None)]
)
async def test_everybody_begins_at_a_page_they_may_see(app: FastAPI, role: Role, first: str | None) -> None:
    async with signed_in(app, await somebody(app, "petugas", role)) as browser:
        assert (await browser.get("/console")).headers.get("location") == first
        page = (await browser.get(first or "/console")).text
        assert ("Daftar pendaftaran</a>" in page) is (first is None)
        assert ('href="/console/petugas"' in page) is (role is Role.ADMIN)


async def test_without_signing_in_no_route_of_the_console_tells_anything(app: FastAPI) -> None:
    async with Browser(app) as stranger:
        for route in served(app):
            if route.path.startswith("/console") and route.name not in OPEN_TO_ALL:
                answer = await stranger.request(route.method, route.path.format_map(_Nothing()))
                assert (answer.status_code, answer.text) == (303, ""), route.name
                assert answer.headers["location"].startswith("/console/masuk"), route.name


async def test_a_form_without_its_proof_changes_nothing_on_any_route(app: FastAPI, tables: Tables) -> None:
    someone = await somebody(app, "semua", *Role)
    async with signed_in(app, someone) as browser:
        for route in served(app):
            if route.path.startswith("/console") and route.method != "GET":
                asked = any(isinstance(each, Allowed) for each in route.declared)
                answer = await browser.request(route.method, route.path.format_map(_Nothing()), data={"csrf": "0" * 64})
                # Those in the middle of signing in are not in the middle of it.
                assert answer.status_code == (403 if asked or route.path == "/console/masuk" else 303), route.name
    assert tables.rows("audit") == []


@dataclass(frozen=True)
class Neighbour:
    """Everything there is of another desa: by what it is called in an address, and by what a page would show."""

    called: dict[str, str]
    shown: tuple[str, ...]


@pytest.fixture
async def neighbour(app: FastAPI, bot: httpx.AsyncClient, tables: Tables) -> Neighbour:
    """A desa of the same kecamatan with a family, an officer who is in, something undelivered, and counts."""
    family = submission(
        {"channel": "whatsapp", "address": "whatsapp:+6281200000077"}, desa=ELSEWHERE, name="Contoh Zulaikha"
    )
    taken = await bot.post("/api/v1/registrations", json=family, headers={"Idempotency-Key": "key-neighbour"})
    assert taken.status_code == 201, taken.text
    number = taken.json()["number"]
    again = submission({"channel": "telegram", "address": "900010077"}, desa=ELSEWHERE, name="Contoh Zulaikha")
    twice = await bot.post("/api/v1/registrations", json=again, headers={"Idempotency-Key": "key-neighbour-again"})
    async for _ in compare_waiting(app.state.sessions, app.state.keyring):
        pass
    told = {
        "kind": "number",
        "reason": "unreachable",
        "detail": "twilio 63024",
        "contact": family["contact"],
        "happened_at": "2026-11-21T09:00:00+07:00",
    }
    assert (await bot.put("/api/v1/undelivered/07:push:abc", json=told)).status_code == 204
    asked = {"contact": family["contact"], "number": number, "kind": "erase", "asked_at": "2026-11-21T09:00:00+07:00"}
    opened = await bot.post("/api/v1/rights/requests", json=asked, headers={"Idempotency-Key": "key-neighbour"})
    assert opened.status_code == 201, opened.text
    counts = {"counts": [counted("kk", "seen", 4711, kecamatan="35.10.16")]}
    assert (await bot.put(f"/api/v1/question-counts/{DAY}", json=counts)).status_code == 204
    officer = await somebody(app, "tetangga", *Role, areas=(ELSEWHERE,))
    async with signed_in(app, officer) as browser, app.state.sessions() as session:
        imported, exported = await files_of(app, officer, browser, ELSEWHERE)
        session_id = (await session.scalars(select(OfficerSession.id))).one()
        row = (await session.scalars(select(Undelivered.id))).one()
        right = (await session.scalars(select(RightsRequest.id))).one()
        pair = (await session.scalars(select(DuplicatePair.id))).one()
    agent = (await invited(app, "Contoh Agen Pakis", desa=ELSEWHERE)).agent
    async with app.state.sessions.begin() as session:
        await list_again(session, agent, Signal.FAST, "fast", ELSEWHERE, datetime.now(UTC))
        back_check = (await session.scalars(select(BackCheck.id))).one()
    notice = await composed(app, areas=AreaScope(frozenset({ELSEWHERE})), title="Contoh Tetangga")
    fraud = {"contact": family["contact"], "received": "Contoh Tetangga", "told_at": "2026-11-21T09:00:00+07:00"}
    reported = await bot.post("/api/v1/fraud-reports", json=fraud, headers={"Idempotency-Key": "key-neighbour"})
    assert reported.status_code == 204, reported.text
    receipt, unreached = await answered_no(app, notice)
    called = {
        "number": number,
        "number_again": twice.json()["number"],
        "row": str(row),
        "user_name": "tetangga",
        "session_id": str(session_id),
        "import_id": str(imported),
        "export_id": str(exported),
        "reference": "07:push:abc",
        "rights_request": str(right),
        "pair": str(pair),
        "day": DAY,
        "flow": "registration",
        "agent_id": str(agent.id),
        "back_check": str(back_check),
        "batch_id": str(await batch_of(app, agent)),
        "broadcast_id": str(notice),
        "fraud_report": str(tables.rows("fraud_reports")[0]["id"]),
        "receipt_id": str(receipt),
        "unreached": str(unreached),
    }
    ids = (twice.json()["number"], str(row), str(right), str(pair), str(back_check))
    hidden = ("Z***", ELSEWHERE, ELSEWHERE_NAME, "Contoh Tetangga", "Contoh Agen Pakis", "4711", "4.711")
    return Neighbour(called, (number, *ids, *hidden))


async def answered_no(app: FastAPI, question: UUID) -> tuple[UUID, UUID]:
    """Somebody of the other desa whose payment did not come."""
    async with app.state.sessions.begin() as session:
        contact, now = (await session.scalars(select(Contact.id).limit(1))).one(), datetime.now(UTC)
        asked = Recipient(
            broadcast_id=question, contact_id=contact, channel="telegram", desa=ELSEWHERE, subjects=[], code=4821,
            state=Standing.DELIVERED, at=now,
        )  # fmt: skip
        session.add(asked)
        await session.flush()
        receipt = Receipt(
            recipient_id=asked.id, broadcast_id=question, contact_id=contact, desa=ELSEWHERE, came="no", answered_at=now
        )
        session.add(receipt)
        await session.flush()
        return receipt.id, asked.id


ABOUT_NOBODY = {"GET /console/alur/{flow}.svg"}
"""Routes with a place in their address that is of no desa."""


async def test_an_officer_of_one_desa_reaches_nothing_of_another_on_any_route(
    app: FastAPI, neighbour: Neighbour, tables: Tables
) -> None:
    someone = await somebody(app, "petugas.desa", *Role, areas=(HERE,))
    before = _kept(tables)
    asking = dict.fromkeys(("after", "q", "cari", "nomor"), neighbour.called["number"]) | {
        "desa": ELSEWHERE,
        "kecamatan": "35.10.16",
        "hari": "28",
    }
    tried = 0
    for route in served(app):
        asked = [each for each in route.declared if isinstance(each, Allowed)]
        if not asked:
            continue
        # A new kind of thing in an address: say in `neighbour` which one is of the other desa.
        path = route.path.format(**neighbour.called)
        for query in ({}, asking):
            # A route may end the session it is called with.
            async with signed_in(app, someone) as browser:
                answer = await browser.request(
                    route.method, path, params=query, headers=own_form(browser), data=_form(route.method)
                )
            # The proof in a form is 64 random letters and digits, among which 4711 stands now and then.
            text = answer.text.replace(path, "").replace(own_form(browser)["X-CSRF-Token"], "")
            assert [shown for shown in neighbour.shown if shown in text] == [], route.name
            if "{" in route.path and route.name not in ABOUT_NOBODY:
                assert answer.status_code == 404, route.name
            tried += 1
    assert tried >= 40
    assert _kept(tables) == before


async def test_an_officer_of_that_desa_reaches_it(app: FastAPI, neighbour: Neighbour) -> None:
    someone = await somebody(app, "petugas.pakis", *Role, areas=(ELSEWHERE,))
    number, row = neighbour.called["number"], neighbour.called["row"]
    async with signed_in(app, someone) as browser:
        assert number in (await browser.get("/console")).text
        assert number in (await browser.get("/console/pendaftaran")).text
        assert (await browser.get(f"/console/registrations/{number}")).status_code == 200
        assert row in (await browser.get("/console/tidak-terkirim")).text
        assert neighbour.called["pair"] in (await browser.get("/console/ganda")).text
        assert neighbour.called["back_check"] in (await browser.get("/console/cek-ulang")).text
        assert neighbour.called["rights_request"] in (await browser.get("/console/hak")).text
        assert (await browser.get("/console/petugas/tetangga")).status_code == 200
        # Counts are of a whole kecamatan, which is more than this desa.
        assert (await browser.get("/console/alur")).status_code == 404


async def test_a_key_for_one_desa_reaches_nothing_of_another_on_any_route(
    app: FastAPI, neighbour: Neighbour, visitor: httpx.AsyncClient
) -> None:
    secret = await key_with(app, *WITHIN_AREAS, areas=(HERE,))
    visitor.headers["Authorization"] = f"Bearer {secret}"
    period = {"from": "2026-11-01", "to": DAY}
    tried = 0
    for route in served(app):
        if not route.path.startswith("/api/"):
            continue
        path = route.path.format(**neighbour.called)
        for query in ({}, {"desa": ELSEWHERE}, {"kecamatan": "35.10.16"}, period, {**period, "kecamatan": "35.10.16"}):
            wish = {"field": "name", "reason": "alasan yang cukup panjang"}
            answer = await visitor.request(route.method, path, params=query, json=wish)
            assert [shown for shown in neighbour.shown if shown in answer.text] == [], route.name
            if "{" in route.path:
                assert answer.status_code in (403, 404), route.name
            tried += 1
    assert tried >= 40
    assert (await visitor.get("/api/v1/registrations")).json()["registrations"] == []


async def test_a_key_for_a_kecamatan_gets_its_families_and_its_counts(
    app: FastAPI, neighbour: Neighbour, visitor: httpx.AsyncClient
) -> None:
    visitor.headers["Authorization"] = f"Bearer {await key_with(app, *WITHIN_AREAS, areas=('35.10.16',))}"
    listed = (await visitor.get("/api/v1/registrations")).json()["registrations"]
    assert [row["number"] for row in listed] == [neighbour.called["number_again"], neighbour.called["number"]]
    period = {"from": "2026-11-01", "to": DAY}
    counts = await visitor.get("/api/v1/question-counts", params={**period, "kecamatan": "35.10.16"})
    assert [each["count"] for each in counts.json()["counts"]] == [4711]
    assert (await visitor.get("/api/v1/question-counts", params=period)).status_code == 404


async def test_the_key_of_the_setting_does_what_the_bot_does_and_reads_no_lists(visitor: httpx.AsyncClient) -> None:
    visitor.headers["Authorization"] = f"Bearer {BOT_SECRET}"
    for path in ("/api/v1/registrations", "/api/v1/registrations/1234-567-890", "/api/v1/question-counts"):
        answer = await visitor.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert (await visitor.post("/api/v1/registrations/status", json={})).status_code == 422


@pytest.mark.parametrize("scope", Scope)
async def test_each_scope_opens_its_own_routes_and_no_other(
    app: FastAPI, visitor: httpx.AsyncClient, scope: Scope
) -> None:
    visitor.headers["Authorization"] = f"Bearer {await key_with(app, scope)}"
    for route in served(app):
        if route.path.startswith("/api/"):
            (asked,) = route.declared
            answer = await visitor.request(route.method, route.path.format_map(_Nothing()), json={})
            assert (answer.status_code == 403) is (asked.scope is not scope), route.name


def test_the_bot_has_no_scope_that_lists_or_reveals_families() -> None:
    assert not BOT & {Scope.REGISTRATIONS_READ, Scope.PEOPLE_REVEAL, Scope.AUDIT_READ, Scope.METRICS_READ}


class _Nothing(dict[str, str]):
    """Fills every place of an address with something of the right form that is nobody's."""

    def __missing__(self, name: str) -> str:
        return {
            "row": "00000000-0000-4000-8000-000000000000",
            "rights_request": "00000000-0000-4000-8000-000000000000",
            "session_id": "00000000-0000-4000-8000-000000000000",
            "import_id": "00000000-0000-4000-8000-000000000000",
            "export_id": "00000000-0000-4000-8000-000000000000",
            "agent_id": "00000000-0000-4000-8000-000000000000",
            "back_check": "00000000-0000-4000-8000-000000000000",
            "batch_id": "00000000-0000-4000-8000-000000000000",
            "day": DAY,
        }.get(name, "nothing")


def _form(method: str) -> dict[str, Any] | None:
    """What could be typed into any of the forms, so that nothing is refused for being empty."""
    if method == "GET":
        return None
    return {
        "name": "Contoh Lain",
        "user_name": "tetangga",
        "roles": "admin",
        "areas": ELSEWHERE,
        "whole": "1",
        "current": "bukan-kata-sandinya",
        "password": PASSWORD,
        "again": PASSWORD,
        "reason": "alasan",
        "found": "right",
        "way": "called",
        "desa": ELSEWHERE,
    }


def _kept(tables: Tables) -> list[Any]:
    officers = [row for row in tables.rows("officers") if row["user_name"] == "tetangga"]
    sessions = [row["id"] for row in tables.rows("officer_sessions") if row["officer_id"] == officers[0]["id"]]
    return [
        officers,
        sessions,
        tables.rows("undelivered"),
        tables.rows("rights_requests"),
        tables.rows("registrations"),
        tables.rows("status_history"),
        tables.rows("imports"),
        tables.rows("exports"),
        tables.rows("agents"),
        tables.rows("back_checks"),
        tables.rows("agent_invitations"),
    ]
