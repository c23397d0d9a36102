"""How fast the worker writes the file of all proposals, and how much memory it takes to do so."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from backend.auth.areas import WHOLE
from backend.clock import utc_now
from backend.exports.desk import ExportDesk, Wanted
from backend.exports.models import Export, ExportState, Form, Which
from benchmarks.process import end, start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from fastapi import FastAPI

_LOOK_EVERY = 0.5


class ExportFigures(msgspec.Struct, frozen=True):
    """Rows and bytes of the file, how long it took, and the worker's memory: idle, and at its largest."""

    rows: int
    size: int
    seconds: float
    idle_kb: int
    peak_kb: int

    @property
    def per_second(self) -> float:
        """Rows written in a second."""
        return self.rows / self.seconds


async def exported(app: FastAPI, settings: dict[str, str], actor: str, user_name: str) -> ExportFigures:
    """Have `bansos jobs`, in a process of its own, write every registration that is under way as CSV."""
    with _worker(settings) as process:
        # Until its memory stops growing, it is still starting.
        idle = 0
        while (now := _resident_kb(process)) > idle * 1.01:
            idle = now
            await asyncio.sleep(2)
        async with app.state.sessions.begin() as session:
            wanted = Wanted(WHOLE, None, Which.OPEN, Form.CSV)
            row = await ExportDesk(session, WHOLE, actor).ask(wanted, user_name, utc_now())
        began, peak, made = monotonic(), idle, None
        while made is None:
            await asyncio.sleep(_LOOK_EVERY)
            if process.poll() is not None:
                raise SystemExit(f"bansos jobs ended with {process.returncode}.")
            peak = max(peak, _resident_kb(process))
            query = select(Export).where(Export.id == row, Export.state == ExportState.DONE)
            async with app.state.sessions.begin() as session:
                made = await session.scalar(query)
        return ExportFigures(made.rows or 0, made.size or 0, monotonic() - began, idle, peak)


@contextmanager
def _worker(settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with TemporaryDirectory(prefix="bansos-jobs-") as folder:
        process = start([sys.executable, "-m", "deploy", "jobs"], settings, Path(folder), None)
        try:
            yield process
        finally:
            end(process)


def _resident_kb(process: subprocess.Popen[bytes]) -> int:
    told = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("VmRSS:")), 0)
