"""What an operator can put right, said in one sentence instead of a traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def problems_said() -> Iterator[None]:
    """End the command with 1 and the sentence."""
    try:
        yield
    except SetupProblem as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
