"""Files that a browser keeps, rather than shows."""

from fastapi.responses import Response


def kept_as(name: str) -> dict[str, str]:
    """Give the header of a file that is to be kept under a name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def download(content: bytes, media_type: str, name: str) -> Response:
    """Hand a file over."""
    return Response(content, media_type=media_type, headers=kept_as(name))
