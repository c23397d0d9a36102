"""Who may read the counters."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from fastapi import Request
from fastapi.security.utils import get_authorization_scheme_param

from backend.auth.scopes import Scope
from backend.problems import Unauthenticated

if TYPE_CHECKING:
    from backend.auth.key_ring import KeyRing

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


async def may_measure(request: Request) -> None:
    """Let through who is on this machine, or has a key with the scope `metrics:read`.

    What a proxy on this machine passes on comes from elsewhere.

    Raises:
        Unauthenticated: neither of both.
    """
    if _is_here(request):
        return
    keys: KeyRing = request.app.state.keys
    scheme, secret = get_authorization_scheme_param(request.headers.get("authorization"))
    program = await keys.program_of(secret if scheme.lower() == "bearer" else "")
    if program is None or Scope.METRICS_READ not in program.scopes:
        raise Unauthenticated(
            f"Send a key with the scope {Scope.METRICS_READ}.", headers={"WWW-Authenticate": "Bearer"}
        )


def _is_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
