"""The console's one cookie, and the proof that a form is one of ours."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from http import HTTPMethod
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fastapi import Request, Response

FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"
HARMLESS: Final = frozenset({HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS})
_TOKEN_BYTES: Final = 32
_LONGEST: Final = 64


class ForeignForm(Exception):
    """A request that would change something did not come from a page of ours."""


@dataclass(frozen=True, slots=True)
class Cookie:
    """A random token in the browser: a visit before signing in, a session after. It ends with the browser.

    Where the console has an https address, or the request came by https, only https gets the cookie, and no other host
    can set it (`__Host-`, RFC 6265bis 4.1.3.2).
    """

    address: str | None
    by_https: bool = False

    @property
    def is_secure(self) -> bool:
        """Tell whether the console is reached over https."""
        return self.by_https or (self.address is not None and self.address.startswith("https://"))

    @property
    def name(self) -> str:
        """Give its name."""
        return "__Host-bansos" if self.is_secure else "bansos"

    def token(self, request: Request) -> str:
        """Read the token; empty when there is none that could be ours."""
        token = request.cookies.get(self.name, "")
        return token if len(token) <= _LONGEST and token.isascii() else ""

    def give(self, response: Response, token: str) -> None:
        """Hand a token out."""
        response.set_cookie(self.name, token, path="/", secure=self.is_secure, httponly=True, samesite="lax")

    def visit(self, request: Request) -> str:
        """Give the token of a visit, a new one where there is none yet."""
        return self.token(request) or secrets.token_urlsafe(_TOKEN_BYTES)

    async def require_own_form(self, request: Request) -> None:
        """Let a request through that cannot change anything, or that a page of ours sent.

        Raises:
            ForeignForm: another site sent it, or the page is older than the session.
        """
        if request.method in HARMLESS:
            return
        # Browsers tell this by themselves, on https and on this machine.
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise ForeignForm
        if not self._is_ours(request.headers.get("origin", ""), request.headers.get("host", "")):
            raise ForeignForm
        offered = request.headers.get(HEADER) or (await request.form()).get(FIELD)
        token = self.token(request)
        if (
            not token
            or not isinstance(offered, str)
            or not hmac.compare_digest(offered.encode(), proof(token).encode())
        ):
            raise ForeignForm

    def _is_ours(self, origin: str, host: str) -> bool:
        if self.address is not None and origin == _origin(self.address):
            return True
        # A page elsewhere cannot choose the Host that the browser sends us.
        here = urlsplit(origin)
        return bool(here.netloc) and here.netloc == host and (here.scheme == "https" or not self.is_secure)


def cookie_of(request: Request) -> Cookie:
    """Give the cookie as it is for a request. Behind a proxy that is trusted, its scheme is the one outside."""
    cookie: Cookie = request.app.state.cookie
    return replace(cookie, by_https=request.url.scheme == "https")


def proof(token: str) -> str:
    """Give what a form has to carry besides the cookie. Only a page that knows the token can write it."""
    return hmac.digest(token.encode(), b"a form of the console", "sha256").hex()


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
