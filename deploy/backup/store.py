"""What Redis holds: copied as a replica copies it, restored key by key into another server."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import redis

from bot.runtime.backlog import LAST_BACKUP
from bot.runtime.redis.address import Address
from deploy.backup.programs import redis_cli, run
from deploy.embedded import embedded_redis
from deploy.reachable import require_redis
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 500
_FOR_EVER = -1


class StoreServer:
    """The Redis at a URL; one server, not a cluster.

    Raises:
        SetupProblem: it is no such URL, Redis does not let us in, or it is a cluster.
    """

    def __init__(self, redis_url: str) -> None:
        require_redis(redis_url)
        self._client = redis.Redis.from_url(redis_url)
        self._address = Address.of(redis_url)
        if self._info("cluster").get("cluster_enabled"):
            raise SetupProblem("REDIS_URL: a cluster is copied by its own means, server by server.")

    def version(self) -> str:
        """Give the version of the server."""
        return str(self._info("server")["redis_version"])

    def is_empty(self) -> bool:
        """Tell whether it holds nothing."""
        return int(self._client.dbsize()) == 0

    def copy_to(self, file: Path) -> None:
        """Write all of it, as it is at one moment, into a file.

        Raises:
            SetupProblem: there is no program for it, or it came to nothing.
        """
        address = self._address
        where = ["-s", address.path] if address.path else ["-h", address.host, "-p", str(address.port)]
        who = ["--user", address.username] if address.username else []
        safely = ["--tls", *(["--cacert", address.authorities] if address.authorities else [])] if address.tls else []
        secrets = {"REDISCLI_AUTH": address.password} if address.password else {}
        run([redis_cli(), *where, *who, *safely, "--rdb", str(file)], secrets, "Copying what Redis holds")

    def restore_from(self, file: Path, written_by: str) -> None:
        """Fill the empty server from such a file, wholly or not at all.

        Raises:
            SetupProblem: no Redis of this machine can read the file, or the server does not take what is in it.
        """
        with tempfile.TemporaryDirectory(prefix="bansos-restore-") as directory:
            shutil.copyfile(file, Path(directory) / "dump.rdb")
            try:
                with embedded_redis(Path(directory), durable=False) as reader:
                    client = redis.Redis(port=reader.port, password=reader.password, db=self._address.database)
                    self._take_from(client)
            except SetupProblem as problem:
                raise SetupProblem(
                    f"The copy was made by Redis {written_by}; to read it, redis-server of that version or newer "
                    f"has to be on this machine ({problem})"
                ) from problem
            except redis.RedisError as problem:
                self.clear()
                raise SetupProblem(f"REDIS_URL: Redis does not take what was copied ({problem}).") from problem

    def clear(self) -> None:
        """Make it empty, as it was before it was restored."""
        self._client.flushdb()

    def note_backup(self, at: float) -> None:
        """Note when a whole copy was begun, for monitoring to see."""
        self._client.set(LAST_BACKUP, int(at))

    def _take_from(self, reader: redis.Redis) -> None:
        for keys in _batches(reader):
            asked = reader.pipeline(transaction=False)
            for key in keys:
                asked.dump(key)
                asked.pttl(key)
            found: list[Any] = asked.execute()
            taken = self._client.pipeline(transaction=False)
            for key, value, lifetime in zip(keys, found[::2], found[1::2], strict=True):
                # What has expired since the copy was made is not there any more.
                if value is not None:
                    taken.restore(key, 0 if lifetime == _FOR_EVER else max(1, lifetime), value)
            taken.execute()

    def _info(self, section: str) -> dict[str, Any]:
        found: dict[str, Any] = self._client.info(section)
        return found


def _batches(reader: redis.Redis) -> Iterator[list[bytes]]:
    keys: list[bytes] = []
    for key in reader.scan_iter(count=_AT_ONCE):
        keys.append(key)
        if len(keys) == _AT_ONCE:
            yield keys
            keys = []
    if keys:
        yield keys
