"""What a platform decided on the templates that messages may go out in at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence


class ContentTemplate(msgspec.Struct, frozen=True):
    """One template, and what the platform decided on it, in the platform's words.

    `body` has its variables as {{1}}, and `variables` a sample for each that stands anywhere in the template.
    """

    sid: str
    name: str
    language: str
    status: str
    reason: str
    body: str = ""
    variables: dict[str, str] = {}


class Approvals(Protocol):
    """A platform that decides on templates."""

    async def listed(self) -> Sequence[ContentTemplate]:
        """Give the templates that it was asked about.

        Raises:
            NotTold: the list could not be had whole.
        """
        ...
