"""Where a Redis is, as `REDIS_URL` says it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """One server. A `path` is a socket of this machine."""

    host: str = "localhost"
    port: int = 6379
    path: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    database: int = 0
    tls: bool = False
    authorities: str | None = None

    @classmethod
    def of(cls, url: str) -> Address:
        """Read `redis://user:password@host:port/0`, `rediss://...?ssl_ca_certs=file` or `unix:///path`.

        Raises:
            ValueError: it is not such a URL.
        """
        found = urlsplit(url)
        if found.scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("not a Redis URL")
        asked = {name: values[-1] for name, values in parse_qs(found.query).items()}
        is_path = found.scheme == "unix"
        return cls(
            host=unquote(found.hostname or "localhost"),
            port=found.port or 6379,
            path=unquote(found.path) if is_path else None,
            username=unquote(found.username) if found.username else None,
            password=unquote(found.password) if found.password else None,
            database=int(asked.get("db") or (not is_path and found.path.strip("/")) or 0),
            tls=found.scheme == "rediss",
            authorities=asked.get("ssl_ca_certs"),
        )

    def at(self, host: str, port: int) -> Address:
        """Give the address of another server of the same cluster, which takes the same password."""
        return replace(self, host=host, port=port, path=None)

    def context(self) -> ssl.SSLContext | None:
        """Give what a TLS connection is verified with; None without TLS."""
        return ssl.create_default_context(cafile=self.authorities) if self.tls else None

    def greeting(self) -> list[tuple[str | int, ...]]:
        """Give the commands that a new connection begins with."""
        said: list[tuple[str | int, ...]] = []
        if self.password is not None:
            said.append(("AUTH", self.username, self.password) if self.username else ("AUTH", self.password))
        if self.database:
            said.append(("SELECT", self.database))
        return said
