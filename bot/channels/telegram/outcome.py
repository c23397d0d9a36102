"""What an exception of the Telegram client says about the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.channel import Deferred, Rejected, Unknown

if TYPE_CHECKING:
    from bot.channels.channel import Outcome

_SOON = 2.0
_WHILE_OPERATOR_LOOKS = 60.0

# 400 descriptions of tdlib/telegram-bot-api that mean "this person can never be written to".
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "input_user_deactivated")

# The request never left this machine.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)

# Answers of a gateway in front of the Bot API: the server behind it may have taken the message.
_GATEWAYS = ("bad gateway", "gateway timeout", "gateway time-out")


def outcome_of(problem: TelegramError) -> Outcome:
    """Tell what became of a message whose sending raised `problem`."""
    match problem:
        case RetryAfter(retry_after=wait):
            # The library gives a timedelta since PTB_TIMEDELTA is set, see this package's __init__.
            seconds = wait if isinstance(wait, int) else wait.total_seconds()
            return Deferred(reason="too many requests", seconds=float(seconds), lane_closed=True)
        case Forbidden():
            return Rejected(reason=problem.message, unreachable=True)
        case InvalidToken():
            return Deferred(reason="bot token refused", seconds=_WHILE_OPERATOR_LOOKS, lane_closed=True)
        case ChatMigrated():
            return Rejected(reason="the chat is a group")
        case BadRequest():
            said = problem.message.lower()
            return Rejected(reason=problem.message, unreachable=any(words in said for words in _NOBODY_THERE))
        case NetworkError():
            return _network(problem)
        case _:
            # The server said "done" in a form that cannot be read.
            return Unknown(reason=problem.message)


def _network(problem: NetworkError) -> Outcome:
    cause = problem.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return Deferred(reason=f"not connected: {type(cause).__name__}", seconds=_SOON)
    if cause is not None:
        return Unknown(reason=type(cause).__name__)
    said = problem.message.lower()
    if said.startswith("too many requests"):
        return Deferred(reason="too many requests", seconds=_SOON, lane_closed=True)
    if any(gateway in said for gateway in _GATEWAYS):
        return Unknown(reason=problem.message)
    return Deferred(reason=problem.message, seconds=_SOON)
