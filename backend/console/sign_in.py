"""Who may see the console. One shared password for now."""

import base64
import binascii
import hmac
from typing import TYPE_CHECKING

from fastapi import Request

if TYPE_CHECKING:
    from pydantic import SecretStr


class NotSignedIn(Exception):
    """No password came with the request, or not the right one."""


class ConsoleOff(Exception):
    """No password is set, so nobody can be let in."""


def signed_in(request: Request) -> None:
    """Let in whoever knows the password; the user name is free.

    Raises:
        ConsoleOff: `CONSOLE_PASSWORD` is not set.
        NotSignedIn: the browser has to ask for the password.
    """
    password: SecretStr | None = request.app.state.console_password
    if password is None:
        raise ConsoleOff
    offered = _offered(request.headers.get("authorization", ""))
    if not hmac.compare_digest(offered, password.get_secret_value().encode()):
        raise NotSignedIn


def _offered(header: str) -> bytes:
    # FastAPI's own reader takes ASCII only; RFC 7617 lets us promise UTF-8, and a passphrase may need it.
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return b""
    try:
        _, _, password = base64.b64decode(encoded, validate=True).partition(b":")
    except binascii.Error:
        return b""
    return password
