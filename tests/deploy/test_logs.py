"""The logs of a whole process, its last words included: nothing that a person told is in them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NIK, PHONE, NAME = "3510165708459901", "0812-0000-0017", "Contoh Sulastri"

SCRIPT = f"""
import asyncio, gc, logging
import structlog
from backend.logging import configure_logging
from deploy.setup_problem import SetupProblem

NIK, PHONE, NAME = {NIK!r}, {PHONE!r}, {NAME!r}
configure_logging()
log = structlog.get_logger("bot.runtime.turns")

def fail():
    try:
        raise KeyError(NAME)
    except KeyError:
        raise ValueError(f"{{NAME}} {{NIK}} {{PHONE}}")

log.info("ours", chat=PHONE, nik=NIK)
library = logging.getLogger("telegram.ext")
library.warning("could not send %s to %s", NAME, PHONE)
library.warning(f"could not send {{NAME}} to {{PHONE}}")
try:
    fail()
except ValueError:
    log.exception("turn failed")
    library.exception("lost %s", NAME)
try:
    raise SetupProblem("PORT: 8000 is in use.")
except SetupProblem:
    log.exception("cannot start")

async def forgotten():
    async def breaks():
        fail()
    task = asyncio.create_task(breaks(), name=NAME)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()

asyncio.run(forgotten())
fail()
"""


def test_no_name_and_no_number_is_in_any_line_not_even_in_the_last_one(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", SCRIPT], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    events = [line["event"] for line in lines]
    assert events == [
        "ours",
        "could not send %s to %s",
        "(words left out)",
        "turn failed",
        "lost %s",
        "cannot start",
        "(words left out)",
        "ended by a fault",
    ]
    said = ended.stdout + ended.stderr
    for secret in (NIK, PHONE, NAME, "Sulastri", PHONE.replace("-", "")):
        assert secret not in said
    assert "KeyError" in lines[3]["exception"]
    assert lines[3]["exception"].endswith("ValueError")
    assert "in fail" in lines[3]["exception"]
    assert "PORT: 8000 is in use." in lines[5]["exception"]
    assert lines[1]["logger"] == "telegram.ext"
    assert lines[6]["logger"] == "asyncio"
    assert lines[7]["level"] == "critical"
