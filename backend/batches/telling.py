"""Telling an agent what became of a batch: in parts that every platform takes as one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.batches.models import RowOutcome
from backend.batches.results import Result, results
from backend.notices.outbox import Part, put_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.batches.models import Batch
    from backend.vault.vault import Vault

_LONGEST: Final = 640
"""Characters of the rows in one part; with what is said around them a message has 1,024 at most."""
_AROUND: Final = 20
_MOST_PARTS: Final = 12
_ALL_TOLD: Final = 20
"""Families up to which the number of each is told too."""


async def tell(session: AsyncSession, vault: Vault, batch: Batch, at: datetime) -> dict[RowOutcome, int]:
    """Put down that the agent is to be told, each row of a small batch, else those to put right.

    Gives how many rows became what.
    """
    found = await results(session, vault, batch.id)
    told = found if batch.rows <= _ALL_TOLD else [each for each in found if each.outcome is RowOutcome.FAULTY]
    divided = _divided(told)
    parts, left = divided[:_MOST_PARTS], sum(map(len, divided[_MOST_PARTS:]))
    for number, rows in enumerate(parts):
        is_last = number == len(parts) - 1
        put_part(session, batch, Part(number, [each.row for each in rows], left if is_last else 0), at)
    return {outcome: sum(each.outcome is outcome for each in found) for outcome in RowOutcome}


def _divided(found: Sequence[Result]) -> list[list[Result]]:
    parts: list[list[Result]] = [[]]
    room = _LONGEST
    for each in found:
        size = len(each.said() or each.number + each.code) + _AROUND
        if size > room and parts[-1]:
            parts.append([])
            room = _LONGEST
        parts[-1].append(each)
        room -= size
    return parts
