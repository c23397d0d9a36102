"""The vault of the running request."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from backend.database import Transaction
from backend.vault.vault import Vault

if TYPE_CHECKING:
    from backend.vault.keyring import Keyring


async def _held(request: Request, session: Transaction) -> Vault:
    keyring: Keyring = request.app.state.keyring
    return await keyring.vault(session)


HeldVault = Annotated[Vault, Depends(_held, scope="function")]
"""The keys as they stand in the request's transaction."""
