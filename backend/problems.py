"""What callers are told when a request cannot be answered: problem details of RFC 9457."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Final

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from starlette.exceptions import HTTPException

from backend.methods import Methods

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fastapi import FastAPI, Request

MEDIA_TYPE: Final = "application/problem+json"
_RETRY_SECONDS: Final = 5
DATABASE_AWAY: Final = (OperationalError, InterfaceError, PoolExhausted)
"""What is raised when PostgreSQL cannot be reached."""
_NO_VALUE: Final = frozenset({None, "22007", "22008", "22021", "22P05"})
"""Codes for what is no value at all, such as a text with a NUL or a moment beyond all years; psycopg's own has none."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field: its path (`household.nik`) and a stable code (`too-short`)."""

    field: str
    code: str


class ProblemDetails(BaseModel):
    """The body of every answer that is not a success."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldFault] = []


class Refusal(Exception):
    """A request that is refused. Raising it rolls the transaction back."""

    status: ClassVar[HTTPStatus]

    def __init__(
        self, detail: str, *, errors: Sequence[FieldFault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


class Unauthenticated(Refusal):
    """Nobody we know."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Refusal):
    """Somebody we know, who may not do this."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Refusal):
    """Nothing by that name."""

    status = HTTPStatus.NOT_FOUND


class Conflict(Refusal):
    """The request contradicts an earlier one."""

    status = HTTPStatus.CONFLICT


class Unprocessable(Refusal):
    """Understood, but not acceptable: `errors` say which fields and why."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class Unavailable(Refusal):
    """Something we need is away; the same request may be repeated."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


def problem(
    status: HTTPStatus,
    detail: str,
    *,
    errors: Sequence[FieldFault] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Make a problem response. Returned instead of raised where the transaction has to be kept."""
    body = ProblemDetails(title=status.phrase, status=status, detail=detail, errors=list(errors))
    return JSONResponse(body.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def documented(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Describe problem responses for OpenAPI."""
    return {
        int(status): {
            "description": status.phrase,
            "model": ProblemDetails,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
        for status in statuses
    }


def install_problem_handlers(app: FastAPI, pages: Mapping[str, Callable[[], Response]] | None = None) -> None:
    """Answer everything that goes wrong in one shape.

    Where a path begins as one of `pages`, people read the answer: what is not there, or cannot be by its address, is
    answered with that page.
    """
    methods = Methods(app.routes)

    def page(request: Request) -> Response | None:
        path: str = request.scope["path"]
        return next((made() for begins, made in (pages or {}).items() if path.startswith(begins)), None)

    async def _not_readable(request: Request, error: RequestValidationError) -> Response:
        in_address = any(fault["loc"][0] == "path" for fault in error.errors())
        return (page(request) if in_address else None) or await _not_valid(request, error)

    async def _http(request: Request, error: HTTPException) -> Response:
        status, headers = HTTPStatus(error.status_code), dict(error.headers or {})
        if status is HTTPStatus.NOT_FOUND and (shown := page(request)) is not None:
            return shown
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = ", ".join(methods.of(request.scope["path"]))
        return problem(status, f"{status.description or status.phrase}.", headers=headers)

    async def _not_storable(request: Request, error: DataError) -> Response:
        if getattr(error.orig, "sqlstate", None) not in _NO_VALUE:
            raise error
        # Which value it was could be personal, and is not logged.
        await _log.awarning("not_storable", kind=type(error.orig).__name__)
        refusal = problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Something of this is no value that can be kept.")
        return page(request) or refusal

    app.exception_handler(Refusal)(_refused)
    app.exception_handler(DataError)(_not_storable)
    app.exception_handler(RequestValidationError)(_not_readable)
    app.exception_handler(HTTPException)(_http)
    for away in DATABASE_AWAY:
        app.exception_handler(away)(_away)
    app.exception_handler(Exception)(_unforeseen)


async def _refused(_request: Request, refusal: Refusal) -> JSONResponse:
    return problem(refusal.status, refusal.detail, errors=refusal.errors, headers=refusal.headers)


async def _not_valid(request: Request, error: RequestValidationError) -> JSONResponse:
    if any(tuple(fault["loc"]) == ("body",) for fault in error.errors()) and not _sends_json(request):
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.")
    faults = [FieldFault(_path(fault["loc"]), fault["type"].replace("_", "-")) for fault in error.errors()]
    if any(fault.code == "json-invalid" for fault in faults):
        return problem(HTTPStatus.BAD_REQUEST, "The body is not JSON.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Some fields cannot be taken as they are.", errors=faults)


async def _away(_request: Request, error: Exception) -> JSONResponse:
    return await database_away(error)


async def database_away(error: Exception) -> JSONResponse:
    """Say that PostgreSQL does not answer now, and when to ask again."""
    await _log.awarning("database_away", kind=type(error).__name__)
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The registry is not available for a moment. Repeat the same request later.",
        headers={"Retry-After": str(_RETRY_SECONDS)},
    )


async def _unforeseen(_request: Request, _error: Exception) -> JSONResponse:
    # The server logs the traceback itself; the caller learns nothing of our insides.
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something unforeseen happened here.")


def _sends_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _path(loc: Sequence[int | str]) -> str:
    # Field names can come from the caller's own keys, which need not be encodable text.
    steps = [str(step).encode("utf-8", "replace").decode() for step in loc]
    return ".".join(steps[1:] if steps[:1] == ["body"] and len(steps) > 1 else steps)
