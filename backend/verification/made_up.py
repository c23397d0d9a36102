"""A register for the demo. It knows nobody: what it answers follows from the last digit of a made-up NIK."""

from __future__ import annotations

from typing import Final

from backend.verification.port import Answered, Asked, Field, Outcome

_ANSWERS: Final = {
    "7": Answered(Outcome.NO_MATCH, (Field.NAME,)),
    "8": Answered(Outcome.NO_MATCH, (Field.BIRTH_DATE, Field.KK)),
    "9": Answered(Outcome.NOT_FOUND),
}


class MadeUpRegister:
    """Answers a match for most, and something else for a NIK that ends in 7, 8 or 9."""

    async def ask(self, asked: Asked) -> Answered:
        """Answer from the NIK alone."""
        return _ANSWERS.get(asked.nik[-1], Answered(Outcome.MATCH))

    async def close(self) -> None:
        """Do nothing: there is nothing to let go."""
