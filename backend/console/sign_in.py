"""Who may see the console. One shared password for now."""

import hmac
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBasic, HTTPBasicCredentials

if TYPE_CHECKING:
    from pydantic import SecretStr

_basic = HTTPBasic(auto_error=False)


class NotSignedIn(Exception):
    """No password came with the request, or not the right one."""


class ConsoleOff(Exception):
    """No password is set, so nobody can be let in."""


def signed_in(request: Request, credentials: Annotated[HTTPBasicCredentials | None, Depends(_basic)]) -> None:
    """Let in whoever knows the password; the user name is free.

    Raises:
        ConsoleOff: `CONSOLE_PASSWORD` is not set.
        NotSignedIn: the browser has to ask for the password.
    """
    password: SecretStr | None = request.app.state.console_password
    if password is None:
        raise ConsoleOff
    offered = credentials.password if credentials else ""
    if not hmac.compare_digest(offered.encode(), password.get_secret_value().encode()):
        raise NotSignedIn
