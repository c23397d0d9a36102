"""One application on one port, until somebody stops it."""

from __future__ import annotations

import asyncio
import errno
import gc
import resource
import signal
import socket
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from deploy.collecting import collect_seldom
from deploy.http import BoundedHttp
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from types import FrameType

    from starlette.types import ASGIApp

    from deploy.load import Load
    from deploy.settings import Place

BACKLOG = 2048
"""Connections that may wait while everything starts, or in a rush."""

CLOSING_SECONDS = 10
"""How long requests that are under way may take when everything stops."""

KEEP_ALIVE_SECONDS = 15
"""How long a connection stays open between requests: longer than the bot's HTTP client keeps its own (5)."""

MOST_CONNECTIONS = 4096
"""Connections at the same time, where the process may open files enough; the next one is told 503."""


def listening(place: Place, port: int | None = None, setting: str = "PORT") -> socket.socket:
    """Take a port, before anything else is started: `port`, else that of the place. Port 0 takes a free one.

    Raises:
        SetupProblem: the port is in use, or the address is not one of this machine.
    """
    port = place.port if port is None else port
    try:
        family, *_, address = socket.getaddrinfo(place.host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # create_server closes what it opened when the port cannot be had.
        return socket.create_server(address, family=family, backlog=BACKLOG)
    except socket.gaierror as problem:
        raise SetupProblem(f"HOST: {place.host} is not an address.") from problem
    except OSError as problem:
        raise SetupProblem(_refused(place.host, port, setting, problem)) from problem


def _refused(host: str, port: int, setting: str, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"{setting}: {port} on {host} is in use; stop what listens there, or choose another {setting}."
    if problem.errno == errno.EACCES:
        return f"{setting}: this user may not use {port}; choose a {setting} above 1023."
    return f"HOST: {host} is not an address of this machine ({problem.strerror})."


def base_url(place: Place, sock: socket.socket) -> str:
    """Where a browser on this machine finds what `sock` serves."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(place.host, place.host)  # noqa: S104 - a comparison
    return f"http://{host}:{sock.getsockname()[1]}"


def serve(
    app: ASGIApp,
    sock: socket.socket,
    started: Callable[[], None] | None = None,
    *,
    log: str = "the log above",
    load: Load | None = None,
    proxies: str = "127.0.0.1",
) -> None:
    """Serve until SIGINT or SIGTERM; `started` is called when the first request can be answered.

    Requests that are under way are answered first, and nobody new is let in. `proxies` are the addresses, with commas,
    that are believed when they say for whom they ask; `*` is anybody.

    Raises:
        SetupProblem: the application did not come up; `log` names where it says why.
    """
    server = _Server(config_for(app, proxies), started, load)
    server.run(sockets=[sock])
    if not server.started:
        raise SetupProblem(f"The application did not start; {log} says why.")


@asynccontextmanager
async def served_beside(app: ASGIApp, sock: socket.socket, load: Load | None = None) -> AsyncIterator[None]:
    """Serve beside the work of this process, whose signals are somebody else's."""
    server = _Guest(config_for(app), load=load)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def config_for(app: ASGIApp, proxies: str = "127.0.0.1") -> uvicorn.Config:
    """Say how `app` is served: what is logged, what one caller may take up, and which proxies are believed."""
    return uvicorn.Config(
        app,
        log_config=None,
        # The applications log requests themselves, without what a person wrote.
        access_log=False,
        server_header=False,
        forwarded_allow_ips=proxies,
        lifespan="on",
        http=BoundedHttp,
        ws="none",
        limit_concurrency=_connections(),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=CLOSING_SECONDS,
    )


def _connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    # The other half is for the database, Redis and the platforms: callers must not be able to cut these off.
    return MOST_CONNECTIONS if files == resource.RLIM_INFINITY else min(MOST_CONNECTIONS, files // 2)


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None] | None = None, load: Load | None = None
    ) -> None:
        super().__init__(config)
        self._when_started = started
        self._load = load

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        _settle()
        if self.started and self._when_started is not None:
            self._when_started()

    async def main_loop(self) -> None:
        watching = self._load.watch(self) if self._load is not None else None
        try:
            await super().main_loop()
        finally:
            if watching is not None:
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching


def _settle() -> None:
    """Have the collector of reference cycles pass over what was made at the start, and come round more rarely.

    What was made stays as long as the process does, and to look through it takes a tenth of a second in which nobody
    is answered.
    """
    gc.collect()
    gc.freeze()
    collect_seldom()


class _Guest(_Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and a closed terminal unwind everything that was opened, and then end quietly."""
    before = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, _unwind),
        signal.SIGHUP: signal.signal(signal.SIGHUP, _terminate),
    }
    try:
        yield
    except (KeyboardInterrupt, _Stopped):
        return
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


class _Stopped(BaseException):
    """A signal asked this process to end."""


def _unwind(_signal: int, _frame: FrameType | None) -> None:
    # A second request must not interrupt the cleaning up that the first one asked for.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Stopped


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    signal.raise_signal(signal.SIGTERM)
