"""The unfinished case of a chat, as a flow is told of it when it begins."""

from __future__ import annotations

from conversations.engine.fields import Field, Record


class BesideDraft(Record):
    """Whether a case was set aside here."""

    draft = Field(bool)


def has_draft(record: BesideDraft) -> bool:
    """Tell whether a case was set aside here, and can be taken up again."""
    return bool(record.draft)
