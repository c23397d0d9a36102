"""What happened on every phone of the workbench, for as long as the process lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.bench.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.simulator.bench.looks import Look

_MOST_CHATS = 200


class Diary:
    """Transcripts by phone. The oldest of too many is forgotten."""

    def __init__(self, clock: Callable[[], datetime], is_cut: Callable[[], bool]) -> None:
        self._clock = clock
        self._is_cut = is_cut
        self._kept: dict[tuple[Look, str], Transcript] = {}

    def of(self, look: Look, address: str) -> Transcript:
        """Give the transcript of a phone, begun if it has none."""
        key = (look, address)
        if key not in self._kept:
            if len(self._kept) >= _MOST_CHATS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = Transcript(look, self._clock, is_cut=self._is_cut())
        return self._kept[key]

    def passed(self) -> None:
        """Note on every phone that the clock was turned."""
        for transcript in self._kept.values():
            transcript.passed()

    def switched(self) -> None:
        """Note on every phone that the line to the registry was cut or mended."""
        for transcript in self._kept.values():
            transcript.switched(is_cut=self._is_cut())
