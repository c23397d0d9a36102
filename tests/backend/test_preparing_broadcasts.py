"""A broadcast before anything goes out: composed, counted, approved by somebody else, and entered into the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from backend.auth.areas import WHOLE, AreaScope
from backend.auth.permissions import Role, permissions_of
from backend.broadcasts import preparing
from backend.broadcasts.desk import BroadcastDesk, Composition, Refused, Unfit
from backend.broadcasts.hours import next_opening
from backend.broadcasts.states import Standing, State, before
from backend.broadcasts.text import About, Due, written
from backend.clock import WIB, utc_now
from backend.imports.models import Import
from backend.registrations.status import Status
from tests.backend.broadcasts import (
    APPROVER,
    COMPOSER,
    composed,
    composition,
    found,
    materialised,
    moved,
    paid,
    prepared,
)
from tests.backend.files import nik, registered, workshop
from tests.backend.keys import family_of, register

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")


async def say(bot: httpx.AsyncClient, place: int, *, wanted: bool) -> None:
    contact = {"channel": "telegram", "address": f"9000{place:05}"}
    body = {"contact": contact, "wanted": wanted, "asked_at": utc_now().isoformat()}
    assert (await bot.put("/api/v1/contacts/broadcasts", json=body)).status_code == 200


async def test_a_preview_counts_everybody_by_channel_and_says_why_some_are_passed_over(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, settings: Settings
) -> None:
    for place in (1, 2, 3):
        await registered(app, bot, place)
    await register(bot, 4, contact="900000001")
    await say(bot, 2, wanted=False)
    await paid(officer, settings, *map(nik, (1, 2, 3, 4)), "3510165708459901")
    row = await composed(app)
    assert await moved(app, row, State.PREVIEW) is None
    await prepared(app, settings, row)
    preview = (await found(app, row)).preview
    assert preview is not None
    assert preview["rows"] == [["telegram", "opted_out", 1, 1], ["telegram", None, 2, 3], [None, "no_contact", 1, 1]]
    assert sorted(map(len, preview["samples"])) == [1, 2]


async def test_a_list_of_last_year_is_for_nobody_unless_it_is_chosen(
    app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1)
    await paid(officer, settings, nik(1))
    async with app.state.sessions.begin() as session:
        await session.execute(update(Import).values(done_at=utc_now() - timedelta(days=364)))
    [old] = tables.column("imports", "id")
    for chosen, rows in ((None, []), (old, [["telegram", None, 1, 1]])):
        row = await composed(app, import_id=chosen)
        assert await moved(app, row, State.PREVIEW) is None
        await prepared(app, settings, row)
        preview = (await found(app, row)).preview
        assert preview is not None
        assert preview["rows"] == rows


async def test_nobody_approves_what_they_composed_and_nothing_is_approved_uncounted(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings
) -> None:
    await registered(app, bot, 1)
    row = await composed(app, programme=None, stage=None, text="Kabar untuk {nama}.", bring="")
    assert await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER) is Refused.NO_SUCH_MOVE
    assert await moved(app, row, State.PREVIEW) is None
    assert await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER) is Refused.NOT_COUNTED
    await prepared(app, settings, row)
    assert await moved(app, row, State.APPROVED, COMPOSER, Role.APPROVER) is Refused.SAME_PERSON
    assert await moved(app, row, State.APPROVED, APPROVER, Role.COMPOSER) is Refused.NO_SUCH_MOVE
    assert await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER) is None
    assert (await found(app, row)).approved_by == APPROVER


async def test_the_ledger_has_one_row_for_each_contact_in_whatever_pieces_and_however_often_it_is_broken_off(
    app: FastAPI,
    bot: httpx.AsyncClient,
    officer: httpx.AsyncClient,
    settings: Settings,
    tables: Tables,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(preparing, "AT_ONCE", 2)
    for place in range(1, 5):
        await registered(app, bot, place)
    for place in range(5, 9):
        assert (await register(bot, place, contact="900088888")).status_code == 201
    await paid(officer, settings, *map(nik, range(1, 9)), "3510165708459901")
    row = await composed(app)
    await moved(app, row, State.PREVIEW)
    await prepared(app, settings, row)
    await moved(app, row, State.APPROVED, APPROVER, Role.APPROVER)
    with pytest.raises(ConnectionError):
        await preparing.prepare(workshop(app, settings, breaks_off_after=3), row)
    assert (await found(app, row)).state is State.APPROVED
    await prepared(app, settings, row)
    await prepared(app, settings, row)
    rows = tables.rows("broadcast_recipients")
    assert sorted(len(each["subjects"]) for each in rows) == [1, 1, 1, 1, 1, 4]
    assert sorted((each["state"], each["reason"]) for each in rows if each["contact_id"] is None) == [
        ("skipped", "no_contact")
    ]
    assert (await found(app, row)).state is State.MATERIALISED
    [job] = [each for each in tables.rows("jobs") if each["kind"] == "broadcast"]
    assert (job["state"], job["done"], job["total"]) == ("done", 9, 9)
    assert [each["action"] for each in tables.rows("audit") if each["subject"] == f"broadcast/{row}"] == [
        "broadcast.composed", "broadcast.preview", "broadcast.approved", "broadcast.materialised"
    ]  # fmt: skip


async def test_an_audience_of_registrations_is_narrowed_by_status_and_area(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await registered(app, bot, 1, Status.CHECKED)
    await registered(app, bot, 2)
    plain = {"programme": None, "stage": None, "text": "Halo {nama}.", "status": Status.CHECKED}
    await materialised(app, settings, **plain, areas=AreaScope(frozenset({"35.10.16"})))
    [one] = tables.rows("broadcast_recipients")
    assert (one["state"], one["channel"]) == ("waiting", "telegram")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": "Halo {siapa}."}, Unfit.PLACEHOLDER),
        ({"text": "Cair {jumlah}.", "programme": None, "stage": None}, Unfit.PLACEHOLDER),
        ({"text": "Halo { nama"}, Unfit.PLACEHOLDER),
        ({"bring": ""}, Unfit.BRING_MISSING),
        ({"template": "HX" + "4" * 32}, Unfit.CODE_MISSING),
        ({"title": ""}, Unfit.TITLE),
        ({"from_hour": 20, "until_hour": 8}, Unfit.HOURS),
        ({"areas": AreaScope(frozenset({"35.10.17"}))}, Unfit.AREAS),
    ],
)
async def test_what_cannot_be_sent_is_not_kept(app: FastAPI, changes: dict[str, object], problem: Unfit) -> None:
    async with app.state.sessions.begin() as session:
        mine = AreaScope(frozenset({"35.10.16"}))
        desk = BroadcastDesk(session, mine, COMPOSER, permissions_of([Role.COMPOSER]))
        said = composition(**{"areas": mine, **changes})
        assert await desk.compose(said, utc_now()) == [problem]


async def test_an_audience_outside_somebodys_areas_is_not_there_for_them(app: FastAPI) -> None:
    row = await composed(app)
    async with app.state.sessions.begin() as session:
        desk = BroadcastDesk(session, AreaScope(frozenset({"35.10.16"})), APPROVER, permissions_of([Role.APPROVER]))
        assert await desk.find(row) is None
        assert await desk.listed() == []
    assert isinstance(composition(), Composition)
    assert WHOLE.is_whole


def test_a_message_names_people_masked_and_every_family_of_a_shared_phone() -> None:
    due = Due("PKH", 3, 600_000, "Balai Desa Pakis", datetime(2026, 11, 24, tzinfo=WIB).date())
    about = [About("Contoh Sumiati", due), *[About(f"Contoh Paijan {each}", due) for each in range(7)]]
    said = written("Yth. {nama}: {jumlah}, {hari}. Bawa {bawa}.", "KTP", about, 4821)
    assert said.text.startswith("Yth. C*** S***: Rp 600.000, Selasa, 24 November 2026. Bawa KTP.")
    assert "- C*** P*** 0***: Rp 600.000, Balai Desa Pakis, Selasa, 24 November 2026" in said.text
    assert "dan 2 keluarga lain" in said.notice
    assert said.text.endswith("Ketik CEK 4821 untuk memastikan.\nKetik BERHENTI bila tidak ingin kabar seperti ini.")
    assert said.variables == (
        "C*** S*** dan 7 keluarga lain dari nomor ini",
        "Rp 600.000",
        "Selasa, 24 November 2026",
        "KTP",
    )
    assert len(said.text) < 1600


def test_long_sendings_rest_at_night() -> None:
    evening = datetime(2026, 11, 24, 20, 30, tzinfo=WIB)
    assert next_opening(evening, 7, 20) == datetime(2026, 11, 25, 7, 0, tzinfo=WIB)
    assert next_opening(evening, 7, 21) == evening


@pytest.mark.parametrize("reported", [Standing.ACCEPTED, Standing.SENT, Standing.DELIVERED, Standing.READ])
def test_no_report_takes_a_recipient_back(reported: Standing) -> None:
    order = list(Standing)
    moved_on = [each for each in before(reported) if each is not Standing.FAILED]
    assert moved_on
    assert all(order.index(each) < order.index(reported) for each in moved_on)
    assert (Standing.FAILED in before(reported)) is (reported in (Standing.DELIVERED, Standing.READ))
    assert not {Standing.DELIVERED, Standing.READ, Standing.WAITING, Standing.SKIPPED} & set(before(Standing.FAILED))
    assert family_of(1)["nik"] == nik(1)
