"""The table of the parts that files are kept in."""

from uuid import UUID, uuid4

from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.vault.sealed import Sealed, SealedColumn

CONTENT_FIELD = "file_parts.content"


class FilePart(Base):
    """A piece of a file. `file_id` is the id of the import or export that it belongs to.

    Pieces are small enough that a change of keys can hold a batch of them in memory.
    """

    __tablename__ = "file_parts"
    __table_args__ = (UniqueConstraint("file_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    file_id: Mapped[UUID]
    place: Mapped[int] = mapped_column(Integer)
    content: Mapped[Sealed] = mapped_column(SealedColumn)
