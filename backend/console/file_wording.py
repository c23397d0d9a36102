"""The words for imports, exports and jobs, in Bahasa Indonesia."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from backend.auth.areas import AreaScope
from backend.clock import WIB
from backend.console import wording
from backend.console.office_wording import areas as areas_name
from backend.imports.columns import COLUMNS, Kind
from backend.imports.models import ImportState
from backend.imports.refusals import Refused
from backend.imports.row_problems import Problem
from backend.jobs.models import JobState
from conversations.answers.money import format_rupiah

if TYPE_CHECKING:
    from backend.exports.models import Export
    from backend.imports.refusals import Refusal
    from backend.jobs.models import Job

KINDS: Final = {Kind.RESULTS: "Hasil usulan", Kind.PAYMENTS: "Daftar penyaluran"}
WHICH: Final = {"ready": "Sudah diperiksa desa atau diteruskan", "open": "Semua yang masih berjalan"}
FORMS: Final = {"xlsx": "Excel (XLSX)", "csv": "CSV, untuk diimpor ke sistem lain"}
_STATES: Final = {
    ImportState.CHECKED: "Belum dijalankan",
    ImportState.RUNNING: "Sedang dijalankan",
    ImportState.DONE: "Selesai",
}
_JOBS: Final = {"import": "Impor berkas", "export": "Ekspor usulan", "batch": "Banyak keluarga dari agen"}
_JOB_STATES: Final = {
    JobState.WAITING: "Menunggu giliran",
    JobState.RUNNING: "Sedang berjalan",
    JobState.DONE: "Selesai",
    JobState.STOPPED: "Berhenti",
}
_REFUSED: Final = {
    Refused.NO_FILE: "Mohon pilih berkasnya dahulu.",
    Refused.EMPTY: "Berkas ini belum berisi baris. Baris pertama berisi judul kolom, lalu satu baris untuk tiap orang.",
    Refused.TOO_LARGE: "Berkas ini lebih dari {name} MB. Mohon dibagi menjadi beberapa berkas.",
    Refused.OLD_EXCEL: "Berkas ini Excel lama (.xls) atau dikunci kata sandi. Buka di Excel, lalu simpan sebagai "
    "Excel Workbook (.xlsx) tanpa kata sandi.",
    Refused.UNPACKS_TOO_LARGE: "Isi berkas ini setelah dibuka terlalu besar. Salin barisnya saja ke lembar baru, "
    "tanpa gambar, lalu simpan sebagai .xlsx atau CSV.",
    Refused.NOT_A_WORKBOOK: "Berkas ini tidak dapat dibaca sebagai Excel. Buka di Excel, lalu simpan sebagai Excel "
    "Workbook (.xlsx).",
    Refused.LOCKED: "Berkas ini dikunci kata sandi. Simpan sekali lagi tanpa kata sandi.",
    Refused.NOT_TEXT: "Berkas ini bukan Excel dan bukan CSV. Simpan sebagai .xlsx, atau sebagai CSV UTF-8.",
    Refused.UTF_16: "Hurufnya ditulis dengan UTF-16 (Unicode Text). Simpan sekali lagi sebagai CSV UTF-8.",
    Refused.BROKEN_CSV: "Di sekitar baris {row} ada tanda kutip yang tidak berpasangan. Mohon diperbaiki.",
    Refused.COLUMNS_MISSING: "Kolom yang belum ada: {name}. Judul yang terbaca di baris pertama: {found}.",
    Refused.COLUMN_TWICE: "Kolom {name} ada dua kali. Mohon sisakan satu.",
    Refused.FORMULA: "Baris {row} berisi rumus. Salin semua, tempel sebagai nilai (Paste Values), lalu simpan.",
    Refused.TOO_MANY_ROWS: "Berkas ini lebih dari {name} baris. Mohon dibagi menjadi beberapa berkas.",
    Refused.DONE_BEFORE: "Berkas yang sama sudah diimpor pada {found}. Tidak ada yang dijalankan dua kali.",
}
_PROBLEMS: Final = {
    Problem.NIK_SHORTENED: "NIK tersimpan sebagai angka (seperti 3,51007E+15), sehingga angka terakhirnya hilang. "
    "Ubah kolom NIK menjadi Teks, lalu ketik atau salin lagi NIK-nya dari sumbernya.",
    Problem.NIK_FORM: "NIK ini belum benar. NIK terdiri dari 16 angka.",
    Problem.NIK_TWICE: "NIK ini sudah ada di baris sebelumnya.",
    Problem.NUMBER_FORM: "Nomor pendaftaran terdiri dari 10 angka. Bila tidak tahu, kosongkan.",
    Problem.NUMBER_DIFFERS: "NIK dan nomor pendaftaran ini bukan dari pendaftaran yang sama.",
    Problem.RESULT_UNKNOWN: "Kolom Hasil diisi Layak atau Tidak layak.",
    Problem.REASON_MISSING: "Tidak layak perlu alasannya, karena disampaikan kepada warga.",
    Problem.REASON_LONG: "Alasan paling panjang 300 huruf, dalam satu baris.",
    Problem.NOT_FOUND: "Tidak ada pendaftaran yang masih berjalan dengan NIK ini di wilayah kerja Bapak/Ibu.",
    Problem.NOT_WAITING: "Pendaftaran ini belum diteruskan, atau hasilnya sudah ada.",
    Problem.PROGRAMME_FORM: "Kolom Program perlu diisi, paling panjang 40 huruf.",
    Problem.STAGE_FORM: "Tahap ditulis sebagai angka 1 sampai 12.",
    Problem.AMOUNT_FORM: "Nominal ditulis dalam rupiah, misalnya 600000 atau Rp 600.000.",
    Problem.PLACE_FORM: "Kolom Tempat perlu diisi, paling panjang 120 huruf.",
    Problem.DAY_FORM: "Tanggal ditulis seperti 24/11/2026.",
    Problem.PAID_TWICE: "Program dan tahap yang sama untuk NIK ini sudah ada di daftar.",
}
_MONTHS_SHOWN: Final = 13
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def refusal(of: Refusal) -> str:
    """Say why a file cannot be read, and what to do."""
    found = of.found
    if of.why is Refused.DONE_BEFORE:
        found = wording.moment(datetime.fromisoformat(of.found))
    return _REFUSED[of.why].format(name=of.name, found=found, row=of.row)


def problem(of: Problem) -> str:
    """Say what is the matter with a row, and what to do."""
    return _PROBLEMS[of]


def kind_name(kind: str) -> str:
    """Name what a file brings."""
    return KINDS[Kind(kind)]


def columns(kind: Kind) -> str:
    """Name the columns of a kind of file; those in brackets may be left out."""
    return ", ".join(column.title if column.required else f"({column.title})" for column in COLUMNS[kind])


def state_name(state: str) -> str:
    """Name where an import stands."""
    return _STATES[ImportState(state)]


def job_name(job: Job) -> str:
    """Name what a job does."""
    return _JOBS.get(job.kind, job.kind)


def job_state(job: Job) -> str:
    """Name where a job stands."""
    return _JOB_STATES[JobState(job.state)]


def how_far(job: Job) -> str:
    """Say how far a job is: `1.500 dari 360.000 baris`."""
    if job.total is None:
        return job_state(job)
    return f"{wording.count(job.done)} dari {wording.count(job.total)} baris"


def rupiah(amount: int) -> str:
    """Write an amount."""
    return format_rupiah(amount)


def written_day(day: date) -> str:
    """Write a day."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_name(month: str | None) -> str:
    """Name a month of YYYY-MM."""
    if month is None:
        return "Semua bulan"
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def months(now: datetime) -> list[str]:
    """List the months to choose from, this one first."""
    today = now.astimezone(WIB)
    last = today.year * 12 + today.month - 1
    return [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last, last - _MONTHS_SHOWN, -1)]


def export_areas(export: Export) -> str:
    """Name the areas of an export."""
    return areas_name(AreaScope(frozenset(export.areas)))


def size(count: int) -> str:
    """Write a size: `1,4 MB`."""
    return f"{count / 1_000_000:.1f} MB".replace(".", ",") if count >= 100_000 else f"{count / 1000:.0f} kB"
