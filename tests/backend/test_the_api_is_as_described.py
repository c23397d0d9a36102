"""What Schemathesis finds at the registry in a short time: nothing. `make fuzz` looks longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.backend.fuzzed import fuzz, served

if TYPE_CHECKING:
    from collections.abc import Callable


def test_every_operation_keeps_its_description(new_registry: Callable[[], str]) -> None:
    with served(new_registry()) as (address, key):
        found = fuzz(address, key, "--phases", "examples,fuzzing,stateful", "--max-examples", "3", "--seed", "1")
    assert found.returncode == 0
