"""An agent brings many families at once, as a file or as a block of text: taken aside, whatever else is going on.

Nothing of it is looked at here. It goes to the registry as it is, and what became of each family is told later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers.normalise import plain
from conversations.engine.compose import COMMON, outbound
from conversations.engine.fields import to_plain
from conversations.engine.messages import Attachment, Content, Text
from conversations.engine.turn import Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conversations.engine.messages import File
    from conversations.engine.talk import Talk
    from conversations.engine.turn import Settled

BATCH: Final = "batch"
"""The kind of such a submission."""
UNUSABLE: Final = "unusable"
"""What becomes of one that the registry cannot read."""
LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file: a thousand families are a fifth of that."""
WORDS: Final = frozenset({"banyak", "/banyak", "banyak keluarga", "kirim file", "daftar banyak"})
"""What an agent says above the families, or alone to be told how."""
_READABLE: Final = (".xlsx", ".csv", ".txt", ".tsv", ".xls", ".xlsm")
"""Endings that are sent on; with .xls the registry says how to save it otherwise."""
_FOREIGN: Final = (
    "application/pdf",
    "application/zip",
    "application/msword",
    "application/vnd.android",
    "image/",
    "video/",
)


def brings(talk: Talk, said: Content) -> bool:
    """Take many families from an agent. What is not that, or from nobody's agent, is left to be heard as usual."""
    agent = talk.session.agent
    brought = _brought(said)
    if agent is None or brought is None:
        return False
    file = said.file if isinstance(said, Attachment) else None
    if talk.session.run is not None and talk.practises:
        answer = "practice-only"
    elif talk.now >= agent.pin_until:
        answer = "batch-locked"
    elif file is not None and _is_foreign(file):
        answer = "batch-other-kind"
    elif file is not None and (file.size or 0) > LARGEST:
        answer = "batch-too-large"
    else:
        answer = "batch-taken"
        _send(talk, brought)
    talk.aside(talk.texts.say(COMMON, answer))
    return True


def tell_unusable(talk: Talk, settled: Settled) -> None:
    """Say why nothing of it could be read, and what to do. What is gone through is told by itself."""
    if settled.outcome == UNUSABLE:
        told = {name: str(settled.data.get(name, "")) for name in ("why", "name", "found", "row")}
        talk.reply = outbound([talk.texts.say(COMMON, "batch-unusable", None, told)], None)


def _brought(said: Content) -> Mapping[str, Any] | None:
    match said:
        case Attachment(kind="document", file=file) if file is not None:
            return {"file": to_plain(file)}
        case Text(text):
            first, _, rest = text.strip().partition("\n")
            return {"text": rest} if plain(first) in WORDS and rest.strip() else None
        case _:
            return None


def _is_foreign(file: File) -> bool:
    name, kind = file.name.lower(), file.media_type.lower()
    if name.endswith(_READABLE):
        return False
    return kind.startswith(_FOREIGN) or "." in name[-6:]


def _send(talk: Talk, brought: Mapping[str, Any]) -> None:
    body = {
        "contact": to_plain(talk.session.chat),
        "message_id": talk.message_id,
        "sent_at": talk.now.isoformat(),
        **brought,
    }
    submission = Submission(talk.key(BATCH, talk.session.turn), BATCH, body)
    talk.session.awaiting = [*talk.session.awaiting, submission.key]
    talk.submissions.append(submission)
