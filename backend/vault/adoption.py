"""The look-up key of a database that was filled before look-up keys were apart from the data keys."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import text

from backend.vault.keys import KEY_BYTES
from backend.vault.unfit import KeysUnfit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.vault.keys import DataKey


async def first_lookup_secret(session: AsyncSession, keys: Sequence[DataKey]) -> bytes:
    """Draw the first look-up secret; where families are hashed already, give the one they were hashed with.

    Raises:
        KeysUnfit: that was a key which is not here, or there were several.
    """
    used = (await session.scalars(text("SELECT DISTINCT key_id_of(address) FROM contacts LIMIT 2"))).all()
    if not used:
        return os.urandom(KEY_BYTES)
    secret = next((key.secret for key in keys if key.id == used[0]), None)
    if secret is None or len(used) > 1:
        raise KeysUnfit(
            "The families were hashed with another key than those here, or with several. "
            "DATA_KEYS has to be as it was when the first of them registered."
        )
    return secret
