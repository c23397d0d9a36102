"""A process that has loaded the code of the service, and starts a part of it by forking itself.

Run as `python -m benchmarks.soak.mother`. Each line it reads is an order; it answers with the child's process id, or
with its exit status where it is to wait for it. What a child shares with its mother is loaded code only: everything
that a command does from its entry point on, settings, sockets, keys, it does itself, and it can be killed at any of it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from deploy.cli import app
from deploy.embedded.exec_as_child import end_with

if TYPE_CHECKING:
    from typing import NoReturn

_LOADED = (
    "bot.app",
    "bot.settings",
    "backend.app",
    "backend.settings",
    "deploy.migrations",
    "deploy.processes",
    "deploy.provisioning",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
)


class Order(msgspec.Struct):
    """One start of `bansos <command>`: with which settings, and the file that it writes to."""

    command: str
    settings: dict[str, str]
    log: str
    waits: bool = False


def main() -> None:
    """Load the service, and start what is ordered as often as it is."""
    # Ctrl-C reaches the whole terminal; the children are ended by whoever ordered them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in _LOADED:
        import_module(module)
    gc.freeze()
    orders = msgspec.json.Decoder(Order)
    for line in sys.stdin.buffer:
        # Only now, after whoever ordered the last child has taken hold of it: until then its id is nobody else's.
        _bury()
        order, mother = orders.decode(line), os.getpid()
        child = os.fork()
        if child == 0:
            _live(order, mother)
        answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if order.waits else child
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _bury() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _live(order: Order, mother: int) -> NoReturn:
    end_with(mother, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(order.settings)
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(order.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    app(order.command.split())
    raise SystemExit


if __name__ == "__main__":
    main()
