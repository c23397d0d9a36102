"""A phone of the workbench, by the addresses that its page calls."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import httpx

BENCH = "/simulator/bench"
_serials = itertools.count(1)


@dataclass
class BenchPhone:
    """One of the two phones of a resident."""

    client: httpx.AsyncClient
    look: str
    chat: str

    async def post(self, **said: Any) -> httpx.Response:
        """Send a message under an id of its own, unless one is given."""
        message = {"look": self.look, "chat": self.chat, "id": f"m{next(_serials)}", **said}
        return await self.client.post(f"{BENCH}/messages", json=message)

    async def do(self, **said: Any) -> dict[str, Any]:
        """Send a message, and give the answer."""
        response = await self.post(**said)
        assert response.status_code == 200, response.text
        return response.json()

    async def type(self, *texts: str) -> str:
        """Type messages, and give the last reply."""
        answer: dict[str, Any] = {}
        for text in texts:
            answer = await self.do(text=text)
        return answer["replies"][-1]["text"]

    async def look_at(self) -> dict[str, Any]:
        """Give what came by itself, and where the conversation stands."""
        response = await self.client.get(f"{BENCH}/messages", params={"look": self.look, "chat": self.chat})
        assert response.status_code == 200, response.text
        return response.json()

    async def transcript(self) -> str:
        """Download the conversation so far."""
        response = await self.client.get(f"{BENCH}/transcript", params={"look": self.look, "chat": self.chat})
        assert response.status_code == 200, response.text
        return response.text


async def let_pass(client: httpx.AsyncClient, hours: int) -> None:
    """Turn the clock."""
    assert (await client.post(f"{BENCH}/hours", json={"hours": hours})).status_code == 200


async def cut(client: httpx.AsyncClient, *, wanted: bool) -> None:
    """Cut the line to the registry, or mend it."""
    assert (await client.post(f"{BENCH}/registry", json={"is_cut": wanted})).json()["is_cut"] is wanted


def answers(nik: str, kk: str) -> list[str]:
    """Give what a woman who lives alone answers, up to the declaration."""
    return [
        *["halo", "daftar", "setuju", "tidak usah", nik, kk, "Sumiati Contoh", "17-8-1965", "kemiren"],
        *["lewati", "3/2", "081200000009", "0", "tidak", "tidak ada", "petani", "milik sendiri", "ya"],
    ]
