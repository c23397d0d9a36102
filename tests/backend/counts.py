"""Counts as the bot hands them over."""

from __future__ import annotations

from typing import Any

DAY = "2026-11-21"


def counted(state: str = "kk", what: str = "seen", count: Any = 1, **names: Any) -> dict[str, Any]:
    return {
        "flow": "registration",
        "state": state,
        "what": what,
        "channel": "whatsapp",
        "locale": "id",
        "role": "resident",
        "kecamatan": "",
        "count": count,
        **names,
    }
