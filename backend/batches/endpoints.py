"""Batches over HTTP: the bot hands over what an agent brought in a chat."""

from fastapi import APIRouter, Depends

from backend.agents.acting import Acting, Refusal
from backend.agents.idle import Idle
from backend.auth.bearer import scoped
from backend.auth.scopes import Scope
from backend.batches.desk import BatchDesk, Brought
from backend.batches.schemas import BatchIn, BatchOut, Outcome
from backend.clock import Now
from backend.contacts.book import ContactBook
from backend.database import Transaction
from backend.imports.refusals import Refusal as Unreadable
from backend.vault.held import HeldVault

router = APIRouter(prefix="/agents/batches", tags=["agents"], dependencies=[Depends(scoped(Scope.AGENTS_ACT))])


@router.post("", summary="Bring many families at once")
async def bring(body: BatchIn, session: Transaction, vault: HeldVault, idle: Idle, now: Now) -> BatchOut:
    """Keep a file or a text of many families, and go through it later. A notice says what became of each.

    The same again from the same agent is answered as before: no family is registered twice.
    """
    agent = await Acting(session, vault, idle).allowed(body.contact, now)
    contact = await ContactBook(session, vault).find(body.contact)
    if isinstance(agent, Refusal) or contact is None:
        return BatchOut(outcome=Outcome.UNUSABLE, why=agent if isinstance(agent, Refusal) else Refusal.NOBODY)
    brought = Brought(
        agent_id=agent.id,
        contact_id=contact.id,
        name=body.name,
        content=body.content,
        actor=f"agent/{agent.id}",
        message_id=body.message_id,
        sent_at=body.sent_at,
    )
    batch = await BatchDesk(session, vault).bring(brought, now)
    if isinstance(batch, Unreadable):
        return BatchOut(outcome=Outcome.UNUSABLE, why=batch.why, name=batch.name, found=batch.found, row=batch.row)
    return BatchOut(outcome=Outcome.TAKEN, id=batch.id, rows=batch.rows)
