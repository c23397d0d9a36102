"""Which register is asked, as the settings say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from backend.verification.made_up import MadeUpRegister
from backend.verification.over_http import OverHttp

if TYPE_CHECKING:
    from backend.settings import Settings

Register: TypeAlias = "OverHttp | MadeUpRegister"


def register_of(settings: Settings) -> Register | None:
    """Give the register to ask: the one at the address that was set, in the demo a made-up one, else none."""
    if settings.verification_url is not None:
        token = settings.verification_token.get_secret_value()
        return OverHttp(settings.verification_url, token, settings.verification_seconds)
    return MadeUpRegister() if settings.demo else None
