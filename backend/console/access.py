"""Who may see which page: `allowed(Permission.X)` on every route of the console."""

from dataclasses import dataclass, field
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import Depends, Request

from backend.auth.areas import AreaScope
from backend.auth.permissions import Permission, permissions_of
from backend.clock import Now
from backend.console.cookies import cookie_of, proof
from backend.database import Transaction
from backend.officers import sessions
from backend.officers.models import Officer, Stage
from backend.officers.sessions import Holder
from backend.officers.sign_in import Visitor

SIGN_IN: Final = "/console/masuk"
_BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


class NotSignedIn(Exception):
    """Nobody has signed in here, or not lately."""


class NotAllowed(Exception):
    """Somebody signed in, whose roles do not open this page."""

    def __init__(self, me: "SignedIn") -> None:
        super().__init__(me.user_name)
        self.me = me


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The officer who asks: what they may do, for which areas, and the proof that their forms carry.

    `officer` is the row, for as long as the transaction lasts; a page that refuses something comes after it.
    """

    officer: Officer = field(repr=False)
    officer_id: UUID
    user_name: str
    name: str
    session_id: UUID
    permissions: frozenset[Permission]
    areas: AreaScope
    proof: str = field(repr=False)

    @property
    def actor(self) -> str:
        """Name the officer as the audit log does."""
        return f"officer/{self.officer_id}"

    def may(self, permission: Permission) -> bool:
        """Tell whether something is allowed."""
        return permission in self.permissions


class Allowed:
    """Lets an officer through who may do something. `allowed` makes one; the tests find it on every route."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request, session: Transaction, now: Now) -> SignedIn:
        """Give the officer.

        Raises:
            NotSignedIn: nobody has signed in in this browser.
            ForeignForm: the request would change something and is not from a page of ours.
            NotAllowed: the officer's roles do not go so far.
        """
        holder = await _holder(request, session, now, Stage.IN)
        cookie = cookie_of(request)
        await cookie.require_own_form(request)
        me = SignedIn(
            officer=holder.officer,
            officer_id=holder.officer.id,
            user_name=holder.officer.user_name,
            name=holder.officer.name,
            session_id=holder.session_id,
            permissions=permissions_of(holder.officer.held_roles),
            areas=holder.officer.scope,
            proof=proof(cookie.token(request)),
        )
        if not me.may(self.permission):
            raise NotAllowed(me)
        return me


def allowed(permission: Permission) -> Allowed:
    """Declare what a route of the console asks for: `Depends(allowed(Permission.OFFICERS_MANAGE))`."""
    return Allowed(permission)


class AtStage:
    """Lets somebody through who is in the middle of signing in."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    async def __call__(self, request: Request, session: Transaction, now: Now) -> Holder:
        """Give whose browser it is.

        Raises:
            NotSignedIn: nobody is at this stage here.
            ForeignForm: the request would change something and is not from a page of ours.
        """
        holder = await _holder(request, session, now, self.stage)
        await cookie_of(request).require_own_form(request)
        return holder


async def _holder(request: Request, session: Transaction, now: Now, stage: Stage) -> Holder:
    token = cookie_of(request).token(request)
    holder = await sessions.holder_of(session, token, now, demo=request.app.state.demo) if token else None
    if holder is None or holder.stage is not stage:
        raise NotSignedIn
    return holder


async def _visitor(request: Request) -> Visitor:
    agent = request.headers.get("user-agent", "")
    names = [next((name for mark, name in known if mark in agent), None) for known in (_BROWSERS, _SYSTEMS)]
    browser = ", ".join(filter(None, names)) or "Peramban lain"
    return Visitor(request.client.host if request.client else "unknown", browser)


AtTheDoor = Annotated[Visitor, Depends(_visitor)]
"""Where a request comes from, told coarsely."""

HalfWay = Annotated[Holder, Depends(AtStage(Stage.CODE))]
"""Somebody who gave the password and owes the code."""

SettingUp = Annotated[Holder, Depends(AtStage(Stage.SETUP))]
"""Somebody who is let in and has still to choose a password or to set up the authenticator."""


def way_in(path: str, query: str) -> str:
    """Give the address of the sign-in page that leads back to where somebody wanted to go."""
    wanted = f"{path}?{query}" if query else path
    return SIGN_IN if wanted == "/console" else f"{SIGN_IN}?ke={quote(wanted)}"


def onward(wanted: str) -> str:
    """Give the page that was wanted before signing in; the first one where that is not a page of ours."""
    ours = wanted == "/console" or wanted.startswith(("/console/", "/console?"))
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else "/console"
