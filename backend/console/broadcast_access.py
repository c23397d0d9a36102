"""Who may open the console's pages on broadcasts, and what they share."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import Depends
from fastapi.responses import HTMLResponse

from backend.auth.permissions import Permission
from backend.broadcasts.desk import BroadcastDesk
from backend.console.access import SignedIn, allowed
from backend.console.rendering import notice
from backend.database import Transaction

ADDRESS: Final = "/console/kabar"

Me = Annotated[SignedIn, Depends(allowed(Permission.BROADCASTS_SEE))]
Composer = Annotated[SignedIn, Depends(allowed(Permission.BROADCASTS_COMPOSE))]


def desk_of(me: SignedIn, session: Transaction) -> BroadcastDesk:
    """Give the broadcasts that somebody reaches."""
    return BroadcastDesk(session, me.areas, me.actor, me.permissions)


def may_steer(me: SignedIn) -> bool:
    """Tell whether somebody may begin, stop and repeat what was approved."""
    return me.may(Permission.BROADCASTS_COMPOSE) or me.may(Permission.BROADCASTS_APPROVE)


def not_found(me: SignedIn) -> HTMLResponse:
    """Say that there is no such broadcast where they work."""
    return notice(
        HTTPStatus.NOT_FOUND,
        "Kabar tidak ditemukan",
        "Tidak ada kabar ini di wilayah kerja Bapak/Ibu.",
        me=me,
        onward=(ADDRESS, "Ke daftar kabar"),
    )
