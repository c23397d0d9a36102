"""Putting files away in sealed parts, and taking them out part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sqlalchemy import delete, func, insert, select

from backend.sealed_files.models import CONTENT_FIELD, FilePart

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

    from backend.vault.keyring import Keyring
    from backend.vault.vault import Vault

PART_BYTES: Final = 128 * 1024


async def put(session: AsyncSession, vault: Vault, file_id: UUID, content: bytes) -> None:
    """Add content at the end of a file, in the running transaction."""
    place = await session.scalar(select(func.max(FilePart.place)).where(FilePart.file_id == file_id))
    first = 0 if place is None else place + 1
    for number, start in enumerate(range(0, len(content), PART_BYTES), first):
        row = uuid4()
        sealed = vault.seal(content[start : start + PART_BYTES], field=CONTENT_FIELD, row=row)
        await session.execute(insert(FilePart).values(id=row, file_id=file_id, place=number, content=sealed))


async def take(session: AsyncSession, vault: Vault, file_id: UUID) -> bytes:
    """Give a whole file. Only for files whose size was bounded when they came."""
    query = select(FilePart.id, FilePart.content).where(FilePart.file_id == file_id).order_by(FilePart.place)
    parts = [vault.open(content, field=CONTENT_FIELD, row=row) for row, content in await session.execute(query)]
    return b"".join(parts)


async def parts(sessions: async_sessionmaker[AsyncSession], keyring: Keyring, file_id: UUID) -> AsyncIterator[bytes]:
    """Give a file part by part, each in a transaction of its own: somebody's slow line holds none."""
    place = 0
    while True:
        async with sessions.begin() as session:
            vault = await keyring.vault(session)
            part = await session.scalar(select(FilePart).where(FilePart.file_id == file_id, FilePart.place == place))
            if part is None:
                return
            plain = vault.open(part.content, field=CONTENT_FIELD, row=part.id)
        yield plain
        place += 1


async def clear(session: AsyncSession, file_ids: Iterable[UUID]) -> None:
    """Throw files away."""
    await session.execute(delete(FilePart).where(FilePart.file_id.in_(list(file_ids))))
