"""The words for what people ask of their own data, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.rights.wishes import State, Wish

if TYPE_CHECKING:
    from datetime import timedelta

_WISHES: Final = {
    Wish.COPY: ("Salinan data", "Siapkan salinan lengkap. Serahkan di kantor kepada yang menunjukkan KTP."),
    Wish.FIX: ("Perbaikan data", "Hubungi warga, lalu perbaiki datanya lewat halaman pendaftaran."),
    Wish.ERASE: (
        "Hapus data",
        "Setelah ditandai selesai, semua data keluarga ini dihapus dan tidak dapat dikembalikan.",
    ),
    Wish.WITHDRAW: (
        "Cabut persetujuan",
        "Setelah ditandai selesai, pendaftaran dicabut dan kabar bantuan tidak dikirim lagi.",
    ),
}
_STATES: Final = {State.OPEN: "Terbuka", State.DONE: "Selesai", State.REFUSED: "Belum bisa dipenuhi"}
_HOUR: Final = 60 * 60


def wish_name(wish: Wish) -> str:
    """Name what is asked for."""
    return _WISHES[wish][0]


def wish_advice(wish: Wish) -> str:
    """Say what an officer has to do, or what happens by itself."""
    return _WISHES[wish][1]


def state_name(state: State) -> str:
    """Name where a request stands."""
    return _STATES[state]


def time_left(left: timedelta) -> str:
    """Say how much of the 3 x 24 hours is left, or by how much they are over."""
    hours = int(abs(left).total_seconds()) // _HOUR
    told = f"{hours // 24} hari {hours % 24} jam" if hours >= 24 else f"{hours} jam"
    return f"Terlambat {told}" if left.total_seconds() < 0 else f"Sisa {told}"
