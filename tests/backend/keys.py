"""Registries that were given other keys, as after a restart with another DATA_KEYS."""

from __future__ import annotations

import base64
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx
from asgi_lifespan import LifespanManager
from pydantic import SecretStr

from backend.app import create_app
from backend.auth.scopes import Scope
from tests.backend.families import submission
from tests.office import key_with

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from backend.settings import Settings


def key(name: str, first: int) -> str:
    return f"{name}:" + base64.b64encode(bytes(range(first, first + 32))).decode()


K1, K2, K3 = key("k1", 0), key("k2", 100), key("k3", 200)


@asynccontextmanager
async def registry(settings: Settings, *keys: str) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
    """A registry process with these DATA_KEYS, and the bot that talks to it."""
    app = create_app(settings.model_copy(update={"data_keys": SecretStr(",".join(keys))}))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=transport, base_url="http://registry.test") as client,
    ):
        client.headers["Authorization"] = f"Bearer {await key_with(app, *Scope)}"
        yield app, client


def family_of(place: int) -> dict[str, Any]:
    """What tells one made-up family from another."""
    woman, serial = f"{41 + place % 28:02}0{1 + place % 9}{40 + place // 100:02}", 9900 + place % 100
    return {
        "nik": f"351016{woman}{serial}",
        "kk": f"351016{place % 28 + 1:02}0{1 + place % 9}1{place // 100 % 10}{serial}",
        "birth_date": f"19{40 + place // 100:02}-0{1 + place % 9}-{1 + place % 28:02}",
    }


async def register(bot: httpx.AsyncClient, place: int, contact: str | None = None, again: str = "") -> httpx.Response:
    return await bot.post(
        "/api/v1/registrations",
        json=submission({"channel": "telegram", "address": contact or f"9000{place:05}"}, **family_of(place)),
        headers={"Idempotency-Key": f"key-{place:06}-{contact or ''}{again}"},
    )
