"""The addresses that the platforms deliver to, asked for a little differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import Service


@pytest.mark.parametrize(
    "path", ["/webhooks/twilio/", "/webhooks/twilio/status/", "/webhooks/telegram/", "/healthz/", "/metrics/"]
)
async def test_nobody_is_sent_to_the_host_that_a_stranger_named(service: Service, path: str) -> None:
    answer = await service.bot.post(path, headers={"Host": "evil.example"}, data={"Body": "halo"})
    assert (answer.status_code, "location" in answer.headers) == (404, False)
