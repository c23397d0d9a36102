"""The secrets that a demo makes for itself on its first start, and keeps."""

from __future__ import annotations

import base64
import os
import secrets
from typing import TYPE_CHECKING

from dotenv import dotenv_values

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "# Made by the first start. Whoever has this file can read the data beside it.\n"


def kept_secrets(var_dir: Path) -> dict[str, str]:
    """Give the demo's secrets by the name of their setting; make them on the first start.

    Raises:
        SetupProblem: there are data but no secrets to read them with, or the file cannot be read or written.
    """
    path = var_dir / "secrets.env"
    try:
        var_dir.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            if (var_dir / "postgres" / "data").exists():
                raise SetupProblem(
                    f"{path} is gone and the data beside it cannot be read without it: "
                    "bring it back, or choose another directory with VAR_DIR."
                )
            _write(path, _made())
        read = {name: value for name, value in dotenv_values(path).items() if value}
    except OSError as problem:
        raise SetupProblem(
            f"{problem.filename or path} cannot be used ({problem.strerror}): choose another directory with VAR_DIR."
        ) from problem
    if missing := _made().keys() - read.keys():
        raise SetupProblem(f"{path} lacks {', '.join(sorted(missing))}: bring back the file as it was.")
    return read


def _made() -> dict[str, str]:
    return {
        "DATA_KEYS": f"demo1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "API_KEYS": f"bot:{secrets.token_urlsafe(32)}",
        "TELEGRAM_WEBHOOK_SECRET": secrets.token_urlsafe(32),
    }


def _write(path: Path, values: dict[str, str]) -> None:
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(HEADER)
        file.writelines(f"{name}='{value}'\n" for name, value in values.items())
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
