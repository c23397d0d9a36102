"""The counts of each desa, kept by triggers of the database (migration 0013): a change adds what it adds and takes.

Rows are only ever added (a counter that is updated would make the registrations of one desa wait for each other); now
and then a job puts them together. So their sum is right at any moment.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sqlalchemy import BigInteger, Identity, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kept_counts import together


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


TOGETHER: Final = together("desa_figures", "desa", "what", "value")
