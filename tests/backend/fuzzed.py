"""Schemathesis against the registry as it is really served, with a key that may do everything.

`python -m tests.backend.fuzzed` is the long form (`make fuzz`); a test runs a short one.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import httpx
import uvicorn

from backend.app import create_app
from backend.auth.scopes import Scope
from backend.logging import configure_logging
from backend.migrations import upgrade
from backend.settings import Settings
from deploy.embedded import embedded_postgres
from deploy.serving import config_for
from tests.backend.families import FUZZED_NUMBER, submission
from tests.docs.documents import ROOT
from tests.office import key_with
from tests.world import API_KEYS, DATA_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG = ROOT / "var" / "fuzz.log"
PROGRAM = Path(sys.executable).with_name("schemathesis")


@contextmanager
def served(database_url: str) -> Iterator[tuple[str, str]]:
    """Serve a registry on a migrated database, in which one family is; give its address, and a key for everything."""
    settings = Settings(_env_file=None, database_url=database_url, data_keys=DATA_KEYS, api_keys=API_KEYS)
    key = asyncio.run(_key(settings))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(config_for(create_app(settings)))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        serving.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            answer = httpx.post(
                f"{address}/api/v1/registrations",
                json=submission(),
                headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "fuzzed-family"},
                timeout=60,
            )
            with patch.dict(os.environ, {FUZZED_NUMBER: answer.json()["number"]}):
                yield address, key
        finally:
            server.should_exit = True
            serving.join()


async def _key(settings: Settings) -> str:
    app = create_app(settings)
    key = await key_with(app, *Scope, name="fuzz")
    await app.state.engine.dispose()
    return key


def fuzz(address: str, key: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Run Schemathesis with all checks, and with what `schemathesis.toml` says."""
    command = [PROGRAM, "run", f"{address}/openapi.json", "--header", f"Authorization: Bearer {key}", "--checks", "all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_PROXY": "*"}
    return subprocess.run([*command, "--continue-on-failure", *options], cwd=ROOT, env=environment, check=False)


def main() -> int:
    """Run it on a database of its own, with the options that are given. The registry's log is in `var/fuzz.log`."""
    _LOG.parent.mkdir(exist_ok=True)
    seed = ("--seed", str(secrets.randbelow(2**32)))
    with (
        tempfile.TemporaryDirectory(prefix="bansos-fuzz-", ignore_cleanup_errors=True) as folder,
        embedded_postgres(Path(folder), durable=False) as server,
        _LOG.open("w", encoding="utf-8") as log,
    ):
        configure_logging(log)
        upgrade(server.url)
        with served(server.url) as (address, key):
            return fuzz(address, key, *seed, *sys.argv[1:]).returncode


if __name__ == "__main__":
    sys.exit(main())
