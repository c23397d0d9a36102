"""The API key in the `Authorization` header, and what it may do."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.auth.key_ring import KeyRing, Program
from backend.auth.scopes import Scope
from backend.problems import Forbidden, Unauthenticated, documented

_bearer = HTTPBearer(auto_error=False, scheme_name="API key", description="One secret per calling program.")

REFUSALS = documented(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.SERVICE_UNAVAILABLE)
"""What every route below `/api` may answer, for OpenAPI."""


async def known_program(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Program:
    """Find the program that calls.

    Raises:
        Unauthenticated: it sent no key that we know.
    """
    keys: KeyRing = request.app.state.keys
    # The edge has asked already where a body may follow.
    asked = request.scope.get("program", ...)
    program = await keys.program_of(credentials.credentials if credentials else "") if asked is ... else asked
    if program is None:
        raise Unauthenticated(
            "Send a known API key as: Authorization: Bearer <key>.", headers={"WWW-Authenticate": "Bearer"}
        )
    return program


async def _name(program: Annotated[Program, Depends(known_program)]) -> str:
    return program.name


Caller = Annotated[str, Depends(_name)]
"""The name of the program that calls."""


class Scoped:
    """Lets a program through whose key has a scope. `scoped` makes one; the tests find it on every route."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    async def __call__(self, program: Annotated[Program, Depends(known_program)]) -> Program:
        """Give the program.

        Raises:
            Forbidden: its key lacks the scope.
        """
        if self.scope not in program.scopes:
            raise Forbidden(f"This key lacks the scope {self.scope}.")
        return program


def scoped(scope: Scope) -> Scoped:
    """Declare the scope that a route of the API asks for: `Depends(scoped(Scope.STATUS_READ))`."""
    return Scoped(scope)
