"""A fault of ours: the person is told, the chat is not stuck, and the operators hear of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from backend.logging import configure_logging
from tests.dialogues.phones import PHONES

if TYPE_CHECKING:
    from tests.world import Service


@pytest.mark.parametrize("kind", PHONES)
async def test_a_message_that_cannot_be_taken_gets_an_apology_and_the_next_one_is_taken(
    service: Service, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = io.StringIO()
    configure_logging(logs)
    phone = PHONES[kind](service)
    await phone.do("halo")
    with monkeypatch.context() as broken:
        broken.setattr(service.parts.tools.engine, "flows", {})
        assert "gangguan di pihak kami" in await phone.do("daftar")
    assert "SETUJU" in await phone.do("[kirim ulang]")
    assert "turn failed" in logs.getvalue()
    metrics = (await service.bot.get("/metrics")).text
    assert f'bansos_turns_total{{channel="{kind}",outcome="failed"}}' in metrics
