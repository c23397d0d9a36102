"""An officer brings many families for an agent, sees what became of each row, and takes the result along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from backend.auth.permissions import Role
from backend.batches.carrying_out import carry_out
from backend.batches.families import Families, families_told
from backend.batches.row import Faulty, read_row
from backend.batches.template import as_csv, as_workbook
from backend.clock import local_date, utc_now
from backend.console.cookies import proof
from tests.agents import agent_at, invited
from tests.backend.batches import csv_of, family
from tests.backend.files import workshop
from tests.office import signed_in, somebody, words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from backend.settings import Settings
    from tests.office import Browser

pytestmark = pytest.mark.usefixtures("empty_queue")

AGENT = {"channel": "telegram", "address": "900030011"}
ADDRESS = "/console/agen-keluarga"


@pytest.fixture
async def admin(app: FastAPI) -> AsyncIterator[Browser]:
    async with signed_in(app, await somebody(app, "admin", Role.ADMIN)) as browser:
        yield browser


async def brought(admin: Browser, agent: UUID, content: bytes) -> httpx.Response:
    fields = {"csrf": proof(admin.cookies.get("bansos", "")), "declared": "on"}
    return await admin.post(f"{ADDRESS}/{agent}", data=fields, files={"file": ("keluarga.csv", content)})


async def test_a_file_is_brought_for_an_agent_shown_row_by_row_and_its_result_taken_along(
    app: FastAPI, bot: httpx.AsyncClient, admin: Browser, settings: Settings
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    answer = await brought(admin, agent.id, csv_of([family(1, HP="081200000031"), family(2, NIK="3,51015E+15")]))
    assert answer.status_code == 303, words(answer)
    page = answer.headers["location"]
    assert "Berkas sedang diperiksa" in words(await admin.get(page))
    await carry_out(workshop(app, settings), UUID(page.rsplit("/", 1)[1]))

    said = words(await admin.get(page))
    assert "Terdaftar 1" in said
    assert "Baris 3 Perlu diperbaiki NIK: tertulis" in said
    assert re.search(r"Baris 2 Terdaftar \d{4}-\d{3}-\d{3}", said)
    result = (await admin.get(f"{page}/hasil.csv")).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[:2] for line in result[1:]] == [["2", "Terdaftar"], ["3", "Perlu diperbaiki"]]
    assert "keluarga.csv" in words(await admin.get(f"{ADDRESS}/{agent.id}"))


async def test_what_cannot_be_taken_is_said_with_what_to_do(
    app: FastAPI, bot: httpx.AsyncClient, admin: Browser
) -> None:
    agent = (await agent_at(app, bot, AGENT)).agent
    refused = await brought(admin, agent.id, b"Nama;Desa;HP\nSiti;Kemiren;-\n")
    assert refused.status_code == 422
    assert "Kolom yang belum ada: NIK" in words(refused)
    without_chat = (await invited(app, "Contoh Baru")).agent
    assert "belum menghubungkan percakapannya" in words(await brought(admin, without_chat.id, csv_of([family(1)])))


@pytest.mark.parametrize("template", [as_csv, as_workbook])
def test_the_example_in_the_template_is_read_and_never_taken(template: object) -> None:
    told = families_told(template())  # type: ignore[operator] # both give bytes
    assert isinstance(told, Families)
    [row] = [read_row(each, local_date(utc_now())) for each in told.told]
    assert isinstance(row, Faulty)
    assert [(lack.field, lack.why) for lack in row.lacks] == [("consent", "not-agreed")]
