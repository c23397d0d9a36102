"""A made-up family at its phone: what it answers to each question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.phone import SimulatedPhone

TAPPED = {
    "door": "Daftar bansos",
    "consent": "SETUJU",
    "notices": "Ya, boleh",
    "phone": "Bagikan nomor saya",
    "pregnant": "Tidak ada",
    "schooling": "SMP/MTs",
    "disability": "Tidak ada",
    "occupation": "Buruh tani",
    "housing": "Milik sendiri",
    "review": "Ya, benar",
    "declaration": "KIRIM",
}
SHARED = {"contact": "0812-0000-0012"}
"""What sharing the number sends."""
_NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")


@dataclass
class Family:
    """Sumiati, her husband and their daughter."""

    nik: str
    kk: str

    async def register(self, phone: SimulatedPhone, until: str = "done") -> str:
        """Answer until a step is reached, by tapping where something can be tapped; give the last reply."""
        typed, reply = self._typed(), ""
        while (state := await phone.state()) != until:
            if state in TAPPED:
                reply = await phone.tap(TAPPED[state])
            else:
                reply = await phone.type(typed[state].pop(0))
        return reply

    async def tell(self, phone: SimulatedPhone, until: str = "done") -> str:
        """Answer as `register` does, but for a greeting without the page, where using it is not the point."""
        chat, typed = await phone.chat(), self._typed()
        answer: dict[str, Any] = {"state": "door"}
        while (state := answer["state"]) != until:
            said = SHARED if state == "phone" else {"text": TAPPED.get(state) or typed[state].pop(0)}
            response = await phone.page.request.post("/simulator/messages", data={"chat": chat, **said})
            answer = await response.json()
        return str(answer["replies"][-1]["text"])

    def _typed(self) -> dict[str, list[str]]:
        return {
            "-": ["halo"],
            "nik": [self.nik],
            "kk": [self.kk],
            "name": ["sumiati contoh"],
            "birth_date": ["17 agustus 1965"],
            "kecamatan": ["kemiren"],
            "dusun": ["krajan"],
            "rt_rw": ["rt 3 rw 2"],
            "members_count": ["2"],
            "members": ["Budi Contoh, suami, 62 tahun", "Siti Contoh anak 15 th"],
        }


def number_in(reply: str) -> str:
    """Give the registration number in a reply."""
    found = _NUMBER.search(reply)
    assert found is not None, reply
    return found.group()
