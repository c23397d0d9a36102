"""What every channel can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conversations.engine.messages import Inbound, Outbound


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform took the message. `provider_id` is its id there."""

    provider_id: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform will never deliver this message. `unreachable` when no message to this address will be.

    `withdrawn` is the standing of the template, when it may not be used now and nothing else is the matter.
    """

    reason: str
    unreachable: bool = False
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Deferred:
    """Certainly not sent; try again after `seconds`. `lane_closed` when the whole channel has to wait."""

    reason: str
    seconds: float
    lane_closed: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The request went out and no answer came back: it may have been sent. Never sent again blindly."""

    reason: str


Outcome: TypeAlias = Accepted | Rejected | Deferred | Unknown


class HttpAnswer(msgspec.Struct, frozen=True):
    """What the webhook's own HTTP response says."""

    body: bytes
    media_type: str
    status: int = 200


class Malformed(Exception):
    """The webhook's body is not what the platform sends. Answered with 400, nothing written."""


class Templated(Protocol):
    """A platform where texts of ours may only follow soon on what the person wrote. Later it takes templates."""

    async def send_template(self, address: str, template: str, variables: Sequence[str], ref: str) -> Outcome:
        """Push a template that the platform approved, with its values in order. Never raises, as `Channel.send`."""
        ...

    async def send_late(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Push news to somebody who has not written for long. Never raises, as `Channel.send`."""
        ...


class Channel(Protocol):
    """A platform. Parsing and verifying live in the channel's own webhook; these are the parts all share."""

    name: str

    def answer(self, inbound: Inbound, outbound: Outbound, ref: str) -> HttpAnswer | None:
        """Give the reply as the webhook's own response, or None where it has to be pushed.

        `ref` identifies the reply in delivery reports.
        """
        ...

    def acknowledge(self) -> HttpAnswer:
        """Accept a delivery without saying anything in the response."""
        ...

    async def send(self, address: str, outbound: Outbound, ref: str) -> Outcome:
        """Push one message. Never raises for what the platform or the network does; that is the outcome."""
        ...
