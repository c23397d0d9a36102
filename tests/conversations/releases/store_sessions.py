"""Stores a session at every question of a flow, for the release that is about to go out.

    python -m tests.conversations.releases.store_sessions registration

writes `registration-v1.sessions` beside this file: one line per question, its name and the session in base64.
Stored files are never written again: they are what people's phones will come back with.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from conversations.engine.engine import Engine
from conversations.engine.messages import Inbound, Text
from conversations.engine.session import Session, dump
from conversations.engine.turn import Found
from conversations.flows import FLOWS
from conversations.words.texts import Texts
from locales import catalogues
from tests.conversations.releases.test_releases import CHAT, FACTS, NOW, REST


def main(name: str) -> None:
    """Walk the flow once and store where it stands before each answer."""
    flow = next(flow for flow in FLOWS if flow.name == name)
    target = Path(__file__).with_name(f"{name}-v{flow.version}.sessions")
    if target.exists():
        sys.exit(f"{target.name} is stored already: raise the version of the flow")
    engine = Engine(FLOWS, {"id": Texts("id", catalogues("id"), FACTS)})
    session, lines, texts = Session("0123456789abcdef", CHAT, "id"), [], ["halo", "daftar"]
    for count in range(60):
        run = session.run
        if run is not None and run.flow == name:
            lines.append(f"{run.state} {base64.b64encode(dump(session)).decode()}")
            texts.append(REST[run.state])
        turn = engine.step(session, Inbound(f"stored-{count}", CHAT, Text(texts[count])), NOW)
        while turn.need:
            turn = engine.resume(turn, Found("new"), None, NOW)
        if turn.submissions:
            break
        session = turn.session
    target.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
