"""A proposal (usulan) as village operators keep it: their columns, in the order in which they fill them in.

The columns are those of public tools of SIKS-NG operators. What nobody was asked for stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.clock import WIB
from backend.csv_text import harmless
from conversations.answers.areas import desa_with_code
from conversations.answers.choices import Difficulty, Occupation, YesNo

if TYPE_CHECKING:
    from datetime import datetime

    from backend.exports.models import Export
    from conversations.answers.household import Household

TITLES: Final = (
    "Nomor Pendaftaran", "NIK", "Program", "No KK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Nama Ibu Kandung",
    "Jenis Kelamin", "Pekerjaan", "Status Kawin", "Alamat", "RT", "RW", "Provinsi", "Kabupaten", "Kecamatan",
    "Desa/Kelurahan", "Kode Desa", "SHDK", "Foto KTP", "Foto Rumah", "Disabilitas", "Jenis Disabilitas",
    "Status Hamil", "Tanggal Hamil", "Lintang", "Bujur", "Status Proses", "Dibuat Oleh", "Dibuat Pada", "Diubah Pada",
    "Nomor Ekspor", "Diekspor Oleh", "Diekspor Pada",
)  # fmt: skip
_WORK: Final = {
    Occupation.FARMER: "Petani",
    Occupation.FARM_LABOURER: "Buruh tani",
    Occupation.FISHER: "Nelayan",
    Occupation.LABOURER: "Buruh",
    Occupation.TRADER: "Pedagang",
    Occupation.EMPLOYEE: "Karyawan",
    Occupation.HOMEMAKER: "Mengurus rumah tangga",
    Occupation.NOT_WORKING: "Tidak bekerja",
    Occupation.OTHER: "Lainnya",
}
_DIFFICULT: Final = {
    Difficulty.NONE: "",
    Difficulty.DECLINED: "",
    Difficulty.SEEING: "Melihat",
    Difficulty.HEARING: "Mendengar",
    Difficulty.WALKING: "Berjalan",
    Difficulty.REMEMBERING: "Mengingat",
    Difficulty.SELF_CARE: "Mengurus diri",
    Difficulty.SPEAKING: "Berbicara",
    Difficulty.SEVERAL: "Lebih dari satu",
}
_ANSWERS: Final = {YesNo.YES: "Ya", YesNo.NO: "Tidak", YesNo.DECLINED: ""}
_WOMANS_DAY: Final = 40


def mark(export: Export) -> tuple[str, str, str]:
    """Give what every row says of the file's origin: number, who, when."""
    return f"E-{export.number:06}", export.user_name, _moment(export.asked_at)


def proposal(
    household: Household,
    *,
    number: str,
    status: str,
    by: str,
    received: datetime,
    since: datetime,
    origin: tuple[str, str, str],
) -> list[str]:
    """Write one registration as a row. What a spreadsheet would carry out as a formula is made text."""
    desa = desa_with_code(household.desa)
    has_difficulty = {Difficulty.NONE: "Tidak", Difficulty.DECLINED: ""}.get(household.disability, "Ya")
    cells = (
        number, household.nik, "", household.kk, household.name, "", f"{household.birth_date:%d/%m/%Y}", "",
        "Perempuan" if int(household.nik[6:8]) > _WOMANS_DAY else "Laki-laki", _WORK[household.occupation], "",
        household.dusun or "", household.rt or "", household.rw or "", "Jawa Timur", "Banyuwangi",
        desa.kecamatan.name if desa else "", desa.name if desa else "", household.desa, "", "", "",
        has_difficulty, _DIFFICULT[household.disability], _ANSWERS[household.pregnant], "", "", "",
        status, by, _moment(received), _moment(since), *origin,
    )  # fmt: skip
    return [harmless(cell) for cell in cells]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(WIB):%d/%m/%Y %H.%M}"
