"""Who may read the counters."""

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from fastapi import Request
from fastapi.security.utils import get_authorization_scheme_param
from sqlalchemy.exc import SQLAlchemyError

from backend.auth.api_keys import digest_of
from backend.auth.scopes import Scope
from backend.problems import Unauthenticated

if TYPE_CHECKING:
    from backend.auth.key_ring import KeyRing

_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


async def may_measure(request: Request) -> None:
    """Let through who is on this machine, or has a key with the scope `metrics:read`.

    What a proxy on this machine passes on comes from elsewhere. While the database is away, which is when the counters
    matter most, a key counts that was right when it was last there.

    Raises:
        Unauthenticated: neither of both.
    """
    if _is_here(request):
        return
    keys: KeyRing = request.app.state.keys
    known: set[bytes] = request.app.state.measuring
    scheme, secret = get_authorization_scheme_param(request.headers.get("authorization"))
    given = secret if scheme.lower() == "bearer" else ""
    try:
        program = await keys.program_of(given)
    except (SQLAlchemyError, OSError):
        if digest_of(given) in known:
            return
        raise
    if program is None or Scope.METRICS_READ not in program.scopes:
        known.discard(digest_of(given))
        raise Unauthenticated(
            f"Send a key with the scope {Scope.METRICS_READ}.", headers={"WWW-Authenticate": "Bearer"}
        )
    known.add(digest_of(given))


def _is_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
