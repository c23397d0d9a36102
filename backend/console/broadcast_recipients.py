"""Where each recipient of a broadcast stands, as a file."""

from collections.abc import AsyncIterator
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from sqlalchemy import select

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.models import Recipient
from backend.clock import Now
from backend.console import broadcast_wording
from backend.console.broadcast_access import ADDRESS, Me, desk_of, not_found
from backend.console.downloads import kept_as
from backend.csv_text import MARK, MEDIA_TYPE, csv_rows
from backend.database import Transaction

_PIECE: Final = 1000
_TITLES: Final = ("Urutan", "Saluran", "Desa", "Keluarga", "Keadaan", "Sebab", "Waktu")

router = APIRouter(prefix=ADDRESS, include_in_schema=False)


@router.get("/{broadcast_id}/penerima.csv")
async def recipients(me: Me, broadcast_id: UUID, request: Request, session: Transaction, now: Now) -> Response:
    """Hand over where each recipient stands, piece by piece and without anybody's name. Who was given it is noted."""
    found = await desk_of(me, session).find(broadcast_id)
    if found is None:
        return not_found(me)
    await append(session, Event(now, me.actor, "broadcast.exported", f"broadcast/{found.id}", {"number": found.number}))
    return StreamingResponse(
        _lines(request.app.state.sessions, found.id),
        media_type=MEDIA_TYPE,
        headers=kept_as(f"kabar-K-{found.number:06}.csv"),
    )


async def _lines(sessions: Any, broadcast_id: UUID) -> AsyncIterator[str]:  # noqa: ANN401 - the application's own
    yield MARK + csv_rows([_TITLES])
    after = 0
    while True:
        async with sessions() as session:
            query = select(Recipient).where(Recipient.broadcast_id == broadcast_id, Recipient.place > after)
            rows = (await session.scalars(query.order_by(Recipient.place).limit(_PIECE))).all()
        if not rows:
            return
        after = rows[-1].place
        yield csv_rows(_line(each) for each in rows)


def _line(row: Recipient) -> tuple[str, ...]:
    return (
        str(row.place),
        row.channel or "",
        row.desa or "",
        str(len(row.subjects)),
        broadcast_wording.standing_name(row.state),
        broadcast_wording.reason(row.reason),
        row.at.isoformat(timespec="seconds"),
    )
