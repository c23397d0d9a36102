"""One backup: a folder with both copies, and a list of what it should hold."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = "registry.dump"
STORE = "store.rdb"
LIST = "backup.json"


class Contents(msgspec.Struct, frozen=True):
    """What a backup says of itself: when it was begun, which servers it is from, and the SHA-256 of its files."""

    begun: datetime
    redis: str
    postgres: int
    files: dict[str, str]


def name_of(begun: datetime) -> str:
    """Name the folder of a backup by the moment it was begun."""
    return f"bansos-{begun.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read(folder: Path) -> Contents:
    """Give what a backup holds.

    Raises:
        SetupProblem: this is no backup, it is not whole, or a file is not what it was.
    """
    try:
        contents = msgspec.json.decode((folder / LIST).read_bytes(), type=Contents)
    except (OSError, msgspec.MsgspecError):
        raise SetupProblem(f"{folder} is not a backup: {LIST} is missing or cannot be read.") from None
    for name in (REGISTRY, STORE):
        file = folder / name
        if not file.is_file() or digest_of(file) != contents.files.get(name):
            raise SetupProblem(f"{file} is not what was backed up: take another copy of this backup.")
    return contents
