"""The usual answers: how a transcript gets quickly to the question it is about.

Bu Sumiati (contoh) lives alone in Desa Kemiren; a transcript changes what it needs to by answering itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.dialogues.phones import Phone

ANSWERS = {
    None: "halo",
    "door": "daftar",
    "done": "daftar",
    "consent": "setuju",
    "notices": "boleh",
    "nik": "3510165708659901",
    "kk": "3510161203109902",
    "name": "Sumiati Contoh",
    "birth_date": "17-8-1965",
    "kecamatan": "glagah",
    "desa": "kemiren",
    "dusun": "krajan",
    "rt_rw": "3/2",
    "phone": "081200000009",
    "members_count": "0",
    "pregnant": "tidak ada",
    "disability": "tidak ada",
    "occupation": "buruh tani",
    "housing": "milik sendiri",
    "review": "ya",
    "declaration": "kirim",
}


async def answer_until(phone: Phone, until: str) -> str:
    """Give the usual answers until a state is asked, and then what is seen.

    Raises:
        ValueError: the conversation comes to a state that has no usual answer.
    """
    screen = ""
    while (state := await phone.state()) != until:
        if state not in ANSWERS:
            raise ValueError(f"there is no usual answer to {state!r}, on the way to {until!r}")
        screen = await phone.do(ANSWERS[state])
    return screen
