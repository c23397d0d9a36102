"""What Twilio's answer, or the lack of one, says about the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from bot.channels.channel import Deferred, Rejected, Unknown
from bot.channels.whatsapp.errors import TOO_FAST, UNREACHABLE, WITHDRAWN

if TYPE_CHECKING:
    from twilio.base.exceptions import TwilioException

    from bot.channels.channel import Outcome

_SOON = 2.0
_LATER = 15.0
_WHILE_OPERATOR_LOOKS = 60.0

# The request never left this machine.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


def refusal(problem: TwilioException) -> Outcome:
    """Tell what became of a message that Twilio answered with an error."""
    status = getattr(problem, "status", None)
    code = getattr(problem, "code", None)
    reason = f"twilio {code or status}"
    if status == httpx.codes.TOO_MANY_REQUESTS or code in TOO_FAST:
        # Twilio: a request answered with 429 was not processed.
        return Deferred(reason=reason, seconds=_SOON, lane_closed=True)
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return Deferred(reason=f"{reason}: account refused", seconds=_WHILE_OPERATOR_LOOKS, lane_closed=True)
    if status == httpx.codes.SERVICE_UNAVAILABLE:
        # RFC 9110, 15.6.4: the server is unable to handle the request, so it did not.
        return Deferred(reason=reason, seconds=_LATER)
    if isinstance(status, int) and httpx.codes.BAD_REQUEST <= status < httpx.codes.INTERNAL_SERVER_ERROR:
        return Rejected(reason=reason, unreachable=code in UNREACHABLE, withdrawn=WITHDRAWN.get(code or 0))
    return Unknown(reason=reason)


def silence(problem: httpx.HTTPError) -> Outcome:
    """Tell what became of a message when the network let us down."""
    if isinstance(problem, _NEVER_LEFT):
        return Deferred(reason=f"not connected: {type(problem).__name__}", seconds=_SOON)
    return Unknown(reason=type(problem).__name__)
