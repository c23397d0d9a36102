"""Files of many families as agents make them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from backend.batches.carrying_out import carry_out
from backend.batches.models import LACKS_FIELD, NAME_FIELD, Batch, BatchRow, BatchState, Counted, RowOutcome
from backend.clock import utc_now
from backend.contacts.book import ContactBook
from backend.jobs.ledger import Entry
from backend.wire import ContactIn
from conversations.answers.form import Lack
from tests.backend.files import csv_file, workshop
from tests.office import vault_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import httpx
    from fastapi import FastAPI

    from backend.agents.models import Agent
    from backend.settings import Settings

HEADINGS = (
    "No", "Setuju", "NIK", "KK", "Nama", "Tgl lahir", "Dusun", "RT", "RW", "Desa", "Kec", "HP", "Anggota 1",
    "Anggota 2", "Hamil", "Kesulitan", "Pekerjaan", "Rumah", "Alasan lewat agen", "Cara setuju", "Saksi",
)  # fmt: skip


def family(place: int, **changes: Any) -> dict[str, Any]:
    """A family of Desa Kemiren as a row tells it; each place is another one."""
    day, month = place % 28 + 1, place // 28 % 12 + 1
    serial = 9900 + place // 336
    return {
        "No": str(place), "Setuju": "ya", "NIK": f"351015{day + 40:02}{month:02}65{serial}",
        "KK": f"351015{day:02}{month:02}12{serial}", "Nama": "Contoh Sumiati", "Tgl lahir": f"{day}-{month}-1965",
        "Dusun": "Krajan", "RT": "3", "RW": "2", "Desa": "Kemiren", "Kec": "Glagah", "HP": "-",
        "Anggota 1": "Budi Contoh, suami, 62 tahun", "Anggota 2": "Siti Contoh, anak, 15 tahun, SMP", "Hamil": "tidak",
        "Kesulitan": "tidak ada", "Pekerjaan": "buruh tani", "Rumah": "milik sendiri", "Alasan lewat agen": "Lansia",
        "Cara setuju": "cap jempol", "Saksi": "Suyanto Contoh", **changes,
    }  # fmt: skip


def csv_of(rows: Iterable[dict[str, Any]]) -> bytes:
    return csv_file(HEADINGS, *([row[name] for name in HEADINGS] for row in rows), by=";")


def handed_over(contact: dict[str, str], content: bytes, message_id: str = "pesan-1") -> dict[str, Any]:
    """What the bot hands over when an agent sent a file."""
    return {
        "contact": contact, "name": "keluarga.csv", "content": base64.b64encode(content).decode(),
        "message_id": message_id, "sent_at": "2026-11-22T08:00:00+07:00",
    }  # fmt: skip


async def brought(
    bot: httpx.AsyncClient, contact: dict[str, str], content: bytes, message_id: str = "pesan-1"
) -> dict[str, Any]:
    """What the registry says when the bot hands over what an agent sent."""
    answer = await bot.post("/api/v1/agents/batches", json=handed_over(contact, content, message_id))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def gone_through(
    app: FastAPI, settings: Settings, batch: dict[str, Any], breaks_off_after: int | None = None
) -> None:
    await carry_out(workshop(app, settings, breaks_off_after), UUID(batch["id"]))


async def told(bot: httpx.AsyncClient) -> list[dict[str, Any]]:
    """All notices that wait, as the bot claims them, told one after the other."""
    found: list[dict[str, Any]] = []
    while claimed := (await bot.post("/api/v1/notices/claims", json={})).json()["notices"]:
        found += claimed
        for each in claimed:
            assert (await bot.post(f"/api/v1/notices/{each['id']}/told")).status_code == 204
    return found


def by_row(notices: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {row["row"]: row for each in notices for row in each["batch"]["rows"]}


async def batch_of(app: FastAPI, agent: Agent, **changes: Any) -> UUID:
    """A batch of an agent of which one row was found to lack its KK."""
    async with app.state.sessions.begin() as session:
        vault, now, row, place = await vault_of(app, session), utc_now(), uuid4(), uuid4()
        contact = await ContactBook(session, vault).remember(ContactIn(channel="telegram", address="900030099"), now)
        batch = Batch(
            id=row, agent_id=agent.id, contact_id=contact.id, state=BatchState.DONE, digest=row.bytes,
            name=vault.seal(b"keluarga.csv", field=NAME_FIELD, row=row), rows=1, counted=Counted.ROW, actor="operator",
            message_id="1", sent_at=now, brought_at=now, done_at=now,
            job_id=(await Entry.asked_for(session, "batch", asked_by="operator")).id, **changes,
        )  # fmt: skip
        lacks = vault.seal(msgspec.json.encode([Lack("kk")]), field=LACKS_FIELD, row=place)
        session.add(batch)
        await session.flush()
        session.add(BatchRow(id=place, batch_id=row, row=2, outcome=RowOutcome.FAULTY, lacks=lacks))
    return row
