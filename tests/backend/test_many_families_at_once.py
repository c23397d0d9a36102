"""Many families in one file: what is right is registered, the rest is reported row by row, and again is no more."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.agents import agent_at, decided
from tests.backend.batches import HEADINGS, brought, by_row, csv_of, family, gone_through, handed_over, told
from tests.backend.families import submission
from tests.backend.files import workbook

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.backend.conftest import Tables

pytestmark = pytest.mark.usefixtures("empty_queue")

AGENT = {"channel": "telegram", "address": "900030001"}
WAYS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"NIK": "3,51015E+15"}, "nik", "shortened"),
    ({"NIK": "351015410165990"}, "nik", "too-short"),
    ({"KK": ""}, "kk", "missing"),
    ({"Tgl lahir": "30-12-1999"}, "birth_date", "mismatch"),
    ({"Desa": "Wakanda"}, "desa", "unknown"),
    ({"Setuju": ""}, "consent", "missing"),
    ({"Anggota 2": "Siti"}, "members", "relation-missing"),
    ({"HP": "0333-421222"}, "phone", "landline"),
    ({"Pekerjaan": "astronot"}, "occupation", "not-offered"),
    ({"Nama": "123"}, "name", "has-digits"),
    ({"Saksi": "99"}, "witness", "has-digits"),
    ({"Cara setuju": "telepati"}, "consent_way", "not-offered"),
)
"""Ways in which a row is faulty, and what is said of it."""
ROWS = int(os.environ.get("BATCH_ROWS", "22"))
"""Families of the large file: BATCH_ROWS=500 has fifty faulty ones among them."""


@pytest.mark.parametrize("damage", ["!", " ", "\n", "-", "ä", "===="])
async def test_a_file_that_was_damaged_on_the_way_is_refused(app: FastAPI, bot: httpx.AsyncClient, damage: str) -> None:
    await agent_at(app, bot, AGENT)
    body = handed_over(AGENT, csv_of([family(1)]))
    body["content"] = body["content"][:40] + damage + body["content"][40:]
    answer = await bot.post("/api/v1/agents/batches", json=body)
    assert (answer.status_code, answer.json()["errors"]) == (422, [{"field": "content", "code": "base64-decode"}])


async def test_what_is_right_is_registered_the_rest_is_reported_and_again_makes_no_second_record(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    ways = itertools.cycle(WAYS)
    faulty = {place: next(ways) for place in range(4, 4 + max(len(WAYS), ROWS // 10 - 2))}
    rows = [family(place, **(faulty[place][0] if place in faulty else {})) for place in range(ROWS - 2)]
    rows += [family(0), family(1, Nama="Contoh Lain")]
    good = len(rows) - len(faulty) - 2
    content = csv_of(rows)
    batch = await brought(bot, AGENT, content)
    assert (batch["outcome"], batch["rows"]) == ("taken", ROWS)
    await gone_through(app, settings, batch)

    notices = await told(bot)
    first = notices[0]["batch"]
    assert (first["registered"], first["already"], first["faulty"]) == (good, 0, ROWS - good)
    assert notices[-1]["batch"]["left"] == 0
    said = {number: [(lack["field"], lack["why"]) for lack in row["lacks"]] for number, row in by_row(notices).items()}
    # The headings are the first row of the file.
    assert said == {place + 2: [(field, why)] for place, (_, field, why) in faulty.items()} | {
        ROWS: [("nik", "row-twice")],
        ROWS + 1: [("nik", "row-twice")],
    }
    kept = tables.rows("registrations")
    assert len(kept) == good
    acted = {(row["agent_id"], row["acting_reason"], row["consent_way"], row["confirmation"]) for row in kept}
    assert acted == {(agent.id, "elderly", "thumb", "witnessed")}
    assert tables.rows("file_parts") == []
    assert "Sumiati" not in tables.dump()

    # The same file, and then one in which a row was put right.
    assert (await brought(bot, AGENT, content, "pesan-2"))["id"] == batch["id"]
    assert len(await told(bot)) == len(notices)
    mended = await brought(bot, AGENT, csv_of([*rows[:4], family(4), *rows[5:]]), "pesan-3")
    await gone_through(app, settings, mended)
    again = (await told(bot))[0]["batch"]
    # A birth date that is told a second time counts.
    new = 1 + sum(why == "mismatch" for _, _, why in faulty.values())
    assert (again["registered"], again["already"]) == (new, good)
    assert len(tables.rows("registrations")) == good + new


async def test_a_file_that_was_broken_off_goes_on_at_the_next_row(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    batch = await brought(bot, AGENT, csv_of(family(place) for place in range(6)))
    with pytest.raises(ConnectionError):
        await gone_through(app, settings, batch, breaks_off_after=3)
    assert tables.column("jobs", "done") == [2]
    await gone_through(app, settings, batch)
    await gone_through(app, settings, batch)
    assert len(tables.rows("registrations")) == 6
    [job] = tables.rows("jobs")
    assert (job["done"], job["total"], job["state"]) == (6, 6, "done")
    [notice] = await told(bot)
    assert [bool(row["number"]) for row in notice["batch"]["rows"]] == [True] * 6


async def test_a_nik_of_somebody_else_is_told_and_a_stopped_agent_goes_on_later(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    other = submission({"channel": "telegram", "address": "900030002"})
    await bot.post("/api/v1/registrations", json=other, headers={"Idempotency-Key": "key-of-another"})
    nik, born = other["household"]["nik"], other["household"]["birth_date"]
    content = csv_of([family(1, NIK=nik, **{"Tgl lahir": "-".join(reversed(born.split("-")))}), family(2)])
    batch = await brought(bot, AGENT, content)
    await decided(app, AGENT, "suspend")
    await gone_through(app, settings, batch)
    assert tables.column("batches", "state") == ["stopped"]
    assert (await brought(bot, AGENT, content))["why"] == "agent-suspended"

    await decided(app, AGENT, "reactivate")
    assert (await brought(bot, AGENT, content))["id"] == batch["id"]
    await gone_through(app, settings, batch)
    rows = by_row(await told(bot))
    assert [lack["why"] for lack in rows[2]["lacks"]] == ["taken"]
    assert rows[3]["number"]
    assert len(tables.rows("registrations")) == 2


async def test_a_text_of_many_families_and_a_workbook_are_read_the_same_way(
    app: FastAPI, bot: httpx.AsyncClient, settings: Settings, tables: Tables
) -> None:
    await agent_at(app, bot, AGENT)
    told_in_lines = "\n\n".join(
        "\n".join(f"{label}: {said}" for label, said in family(place).items() if label != "No") for place in (1, 2)
    )
    in_text = await brought(bot, AGENT, told_in_lines.encode())
    await gone_through(app, settings, in_text)
    as_numbers = {"NIK": 3510155801659900, "KK": 3510155801659900}
    rows = [list(HEADINGS), *(list(family(place).values()) for place in (2, 3)), list(family(4, **as_numbers).values())]
    in_sheet = await brought(bot, AGENT, workbook(*rows), "pesan-2")
    await gone_through(app, settings, in_sheet)
    notices = await told(bot)
    assert [(each["batch"]["counted"], each["batch"]["registered"]) for each in notices] == [("family", 2), ("row", 1)]
    assert notices[1]["batch"]["already"] == 1
    assert [lack["why"] for lack in by_row(notices[1:])[4]["lacks"]] == ["shortened", "shortened"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\n\x00\x01", "not-text"),
        (b"PK\x03\x04 no workbook", "not-a-workbook"),
        (b"Selamat pagi", "empty"),
        (b"Nama;Desa;HP\nSiti;Kemiren;-\n", "columns-missing"),
        (b"x" * (2 * 1024 * 1024 + 1), "too-large"),
    ],
)
async def test_what_is_no_list_of_families_is_refused_with_a_reason(
    app: FastAPI, bot: httpx.AsyncClient, tables: Tables, content: bytes, why: str
) -> None:
    await agent_at(app, bot, AGENT)
    assert (await brought(bot, AGENT, content))["why"] == why
    assert tables.rows("batches") == []
