"""What a process uses is counted whole, and nothing is left running."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.connection import Broken
from benchmarks.process import running
from tests.deploy.processes import ends

if TYPE_CHECKING:
    from pathlib import Path

# It works in a child of its own before it answers.
SERVER = """
import http.server, os, subprocess, sys
busy = "import time\\nwhile time.process_time() < 0.5: pass\\nprint(flush=True)\\ninput()"
child = subprocess.Popen([sys.executable, "-c", busy], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""


async def test_the_time_of_a_process_and_of_its_children_is_counted(tmp_path: Path) -> None:
    async with running([sys.executable, "-c", SERVER], {}, tmp_path / "server", 0, path="/") as server:
        assert 0.5 <= server.cpu() < 5
        assert 1_000 < server.resident_kb() < 200_000
    assert ends(server.pid)


async def test_a_server_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="no such thing"):
        async with running([sys.executable, "-c", "raise SystemExit('no such thing')"], {}, tmp_path / "server", 0):
            pass
