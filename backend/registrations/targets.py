"""How many families each desa is to reach: told by the office in a list, and read by the dashboard."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import CheckConstraint, Integer, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from backend.audit.chain import Event
from backend.audit.log import append
from backend.database import Base
from conversations.answers.areas import desa_with_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.auth.areas import AreaScope

COLUMNS: Final = ("kode", "target")
_GREATEST: Final = 1_000_000


class DesaTarget(Base):
    """How many families a desa is to reach."""

    __tablename__ = "desa_targets"
    __table_args__ = (CheckConstraint("families >= 0", name="families"),)

    desa: Mapped[str] = mapped_column(String(13), primary_key=True)
    families: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True)
class Unusable(Exception):
    """A line of the list that cannot be taken. Nothing of the list is."""

    line: int
    problem: str

    def __str__(self) -> str:
        """Say where and why."""
        return f"line {self.line}: {self.problem}"


def read_targets(lines: Iterable[str]) -> dict[str, int]:
    """Read a CSV with the columns `kode` (of a desa, as Kemendagri writes it) and `target` (families).

    Raises:
        Unusable: a column is missing, a desa is unknown or named twice, or a target is no number.
    """
    rows = csv.DictReader(lines)
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        raise Unusable(1, f"the column {missing[0]} is missing")
    found: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        code, told = (row["kode"] or "").strip(), (row["target"] or "").strip()
        if desa_with_code(code) is None:
            raise Unusable(line, f"no desa has the code {code or '(none)'}")
        if code in found:
            raise Unusable(line, f"{code} was named before")
        if not (told.isascii() and told.isdigit() and int(told) <= _GREATEST):
            raise Unusable(line, f"{told or '(nothing)'} is no number of families")
        found[code] = int(told)
    return found


async def set_targets(session: AsyncSession, targets: Mapping[str, int], *, actor: str, at: datetime) -> None:
    """Put these targets in place of all that were there."""
    await session.execute(delete(DesaTarget))
    if targets:
        await session.execute(insert(DesaTarget), [{"desa": desa, "families": many} for desa, many in targets.items()])
    details = {"desa": len(targets), "families": sum(targets.values())}
    await append(session, Event(at=at, actor=actor, action="targets.set", subject="targets", details=details))


async def targets_of(session: AsyncSession, areas: AreaScope) -> dict[str, int]:
    """Give the targets of the desa in some areas that have one."""
    found = await session.scalars(select(DesaTarget).where(areas.desa_condition(DesaTarget.desa)))
    return {each.desa: each.families for each in found}
