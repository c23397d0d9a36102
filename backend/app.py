"""The registry as one ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager, nullcontext
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, FastAPI

from backend.agents.endpoints import router as agents
from backend.agents.links import Doors
from backend.appeals.appeals import Window
from backend.appeals.endpoints import router as appeals
from backend.audit.endpoints import router as audit
from backend.auth.bearer import REFUSALS, known_program
from backend.auth.key_ring import KeyRing
from backend.auth.passwords import Passwords
from backend.batches.endpoints import router as batches
from backend.batches.schemas import LARGEST_BODY as LARGEST_BATCH
from backend.broadcasts.checking_endpoints import router as checking
from backend.broadcasts.endpoints import router as broadcasts
from backend.broadcasts.sending_endpoints import LARGEST_BODY as LARGEST_BROADCASTS
from backend.broadcasts.sending_endpoints import router as broadcast_sending
from backend.broadcasts.template_endpoints import LARGEST_BODY as LARGEST_TEMPLATES
from backend.broadcasts.template_endpoints import router as content_templates
from backend.console.agents import FILE_ADDRESS as AGENTS_FILE
from backend.console.batches import ADDRESS as FAMILIES_FILE
from backend.console.cookies import Cookie
from backend.console.imports import ADDRESS as UPLOADS
from backend.console.imports import LARGEST_BODY as LARGEST_UPLOAD
from backend.console.imports import UPLOAD_SECONDS, too_large_page
from backend.console.pages import PAGES, install_console, no_such_page
from backend.contacts.endpoints import router as contacts
from backend.database import create_engine, create_sessions
from backend.edge import BoundedBody, KeyBeforeBody, SafeHeaders, Watched
from backend.fraud_reports.endpoints import router as fraud_reports
from backend.health import router as health
from backend.jobs.worker import working
from backend.metrics import Metrics
from backend.notices.endpoints import router as notices
from backend.officers.made_up import DemoDoor
from backend.officers.sign_in import Door
from backend.problems import install_problem_handlers
from backend.question_counts.endpoints import router as question_counts
from backend.question_counts.schemas import LARGEST_BODY as LARGEST_COUNTS
from backend.receipts.endpoints import router as receipts
from backend.reference.document import Described
from backend.reference.page import router as reference
from backend.registrations.endpoints import router as registrations
from backend.rights.endpoints import router as rights
from backend.undelivered.endpoints import router as undelivered
from backend.vault.keyring import Keyring
from backend.vault.unfit import KeysUnfit, keys_unfit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine
    from starlette.routing import BaseRoute

    from backend.settings import Settings


def create_app(settings: Settings, *, works: bool = False, shared: AsyncEngine | None = None) -> FastAPI:
    """Build the registry. Its database pool opens on first use and closes with the lifespan, unless it is `shared`.

    The demo's one also `works`: it carries out jobs as `bansos jobs` does.
    """
    app = Described(
        title="Registry of social assistance registrations",
        version="1",
        description="Takes registrations in and tells where they stand. Everything personal is masked.",
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        # Their address would come from the request's Host, which anybody can choose.
        redirect_slashes=False,
        routes=list(_routes()),
    )
    engine = shared or create_engine(settings.database_url, settings.database_pool)
    app.state.engine = engine
    app.state.closes_engine = shared is None
    app.state.sessions = create_sessions(engine)
    app.state.keyring = Keyring(settings.vault_keys())
    app.state.keys = KeyRing(settings.callers(), app.state.sessions)
    app.state.measuring = set[bytes]()
    app.state.cookie = Cookie(settings.console_address())
    app.state.door = Door(app.state.sessions, Passwords(), settings.waits_secret(), settings.demo)
    app.state.demo = settings.demo
    app.state.paced = settings
    app.state.verifies = settings.verification_url is not None or settings.demo
    app.state.agent_idle = timedelta(hours=settings.agent_pin_hours)
    app.state.appeal_window = Window(settings.appeal_days)
    app.state.doors = Doors(settings.telegram_bot_name, settings.twilio_whatsapp_from)
    app.state.demo_officers = DemoDoor() if settings.demo else None
    app.state.metrics = Metrics()
    app.state.jobs = working(settings) if works else nullcontext()

    install_console(app)

    install_problem_handlers(app, {"/console": no_such_page})
    app.exception_handler(KeysUnfit)(keys_unfit)
    # The last one added is the outermost.
    app.add_middleware(KeyBeforeBody, path="/api/", keys=app.state.keys)
    app.add_middleware(
        BoundedBody,
        larger={
            "/api/v1/question-counts/": LARGEST_COUNTS,
            "/api/v1/broadcasts/": LARGEST_BROADCASTS,
            "/api/v1/content-templates": LARGEST_TEMPLATES,
            "/api/v1/agents/batches": LARGEST_BATCH,
            UPLOADS: LARGEST_UPLOAD,
            AGENTS_FILE: LARGEST_UPLOAD,
            FAMILIES_FILE: LARGEST_UPLOAD,
        },
        slower={UPLOADS: UPLOAD_SECONDS, AGENTS_FILE: UPLOAD_SECONDS, FAMILIES_FILE: UPLOAD_SECONDS},
        explained={UPLOADS: too_large_page, AGENTS_FILE: too_large_page, FAMILIES_FILE: too_large_page},
    )
    app.add_middleware(SafeHeaders)
    app.add_middleware(Watched, metrics=app.state.metrics)
    return app


@cache
def _routes() -> tuple[BaseRoute, ...]:
    # Putting them together costs more than all else of an application, and all applications have the same.
    api = APIRouter(prefix="/api/v1", dependencies=[Depends(known_program)], responses=REFUSALS)
    for each in (
        registrations,
        appeals,
        contacts,
        question_counts,
        undelivered,
        notices,
        broadcasts,
        broadcast_sending,
        content_templates,
        checking,
        audit,
        rights,
        agents,
        fraud_reports,
        receipts,
        batches,
    ):
        api.include_router(each)
    whole = APIRouter()
    for each in (api, health, reference, *PAGES):
        whole.include_router(each)
    return tuple(whole.routes)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    try:
        async with app.state.jobs:
            yield
    finally:
        if app.state.closes_engine:
            await app.state.engine.dispose()
