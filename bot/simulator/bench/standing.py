"""Where a conversation stands, as the workbench shows it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.simulator.bench.bench import Bench
    from conversations.engine.session import Session


class Standing(msgspec.Struct, frozen=True):
    """The flow and its state, what is still owed to the person, and the world around.

    `owes` while a submission has not been settled; `reminded` is what the unfinished `Run` says of it.
    """

    flow: str | None
    state: str | None
    owes: bool
    reminded: str
    now: datetime
    is_cut: bool


def standing_of(session: Session, bench: Bench) -> Standing:
    """Read it from a session."""
    run = session.run
    reminded = next((each.reminded for each in (run, session.paused) if each and each.reminded), "")
    return Standing(
        flow=run.flow if run else None,
        state=run.state if run else None,
        owes=bool(session.awaiting),
        reminded=reminded,
        now=bench.clock(),
        is_cut=bench.line.is_cut,
    )
