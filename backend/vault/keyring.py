"""The keys that a process was given, held against what the database says of them."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from backend.clock import utc_now
from backend.vault.adoption import first_lookup_secret
from backend.vault.derived import derived
from backend.vault.lookup import LookupKey, LookupRing, LookupSecret, LookupState
from backend.vault.models import LOOKUP_SECRET_FIELD, DataKeyStanding, DataKeyState, LookupKeyStanding
from backend.vault.slots import Slot
from backend.vault.unfit import KeysUnfit
from backend.vault.vault import Ciphers, Vault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.keys import DataKey
    from backend.vault.sealed import Sealed

KEYS_STAND: Final = 3_510_000_002
"""The advisory lock under which keys are used (shared) and change how they stand (alone)."""
# Made once: these are asked in nearly every transaction, and to put a statement together costs as much as to ask it.
_HELD: Final = select(func.pg_advisory_xact_lock_shared(KEYS_STAND))
_DATA: Final = DataKeyStanding
_LOOKUP: Final = LookupKeyStanding
# There are two or three of each: every data key beside every look-up key is one question, and a few rows.
_STANDING: Final = select(
    _DATA.id, _DATA.state, _DATA.check_value, _LOOKUP.id, _LOOKUP.state, _LOOKUP.slot, _LOOKUP.secret
).outerjoin(_LOOKUP, _LOOKUP.secret.is_not(None))


class Keyring:
    """The data keys of one process. The database says which of them seals, so that all processes agree."""

    def __init__(self, keys: Sequence[DataKey]) -> None:
        self.keys = tuple(keys)
        self.ciphers = Ciphers(keys)
        self.check_values = {key.id: derived(key.secret, "check value") for key in keys}
        self._secrets: dict[UUID, LookupSecret] = {}

    async def vault(self, session: AsyncSession) -> Vault:
        """Give the vault for this transaction. Until it ends, no key changes how it stands.

        Raises:
            KeysUnfit: a key is missing here, or is another one.
        """
        # The lock comes in a statement of its own: what is read after it includes every change that it waited for.
        await session.execute(_HELD)
        standing = await self.standing(session)
        if standing is None:
            await self._introduce(session)
            standing = await self.standing(session)
        if standing is None:
            raise KeysUnfit("The database was told of the keys and does not know them.")
        return standing

    async def standing(self, session: AsyncSession) -> Vault | None:
        """Give the vault as the keys stand, without keeping them so; None in a database that knows no keys."""
        rows = (await session.execute(_STANDING)).all()
        sealing = None
        for key_id, state, expected in {(row[0], row[1], row[2]) for row in rows}:
            self._recognise(key_id, expected)
            if state == DataKeyState.SEALING:
                sealing = key_id
        lookups = {row[3]: (row[4], row[5], row[6]) for row in rows if row[3] is not None}
        if sealing is None or not lookups:
            return None
        if sealing not in self.check_values:
            raise KeysUnfit(f"The registry seals with key {sealing}, which is not among DATA_KEYS here.")
        ring = LookupRing([self._lookup_key(row, *found) for row, found in lookups.items()])
        return Vault(self.ciphers, sealing, ring)

    def new_lookup_key(self, sealing: str, slot: Slot, state: LookupState, secret: bytes) -> dict[str, Any]:
        """Give the row of a new look-up key, its secret sealed."""
        row = uuid4()
        sealed = self.ciphers.seal(sealing, secret, field=LOOKUP_SECRET_FIELD, row=row)
        return {"id": row, "state": state, "slot": slot, "secret": sealed, "since": utc_now()}

    def _recognise(self, key_id: str, expected: bytes) -> None:
        here = self.check_values.get(key_id)
        if here is not None and not hmac.compare_digest(here, expected):
            raise KeysUnfit(f"Key {key_id} in DATA_KEYS is not the key of that name which the data are sealed with.")

    def _lookup_key(self, row: UUID, state: str, slot: str | None, sealed: Sealed | None) -> LookupKey:
        secret = self._secrets.get(row)
        if secret is None and sealed is not None:
            plain = self.ciphers.open(sealed, field=LOOKUP_SECRET_FIELD, row=row)
            secret = self._secrets[row] = LookupSecret(plain)
        if secret is None:
            raise KeysUnfit(f"Look-up key {row} is {state} and has no secret.")
        return LookupKey(row, LookupState(state), Slot(slot) if slot else None, secret)

    async def _introduce(self, session: AsyncSession) -> None:
        """Tell a new database of the keys. Of several processes that do so at once, one is heard."""
        for key in self.keys:
            state = DataKeyState.SEALING if key is self.keys[0] else DataKeyState.OPENING
            await session.execute(
                insert(DataKeyStanding)
                .values(id=key.id, state=state, check_value=self.check_values[key.id], since=utc_now())
                .on_conflict_do_nothing()
            )
        sealing = await session.scalar(select(DataKeyStanding.id).where(DataKeyStanding.state == DataKeyState.SEALING))
        if sealing is None or sealing not in self.check_values:
            return
        secret = await first_lookup_secret(session, self.keys)
        first = self.new_lookup_key(sealing, Slot.A, LookupState.CURRENT, secret)
        await session.execute(insert(LookupKeyStanding).values(**first).on_conflict_do_nothing())
