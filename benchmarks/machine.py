"""Where and with what a run was made."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

from benchmarks.figures import Machine
from benchmarks.place import ROOT


def machine() -> Machine:
    """Describe this machine, without its name."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return Machine(
        processor=model or platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release().partition('-')[0]}",
        load=os.getloadavg()[0],
    )


def commit() -> str:
    """Give the commit of this checkout, empty where there is none."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whichever git is installed
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
