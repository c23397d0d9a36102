"""`/docs`: the API described on one page, without scripts and without anything from elsewhere."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from backend.reference.operations import operations, shapes

router = APIRouter(include_in_schema=False)
_STYLE: Final = (Path(__file__).parent / "static" / "reference.css").read_bytes()
_page = Environment(
    loader=PackageLoader("backend.reference"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
).get_template("reference.html")


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """Describe the API for people."""
    document = request.app.openapi()
    return HTMLResponse(_page.render(info=document["info"], operations=operations(document), shapes=shapes(document)))


@router.get("/docs/reference.css")
async def style() -> Response:
    """Give the style sheet."""
    return Response(_STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
