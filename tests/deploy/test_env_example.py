"""`.env.example` is the list of settings that operators read: it has all of them and no others."""

from __future__ import annotations

import re
from pathlib import Path

from backend.settings import Settings as BackendSettings
from bot.settings import Settings as BotSettings
from deploy.faults import NOT_FOR_OPERATORS
from deploy.settings import Place, Servers


def test_every_setting_is_explained_and_nothing_else() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    explained = set(re.findall(r"^# ([A-Z_]+)=", example.read_text(), re.MULTILINE))
    known = {name.upper() for kind in (Place, Servers, BackendSettings, BotSettings) for name in kind.model_fields}
    assert explained == known - NOT_FOR_OPERATORS
