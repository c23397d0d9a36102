"""The commands: back up, and start anew from a backup."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from deploy.backup.folder import LIST, REGISTRY, STORE, Contents, digest_of, name_of, read
from deploy.backup.registry import RegistryDatabase
from deploy.backup.store import StoreServer
from deploy.faults import settings_of
from deploy.settings import Servers
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path


def back_up(into: Path) -> Path:
    """Copy what Redis and the registry hold into a new folder below `into`, and give that folder.

    Raises:
        SetupProblem: a server cannot be reached or copied, or the folder cannot be written.
    """
    registry, store = _servers()
    begun = datetime.now(UTC)
    folder = into / name_of(begun)
    # Made beside its place and moved there whole: a folder with this name is a whole backup.
    unfinished = into / f"{folder.name}.unfinished"
    # Readable by us alone, the programs' files included: the copies name nobody, but they are everything.
    before = os.umask(0o077)
    try:
        unfinished.mkdir(parents=True)
        store.copy_to(unfinished / STORE)
        registry.copy_to(unfinished / REGISTRY)
        digests = {name: digest_of(unfinished / name) for name in (STORE, REGISTRY)}
        contents = Contents(begun, store.version(), registry.major(), digests)
        (unfinished / LIST).write_bytes(msgspec.json.format(msgspec.json.encode(contents)))
        unfinished.rename(folder)
    except OSError as problem:
        raise SetupProblem(f"{into} cannot be written ({problem.strerror}).") from problem
    finally:
        os.umask(before)
        shutil.rmtree(unfinished, ignore_errors=True)
    store.note_backup(begun.timestamp())
    return folder


def restore(folder: Path) -> Contents:
    """Fill an empty Redis and an empty database from a backup, and give what it says of itself.

    Raises:
        SetupProblem: the backup is not whole, a server cannot be reached or is not empty, or it does not take the copy.
            Both are left empty then.
    """
    contents = read(folder)
    registry, store = _servers()
    if not registry.is_empty():
        raise SetupProblem("DATABASE_URL: this database is not empty. A backup is restored into a new one.")
    if not store.is_empty():
        raise SetupProblem("REDIS_URL: this Redis is not empty. A backup is restored into a new one.")
    store.restore_from(folder / STORE, contents.redis)
    try:
        registry.restore_from(folder / REGISTRY)
    except SetupProblem:
        store.clear()
        raise
    return contents


def _servers() -> tuple[RegistryDatabase, StoreServer]:
    given = settings_of(Servers)
    if given.database_url is None or given.redis_url is None:
        missing = "DATABASE_URL" if given.database_url is None else "REDIS_URL"
        raise SetupProblem(f"{missing} is not set; .env.example explains it.")
    return RegistryDatabase(given.database_url), StoreServer(given.redis_url)
