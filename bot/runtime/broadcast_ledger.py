"""The registry's ledger of broadcasts, as senders know it: over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
import structlog

from bot.outgoing import NoAnswer, NotSent
from bot.runtime.registry import Contact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.outgoing import Answer, Line

log = structlog.get_logger()
_NO_ANSWER = (NotSent, NoAnswer, msgspec.DecodeError)


class Recipient(msgspec.Struct, frozen=True):
    """Whom to tell what. `variables` fill `template`, in order, where a text may not be sent.

    `asks` names the payment where it is a question whether that came.
    """

    id: UUID
    contact: Contact
    text: str
    template: str | None
    variables: list[str]
    asks: str = ""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one message. `seconds` is how long it has to wait when it certainly was not sent.

    `withdrawn` is the standing of its template, when only that was the matter.
    """

    id: UUID
    intent: UUID
    outcome: str
    reason: str | None = None
    provider_id: str | None = None
    seconds: float = 0
    unreachable: bool = False
    withdrawn: str | None = None


class Reported(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a platform reported of one message. `too_fast` is one that did not go out because it was one too many.

    `withdrawn` is the standing of its template, when only that was the matter.
    """

    id: UUID
    state: str
    fault: str | None = None
    unreachable: bool = False
    intent: UUID | None = None
    too_fast: bool = False
    withdrawn: str | None = None


class _Claimed(msgspec.Struct, frozen=True):
    recipients: list[Recipient]


class _May(msgspec.Struct, frozen=True):
    may: list[UUID]


class BroadcastLedger:
    """A client of the ledger. Whatever goes wrong is said by the answer, and can be asked again."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def claim(self, channel: str, most: int) -> list[Recipient]:
        """Claim recipients on a channel; none when the registry cannot give any now."""
        try:
            answer = await self._ask("claims", {"channel": channel, "most": most})
            return msgspec.json.decode(answer.content, type=_Claimed).recipients
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", asked="broadcasts", fault=_named(fault))
            return []

    async def intend(self, intent: UUID, recipients: Sequence[UUID]) -> set[UUID] | None:
        """Note what is about to be sent, and give what may be; None when nobody knows what was noted."""
        try:
            answer = await self._ask("intents", {"intent": intent, "recipients": list(recipients)})
            return set(msgspec.json.decode(answer.content, type=_May).may)
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", asked="intents", fault=_named(fault))
            return None

    async def tell(self, outcomes: Sequence[Told]) -> bool:
        """Say what became of messages; tell whether it was heard."""
        return await self._said("outcomes", {"outcomes": list(outcomes)})

    async def report(self, reports: Sequence[Reported]) -> bool:
        """Hand on what platforms reported; tell whether it was heard."""
        return await self._said("reports", {"reports": list(reports)})

    async def _said(self, what: str, body: Mapping[str, Any]) -> bool:
        try:
            await self._ask(what, body)
        except _NO_ANSWER as fault:
            log.warning("registry unavailable", asked=what, fault=_named(fault))
            return False
        return True

    async def _ask(self, what: str, body: Mapping[str, Any]) -> Answer:
        answer = await self._line.ask("POST", f"/api/v1/broadcasts/{what}", msgspec.json.encode(body))
        if not answer.is_success:
            raise NoAnswer(f"status {answer.status}")
        return answer


def _named(fault: Exception) -> str:
    return str(fault) or type(fault).__name__
