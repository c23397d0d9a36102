"""Contacts over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import StrictBool

from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.bearer import Caller, scoped
from backend.auth.scopes import Scope
from backend.clock import Now
from backend.consents.models import Consent, Purpose
from backend.contacts.book import ContactBook, note_broadcasts
from backend.database import Transaction
from backend.vault.held import HeldVault
from backend.wire import Body, ContactIn, Line, Moment

router = APIRouter(prefix="/contacts", tags=["contacts"])


class BroadcastsIn(Body):
    """Whether notices are wanted at a contact, and when that was said."""

    contact: ContactIn
    wanted: StrictBool
    asked_at: Moment
    message_id: Line | None = None


class BroadcastsOut(Body):
    """What holds now. It differs from what was sent when a newer answer was known."""

    wanted: bool
    asked_at: Moment


async def _book(session: Transaction, vault: HeldVault) -> ContactBook:
    return ContactBook(session, vault)


Contacts = Annotated[ContactBook, Depends(_book, scope="function")]


@router.put(
    "/broadcasts",
    summary="Say whether a contact wants notices",
    dependencies=[Depends(scoped(Scope.CONTACTS_WRITE))],
)
async def put_broadcasts(body: BroadcastsIn, contacts: Contacts, caller: Caller, now: Now) -> BroadcastsOut:
    """Set whether notices go to a contact.

    The newest answer by `asked_at` counts; repeating one changes nothing. A contact never seen is entered.
    """
    contact = await contacts.heard_from(body.contact, now)
    if note_broadcasts(contact, wanted=body.wanted, asked_at=body.asked_at):
        contacts.session.add(
            Consent(
                contact_id=contact.id,
                purpose=Purpose.BROADCASTS,
                given=body.wanted,
                given_at=body.asked_at,
                channel=body.contact.channel,
                message_id=body.message_id,
                actor="resident",
            )
        )
        await append(
            contacts.session,
            Event(
                at=now,
                actor=f"program/{caller}",
                action="contact.broadcasts",
                subject=f"contact/{contact.id}",
                details={"wanted": body.wanted},
            ),
        )
    return BroadcastsOut.model_validate({"wanted": contact.broadcasts_wanted, "asked_at": contact.broadcasts_asked_at})
