"""Lists that are leafed through by the number of the page."""

from typing import Annotated, Final

from fastapi import Depends, Query

ROWS: Final = 25
"""How many rows a page shows."""
_MOST_PAGES: Final = 400


async def _page_number(halaman: Annotated[str, Query()] = "1") -> int:
    # Whatever else stands in an address that somebody typed is the first page.
    if not (halaman.isascii() and halaman.isdigit() and len(halaman) < len("123456789")):
        return 1
    return max(1, min(int(halaman), _MOST_PAGES))


PageNumber = Annotated[int, Depends(_page_number)]
"""Which page of a list is wanted, from 1."""


Chosen = Annotated[str, Query(alias="lihat")]
"""Which part of a list is wanted, by its name."""
Onward = Annotated[str, Query(alias="mulai", max_length=80)]
"""Where a page begins, as the page before it wrote it."""


def first_row(page: PageNumber) -> int:
    """Say how many rows come before a page."""
    return (page - 1) * ROWS
