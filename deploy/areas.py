"""Rebuild the area tables from an unpacked npm package `idn-area-data`; see
docs/how-to/renew-the-area-tables.md.

Run as `python -m deploy.areas <package folder>`.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KABUPATEN = "35.10"
TABLES = Path(__file__).parent.parent / "conversations" / "answers" / "areas"


def rebuild(package: Path) -> None:
    """Write `known_codes.csv` (every kecamatan code in Indonesia) and the places of the kabupaten."""
    numbers: dict[str, list[int]] = defaultdict(list)
    kecamatan: list[tuple[str, str]] = []
    for row in _rows(package, "districts"):
        numbers[row["regency_code"]].append(int(row["code"][-2:]))
        if row["regency_code"] == KABUPATEN:
            kecamatan.append((row["code"], row["name"]))
    known = ((row["code"], _ranges(sorted(numbers[row["code"]]))) for row in _rows(package, "regencies"))
    desa = ((row["code"], row["name"]) for row in _rows(package, "villages") if row["code"].startswith(KABUPATEN))
    _write("known_codes.csv", ("kabupaten", "kecamatan"), known)
    _write("kecamatan.csv", ("code", "name"), kecamatan)
    _write("desa.csv", ("code", "name"), desa)


def _rows(package: Path, level: str) -> list[dict[str, str]]:
    with (package / "data" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _ranges(numbers: list[int]) -> str:
    """Give 1, 2, 3, 7 as "01-03 07"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return " ".join(f"{first:02}" if first == last else f"{first:02}-{last:02}" for first, last in spans)


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, str]]) -> None:
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]))
