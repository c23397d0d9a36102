"""The office sees where conversations stop: the page on the flow of conversations."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine

from backend.console.bars import bars
from backend.question_counts.examples import seed_counts
from backend.question_counts.funnel import End, Question, Reminded, funnel
from backend.question_counts.schemas import Sum
from tests.backend.counts import DAY, counted
from tests.office import signed_in, somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from fastapi import FastAPI

    from tests.backend.conftest import Tables

ORDER = {"registration": ["consent", "nik", "kk", "members", "refused", "done"]}


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 21, 3, tzinfo=UTC), tick=True):
        yield


async def told(bot: httpx.AsyncClient, table: str, day: str = DAY, **names: str) -> None:
    """Hand over a table of `state what count`."""
    counts = [
        counted(state, what, int(count), **names)
        for state, what, count in (row.split() for row in table.strip().splitlines())
    ]
    answer = await bot.put(f"/api/v1/question-counts/{day}", json={"counts": counts, "order": ORDER})
    assert answer.status_code == 204


async def shown(officer: httpx.AsyncClient, **choice: str) -> str:
    """Give what the page says, without its markup."""
    answer = await officer.get("/console/alur", params=choice)
    assert answer.status_code == 200
    words = re.sub(r"<[^>]*>", " ", answer.text.split("<main")[1])
    return re.sub(r"\s+([,.)])", r"\1", " ".join(words.split()).replace("( ", "("))


async def a_week(bot: httpx.AsyncClient) -> None:
    await told(
        bot,
        """
        consent   seen          100
        consent   answered      98
        nik       seen          90
        nik       answered      84
        nik       failed        20
        nik       helped        7
        kk        seen          80
        kk        answered      68
        kk        left          4
        members   seen          1240
        members   answered      1239
        refused   finished      8
        done      finished      60
        kk        sent          80
        done      finished-sent 34
        kk        held          9
        done      finished-held 3
        """,
    )


async def test_the_three_questions_where_most_stop_are_named(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    page = await shown(officer)
    assert "Paling banyak berhenti di Nomor KK (12 dari 80) NIK (6 dari 90) Persetujuan data (2 dari 100)" in page


async def test_every_question_is_told_in_the_order_of_the_conversation(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    page = await shown(officer)
    for said in (
        "98 dari 100 dijawab (98%) 2 berhenti",
        "84 dari 90 dijawab (93%) 6 berhenti, 20 belum cocok, 7 minta bantuan",
        "68 dari 80 dijawab (85%) 12 berhenti, 4 keluar",
        "Anggota keluarga (untuk tiap orang) 1.239 dari 1.240 dijawab (99%) 1 berhenti",
    ):
        assert said in page
    table = page.split("Angka yang sama dalam tabel")[1]
    assert (
        "Persetujuan data 100 98 98% 2 0 0 0 "
        "NIK 90 84 93% 6 20 7 0 "
        "Nomor KK 80 68 85% 12 0 0 4 "
        "Anggota keluarga 1.240 1.239 99% 1 0 0 0"
    ) in table


async def test_what_reminding_brought_is_told_beside_those_who_were_not_reminded(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    page = await shown(officer)
    assert "Pengingat: 34 dari 80 selesai (42%); tanpa pengingat: 3 dari 9 selesai (33%)." in page


async def test_the_ends_are_told_as_a_part_of_those_who_began(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    page = await shown(officer)
    assert "Mulai: Persetujuan data 100 Terdaftar, nomor diterima 60 60% dari yang mulai" in page
    assert "Tidak setuju datanya diproses 8 8% dari yang mulai" in page


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        ({}, 1 + 2 + 8 + 16 + 32),
        ({"hari": "1"}, 1 + 8 + 16 + 32),
        ({"hari": "28"}, 63),
        ({"saluran": "telegram"}, 8),
        ({"peran": "agent"}, 16),
        ({"bahasa": "jv"}, 32),
        ({"kecamatan": "35.10.16"}, 2),
        ({"kecamatan": "35.10.16", "hari": "28"}, 6),
    ],
)
async def test_the_office_chooses_days_channel_role_language_and_place(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, choice: dict[str, str], seen: int
) -> None:
    await told(bot, "kk seen 1")
    await told(bot, "kk seen 2", "2026-11-15", kecamatan="35.10.16")
    await told(bot, "kk seen 4", "2026-11-14", kecamatan="35.10.16")
    await told(bot, "kk seen 8", channel="telegram")
    await told(bot, "kk seen 16", role="agent")
    await told(bot, "kk seen 32", locale="jv")
    assert f"Nomor KK ({seen} dari {seen})" in await shown(officer, **choice)


async def test_the_day_is_that_of_banyuwangi(app: FastAPI, bot: httpx.AsyncClient, officer: httpx.AsyncClient) -> None:
    await told(bot, "kk seen 3", "2026-11-22")
    assert "Belum ada percakapan" in await shown(officer, hari="1")
    with time_machine.travel(datetime(2026, 11, 21, 17, 30, tzinfo=UTC)):
        async with signed_in(app, await somebody(app, "petugas.malam")) as by_night:
            assert "22 November 2026. Paling banyak berhenti di Nomor KK (3 dari 3)" in await shown(by_night, hari="1")


async def test_with_a_kecamatan_chosen_nothing_is_said_of_those_who_had_not_named_theirs(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    await told(bot, "members seen 5\nmembers answered 4\ndone finished 4\ndone finished-sent 4", kecamatan="35.10.16")
    page = await shown(officer, kecamatan="35.10.16")
    assert "15 sampai 21 November 2026, Kecamatan Banyuwangi." in page
    assert "Anggota keluarga (1 dari 5)" in page
    assert "Kecamatan baru diketahui sesudah ditanyakan." in page
    for left_out in ("Mulai:", "dari yang mulai", "Pengingat:"):
        assert left_out not in page


async def test_another_conversation_can_be_looked_at_and_unknown_names_are_shown_as_they_are(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await told(bot, "kk seen 5")
    await told(bot, "first_thing seen 5\nsecond-thing seen 4\nall_well finished 1", flow="appeal")
    page = await shown(officer, alur="appeal")
    assert "First thing (5 dari 5) Second thing (4 dari 4)" in page
    assert "Mulai: First thing 5 All well 1 20% dari yang mulai" in page
    assert "Nomor KK" not in page


async def test_before_anything_was_counted_the_page_says_so(officer: httpx.AsyncClient) -> None:
    page = await shown(officer)
    assert "Belum ada percakapan yang terhitung untuk pilihan ini." in page
    assert "Lihat 28 hari terakhir" in page
    assert "Paling banyak" not in page
    assert "Lihat 28 hari" not in await shown(officer, hari="28")


@pytest.mark.parametrize(
    "params",
    [
        {"hari": "3650", "alur": "nothing", "saluran": "'; --", "peran": "\x00", "bahasa": "xx"},
        {"hari": "-1", "kecamatan": "99.99.99"},
        {"alur": "<script>alert(1)</script>", "kecamatan": "<script>"},
        {"hari": "", "alur": "", "saluran": "", "kecamatan": "", "peran": "", "bahasa": ""},
    ],
)
async def test_an_address_that_was_tampered_with_shows_the_usual_page(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, params: dict[str, str]
) -> None:
    await a_week(bot)
    assert await shown(officer, **params) == await shown(officer)
    assert "<script>" not in (await officer.get("/console/alur", params=params)).text


async def test_the_page_is_linked_from_every_page_and_has_neither_script_nor_style_of_its_own(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient
) -> None:
    await a_week(bot)
    assert '<a href="/console/alur">Alur percakapan</a>' in (await officer.get("/console")).text
    page = (await officer.get("/console/alur")).text
    assert '<a href="/console/alur" aria-current="page">' in page
    assert '<a href="/console/pendaftaran">Daftar pendaftaran</a>' in page
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", page)


async def test_made_up_conversations_are_the_same_however_often_they_are_put_in(
    app: FastAPI, officer: httpx.AsyncClient, tables: Tables
) -> None:
    async def seeded() -> list[int]:
        async with app.state.sessions.begin() as session:
            await seed_counts(session, date(2026, 11, 21))
        return sorted(tables.column("question_counts", "count"))

    assert await seeded() == await seeded()
    assert "Paling banyak berhenti di Nomor KK" in await shown(officer, hari="28")


def sums(*rows: tuple[str, str, int]) -> list[Sum]:
    return [Sum(flow="registration", state=state, what=what, count=count) for state, what, count in rows]


def test_what_was_asked_on_the_eve_makes_no_part_greater_than_its_whole() -> None:
    found = funnel(
        sums(
            ("kk", "seen", 3),
            ("kk", "answered", 5),
            ("nik", "answered", 2),
            ("done", "finished-sent", 2),
            ("kk", "sent", 1),
        ),
        ["nik", "kk"],
    )
    assert found.questions == (Question("kk", 3, 3, 0, 0, 0),)
    assert (found.worst, found.reminded) == ((), Reminded(1, 1))


def test_states_without_a_place_in_the_order_follow_by_how_often_they_were_seen() -> None:
    found = funnel(sums(*((name, "seen", seen) for name, seen in zip("abcd", (1, 2, 9, 4), strict=True))), ["b"])
    assert [question.state for question in found.questions] == ["b", "c", "d", "a"]


def test_ends_are_told_the_most_frequent_first() -> None:
    assert funnel(sums(("a", "finished", 1), ("b", "finished", 2)), ["a", "b"]).ends == (
        End("b", 2),
        End("a", 1),
    )


def test_a_question_for_each_person_does_not_make_the_other_bars_small() -> None:
    measured = bars(
        [
            Question("nik", 100, 80, 0, 0, 0),
            Question("kk", 80, 60, 0, 0, 0),
            Question("members", 400, 300, 0, 0, 0),
        ]
    )
    assert [(bar.answered, bar.stopped) for bar in measured] == [(80, 20), (60, 20), (75, 25)]


async def test_the_flow_is_shown_as_it_is_drawn(
    bot: httpx.AsyncClient, officer: httpx.AsyncClient, visitor: httpx.AsyncClient
) -> None:
    await a_week(bot)
    answer = await officer.get("/console/alur")
    assert 'src="/console/alur/registration.svg"' in answer.text
    picture = await officer.get("/console/alur/registration.svg")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")
    assert picture.text.startswith("<svg") or picture.text.startswith("<?xml")
    assert (await officer.get("/console/alur/nobody.svg")).status_code == 404
    assert (await visitor.get("/console/alur/registration.svg")).status_code == 303
