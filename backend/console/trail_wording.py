"""The words for what stands in the audit log, in Bahasa Indonesia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.console.family_wording import FIELDS
from backend.console.wording import STATUSES, channel_name
from backend.registrations.reveal import Field
from backend.registrations.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

_ACTIONS: Final = {
    "seen.list": "Melihat daftar",
    "seen.detail": "Melihat pendaftaran",
    "seen.search": "Mencari",
    "seen.reveal": "Membuka data",
    "seen.export": "Mengunduh berkas",
    "registration.received": "Pendaftaran diterima",
    "registration.moved": "Status diubah",
    "targets.set": "Target desa diganti",
    "undelivered.retry": "Mencoba kirim lagi",
    "undelivered.handled": "Menangani yang tidak terkirim",
}
_BY: Final = {"nik": "dengan NIK", "number": "dengan nomor"}


def action_name(action: str) -> str:
    """Name what was done; what this version does not know is shown by its own name."""
    return _ACTIONS.get(action, action.replace(".", ": ").replace("_", " ").replace("-", " "))


def detail_words(details: Mapping[str, object]) -> str:
    """Say what the log knows beside: a field, a status, a channel. Ids are left out."""
    told = []
    known = {name: str(value) for name, value in details.items()}
    if (field := known.get("field", "")) in set(Field):
        told.append(FIELDS[Field(field)])
    if (by := known.get("by", "")) in _BY:
        told.append(f"{_BY[by]}, {known.get('found', 0)} ditemukan")
    steps = [STATUSES[Status(each)] for name in ("from", "to") if (each := known.get(name, "")) in set(Status)]
    told += [" \u2192 ".join(steps)] if steps else []
    told += [channel_name(known["channel"])] if "channel" in known else []
    return ", ".join(told)
