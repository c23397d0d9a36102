"""The words of the service: Fluent catalogues, one folder per locale, one file per flow. `id` is the source.

A locale is `shipped`, and then complete, or a `draft` that waits for a native speaker's review: what a draft lacks is
said in the source language.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

SOURCE = "id"
FOLDER: Traversable = resources.files(__name__)
"""Where the catalogues are."""

BORROWED: Mapping[str, tuple[str, frozenset[str]]] = {
    "fix": (
        "registration",
        frozenset(
            {
                "nik", "kk", "name", "birth_date", "kecamatan", "desa", "dusun", "rt_rw", "phone", "members_count",
                "members", "small_children", "pregnant", "schooling", "disability", "occupation", "housing",
                "review", "declaration",
            }
        ),
    ),
    "new_key": ("agent", frozenset({"new_pin", "same_pin", "locked", "away"})),
    "quick": (
        "registration",
        frozenset(
            {
                "consent", "nik", "kk", "name", "birth_date", "kecamatan", "desa", "dusun", "rt_rw", "phone", "witness",
                "members_count", "members", "small_children", "elderly", "pregnant", "schooling", "disability",
                "occupation", "housing", "acting_reason", "consent_way",
            }
        ),
    ),
}  # fmt: skip
"""By flow: the flow whose words it says, and for which states. What is asked again is asked in the same words."""
_MESSAGE = re.compile(r"^(?=[a-z#])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Locale:
    """A locale, named in its own language."""

    code: str
    name: str
    shipped: bool


def locales() -> list[str]:
    """Give the codes of the locales there are, the source first."""
    found = [entry.name for entry in FOLDER.iterdir() if _is_locale(entry.name)]
    return sorted(found, key=lambda code: (code != SOURCE, code))


def locale_with(code: str) -> Locale:
    """Give a locale by its code."""
    described = tomllib.loads((FOLDER / code / "locale.toml").read_text(encoding="utf-8"))
    return Locale(code, described["name"], described["status"] == "shipped")


def catalogues(locale: str) -> dict[str, str]:
    """Give the catalogues of a locale: the Fluent source of each flow, and of what belongs to none (`common`).

    What a flow borrows of another stands behind its own.
    """
    folder = FOLDER / locale
    read = {
        entry.name.removesuffix(".ftl"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".ftl")
    }
    for scope, (lender, names) in BORROWED.items():
        lent = [each for each in _MESSAGE.split(read.get(lender, "")) if each.split(" ", 1)[0] in names]
        read[scope] = "\n".join([read.get(scope, ""), *lent])
    return read


def _is_locale(name: str) -> bool:
    return name.isalpha() and (FOLDER / name / "locale.toml").is_file()
