"""The words for pairs of registrations that may be one person's, in Bahasa Indonesia."""

from __future__ import annotations

from typing import Final

from backend.duplicates.likeness import Compared, Likeness
from backend.duplicates.models import PairState

FIELDS: Final = {
    Compared.NIK: "NIK",
    Compared.NAME: "Nama",
    Compared.BIRTH_DATE: "Tanggal lahir",
    Compared.ADDRESS: "Alamat",
    Compared.KK: "Nomor KK",
}
LIKENESSES: Final = {Likeness.SAME: "sama", Likeness.SIMILAR: "mirip", Likeness.DIFFERENT: "berbeda"}
VERDICTS: Final = {PairState.OPEN: "Menunggu", PairState.ONE: "Satu orang", PairState.TWO: "Orang berbeda"}


def likeness_name(score: int) -> str:
    """Say how alike two registrations are."""
    return f"Kemiripan {score} dari 100"


def agreeing(fields: dict[Compared, Likeness]) -> str:
    """Say which fields agree: "Nama mirip · Tanggal lahir sama"."""
    alike = ((field, found) for field, found in fields.items() if found is not Likeness.DIFFERENT)
    return " · ".join(f"{FIELDS[field]} {LIKENESSES[found]}" for field, found in alike)
