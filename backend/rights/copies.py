"""What is held of a family, for whoever registered it: masked, since phones are shared and lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from backend.contacts.book import ContactBook
from backend.registrations import repository
from backend.registrations.family import masked_family, open_family
from backend.registrations.models import Confirmation
from backend.registrations.number import parse_number
from backend.registrations.schemas import ConsentOut
from backend.registrations.status import public
from backend.rights.models import RightsRequest
from backend.rights.numbers import show_request_number
from backend.rights.schemas import CopyOut, RequestOut
from backend.rights.wishes import State, Wish
from conversations.answers.masking import mask_name
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.contacts.models import Contact
    from backend.registrations.models import Registration
    from backend.vault.vault import Vault
    from backend.wire import ContactIn

_MOST_REQUESTS = 5


async def own_registration(
    session: AsyncSession, vault: Vault, contact: ContactIn, number: str
) -> tuple[Contact, Registration] | None:
    """Find a registration by its number if this very contact made it for its own family. Whose others are is not told.

    What an agent made is the family's once it has said that it is right; before that the office hears it in person.
    """
    known = await ContactBook(session, vault).find(contact)
    parsed = parse_number(number)
    row = await repository.by_number(session, parsed) if parsed is not None else None
    if known is None or row is None or row.contact_id != known.id:
        return None
    return (known, row) if row.agent_id is None or row.confirmation == Confirmation.CONFIRMED else None


async def masked_copy(session: AsyncSession, vault: Vault, contact: Contact, row: Registration) -> CopyOut:
    """Give what is held. Of what concerns health and living it is said that it is held, not what it is."""
    shown, members, other = masked_family(vault, row), [], []
    if row.erased_at is None:
        family = open_family(vault, row)
        members = [mask_name(member.name) for member in family.members]
        held = {
            "birth_date": family.birth_date,
            "address": family.dusun or family.rt,
            "pregnant": family.pregnant,
            "disability": family.disability,
            "schooling": family.schooling,
            "occupation": family.occupation,
            "housing": family.housing,
        }
        other = [name for name, value in held.items() if value]
    requests = await session.scalars(
        select(RightsRequest)
        .where(RightsRequest.registration_id == row.id)
        .order_by(RightsRequest.opened_at.desc(), RightsRequest.id)
        .limit(_MOST_REQUESTS)
    )
    return CopyOut.model_validate(
        {
            "number": show_registration_number(row.number),
            "status": public(row.status),
            "received_at": row.received_at,
            "erased": row.erased_at is not None,
            "name": shown.name,
            "nik": shown.nik,
            "kk": shown.kk,
            "phone": shown.phone,
            "desa": row.desa,
            "members": members,
            "other": other,
            "broadcasts": contact.broadcasts_wanted,
            "consents": [
                ConsentOut(
                    purpose=consent.purpose.value,
                    given=consent.given,
                    notice=consent.notice,
                    given_at=consent.given_at,
                    channel=consent.channel,
                )
                for consent in await repository.consents(session, row)
            ],
            "requests": [told(each) for each in requests],
        }
    )


def told(request: RightsRequest) -> RequestOut:
    """Say where a request stands."""
    return RequestOut(
        number=show_request_number(request.number),
        kind=Wish(request.kind),
        state=State(request.state),
        opened_at=request.opened_at,
        due_at=request.due_at,
    )
