"""The counts of each desa, kept by triggers of the database (migration 0013): a change adds what it adds and takes.

Rows are only ever added (a counter that is updated would make the registrations of one desa wait for each other); now
and then a job puts them together. So their sum is right at any moment.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import BigInteger, Identity, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


class Counted(StrEnum):
    """What a row counts. Its `value` is `status/channel/submitted by`, a flag, or the day since when it waits."""

    WAY = "way"
    FLAG = "flag"
    SINCE = "since"


class DesaFigure(Base):
    """So many more, or fewer, of something in a desa."""

    __tablename__ = "desa_figures"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    desa: Mapped[str] = mapped_column(String(13))
    what: Mapped[str] = mapped_column(String(5))
    value: Mapped[str] = mapped_column(Text)
    many: Mapped[int] = mapped_column(BigInteger)


TOGETHER: Final = text("""
    WITH many AS (SELECT desa, what, value FROM desa_figures GROUP BY desa, what, value HAVING count(*) > 1),
         gone AS (DELETE FROM desa_figures USING many
                  WHERE (desa_figures.desa, desa_figures.what, desa_figures.value) = (many.desa, many.what, many.value)
                  RETURNING desa_figures.*)
    INSERT INTO desa_figures (desa, what, value, many)
    SELECT desa, what, value, sum(many) FROM gone GROUP BY desa, what, value HAVING sum(many) <> 0
""")


async def put_together(session: AsyncSession) -> None:
    """Make one row of those that count the same. What is added meanwhile stays for the next time."""
    await session.execute(TOGETHER)
