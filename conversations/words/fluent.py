"""Catalogues in Project Fluent, read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fluent.syntax import FluentParser

if TYPE_CHECKING:
    from fluent.syntax import ast


@lru_cache(maxsize=64)
def read_fluent(catalogue: str) -> ast.Resource:
    """Read a catalogue, with the places of its parts; what is no Fluent is in it as junk.

    It takes most of a start, and both who says the texts and who checks them only look into what comes of it.
    """
    return FluentParser(with_spans=True).parse(catalogue)
