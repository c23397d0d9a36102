"""Signals in what agents send in: they put something on the back-check list, and never refuse anything."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import insert

from backend.agents.activity import beginning_of_day
from backend.agents.models import AgentAct, BackCheck, Signal
from backend.clock import WIB, local_date

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.agents.models import Agent
    from backend.registrations.models import Registration
    from backend.vault.vault import Vault
    from conversations.answers.household import Household

FASTEST: Final = 60
"""Registrations in an hour. The best agents of the pilot made as many."""
MOST_OF_ONE_PHONE: Final = 3
"""Families with one phone number: neighbours do lend theirs."""
MOST_AT_NIGHT: Final = 5
NIGHT: Final = (time(22), time(5))
MOST_IDENTICAL: Final = 5
"""Families in a day whose answers are all the same, apart from who they are."""
_WHO: Final = ("nik", "kk", "name", "birth_date", "phone", "rt", "rw", "dusun")


async def note_act(
    session: AsyncSession, vault: Vault, agent: Agent, registration: Registration, household: Household, now: datetime
) -> None:
    """Note a registration by an agent, and list what is worth looking at again."""
    act = AgentAct(
        registration_id=registration.id,
        agent_id=agent.id,
        at=now,
        phone_hash=vault.digests(household.phone, purpose="phone of an act")[0] if household.phone else None,
        answers_hash=vault.digests(_answers(household), purpose="answers of an act")[0],
    )
    session.add(act)
    await session.flush()
    day = local_date(now)
    for signal in await _seen(session, act, now):
        await list_again(session, agent, signal, f"{signal}/{agent.id}/{day}", agent.desa, now)


async def list_registration(
    session: AsyncSession, registration: Registration, signal: Signal, now: datetime, *, said_by: str = ""
) -> None:
    """List one registration by an agent, once for each signal, and for whoever else it came from."""
    await _list(
        session,
        occasion=f"{signal}/{registration.id}" + (f"/{said_by}" if said_by else ""),
        signal=signal,
        agent_id=registration.agent_id,
        registration_id=registration.id,
        desa=registration.desa,
        at=now,
    )


async def list_again(
    session: AsyncSession, agent: Agent, signal: Signal, occasion: str, desa: str, now: datetime
) -> None:
    """List an agent, once for each occasion."""
    await _list(session, occasion=occasion, signal=signal, agent_id=agent.id, desa=desa, at=now)


async def _list(session: AsyncSession, **values: object) -> None:
    await session.execute(
        insert(BackCheck).values(id=uuid4(), **values).on_conflict_do_nothing(index_elements=["occasion"])
    )


async def _seen(session: AsyncSession, act: AgentAct, now: datetime) -> list[Signal]:
    mine, today = AgentAct.agent_id == act.agent_id, AgentAct.at >= beginning_of_day(now)
    same_phone = AgentAct.phone_hash == act.phone_hash
    counted = {
        Signal.FAST: (FASTEST, await _count(session, mine, AgentAct.at > now - timedelta(hours=1))),
        Signal.IDENTICAL: (
            MOST_IDENTICAL,
            await _count(session, mine, today, AgentAct.answers_hash == act.answers_hash),
        ),
        Signal.ONE_PHONE: (MOST_OF_ONE_PHONE, await _count(session, same_phone) if act.phone_hash else 0),
    }
    if _is_night(now):
        counted[Signal.NIGHT] = (MOST_AT_NIGHT, await _count(session, mine, AgentAct.at > now - timedelta(hours=7)))
    return [signal for signal, (most, found) in counted.items() if found > most]


async def _count(session: AsyncSession, *conditions: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(AgentAct).where(*conditions)) or 0


def _is_night(now: datetime) -> bool:
    begins, ends = NIGHT
    return not ends <= now.astimezone(WIB).time() < begins


def _answers(household: Household) -> str:
    told = msgspec.to_builtins(household, str_keys=True)
    return msgspec.json.encode({name: told[name] for name in sorted(told) if name not in _WHO}, order="sorted").decode()
