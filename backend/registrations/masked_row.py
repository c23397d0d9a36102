"""A registration as one row of a list: everything personal masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.registrations.schemas import Row
from conversations.answers.registration_number import show_registration_number

if TYPE_CHECKING:
    from backend.registrations.family import MaskedFamily
    from backend.registrations.models import Registration


def masked_row(registration: Registration, family: MaskedFamily) -> Row:
    """Show a registration as one row of a list."""
    return Row(
        number=show_registration_number(registration.number),
        status=registration.status,
        since=registration.status_since,
        received_at=registration.received_at,
        name=family.name,
        nik=family.nik,
        kecamatan=registration.kecamatan,
        desa=registration.desa,
        channel=registration.channel,
        flags=registration.flags,
    )
