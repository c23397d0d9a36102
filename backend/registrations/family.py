"""The family inside a registration: sealed away, taken out, and shown masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from backend.registrations.models import HOUSEHOLD_FIELD
from conversations.answers.household import Household
from conversations.answers.masking import mask_name, mask_number

if TYPE_CHECKING:
    from uuid import UUID

    from backend.registrations.models import Registration
    from backend.vault.sealed import Sealed
    from backend.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class MaskedFamily:
    """As much of a family as may be shown to somebody who gave no reason."""

    name: str
    nik: str
    kk: str
    phone: str | None
    members: int


ERASED: Final = MaskedFamily(name="(data sudah dihapus)", nik="", kk="", phone=None, members=0)
"""What is shown of a family that was erased."""


class Erased(LookupError):
    """The family was erased; only the row and its timeline are left."""


def seal_family(vault: Vault, row: UUID, household: Household) -> Sealed:
    """Lock a family away in its row."""
    return vault.seal(msgspec.json.encode(household), field=HOUSEHOLD_FIELD, row=row)


def open_family(vault: Vault, registration: Registration) -> Household:
    """Take a family out in clear. Only for use inside; what leaves is masked.

    Raises:
        Erased: it is not there any more.
    """
    if registration.household is None:
        raise Erased(str(registration.id))
    plain = vault.open(registration.household, field=HOUSEHOLD_FIELD, row=registration.id)
    return msgspec.json.decode(plain, type=Household)


def masked_family(vault: Vault, registration: Registration) -> MaskedFamily:
    """Show a family masked."""
    if registration.household is None:
        return ERASED
    household = open_family(vault, registration)
    return MaskedFamily(
        name=mask_name(household.name),
        nik=mask_number(household.nik),
        kk=mask_number(household.kk),
        phone=mask_number(household.phone) if household.phone else None,
        members=len(household.members),
    )
