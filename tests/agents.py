"""Agents for the tests: invited by the office, and bound by their code as the bot does it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from backend.agents.acting import Acting
from backend.agents.roster import Invited, Person, Roster
from backend.auth.areas import WHOLE
from backend.wire import ContactIn
from tests.backend.families import submission
from tests.office import vault_of

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

KEMIREN = "35.10.15.2004"
PIN = "739146"
AGENT = {"channel": "telegram", "address": "900020001"}
FAMILY = {"channel": "whatsapp", "address": "whatsapp:+6281200000061"}


async def invited(
    app: FastAPI, name: str = "Contoh Siti Kader", *, phone: str = "", desa: str = KEMIREN, rw: str = "", rt: str = ""
) -> Invited:
    """Somebody whom the office invites."""
    async with app.state.sessions.begin() as session:
        roster = Roster(session, await vault_of(app, session), WHOLE, "operator")
        outcome = await roster.invite(Person(name, phone), desa, rw, rt, datetime.now(UTC))
    assert isinstance(outcome, Invited), outcome
    return outcome


async def redeemed(bot: httpx.AsyncClient, contact: dict[str, str], code: str) -> str:
    answer = await bot.post("/api/v1/agents/invitations/redeem", json={"contact": contact, "code": code})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["outcome"])


async def tried(bot: httpx.AsyncClient, contact: dict[str, str], pin: str = PIN) -> dict[str, Any]:
    answer = await bot.post("/api/v1/agents/pin/check", json={"contact": contact, "pin": pin})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def chosen(bot: httpx.AsyncClient, contact: dict[str, str], pin: str = PIN) -> str:
    answer = await bot.post("/api/v1/agents/pin", json={"contact": contact, "pin": pin})
    return str(answer.json()["outcome"])


async def standing(bot: httpx.AsyncClient, contact: dict[str, str]) -> dict[str, Any]:
    answer = await bot.post("/api/v1/agents/standing", json={"contact": contact})
    return dict(answer.json())


async def decided(app: FastAPI, contact: dict[str, str], act: str) -> None:
    """What the office decides about the agent of a chat: to `suspend` or `reactivate`, or that the PIN is due."""
    async with app.state.sessions.begin() as session:
        vault = await vault_of(app, session)
        found = await Acting(session, vault).find(ContactIn(**contact))
        assert found is not None
        if act == "ask":
            found.chat.proven_at = None
        else:
            await getattr(Roster(session, vault, WHOLE, "operator"), act)(found.agent, datetime.now(UTC))


async def agent_at(app: FastAPI, bot: httpx.AsyncClient, contact: dict[str, str], **who: Any) -> Invited:
    """An agent who has bound this chat and has a PIN."""
    invitation = await invited(app, **who)
    assert await redeemed(bot, contact, invitation.code) == "bound"
    assert await chosen(bot, contact) == "chosen"
    assert (await tried(bot, contact))["outcome"] == "right"
    return invitation


def by_agent(place: int = 1, *, acting: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """A family as an agent sends it; each place is another one."""
    told = {"nik": f"351015570850{9900 + place}", "kk": f"351015120315{9900 + place}", "birth_date": "1950-08-17"}
    body = submission(
        AGENT, **{**told, "kecamatan": "35.10.15", "desa": KEMIREN, "members": [], "schooling": {}, **changes}
    )
    del body["broadcasts"]
    given = {"reason": "elderly", "consent_way": "thumb", **(acting or {})}
    return {**body, "submitted_by": {"role": "agent"}, "acting": given}


async def sent(bot: httpx.AsyncClient, body: dict[str, Any], key: str = "key-agent-1") -> httpx.Response:
    return await bot.post("/api/v1/registrations", json=body, headers={"Idempotency-Key": key})


async def said(bot: httpx.AsyncClient, code: str, *, right: bool, by: dict[str, str] = FAMILY) -> dict[str, Any]:
    body = {"contact": by, "code": code.replace("-", ""), "right": right}
    return dict((await bot.post("/api/v1/agents/confirmations", json=body)).json())
