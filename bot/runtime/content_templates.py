"""Telling the registry what the platform decided on content templates: only the worker may ask the platform."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import msgspec
import structlog

from bot.channels.history import NotTold
from bot.outgoing import NoAnswer, NotSent
from bot.runtime.rhythm import Rhythm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.channels.approvals import Approvals
    from bot.outgoing import Line

log = structlog.get_logger()
EVERY: Final = timedelta(minutes=1)
_PATH: Final = "/api/v1/content-templates"


class TemplateNews:
    """Hands the platform's list to the registry. Several workers may: the same list changes nothing."""

    def __init__(self, approvals: Approvals, line: Line, clock: Callable[[], datetime]) -> None:
        self._approvals = approvals
        self._line = line
        self._clock = clock
        self._rhythm = Rhythm(EVERY)

    async def run_if_due(self) -> None:
        """Do it when the process has started, and then every minute. What was not heard is told the next time."""
        if not self._rhythm.beats(self._clock()):
            return
        try:
            found = await self._approvals.listed()
            answer = await self._line.ask("PUT", _PATH, msgspec.json.encode({"templates": found}))
        except (NotTold, NotSent, NoAnswer) as fault:
            log.warning("templates not told", fault=str(fault) or type(fault).__name__)
            return
        if not answer.is_success:
            log.warning("templates not told", fault=f"status {answer.status}")
