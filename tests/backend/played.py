"""The API's examples, played to a registry: what it draws is another each time, everything else has to be the same."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from backend.auth.scopes import Scope
from backend.broadcasts.models import Broadcast
from backend.broadcasts.preparing import prepare
from backend.clock import local_date, utc_now
from backend.jobs.queue import Workshop
from backend.registrations.ladder import move
from backend.registrations.number import parse_number
from backend.registrations.repository import by_number
from backend.registrations.status import Status
from conversations.answers.fixable import Fixable
from tests.office import key_with

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from backend.reference.exchanges import Exchange

DRAWN = (
    re.compile(r"[0-9]{4}-[0-9]{3}-[0-9]{3}"),
    re.compile(r"H-[0-9]{3}-[0-9]{4}"),
    re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    re.compile(r"[0-9a-f]{64}"),
    re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}"),
    re.compile(r"(?!0000)[0-9]{4}"),
)
"""Registration numbers, request numbers, ids, hashes, codes, revisions: the same each time it is named."""
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)")
FIXED_BEFORE = "claimed"
DECIDED_BEFORE = "results"
APPROVED_BY_ANOTHER = "approved"
PREPARED_BEFORE = ("counted", "started")
"""Jobs have worked by then: who gets a broadcast was counted, or entered."""


class Player:
    """Asks what an example asks, with the numbers that were drawn for it here."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient) -> None:
        self.app, self.client = app, client
        yesterday = local_date(utc_now()) - timedelta(days=1)
        # The examples are of one week; it is played in the week that is now.
        self.drawn = {
            "2026-11-14": f"{yesterday - timedelta(days=6)}",
            "2026-11-20": f"{yesterday}",
            "2026-12-21": f"{yesterday + timedelta(days=31)}",
        }

    async def play(self, exchange: Exchange) -> None:
        """Ask, and compare."""
        answer = await self.ask(exchange)
        assert answer.status_code == exchange.status, answer.text
        found = answer.json() if answer.content else None
        assert found == self.here(exchange.answer, found), exchange.name

    async def ask(self, exchange: Exchange) -> httpx.Response:
        if exchange.name == FIXED_BEFORE:
            marks = {Fixable.ADDRESS: "RT dan RW belum sama dengan KK."}
            await self._moved(0, Status.NEEDS_FIXING, marks=marks)
        if exchange.name == DECIDED_BEFORE:
            for status in (Status.CHECKED, Status.FORWARDED, Status.NOT_ELIGIBLE):
                await self._moved(1, status, reason="Sesuai data pusat.")
        if exchange.name in PREPARED_BEFORE:
            await self._broadcasts_are_prepared()
        request = self.client.build_request(
            exchange.method,
            exchange.path.format(**self.here(exchange.parameters)),
            params=self.here(exchange.query),
            headers=exchange.headers,
            json=self.here(exchange.body) if exchange.body is not None else None,
        )
        if not exchange.has_key:
            del request.headers["Authorization"]
        if exchange.name == APPROVED_BY_ANOTHER:
            another = await key_with(self.app, Scope.BROADCASTS_APPROVE, name="approver")
            request.headers["Authorization"] = f"Bearer {another}"
        return await self.client.send(request)

    def here(self, told: Any, found: Any = None) -> Any:
        """Give what an example has with the values of this registry, which are learned from an answer."""
        match told:
            case dict():
                inner = found if isinstance(found, dict) else {}
                return {name: self.here(value, inner.get(name)) for name, value in told.items()}
            case list():
                rest = found if isinstance(found, list) else []
                return [self.here(each, rest[place] if place < len(rest) else None) for place, each in enumerate(told)]
            case str():
                return self._value(told, found)
            case _:
                return told

    def _value(self, told: str, found: Any) -> str:
        if not isinstance(found, str):
            return self.drawn.get(told, told)
        if MOMENT.fullmatch(told) and MOMENT.fullmatch(found):
            return found
        if any(kind.fullmatch(told) and kind.fullmatch(found) for kind in DRAWN):
            return self.drawn.setdefault(told, found)
        return self.drawn.get(told, told)

    async def _broadcasts_are_prepared(self) -> None:
        state = self.app.state
        async with state.sessions() as session:
            rows = (await session.scalars(select(Broadcast.id))).all()
        for row in rows:
            await prepare(Workshop(state.engine, state.sessions, state.keyring, state.paced), row)

    async def _moved(self, place: int, to: Status, **said: Any) -> None:
        """Have the office give a status to one of the families, in the order in which they came."""
        drawn = [value for told, value in self.drawn.items() if DRAWN[0].fullmatch(told)]
        number = parse_number(drawn[place])
        async with self.app.state.sessions.begin() as session:
            found = await by_number(session, number) if number is not None else None
            assert found is not None
            vault = await self.app.state.keyring.vault(session)
            await move(session, vault, found.id, to, actor="office", at=utc_now(), **said)
