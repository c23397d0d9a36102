"""Catalogues in Project Fluent, read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from fluent.syntax import FluentParser, ast

if TYPE_CHECKING:
    from fluent.syntax.stream import FluentParserStream

_END_OF_TEXT: Final = re.compile(r"[{}\n]|\r\n|\Z")


@lru_cache(maxsize=64)
def read_fluent(catalogue: str) -> ast.Resource:
    """Read a catalogue, with the places of its parts; what is no Fluent is in it as junk.

    It takes most of a start, and both who says the texts and who checks them only look into what comes of it.
    """
    return _Parser(with_spans=True).parse(catalogue)


class _Parser(FluentParser):
    """The library's parser, which takes a stretch of plain text in one stride instead of sign by sign."""

    def get_text_element(self, ps: FluentParserStream) -> ast.TextElement:
        start, end = ps.index, _END_OF_TEXT.search(ps.string, ps.index)
        ps.index, ps.peek_offset = len(ps.string) if end is None else end.start(), 0
        text = ast.TextElement(ps.string[start : ps.index])
        text.add_span(start, ps.index)
        return text
