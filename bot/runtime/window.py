"""Whether texts of ours may go to somebody now: WhatsApp takes them for 24 hours after the person wrote."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from conversations.engine.waking import WINDOW

if TYPE_CHECKING:
    from datetime import datetime

    from conversations.engine.session import Session

_CLOSE_TO_THE_END: Final = timedelta(minutes=5)
"""A message on its way may arrive a moment later than it was sent."""


def is_open(session: Session, now: datetime) -> bool:
    """Tell whether somebody wrote lately enough to be written to."""
    return session.heard_at is not None and now < session.heard_at + WINDOW - _CLOSE_TO_THE_END
