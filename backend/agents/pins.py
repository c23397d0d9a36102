"""Agents' PINs: chosen twice, kept hashed, and tried a few times only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncSession

from backend.agents.acting import Found
from backend.agents.models import State
from backend.audit.chain import Event
from backend.audit.log import append
from backend.auth.passwords import Passwords
from conversations.answers.pin import is_weak

if TYPE_CHECKING:
    from datetime import datetime


FREE: Final = 5
"""Tries before one waits: six digits are soon guessed."""
FIRST_WAIT: Final = timedelta(minutes=15)
LONGEST_WAIT: Final = timedelta(hours=24)
_MOST_DOUBLINGS: Final = 7


class Tried(StrEnum):
    """What became of a PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    NONE = "none"


class Chosen(StrEnum):
    """What became of a PIN that was chosen."""

    CHOSEN = "chosen"
    WEAK = "weak"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try: how many are `left` before one waits, and how long the `wait` is."""

    tried: Tried
    left: int = 0
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Pins:
    """The PIN of one agent, whose row is held until the transaction ends."""

    session: AsyncSession
    passwords: Passwords
    found: Found

    async def choose(self, pin: str, now: datetime) -> Chosen:
        """Take a PIN that is new, or in place of one that was proven a moment ago. It counts once it is tried right."""
        agent = self.found.agent
        if agent.pin_since is not None and not self.found.is_proven(now):
            return Chosen.NOT_NOW
        if is_weak(pin):
            return Chosen.WEAK
        agent.pin, agent.pin_since = self.passwords.hashed(pin), None
        agent.pin_failures, agent.pin_free_at = 0, None
        await self.session.flush()
        return Chosen.CHOSEN

    async def check(self, pin: str, now: datetime) -> Outcome:
        """Try a PIN.

        Raises:
            Busy: too many are tried at once.
        """
        agent, chat = self.found.agent, self.found.chat
        if agent.pin is None:
            return Outcome(Tried.NONE)
        if agent.pin_free_at is not None and agent.pin_free_at > now:
            return Outcome(Tried.LOCKED, wait=agent.pin_free_at - now)
        checked = await self.passwords.check(pin, agent.pin)
        if not checked.right:
            return await self._wrong(now)
        agent.pin_failures, agent.pin_free_at = 0, None
        agent.pin = checked.rehashed or agent.pin
        if agent.pin_since is None:
            agent.pin_since = now
            is_first = agent.state == State.INVITED
            agent.state = State.ACTIVE if is_first else agent.state
            await self._note("agent.pin_chosen" if is_first else "agent.pin_changed", now)
        chat.proven_at = chat.seen_at = now
        await self.session.flush()
        return Outcome(Tried.RIGHT)

    async def _wrong(self, now: datetime) -> Outcome:
        agent = self.found.agent
        agent.pin_failures += 1
        wait = wait_after(agent.pin_failures)
        if not wait:
            return Outcome(Tried.WRONG, left=FREE - agent.pin_failures)
        agent.pin_free_at = now + wait
        await self._note("agent.pin_locked", now, failures=agent.pin_failures)
        return Outcome(Tried.LOCKED, wait=wait)

    async def _note(self, action: str, now: datetime, **details: int) -> None:
        of = f"agent/{self.found.agent.id}"
        await append(self.session, Event(at=now, actor=of, action=action, subject=of, details=details))


def wait_after(failures: int) -> timedelta:
    """Say how long to wait: nothing for four failures, 15 minutes after the fifth, then double, a day at most."""
    if failures < FREE:
        return timedelta()
    doublings: int = 2 ** min(failures - FREE, _MOST_DOUBLINGS)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
