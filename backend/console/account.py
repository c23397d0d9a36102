"""The page of an officer's own account: sessions, password, recovery codes."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import office_wording
from backend.console.access import SignedIn, allowed
from backend.console.rendering import notice, rendered
from backend.console.sign_in import OurDoor
from backend.database import Transaction
from backend.officers import sessions
from backend.officers.account import Account
from backend.vault.held import HeldVault

router = APIRouter(prefix="/console/akun", include_in_schema=False)

Me = Annotated[SignedIn, Depends(allowed(Permission.OWN_ACCOUNT))]


async def _account(me: Me, door: OurDoor, session: Transaction, vault: HeldVault) -> Account:
    return Account(session, vault, door.passwords, me.officer)


Own = Annotated[Account, Depends(_account, scope="function")]


@router.get("")
async def account(me: Me, own: Own, now: Now) -> HTMLResponse:
    """Show the account."""
    return await _page(me, own, now)


@router.post("/sandi")
async def change_password(
    me: Me,
    own: Own,
    now: Now,
    current: Annotated[str, Form(max_length=1000)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> HTMLResponse:
    """Change the password. All other sessions end."""
    if not await own.matches(current):
        return await _page(me, own, now, trouble=office_wording.CURRENT_NOT_MATCHING)
    if password != again:
        return await _page(me, own, now, trouble=office_wording.NOT_THE_SAME)
    weak = await own.change_password(password, me.session_id, now)
    if weak is not None:
        return await _page(me, own, now, trouble=office_wording.weakness(weak))
    return await _page(me, own, now, done="Kata sandi sudah diganti. Sesi lain sudah diakhiri.")


@router.post("/kode-cadangan")
async def new_recovery_codes(
    me: Me, own: Own, now: Now, current: Annotated[str, Form(max_length=1000)] = ""
) -> HTMLResponse:
    """Make new recovery codes in place of the old ones."""
    if not await own.matches(current):
        return await _page(me, own, now, trouble=office_wording.CURRENT_NOT_MATCHING)
    codes = await own.new_recovery_codes("officer.recovery-codes-made", now)
    return rendered("recovery_codes.html", me=me, codes=codes, onward="/console/akun")


@router.post("/sesi/{session_id}/akhiri")
async def end_session(me: Me, session_id: UUID, session: Transaction) -> Response:
    """End one of one's own sessions."""
    if not await sessions.end(session, me.officer_id, session_id):
        return notice(HTTPStatus.NOT_FOUND, "Sesi tidak ditemukan", "Sesi ini sudah berakhir.", me=me)
    return RedirectResponse("/console/akun", HTTPStatus.SEE_OTHER)


async def _page(me: SignedIn, own: Account, now: Now, *, trouble: str = "", done: str = "") -> HTMLResponse:
    return rendered(
        "account.html",
        me=me,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if trouble else HTTPStatus.OK,
        sessions=await sessions.own_sessions(own.session, me.officer_id, now),
        codes_left=await own.codes_left(),
        trouble=trouble,
        done=done,
    )
