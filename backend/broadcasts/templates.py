"""The content templates for WhatsApp, and what WhatsApp said of them when the account was last read."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, DateTime, String, Text, and_, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.models import Broadcast
from backend.broadcasts.template_fit import Misfit, misfit
from backend.broadcasts.text import QUESTION
from backend.database import Base, take_turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from backend.broadcasts.desk import Composition

TEMPLATED: Final = "whatsapp"
"""The channel that has them."""
APPROVED: Final = "approved"
GONE: Final = "gone"
"""What the account had once and has no more. All other standings are in Twilio's words, also those not known here."""
LONGEST_NAME: Final = 512
LONGEST_STANDING: Final = 40
LONGEST_REJECTION: Final = 500
_LISTED_LATE: Final = timedelta(minutes=10)
"""So long after a message came back a template that is listed as approved is not believed to be."""


class ContentTemplate(Base):
    """One template. `status` is what WhatsApp decided, and `reason` why, in its own words.

    `body` has its variables as {{1}}, and is empty where it was not read yet; `variables` are samples of all that is
    filled in anywhere in the template. `withdrawn_at` is when a message in it last came back for the template's sake.
    """

    __tablename__ = "content_templates"

    sid: Mapped[str] = mapped_column(String(34), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    language: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(LONGEST_STANDING))
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text, default="", server_default="")
    variables: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default="{}")
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


def is_approved(template: ContentTemplate | None) -> bool:
    """Tell whether a message may go out in a template: never in one that is not known."""
    return template is not None and template.status == APPROVED


def rests() -> ColumnElement[bool]:
    """Give the condition on which a broadcast has a template that may not be used, joined with that template."""
    return and_(Broadcast.template.is_not(None), func.coalesce(ContentTemplate.status, "") != APPROVED)


async def keep_templates(session: AsyncSession, found: Iterable[ContentTemplate], actor: str, now: datetime) -> None:
    """Keep what the account has now, and note what changed. What is not found any more is gone."""
    # Workers read the account side by side: one after the other, a change is noted once.
    await take_turns(session, sha256(b"content templates").digest())
    held = select(ContentTemplate).order_by(ContentTemplate.sid).with_for_update()
    known = {each.sid: each for each in await session.scalars(held)}
    news = {each.sid: each for each in found}
    for sid, each in sorted(news.items()):
        template = known.get(sid)
        if template is None:
            each.changed_at = now
            session.add(each)
            continue
        for name in ("name", "language", "body", "variables"):
            setattr(template, name, getattr(each, name))
        if each.status != APPROVED or not _withdrawn_lately(template, now):
            await _decide(session, template, each.status, each.reason, actor, now)
    for sid in sorted(known.keys() - news.keys()):
        await _decide(session, known[sid], GONE, "", actor, now)


async def withdraw(session: AsyncSession, sid: str, status: str, fault: str, now: datetime) -> None:
    """Note that a message came back because its template may not be used, whatever the account said of it last."""
    template = await session.get(ContentTemplate, sid, with_for_update=True, populate_existing=True)
    if template is not None:
        template.withdrawn_at = now
        await _decide(session, template, status, fault, "system", now)


def _withdrawn_lately(template: ContentTemplate, now: datetime) -> bool:
    return template.withdrawn_at is not None and now < template.withdrawn_at + _LISTED_LATE


async def _decide(
    session: AsyncSession, template: ContentTemplate, status: str, reason: str, actor: str, now: datetime
) -> None:
    if template.status != status:
        details = {"name": template.name, "was": template.status, "now": status}
        await append(session, Event(now, actor, "template.changed", f"template/{template.sid}", details))
        template.changed_at = now
    template.status, template.reason = status, reason


async def templates(session: AsyncSession) -> Sequence[ContentTemplate]:
    """List all that the account has, by name."""
    there = select(ContentTemplate).where(ContentTemplate.status != GONE)
    return (await session.scalars(there.order_by(ContentTemplate.name, ContentTemplate.sid))).all()


async def templates_of(session: AsyncSession, broadcast: Broadcast) -> dict[str, ContentTemplate | None]:
    """Give the templates of a broadcast and of the question that follows it, by their sid; None where unknown."""
    sids = [sid for sid in (broadcast.template, broadcast.asking_template) if sid is not None]
    return {sid: await session.get(ContentTemplate, sid) for sid in sids}


async def misfits(session: AsyncSession, said: Broadcast | Composition) -> dict[str, Misfit]:
    """Give the templates of a notice that cannot be filled in with its values, by which of the two they are."""
    texts = {"template": said.text, "asking_template": QUESTION}
    found = {}
    for which, text in texts.items():
        sid = getattr(said, which)
        template = await session.get(ContentTemplate, sid) if sid is not None else None
        wrong = misfit(text, template.body, template.variables) if template is not None else None
        if wrong is not None:
            found[which] = wrong
    return found


async def all_approved(session: AsyncSession, broadcast: Broadcast) -> bool:
    """Tell whether all templates of a broadcast may be used now."""
    used = await templates_of(session, broadcast)
    return all(map(is_approved, used.values()))
