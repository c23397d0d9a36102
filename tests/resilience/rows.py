"""What the registry has of the families of one phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.dialogues.phones import Phone
    from tests.world import Service


async def numbers_of(service: Service, phone: Phone) -> list[str]:
    """Give the numbers of all registrations from a phone: one for each row."""
    contact = {"channel": phone.ref.channel, "address": phone.ref.address}
    response = await service.registry.post("/api/v1/registrations/own", json={"contact": contact})
    assert response.status_code == 200, response.text
    return [each["number"] for each in response.json()["registrations"]]
