"""Keys that do not fit the database."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog

from backend.problems import problem

if TYPE_CHECKING:
    from fastapi import Request
    from fastapi.responses import JSONResponse

_log = structlog.get_logger(__name__)


class KeysUnfit(Exception):
    """This process lacks a key that the database needs, or has another one under the same id."""


async def keys_unfit(_request: Request, reason: Exception) -> JSONResponse:
    """Answer that the same request may be repeated, and tell the operator why it cannot be taken here."""
    await _log.aerror("keys_unfit", reason=str(reason))
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The registry is not set up rightly at present. Repeat the same request later.",
        headers={"Retry-After": "60"},
    )
