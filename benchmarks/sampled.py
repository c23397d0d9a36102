"""The bot as production runs it, which notes what it is at whenever a tick of its processor time has passed.

`python -m benchmarks.sampled`: SIGUSR1 begins, SIGUSR2 ends and writes the counts to the file that `SAMPLES` names.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.stage import Stage, stage_of
from deploy.processes import run_bot

if TYPE_CHECKING:
    from types import FrameType

TICK_SECONDS = 0.002


class Samples:
    """How often the process was found in each stage. The clock of ITIMER_PROF stands still while nothing is done."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._found: Counter[Stage] = Counter()

    def begin(self, _signal: int, _frame: FrameType | None) -> None:
        """Count from now on."""
        self._found.clear()
        signal.setitimer(signal.ITIMER_PROF, TICK_SECONDS, TICK_SECONDS)

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Note where the process is."""
        self._found[stage_of(frame)] += 1

    def end(self, _signal: int, _frame: FrameType | None) -> None:
        """Stop, and write what was found: whoever waits for the file sees it whole."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        part = self._out.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(self._found))
        part.rename(self._out)


if __name__ == "__main__":
    samples = Samples(Path(os.environ.pop("SAMPLES")))
    signal.signal(signal.SIGUSR1, samples.begin)
    signal.signal(signal.SIGPROF, samples.look)
    signal.signal(signal.SIGUSR2, samples.end)
    run_bot()
