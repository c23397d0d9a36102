"""The content templates for WhatsApp, and what WhatsApp said of them when the account was last read."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - SQLAlchemy reads the annotations
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, DateTime, String, Text, and_, func, select
from sqlalchemy.orm import Mapped, mapped_column

from backend.audit.chain import Event
from backend.audit.log import append
from backend.broadcasts.models import Broadcast
from backend.database import Base, take_turns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

TEMPLATED: Final = "whatsapp"
"""The channel that has them."""
APPROVED: Final = "approved"
GONE: Final = "gone"
"""What the account had once and has no more. All other standings are in Twilio's words, also those not known here."""
LONGEST_NAME: Final = 512
LONGEST_STANDING: Final = 40
LONGEST_REJECTION: Final = 500


class ContentTemplate(Base):
    """One template. `status` is what WhatsApp decided, and `reason` why, in its own words."""

    __tablename__ = "content_templates"

    sid: Mapped[str] = mapped_column(String(34), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    language: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(LONGEST_STANDING))
    reason: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


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
    known = {each.sid: each for each in await session.scalars(select(ContentTemplate).order_by(ContentTemplate.sid))}
    news = {each.sid: (each.name, each.language, each.status, each.reason) for each in found}
    lost = {sid: (each.name, each.language, GONE, "") for sid, each in known.items() if sid not in news}
    for sid, (name, language, status, reason) in sorted((news | lost).items()):
        template = known.get(sid)
        if template is None:
            session.add(
                ContentTemplate(sid=sid, name=name, language=language, status=status, reason=reason, changed_at=now)
            )
            continue
        if template.status != status:
            template.changed_at = now
            details = {"name": name, "was": template.status, "now": status}
            await append(session, Event(now, actor, "template.changed", f"template/{sid}", details))
        template.name, template.language, template.status, template.reason = name, language, status, reason


async def templates(session: AsyncSession) -> Sequence[ContentTemplate]:
    """List all that the account has, by name."""
    there = select(ContentTemplate).where(ContentTemplate.status != GONE)
    return (await session.scalars(there.order_by(ContentTemplate.name, ContentTemplate.sid))).all()


async def templates_of(session: AsyncSession, broadcast: Broadcast) -> dict[str, ContentTemplate | None]:
    """Give the templates of a broadcast and of the question that follows it, by their sid; None where unknown."""
    sids = [sid for sid in (broadcast.template, broadcast.asking_template) if sid is not None]
    return {sid: await session.get(ContentTemplate, sid) for sid in sids}


async def all_approved(session: AsyncSession, broadcast: Broadcast) -> bool:
    """Tell whether all templates of a broadcast may be used now."""
    used = await templates_of(session, broadcast)
    return all(map(is_approved, used.values()))
