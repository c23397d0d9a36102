"""The pages on which officers sign in, and the way out."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from backend.auth.one_time_codes import code_now, picture, spelled
from backend.auth.passwords import Busy
from backend.auth.permissions import Permission
from backend.clock import Now
from backend.console import office_wording
from backend.console.access import SIGN_IN, AtTheDoor, HalfWay, SettingUp, SignedIn, allowed, onward
from backend.console.cookies import Cookie, ForeignForm, cookie_of, proof
from backend.console.rendering import rendered
from backend.database import Transaction
from backend.officers import sessions
from backend.officers.account import Account
from backend.officers.models import TOTP_FIELD, Stage
from backend.officers.sessions import Holder
from backend.officers.sign_in import Begun, Door, MustWait, NotMatching
from backend.vault.held import HeldVault

_CODE: Final = f"{SIGN_IN}/kode"
_PASSWORD: Final = f"{SIGN_IN}/sandi"
_AUTHENTICATOR: Final = f"{SIGN_IN}/pengaman"
_LONGEST_CODE: Final = 40

router = APIRouter(prefix="/console", include_in_schema=False)

Typed = Annotated[str, Form(max_length=_LONGEST_CODE)]
Wanted = Annotated[str, Query(alias="ke", max_length=500)]


async def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


async def _cookie(request: Request) -> Cookie:
    return cookie_of(request)


OurCookie = Annotated[Cookie, Depends(_cookie)]
OurDoor = Annotated[Door, Depends(_door)]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the steps behind the door work with, within one transaction."""

    door: OurDoor
    session: Transaction
    vault: HeldVault
    now: Now

    def account(self, holder: Holder) -> Account:
        """Give somebody's own account."""
        return Account(self.session, self.vault, self.door.passwords, holder.officer)


OurDesk = Annotated[Desk, Depends()]


@router.get("/masuk")
async def form(request: Request, cookie: OurCookie, wanted: Wanted = "") -> HTMLResponse:
    """Ask for user name and password."""
    return _password_form(request, cookie, wanted)


@router.post("/masuk")
async def password(
    request: Request,
    cookie: OurCookie,
    door: OurDoor,
    visitor: AtTheDoor,
    now: Now,
    user_name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    wanted: Wanted = "",
) -> Response:
    """Look at user name and password. The answer is the same whether the user exists or not."""
    try:
        await cookie.require_own_form(request)
        answer = await door.password(user_name, password, visitor, now)
    except ForeignForm:
        return _password_form(request, cookie, wanted, HTTPStatus.FORBIDDEN, office_wording.OLD_PAGE)
    except Busy:
        return _password_form(request, cookie, wanted, HTTPStatus.SERVICE_UNAVAILABLE, office_wording.BUSY)
    match answer:
        case Begun(token, stage):
            step = _CODE if stage is Stage.CODE else _PASSWORD
            return _on_to(cookie, token, _with(step, wanted))
        case NotMatching():
            said = office_wording.NOT_MATCHING
            return _password_form(request, cookie, wanted, HTTPStatus.UNPROCESSABLE_ENTITY, said, user_name)
        case MustWait(wait):
            said = office_wording.must_wait(wait)
            return _password_form(request, cookie, wanted, HTTPStatus.TOO_MANY_REQUESTS, said, user_name)


@router.get("/masuk/kode")
async def code_form(request: Request, holder: HalfWay, vault: HeldVault, now: Now, wanted: Wanted = "") -> HTMLResponse:
    """Ask for the code."""
    return _code_form(request, holder, vault, now, wanted)


@router.post("/masuk/kode")
async def code(
    request: Request,
    holder: HalfWay,
    cookie: OurCookie,
    desk: OurDesk,
    visitor: AtTheDoor,
    code: Typed = "",
    wanted: Wanted = "",
) -> Response:
    """Look at the code."""
    match await desk.door.code(desk.session, desk.vault, holder, code, visitor, desk.now):
        case Begun(token, stage):
            return _on_to(cookie, token, onward(wanted) if stage is Stage.IN else _with(_PASSWORD, wanted))
        case NotMatching():
            said = office_wording.CODE_NOT_MATCHING
            return _code_form(request, holder, desk.vault, desk.now, wanted, HTTPStatus.UNPROCESSABLE_ENTITY, said)
        case MustWait(wait):
            said = office_wording.must_wait(wait)
            return _code_form(request, holder, desk.vault, desk.now, wanted, HTTPStatus.TOO_MANY_REQUESTS, said)


@router.get("/masuk/sandi")
async def own_password_form(request: Request, holder: SettingUp, wanted: Wanted = "") -> Response:
    """Ask somebody who came with a one-time password for one of their own."""
    if holder.officer.one_time_until is None:
        return _on(_with(_AUTHENTICATOR, wanted))
    return _own_password_form(request, holder, wanted)


@router.post("/masuk/sandi")
async def own_password(
    request: Request,
    holder: SettingUp,
    desk: OurDesk,
    password: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
    wanted: Wanted = "",
) -> Response:
    """Set the password that somebody chose."""
    if holder.officer.one_time_until is None:
        return _on(_with(_AUTHENTICATOR, wanted))
    account = desk.account(holder)
    if password != again:
        return _own_password_form(request, holder, wanted, office_wording.NOT_THE_SAME)
    if await account.matches(password):
        return _own_password_form(request, holder, wanted, office_wording.THE_SAME_AS_BEFORE)
    weak = await account.change_password(password, holder.session_id, desk.now)
    if weak is not None:
        return _own_password_form(request, holder, wanted, office_wording.weakness(weak))
    return _on(_with(_AUTHENTICATOR, wanted))


@router.get("/masuk/pengaman")
async def authenticator_form(request: Request, holder: SettingUp, desk: OurDesk, wanted: Wanted = "") -> Response:
    """Show the key for an authenticator, and ask for its first code."""
    if holder.officer.one_time_until is not None:
        return _on(_with(_PASSWORD, wanted))
    return await _authenticator_form(request, desk.account(holder), wanted)


@router.post("/masuk/pengaman")
async def authenticator(
    request: Request,
    holder: SettingUp,
    cookie: OurCookie,
    desk: OurDesk,
    visitor: AtTheDoor,
    code: Typed = "",
    wanted: Wanted = "",
) -> Response:
    """Take the first code, show the recovery codes once, and let in."""
    if holder.officer.one_time_until is not None:
        return _on(_with(_PASSWORD, wanted))
    account = desk.account(holder)
    codes = await account.confirm_authenticator(code, desk.now)
    if codes is None:
        return await _authenticator_form(request, account, wanted, office_wording.CODE_NOT_MATCHING)
    begun = await account.enter(holder, visitor, desk.now)
    page = rendered("recovery_codes.html", codes=codes, onward=onward(wanted))
    cookie.give(page, begun.token)
    return page


@router.post("/keluar")
async def sign_out(
    me: Annotated[SignedIn, Depends(allowed(Permission.OWN_ACCOUNT))], cookie: OurCookie, session: Transaction
) -> Response:
    """End this session."""
    await sessions.end(session, me.officer_id, me.session_id)
    response = _on(f"{SIGN_IN}?keluar=1")
    response.delete_cookie(cookie.name, path="/", secure=cookie.is_secure, httponly=True, samesite="lax")
    return response


def _password_form(
    request: Request,
    cookie: Cookie,
    wanted: str,
    status: HTTPStatus = HTTPStatus.OK,
    said: str = "",
    user_name: str = "",
) -> HTMLResponse:
    token = cookie.visit(request)
    page = rendered(
        "sign_in.html",
        status=status,
        proof=proof(token),
        said=said,
        user_name=user_name,
        action=_with(SIGN_IN, wanted),
        signed_out="keluar" in request.query_params,
        demo=request.app.state.demo_officers,
    )
    cookie.give(page, token)
    return page


def _code_form(
    request: Request,
    holder: HalfWay,
    vault: HeldVault,
    now: Now,
    wanted: str,
    status: HTTPStatus = HTTPStatus.OK,
    said: str = "",
) -> HTMLResponse:
    officer = holder.officer
    # Nobody brings a phone to a demo. Elsewhere made-up officers do not come this far.
    shown = request.app.state.demo and officer.made_up and officer.totp is not None
    secret = vault.open(officer.totp, field=TOTP_FIELD, row=officer.id).decode() if shown and officer.totp else ""
    return rendered(
        "sign_in_code.html",
        status=status,
        proof=_proof(request),
        said=said,
        action=_with(_CODE, wanted),
        demo_code=code_now(secret, now) if secret else "",
    )


def _own_password_form(request: Request, holder: SettingUp, wanted: str, said: str = "") -> HTMLResponse:
    return rendered(
        "sign_in_password.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if said else HTTPStatus.OK,
        proof=_proof(request),
        said=said,
        user_name=holder.officer.user_name,
        action=_with(_PASSWORD, wanted),
    )


async def _authenticator_form(request: Request, account: Account, wanted: str, said: str = "") -> HTMLResponse:
    secret = await account.offered_secret()
    return rendered(
        "sign_in_authenticator.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if said else HTTPStatus.OK,
        proof=_proof(request),
        said=said,
        picture=picture(secret, account.officer.user_name),
        secret=spelled(secret),
        action=_with(_AUTHENTICATOR, wanted),
    )


def _proof(request: Request) -> str:
    return proof(cookie_of(request).token(request))


def _with(path: str, wanted: str) -> str:
    return f"{path}?ke={quote(wanted)}" if wanted else path


def _on(path: str) -> RedirectResponse:
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def _on_to(cookie: Cookie, token: str, path: str) -> RedirectResponse:
    response = _on(path)
    cookie.give(response, token)
    return response
