"""Pages from templates. What they show is escaped, and a name they do not know is a fault of ours."""

from __future__ import annotations

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from backend.console import wording

_templates = Environment(
    loader=PackageLoader("backend.console"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["say"] = wording


def rendered(template: str, **values: object) -> HTMLResponse:
    """Fill in a template."""
    return HTMLResponse(_templates.get_template(template).render(values))
