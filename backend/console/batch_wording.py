"""The words for what agents bring many families in, in Bahasa Indonesia."""

from __future__ import annotations

from typing import Final

from backend.batches.models import BatchState, Counted, RowOutcome

_STATES: Final = {
    BatchState.RUNNING: "Sedang diperiksa",
    BatchState.DONE: "Selesai",
    BatchState.STOPPED: "Berhenti",
}
_OUTCOMES: Final = {
    RowOutcome.REGISTERED: "Terdaftar",
    RowOutcome.ALREADY: "Sudah terdaftar sebelumnya",
    RowOutcome.FAULTY: "Perlu diperbaiki",
}
_COUNTED: Final = {Counted.ROW: "Baris", Counted.FAMILY: "Keluarga"}
NO_CHAT: Final = (
    "Agen ini belum menghubungkan percakapannya, jadi hasilnya belum bisa dikabarkan. "
    "Minta agen memakai kode undangannya dahulu."
)
NOT_AT_WORK: Final = "Agen ini sedang tidak bertugas. Aktifkan dahulu, lalu bawa berkasnya."
RESULT_TITLES: Final = ("Baris", "Keadaan", "Nomor pendaftaran", "Kode BENAR", "Yang perlu diperbaiki")


def state_name(state: str) -> str:
    """Name where a batch stands."""
    return _STATES[BatchState(state)]


def outcome_name(outcome: RowOutcome) -> str:
    """Say what became of a row."""
    return _OUTCOMES[outcome]


def counted_name(counted: str) -> str:
    """Say what its numbers count."""
    return _COUNTED[Counted(counted)]
