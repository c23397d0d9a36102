"""The well-known officers of the demo. Their password is printed here, so no registry but the demo's lets them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy.dialects.postgresql import insert

from backend.auth.areas import KABUPATEN
from backend.auth.one_time_codes import new_secret
from backend.auth.passwords import Passwords
from backend.auth.permissions import Role
from backend.officers.models import TOTP_FIELD, Officer, State

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.vault import Vault

PASSWORD: Final = "kopi-gunung-pagi"  # noqa: S105 - known to all on purpose


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Somebody to try the console as. `where` names the area for people."""

    user_name: str
    name: str
    roles: tuple[Role, ...]
    area: str
    where: str


OFFICERS: Final = (
    MadeUp("admin", "Contoh Admin", (Role.ADMIN,), KABUPATEN, "seluruh kabupaten"),
    MadeUp("dinsos", "Contoh Verifikator", (Role.VERIFIER, Role.COMPOSER), KABUPATEN, "seluruh kabupaten"),
    MadeUp("penyetuju", "Contoh Penyetuju", (Role.APPROVER, Role.AUDITOR), KABUPATEN, "seluruh kabupaten"),
    MadeUp("kecamatan", "Contoh Petugas Kecamatan", (Role.OFFICER,), "35.10.16", "Kecamatan Banyuwangi"),
    MadeUp("desa", "Contoh Petugas Desa", (Role.OFFICER,), "35.10.01.2001", "Desa Sarongan"),
)


@dataclass(frozen=True, slots=True)
class DemoDoor:
    """What the demo's sign-in page tells everybody."""

    officers: tuple[MadeUp, ...] = OFFICERS
    password: str = PASSWORD


async def seed_officers(session: AsyncSession, vault: Vault, now: datetime) -> None:
    """Enter the made-up officers, once. What was changed about them since stays."""
    password = Passwords().hashed(PASSWORD)
    for each in OFFICERS:
        row = uuid4()
        await session.execute(
            insert(Officer)
            .values(
                id=row,
                user_name=each.user_name,
                name=each.name,
                state=State.ACTIVE,
                roles=[role.value for role in each.roles],
                areas=[each.area],
                password=password,
                totp=vault.seal(new_secret().encode(), field=TOTP_FIELD, row=row),
                totp_since=now,
                totp_last_step=0,
                made_up=True,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["user_name"])
        )
