"""The console's sections, as the navigation shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from backend.auth.permissions import Permission

if TYPE_CHECKING:
    from backend.console.access import SignedIn


@dataclass(frozen=True, slots=True)
class Section:
    """A page that stands in the navigation, for whoever may see it."""

    name: str
    address: str
    label: str
    permission: Permission
    by_kecamatan: bool = False
    """It shows sums of a whole kecamatan: nothing for those who see single desa only."""


SECTIONS: Final = (
    Section("antrean", "/console", "Antrean kerja", Permission.REGISTRATIONS_CHECK),
    Section("pendaftaran", "/console/pendaftaran", "Daftar pendaftaran", Permission.REGISTRATIONS_SEE),
    Section("ganda", "/console/ganda", "Mungkin ganda", Permission.DUPLICATES_DECIDE),
    Section("cek-ulang", "/console/cek-ulang", "Cek ulang", Permission.AGENTS_CHECK),
    Section("dasbor", "/console/dasbor", "Dasbor", Permission.REGISTRATIONS_SEE),
    Section("alur", "/console/alur", "Alur percakapan", Permission.CONVERSATIONS_SEE, by_kecamatan=True),
    Section("tidak-terkirim", "/console/tidak-terkirim", "Tidak terkirim", Permission.UNDELIVERED_WORK),
    Section("penerimaan", "/console/penerimaan", "Penerimaan bantuan", Permission.RECEIPTS_WORK),
    Section("beri-tahu", "/console/beri-tahu", "Beri tahu langsung", Permission.RECEIPTS_WORK),
    Section("penipuan", "/console/penipuan", "Laporan penipuan", Permission.FRAUD_SEE),
    Section("impor", "/console/impor", "Impor", Permission.FILES_IMPORT),
    Section("ekspor", "/console/ekspor", "Ekspor", Permission.FILES_EXPORT),
    Section("kabar", "/console/kabar", "Kabar", Permission.BROADCASTS_SEE),
    Section("pekerjaan", "/console/pekerjaan", "Pekerjaan", Permission.FILES_EXPORT),
    Section("hak", "/console/hak", "Hak atas data", Permission.RIGHTS_SERVE),
    Section("catatan", "/console/catatan", "Catatan", Permission.AUDIT_SEE),
    Section("agen", "/console/agen", "Agen", Permission.AGENTS_MANAGE),
    Section("petugas", "/console/petugas", "Petugas", Permission.OFFICERS_MANAGE),
)


def sections_of(me: SignedIn) -> list[Section]:
    """List the sections that somebody may see."""
    sums = bool(me.areas.whole_kecamatan())
    return [section for section in SECTIONS if me.may(section.permission) and (sums or not section.by_kecamatan)]


def first_page(me: SignedIn) -> str:
    """Give the address where somebody begins to work."""
    return next((section.address for section in sections_of(me)), "/console/akun")
