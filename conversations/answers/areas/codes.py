"""Which Kemendagri area codes exist in Indonesia, down to kecamatan (Kepmendagri 300.2.2-2138/2025).

Codes are retired (620 of them when Papua was divided in 2022), but stay in the NIK and KK that carry them:
an unknown kecamatan or kabupaten is therefore never a reason to refuse a number.
"""

from __future__ import annotations

from typing import Final

from conversations.answers.areas.tables import rows


def _numbers(ranges: str) -> frozenset[str]:
    numbers: set[str] = set()
    for span in ranges.split():
        first, _, last = span.partition("-")
        numbers.update(f"{number:02}" for number in range(int(first), int(last or first) + 1))
    return frozenset(numbers)


_KNOWN: Final = {row["kabupaten"]: _numbers(row["kecamatan"]) for row in rows("known_codes")}
_PROVINCES: Final = frozenset(code[:2] for code in _KNOWN)


def province_exists(code: str) -> bool:
    """Tell whether a province code such as 35 exists."""
    return code in _PROVINCES


def kecamatan_exists(code: str) -> bool:
    """Tell whether a kecamatan code such as 35.10.16 exists today."""
    return code[6:] in _KNOWN.get(code[:5], ())


def known_codes() -> int:
    """Count all codes of provinces, kabupaten and kecamatan."""
    return len(_PROVINCES) + len(_KNOWN) + sum(map(len, _KNOWN.values()))
