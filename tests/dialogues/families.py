"""Families as they would be typed, each with numbers of its own: area 35.10, serials 9900 to 9999."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta

_counter = itertools.count(1)


@dataclass(frozen=True)
class Family:
    """A made-up woman who heads a family of her own."""

    name: str
    birth_date: date
    nik: str
    kk: str
    phone: str
    answers: list[str] = field(default_factory=list)


def new_family() -> Family:
    """Give a family that no other test has."""
    count = next(_counter)
    born = date(1950, 1, 1) + timedelta(days=count)
    recorded = date(2012, 1, 1) + timedelta(days=count)
    nik = f"351016{born.day + 40:02}{born:%m%y}{9900 + count % 100:04}"
    kk = f"351016{recorded:%d%m%y}{9900 + count % 100:04}"
    name, phone = f"Contoh Sulastri {'ABCDEFGHIJ'[count % 10]}", f"0812000{count:05}"
    answers = [
        *[
            "halo",
            "daftar",
            "setuju",
            "tidak usah",
            nik,
            kk,
            name,
            f"{born:%d-%m-%Y}",
            "kemiren",
            "lewati",
            "3/2",
            phone,
        ],
        *["0", "tidak", "tidak ada", "petani", "milik sendiri", "ya"],
    ]
    return Family(name, born, nik, kk, phone, answers)
