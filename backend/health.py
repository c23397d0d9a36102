"""Whether the registry is alive, ready, and how it does."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from backend.auth.measuring import may_measure
from backend.database import Transaction
from backend.migrations import newest_revision
from backend.problems import Unavailable, documented

router = APIRouter(tags=["operations"])
_NEEDED = newest_revision()
_SEEN = text("SELECT extract(epoch FROM max(last_heartbeat)) FROM procrastinate.procrastinate_workers")


@router.get("/healthz", summary="The process answers")
async def healthz() -> dict[str, str]:
    """Say that the process is alive. Asks nobody else."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    summary="Requests can be served",
    responses=documented(HTTPStatus.SERVICE_UNAVAILABLE),
)
async def readyz(request: Request, session: Transaction) -> dict[str, str]:
    """Say that the database is reachable, has the tables that this version needs, and fits the keys given here."""
    try:
        revision = await session.scalar(text("SELECT version_num FROM alembic_version"))
    except ProgrammingError:
        raise Unavailable("The database has no tables yet. Run: bansos migrate.") from None
    if revision != _NEEDED:
        raise Unavailable(f"The database is at {revision} and {_NEEDED} is needed. Run: bansos migrate.")
    # Keys that do not fit are answered with 503 as everywhere, and the operator is told why.
    await request.app.state.keyring.vault(session)
    return {"status": "ready", "revision": _NEEDED}


@router.get("/metrics", summary="Counters for Prometheus", include_in_schema=False, dependencies=[Depends(may_measure)])
async def metrics(request: Request) -> Response:
    """Give the counters in Prometheus' text format."""
    metrics = request.app.state.metrics
    seen = await _jobs_seen(request.app.state.engine)
    metrics.database_ready.set(seen is not None)
    if seen is not None:
        metrics.jobs_seen.set(seen)
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _jobs_seen(engine: AsyncEngine) -> float | None:
    """Give when somebody who carries out jobs was last seen, in seconds since 1970; None without a database."""
    try:
        async with engine.connect() as connection:
            return float(await connection.scalar(_SEEN) or 0)
    except ProgrammingError:
        # It answers, and has no tables yet.
        return 0.0
    except (SQLAlchemyError, OSError):
        return None
