"""The tables of what was counted at the questions, and of the order in which a flow asks them."""

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, Date, Integer, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base

LONGEST_NAME: Final = 40
NAME: Final = r"^[a-z][a-z_-]*([0-9]{1,3}[a-z_-]+)*[0-9]{0,3}$"
"""A name made for programs. Never more than three digits in a row: no NIK, KK or phone number fits in."""
KECAMATAN: Final = r"^(35[.]10[.][0-9]{2})?$"
"""The Kemendagri code of a kecamatan of Banyuwangi, or nothing where it is not known yet."""
_NAMES: Final = ("flow", "state", "what", "channel", "locale", "role")


def _only(column: str, pattern: str) -> CheckConstraint:
    return CheckConstraint(f"{column} ~ '{pattern}'", name=column)


class QuestionCount(Base):
    """The total of one day, so far, of one thing that happens at one question."""

    __tablename__ = "question_counts"
    __table_args__ = (
        *(_only(name, NAME) for name in _NAMES),
        _only("kecamatan", KECAMATAN),
        CheckConstraint("count >= 0", name="count"),
    )

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    flow: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    state: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    what: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    channel: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    locale: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    role: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    kecamatan: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class FlowOrder(Base):
    """The states of a flow in the order in which people meet them, as the newest release told."""

    __tablename__ = "flow_orders"
    __table_args__ = (_only("flow", NAME),)

    flow: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    states: Mapped[list[str]] = mapped_column(ARRAY(String(LONGEST_NAME)))
