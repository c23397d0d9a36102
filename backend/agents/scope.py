"""The area of an agent: a desa, or an RW or RT of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an agent registers. `desa` is a Kemendagri code; `rw` and `rt` have three digits, None means all."""

    desa: str
    rw: str | None = None
    rt: str | None = None

    def covers(self, desa: str, rw: str | None, rt: str | None) -> bool:
        """Tell whether an address lies within. What was not told of it does not put it outside."""
        if desa != self.desa:
            return False
        return _fits(self.rw, rw) and _fits(self.rt, rt)


def _fits(own: str | None, told: str | None) -> bool:
    return own is None or told is None or own == told
