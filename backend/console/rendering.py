"""Pages from templates. What they show is escaped, and a name they do not know is a fault of ours."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from backend.auth.permissions import Permission, Role
from backend.console import agent_wording, batch_wording, broadcast_wording, file_wording, office_wording, wording
from backend.console.sections import sections_of

if TYPE_CHECKING:
    from backend.console.access import SignedIn

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Without a referrer within our own pages, browsers would send forms with the origin "null".
_HEADERS: Final = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "same-origin"}

_templates = Environment(
    loader=PackageLoader("backend.console"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(
    say=wording,
    agen=agent_wording,
    banyak=batch_wording,
    kabar=broadcast_wording,
    office=office_wording,
    files=file_wording,
    sections_of=sections_of,
    Role=Role,
    Permission=Permission,
)


def rendered(
    template: str, *, me: SignedIn | None = None, status: HTTPStatus = HTTPStatus.OK, **values: object
) -> HTMLResponse:
    """Fill in a template. Without `me` the page has no navigation: it is for those who have not signed in."""
    return HTMLResponse(_templates.get_template(template).render(me=me, **values), status, headers=dict(_HEADERS))


def notice(
    status: HTTPStatus, title: str, sentence: str, *, me: SignedIn | None = None, onward: tuple[str, str] | None = None
) -> HTMLResponse:
    """Make a page that says one thing. `onward` is a link: address and words."""
    return rendered("notice.html", me=me, status=status, title=title, sentence=sentence, onward=onward)
