"""Content templates over HTTP: handed over by whoever can read the account, and listed for whoever composes."""

from http import HTTPStatus
from typing import Annotated, Final, Self

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from backend.auth.bearer import scoped
from backend.auth.key_ring import Program
from backend.auth.scopes import Scope
from backend.broadcasts.schemas import ContentSid
from backend.broadcasts.templates import (
    LONGEST_NAME,
    LONGEST_REJECTION,
    LONGEST_STANDING,
    ContentTemplate,
    keep_templates,
    templates,
)
from backend.clock import Now
from backend.database import Transaction
from backend.wire import Body

router = APIRouter(prefix="/content-templates", tags=["broadcasts"])

MOST: Final = 6000
"""So many approved ones an account may have, says Twilio."""
LARGEST_BODY: Final = 16 * 1024 * 1024
"""Bytes: room for the most templates with names, texts and reasons as long as they get."""
LONGEST_BODY: Final = 1600
MOST_VARIABLES: Final = 100
"""So many a content has at most, says Twilio."""


TemplateStatus = Annotated[str, StringConstraints(pattern=rf"^[a-z][a-z_]{{0,{LONGEST_STANDING - 1}}}$")]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,16}$")]
Sample = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class TemplateIn(Body):
    """A template as the account has it. `status` and `reason` are WhatsApp's, in the platform's own words.

    `body` has its variables as {{1}}, and `variables` a sample for each that stands anywhere in the template.
    """

    sid: ContentSid
    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00-\x1f\x7f]+$")]
    language: Annotated[str, StringConstraints(max_length=16, pattern=r"^[A-Za-z_-]*$")] = ""
    status: TemplateStatus
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REJECTION, pattern=r"^[^\x00]*$")] = ""
    body: Annotated[str, StringConstraints(max_length=LONGEST_BODY, pattern=r"^[^\x00]*$")] = ""
    variables: Annotated[dict[Variable, Sample], Field(default_factory=dict, max_length=MOST_VARIABLES)]


class TemplatesIn(Body):
    """All templates of the account that WhatsApp was asked about."""

    templates: Annotated[list[TemplateIn], Field(max_length=MOST)]


class TemplateOut(BaseModel):
    """A template. Only one that is `approved` can be sent."""

    sid: str
    name: str
    language: str
    status: str
    reason: str
    body: str
    variables: dict[str, str]

    @classmethod
    def of(cls, template: ContentTemplate) -> Self:
        """Show one."""
        return cls.model_validate(template, from_attributes=True)


class TemplatesOut(BaseModel):
    """All that the account has, by name."""

    templates: list[TemplateOut]


@router.get("", summary="List content templates", dependencies=[Depends(scoped(Scope.BROADCASTS_READ))])
async def listed(session: Transaction) -> TemplatesOut:
    """List the templates for WhatsApp with what WhatsApp decided on them, as the account was last read."""
    return TemplatesOut(templates=[TemplateOut.of(each) for each in await templates(session)])


@router.put("", summary="Hand over the content templates", status_code=HTTPStatus.NO_CONTENT)
async def hand_over(
    body: TemplatesIn,
    program: Annotated[Program, Depends(scoped(Scope.BROADCASTS_SEND))],
    session: Transaction,
    now: Now,
) -> None:
    """Keep what the account has now. A broadcast whose template is not approved any more rests on WhatsApp."""
    found = [ContentTemplate(**each.model_dump()) for each in body.templates]
    await keep_templates(session, found, f"program/{program.name}", now)
