"""The table of those whom somebody told in person what no message could tell them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base


class ToldInPerson(Base):
    """One recipient whom an agent or an officer told."""

    __tablename__ = "told_in_person"

    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("broadcast_recipients.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor: Mapped[str] = mapped_column(Text)
