"""Lists: leafed through by the number of the page, and looked at in parts."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Generic, TypeVar

from fastapi import Depends, Query

from backend.console.wording import count, count_up_to

ROWS: Final = 25
"""How many rows a page shows."""
_MOST_PAGES: Final = 400

Row = TypeVar("Row")
Name = TypeVar("Name", bound=str)
What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """A page of a list: its rows, its number from 1, and whether another follows."""

    rows: Sequence[Row]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a list that is wanted, by its number from 1."""

    number: int
    most: ClassVar[int] = ROWS + 1
    """How many rows to look for: those of the page, and one more that tells whether another page follows."""

    @classmethod
    async def read(cls, halaman: Annotated[str, Query()] = "1") -> "Page":
        """Read it from the address. Whatever else somebody typed there is the first page."""
        if not (halaman.isascii() and halaman.isdigit() and len(halaman) < len("123456789")):
            return cls(1)
        return cls(max(1, min(int(halaman), _MOST_PAGES)))

    @property
    def first(self) -> int:
        """Say how many rows come before it."""
        return (self.number - 1) * ROWS

    def leaf(self, found: Sequence[Row]) -> Leaf[Row]:
        """Make it out of what was found from `first` on."""
        return Leaf(found[:ROWS], self.number, len(found) > ROWS)


Wanted = Annotated[Page, Depends(Page.read)]
"""Which page of a list is wanted."""
Chosen = Annotated[str, Query(alias="lihat")]
"""Which part of a list is wanted, by its name."""
Onward = Annotated[str, Query(alias="mulai", max_length=80)]
"""Where a page begins, as the page before it wrote it."""


@dataclass(frozen=True, slots=True)
class Views(Generic[Name, What]):
    """The parts in which a list is looked at: by its name, what each is called and what it holds."""

    parts: Mapping[Name, tuple[str, What]]

    def named(self, chosen: str) -> tuple[Name, What]:
        """Give the part with a name; the first where there is no such part."""
        name = next((each for each in self.parts if each == chosen), next(iter(self.parts)))
        return name, self.parts[name][1]

    async def counted(
        self, how_many: Callable[[What], Awaitable[int]], most: int | None = None
    ) -> list[tuple[Name, str, str]]:
        """Give for each its name, what it is called, and how many it holds, as far as they were counted."""
        numbers = {name: await how_many(what) for name, (_, what) in self.parts.items()}
        said = {name: count(many) if most is None else count_up_to(many, most) for name, many in numbers.items()}
        return [(name, label, said[name]) for name, (label, _) in self.parts.items()]
