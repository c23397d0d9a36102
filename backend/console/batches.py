"""The pages on which an officer brings many families for an agent, and sees what became of each row."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from backend.agents.acting import chat_of
from backend.agents.models import Agent, State
from backend.agents.people import name_of
from backend.agents.roster import Roster
from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.permissions import Permission
from backend.batches.desk import BatchDesk, Brought
from backend.batches.models import Batch, BatchState, RowOutcome
from backend.batches.results import counted, results
from backend.batches.template import as_csv, as_workbook
from backend.clock import Now
from backend.console import agents, batch_wording, file_wording
from backend.console.access import SignedIn, allowed
from backend.console.downloads import download
from backend.console.rendering import notice, rendered
from backend.csv_text import MEDIA_TYPE, csv_file
from backend.database import Transaction
from backend.imports.refusals import Refusal, Refused
from backend.jobs.models import Job
from backend.vault.held import HeldVault

ADDRESS: Final = "/console/agen-keluarga"
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN: Final = 200

router = APIRouter(prefix=ADDRESS, include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.AGENTS_MANAGE))]


@router.get("/contoh.xlsx")
async def template_workbook(me: Me) -> Response:  # noqa: ARG001 - whoever may bring one may take one
    """Give the workbook to fill in."""
    return download(as_workbook(), _XLSX, "keluarga.xlsx")


@router.get("/contoh.csv")
async def template_csv(me: Me) -> Response:  # noqa: ARG001 - as above
    """Give the CSV to fill in."""
    return download(as_csv(), MEDIA_TYPE, "keluarga.csv")


@router.get("/{agent_id}")
async def batches(me: Me, agent_id: UUID, session: Transaction, vault: HeldVault) -> HTMLResponse:
    """Offer the form, and list what the agent brought in the last week."""
    agent = await Roster(session, vault, me.areas, me.actor).find(agent_id)
    return await _page(me, session, vault, agent) if agent else agents.nobody(me)


@router.post("/{agent_id}")
async def bring(me: Me, request: Request, agent_id: UUID, session: Transaction, vault: HeldVault, now: Now) -> Response:
    """Take a file in for an agent. It is gone through as if the agent had sent it."""
    async with request.form() as form:
        file = form.get("file")
        name, content = (file.filename or "", await file.read()) if isinstance(file, UploadFile) else ("", b"")
    agent = await Roster(session, vault, me.areas, me.actor).find(agent_id)
    if agent is None:
        return agents.nobody(me)
    chat = await chat_of(session, agent.id)
    if agent.state != State.ACTIVE or chat is None:
        trouble = batch_wording.NOT_AT_WORK if agent.state == State.SUSPENDED else batch_wording.NO_CHAT
        return await _page(me, session, vault, agent, trouble)
    if not name:
        return await _page(me, session, vault, agent, file_wording.refusal(Refusal(Refused.NO_FILE)))
    brought = Brought(
        agent_id=agent.id,
        contact_id=chat,
        name=name,
        content=content,
        actor=me.actor,
        message_id=f"console/{now.isoformat()}",
        sent_at=now,
    )
    batch = await BatchDesk(session, vault).bring(brought, now)
    if isinstance(batch, Refusal):
        return await _page(me, session, vault, agent, file_wording.refusal(batch))
    return RedirectResponse(f"{ADDRESS}/{agent.id}/{batch.id}", HTTPStatus.SEE_OTHER)


@router.get("/{agent_id}/{batch_id}")
async def one(me: Me, agent_id: UUID, batch_id: UUID, session: Transaction, vault: HeldVault) -> HTMLResponse:
    """Show how far a batch is, and what became of its rows: those to put right first."""
    found = await _found(me, agent_id, batch_id, session, vault)
    if found is None:
        return _no_batch(me)
    agent, batch = found
    rows = await results(session, vault, batch.id)
    rows.sort(key=lambda row: (row.outcome is not RowOutcome.FAULTY, row.row))
    return rendered(
        "agent_batch.html",
        me=me,
        agent=agent,
        agent_name=name_of(vault, agent),
        batch=batch,
        name=BatchDesk(session, vault).name_of(batch),
        job=await session.get(Job, batch.job_id),
        counts=await counted(session, batch.id),
        rows=rows[:_SHOWN],
        more=max(len(rows) - _SHOWN, 0),
        running=batch.state == BatchState.RUNNING,
    )


@router.get("/{agent_id}/{batch_id}/hasil.csv")
async def results_file(
    me: Me, agent_id: UUID, batch_id: UUID, session: Transaction, vault: HeldVault, now: Now
) -> Response:
    """Give what became of each row as a file, with the numbers that families are given. Who took it is noted."""
    if await _found(me, agent_id, batch_id, session, vault) is None:
        return _no_batch(me)
    rows = await results(session, vault, batch_id)
    await append(session, Event(now, me.actor, "batch.taken", f"batch/{batch_id}", {"rows": len(rows)}))
    lines = [(row.row, batch_wording.outcome_name(row.outcome), row.number, row.code, row.said()) for row in rows]
    return download(csv_file([batch_wording.RESULT_TITLES, *lines]), MEDIA_TYPE, "hasil.csv")


async def _found(
    me: SignedIn, agent_id: UUID, batch_id: UUID, session: Transaction, vault: HeldVault
) -> tuple[Agent, Batch] | None:
    agent = await Roster(session, vault, me.areas, me.actor).find(agent_id)
    batch = await BatchDesk(session, vault).find(agent_id, batch_id)
    return (agent, batch) if agent is not None and batch is not None else None


async def _page(me: SignedIn, session: Transaction, vault: HeldVault, agent: Agent, trouble: str = "") -> HTMLResponse:
    desk = BatchDesk(session, vault)
    return rendered(
        "agent_batches.html",
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        agent=agent,
        agent_name=name_of(vault, agent),
        batches=[(each, desk.name_of(each)) for each in await desk.of_agent(agent.id)],
        trouble=trouble,
    )


def _no_batch(me: SignedIn) -> HTMLResponse:
    return notice(
        HTTPStatus.NOT_FOUND,
        "Berkas tidak ditemukan",
        "Tidak ada berkas ini dari agen di wilayah kerja Bapak/Ibu. Hasil berkas disimpan seminggu.",
        me=me,
        onward=(agents.ADDRESS, "Ke daftar agen"),
    )
