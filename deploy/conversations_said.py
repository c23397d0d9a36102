"""Saying what is wrong with a flow or a catalogue, where a process would have let people into it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def faulty_conversations_said() -> Iterator[None]:
    """Turn faulty conversations into the sentences that `bansos` ends with."""
    # Imported late: every command imports this file, and few of them talk.
    from bot.assembly import FaultyConversations

    try:
        yield
    except FaultyConversations as fault:
        raise SetupProblem(f"{fault}\n`bansos flows check` shows everything that is to be corrected.") from None
