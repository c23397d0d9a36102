"""The API key in the `Authorization` header."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.auth.api_keys import caller_of
from backend.problems import Unauthenticated

_bearer = HTTPBearer(auto_error=False, scheme_name="API key", description="One secret per calling program.")


def known_caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> str:
    """Name the program that calls.

    Raises:
        Unauthenticated: it sent no key that we know.
    """
    secret = credentials.credentials if credentials else ""
    name = caller_of(secret, request.app.state.api_keys)
    if name is None:
        raise Unauthenticated(
            "Send a known API key as: Authorization: Bearer <key>.", headers={"WWW-Authenticate": "Bearer"}
        )
    return name


Caller = Annotated[str, Depends(known_caller)]
"""The name of the program that calls."""
