"""The vault that the running application holds."""

from typing import Annotated

from fastapi import Depends, Request

from backend.vault.vault import Vault


def _held(request: Request) -> Vault:
    vault: Vault = request.app.state.vault
    return vault


HeldVault = Annotated[Vault, Depends(_held)]
