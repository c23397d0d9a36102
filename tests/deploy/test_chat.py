from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from deploy.chat import Reply, show, talk
from deploy.embedded.ports import free_port
from deploy.setup_problem import SetupProblem


def test_choices_are_numbered_and_nothing_typed_becomes_markup() -> None:
    console = Console(file=StringIO(), width=60)
    show(console, Reply("Setuju? [bold]ya[/bold]", ("Ya", "Tidak")))
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "Setuju? [bold]ya[/bold]" in shown
    assert "1. Ya" in shown
    assert "2. Tidak" in shown


def test_where_no_demo_runs_it_says_how_to_start_one() -> None:
    with pytest.raises(SetupProblem, match="make demo"):
        talk(f"http://127.0.0.1:{free_port()}", "a", Console(file=StringIO()), ["halo"])


def test_the_address_has_to_be_one() -> None:
    with pytest.raises(SetupProblem):
        talk("nonsense", "a", Console(file=StringIO()), ["halo"])
