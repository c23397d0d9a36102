"""One chat's conversation, as a value that can be stored."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec.structs import replace

from conversations.engine.agent import Agent
from conversations.engine.messages import ChatRef, Outbound

SEEN = 96
"""How many processed message ids a session remembers: several registrations' worth."""
REPLIES = 3
"""How many replies a session can give again."""
_DIGEST = 6
_MOST_BESIDE = 4


class Run(msgspec.Struct, omit_defaults=True):
    """One passage through a flow: which state was asked last, and what was answered.

    `serial` numbers the runs of a session, and makes a submission's idempotency key. `offered` is what the person
    was shown to pick from, as pairs of value and label, and `offered_at` the turn that showed it; `unsure` when it
    lists the meanings that an answer may have. `shown` are digests of the words of questions that are proofs.
    `before` keeps the answers under correction. `reminded` says whether the person was reminded of it: "sent", or
    "held" out of reminding to measure what it does, or too "late" for it.
    """

    flow: str
    version: int
    serial: int
    state: str
    answers: dict[str, Any] = {}
    proofs: dict[str, tuple[datetime, str]] = {}
    shown: dict[str, str] = {}
    attempts: int = 0
    so_far: Any = None
    offered: list[tuple[Any, str]] = []
    offered_at: int = 0
    unsure: bool = False
    before: dict[str, Any] = {}
    reminded: str = ""

    def clone(self) -> Run:
        """Give a copy that can be changed without touching this one."""
        return replace(self, answers=dict(self.answers), proofs=dict(self.proofs))


class Reply(msgspec.Struct, array_like=True):
    """The reply that a message got, to be given again when the platform delivers the message again."""

    digest: bytes
    outbound: Outbound | None


class Session(msgspec.Struct, omit_defaults=True):
    """Everything known about one chat between two messages.

    `turn` counts turns and marks what was offered, so that a tap on an old keyboard is recognised. `paused` is the
    unfinished run that the person left for the menu, `beside` those that they left before it, the oldest first.
    `asking` is a question beside the run: whether to cancel it, which language to speak. `heard_at` is when the
    person last wrote; `forgot` that a draft was forgotten since then; `owes_fix` that the office waits for
    something to be told again; `agent` who acts here, if somebody does; `stopped_notices_at` when the person
    stopped broadcasts, known here before the registry has heard of it; `told` are digests of what came here by
    itself lately.
    """

    id: str
    chat: ChatRef
    locale: str
    turn: int = 0
    serial: int = 0
    run: Run | None = None
    paused: Run | None = None
    beside: list[Run] = []
    asking: str | None = None
    awaiting: list[str] = []
    seen: bytes = b""
    replies: list[Reply] = []
    heard_at: datetime | None = None
    forgot: bool = False
    owes_fix: bool = False
    agent: Agent | None = None
    stopped_notices_at: datetime | None = None
    told: bytes = b""

    def clone(self) -> Session:
        """Give a copy that can be changed without touching this one. Answers themselves are replaced, never changed."""
        run, paused = self.run, self.paused
        return replace(
            self,
            run=run.clone() if run is not None else None,
            paused=paused.clone() if paused is not None else None,
            beside=[each.clone() for each in self.beside],
        )

    def set_aside(self, run: Run) -> None:
        """Let a run wait until it is taken up again. The newest is the first; of many the oldest is dropped."""
        if self.paused is not None:
            self.beside = [*self.beside, self.paused][-_MOST_BESIDE:]
        self.paused = run

    def bring_forward(self) -> None:
        """Let the next of those that wait be the one that is offered, where none is."""
        if self.paused is None and self.beside:
            *self.beside, self.paused = self.beside

    def unfinished(self) -> list[Run]:
        """Give what may still be gone on with: the run that is going on, and those that wait, the newest first."""
        waiting = [self.paused, *reversed(self.beside)]
        return [run for run in (self.run, *waiting) if run is not None]

    def has_seen(self, message_id: str) -> bool:
        """Tell whether this message has been processed before."""
        digest = _digest(message_id)
        found = self.seen.find(digest)
        # One that straddles two digests is none.
        while found % _DIGEST and found >= 0:
            found = self.seen.find(digest, found + 1)
        return found >= 0

    def reply_to(self, message_id: str) -> Outbound | None:
        """Give the reply that a processed message got; None when it is too long ago, or none was given yet."""
        digest = _digest(message_id)
        return next((reply.outbound for reply in self.replies if reply.digest == digest), None)

    def owes_reply(self, message_id: str) -> bool:
        """Tell whether a message was processed lately and waits for its reply."""
        digest = _digest(message_id)
        return any(reply.digest == digest and reply.outbound is None for reply in self.replies)

    def note_seen(self, message_id: str) -> None:
        """Note that something was processed that got no reply of its own."""
        if not self.has_seen(message_id):
            self.seen = (self.seen + _digest(message_id))[-SEEN * _DIGEST :]

    def remember(self, message_id: str, outbound: Outbound | None) -> None:
        """Note that a message was processed, and the reply it got."""
        digest = _digest(message_id)
        self.note_seen(message_id)
        kept = [reply for reply in self.replies if reply.digest != digest]
        self.replies = [*kept, Reply(digest, outbound)][-REPLIES:]


# One turn asks several times about the same message.
@lru_cache(maxsize=16)
def _digest(message_id: str) -> bytes:
    return blake2b(message_id.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Session)


class SessionUnreadable(Exception):
    """A stored session is not in a form that this release can read."""


def dump(session: Session) -> bytes:
    """Give the stored form of a session."""
    return _encoder.encode(session)


def load(stored: bytes) -> Session:
    """Read a stored session.

    Raises:
        SessionUnreadable: the bytes are not a session that this release knows.
    """
    try:
        return _decoder.decode(stored)
    except msgspec.DecodeError as fault:
        raise SessionUnreadable(str(fault)) from fault
