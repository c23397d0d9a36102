"""What Telegram's answer says about the message."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec

from bot.channels.channel import Accepted, Deferred, Rejected, Unknown

if TYPE_CHECKING:
    from bot.channels.channel import Outcome
    from bot.outgoing import Answer

SOON = 2.0
_WHILE_OPERATOR_LOOKS = 60.0

# 400 descriptions of tdlib/telegram-bot-api that mean "this person can never be written to".
_NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "input_user_deactivated")

# Answers of a gateway in front of the Bot API: the server behind it may have taken the message.
_GATEWAYS = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)


class _Sent(msgspec.Struct):
    message_id: int


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: float = SOON
    migrate_to_chat_id: int | None = None


class _Said(msgspec.Struct):
    ok: bool
    result: _Sent | None = None
    description: str = ""
    parameters: _Parameters = _Parameters()


_decoder = msgspec.json.Decoder(_Said)


def outcome_of(answer: Answer) -> Outcome:
    """Tell what became of a message from the answer to sendMessage ("Making requests", Bot API)."""
    try:
        said = _decoder.decode(answer.content)
    except msgspec.DecodeError:
        return Unknown(reason=f"an answer that cannot be read, status {answer.status}")
    if said.ok:
        return Unknown(reason="the answer names no message") if said.result is None else _accepted(said.result)
    return _refusal(answer.status, said)


def _accepted(sent: _Sent) -> Outcome:
    return Accepted(provider_id=str(sent.message_id))


def _refusal(status: int, said: _Said) -> Outcome:
    match status:
        case HTTPStatus.TOO_MANY_REQUESTS:
            return Deferred(reason="too many requests", seconds=said.parameters.retry_after, lane_closed=True)
        case HTTPStatus.FORBIDDEN:
            return Rejected(reason=said.description, unreachable=True)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.NOT_FOUND:
            return Deferred(reason="bot token refused", seconds=_WHILE_OPERATOR_LOOKS, lane_closed=True)
        case _ if said.parameters.migrate_to_chat_id is not None:
            return Rejected(reason="the chat is a group")
        case _ if status in _GATEWAYS:
            return Unknown(reason=said.description)
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Deferred(reason=said.description, seconds=SOON)
        case _:
            nobody = any(words in said.description.lower() for words in _NOBODY_THERE)
            return Rejected(reason=said.description, unreachable=nobody)
