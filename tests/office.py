"""Officers for the tests, who came in by the door, and a browser's habits."""

from __future__ import annotations

import re
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
from argon2 import PasswordHasher
from sqlalchemy import select

from backend.auth.api_keys import digest_of
from backend.auth.areas import KABUPATEN, AreaScope
from backend.auth.models import StoredKey
from backend.auth.one_time_codes import code_now, new_secret
from backend.auth.passwords import Passwords
from backend.auth.permissions import Role
from backend.console.cookies import proof
from backend.officers import sessions
from backend.officers.models import TOTP_FIELD, Officer, Stage, State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from backend.auth.scopes import Scope

ORIGIN = "http://registry.test"
PASSWORD = "sepeda-biru-lewat-sawah"
# The same algorithm with little work: tests sign in hundreds of times.
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
_HASHED = QUICK.hashed(PASSWORD)


@dataclass(frozen=True)
class Someone:
    """An officer, and what only that officer has."""

    officer: Officer
    secret: str

    @property
    def user_name(self) -> str:
        return self.officer.user_name

    def code(self, at: datetime | None = None) -> str:
        return code_now(self.secret, at or datetime.now(UTC))


async def somebody(
    app: FastAPI, user_name: str = "siti.aminah", *roles: Role, areas: tuple[str, ...] = (KABUPATEN,), **changes: Any
) -> Someone:
    """An officer with password and authenticator."""
    secret = new_secret()
    async with app.state.sessions.begin() as session:
        officer = Officer(
            user_name=user_name,
            name=changes.pop("name", f"Contoh {user_name.title()}"),
            state=changes.pop("state", State.ACTIVE),
            roles=[role.value for role in roles or (Role.VERIFIER,)],
            areas=sorted(AreaScope.of(areas).codes),
            password=changes.pop("password", _HASHED),
            totp_since=datetime.now(UTC),
            totp_last_step=0,
            made_up=changes.pop("made_up", False),
            created_at=datetime.now(UTC),
        )
        session.add(officer)
        await session.flush()
        vault = await vault_of(app, session)
        officer.totp = vault.seal(secret.encode(), field=TOTP_FIELD, row=officer.id)
    return Someone(officer, secret)


async def vault_of(app: FastAPI, session: Any) -> Any:
    return await app.state.keyring.vault(session)


async def key_with(app: FastAPI, *scopes: Scope, areas: tuple[str, ...] = (KABUPATEN,), **changes: Any) -> str:
    """The secret of an API key."""
    secret = f"bansos_{secrets.token_urlsafe(32)}"
    async with app.state.sessions.begin() as session:
        session.add(
            StoredKey(
                name=changes.pop("name", "bot"),
                digest=digest_of(secret),
                scopes=sorted(scopes),
                areas=sorted(AreaScope.of(areas).codes),
                created_at=datetime.now(UTC),
                **changes,
            )
        )
    return secret


class Browser(httpx.AsyncClient):
    """Keeps cookies, says where its forms come from, and fills in what is hidden in them."""

    def __init__(self, app: FastAPI) -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        super().__init__(transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN})

    async def send_form(self, path: str, **fields: Any) -> httpx.Response:
        """Post a form as if it stood on the page that the browser is on."""
        token = self.cookies.get("bansos", "")
        return await self.post(path, data={"csrf": proof(token), **fields})

    async def sign_in(self, user_name: str, password: str = PASSWORD) -> httpx.Response:
        await self.get("/console/masuk")
        return await self.send_form("/console/masuk", user_name=user_name, password=password)


def own_form(browser: httpx.AsyncClient) -> dict[str, str]:
    """What a script of a page of ours sends along."""
    return {"X-CSRF-Token": proof(browser.cookies.get("bansos", ""))}


@asynccontextmanager
async def signed_in(app: FastAPI, someone: Someone) -> AsyncIterator[Browser]:
    """A browser in which somebody is in."""
    async with Browser(app) as browser:
        async with app.state.sessions.begin() as session:
            officer = (await session.scalars(select(Officer).where(Officer.id == someone.officer.id))).one()
            token = await sessions.begin(session, officer, Stage.IN, "Chrome, Android", datetime.now(UTC))
        browser.cookies.set("bansos", token)
        yield browser


def words(answer: httpx.Response) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text.split("<main")[1]).split())
