"""The words for whether payments came, in Bahasa Indonesia."""

from __future__ import annotations

from typing import Final

from backend.receipts.models import Came
from conversations.answers.money import format_rupiah

CAME: Final = {Came.YES: "Sudah diterima", Came.SHORT: "Tidak lengkap", Came.NO: "Belum diterima"}


def came_name(came: str) -> str:
    """Name what somebody said."""
    return CAME[Came(came)]


def amount(rupiah: int | None) -> str:
    """Say how much was received."""
    return "Tidak disebut" if rupiah is None else format_rupiah(rupiah)
