"""The words for broadcasts, in Bahasa Indonesia. In the console a broadcast is called kabar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from backend.broadcasts.desk import Refused, Unfit
from backend.broadcasts.judging import STOPPED
from backend.broadcasts.models import LONGEST_BRING, LONGEST_TEXT, LONGEST_TITLE
from backend.broadcasts.retrying import Again
from backend.broadcasts.states import Skip, Standing, State
from backend.broadcasts.templates import GONE
from backend.broadcasts.text import Placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backend.broadcasts.templates import ContentTemplate

STATES: Final = {
    State.DRAFT: "Rancangan",
    State.PREVIEW: "Menunggu persetujuan",
    State.APPROVED: "Daftar penerima disiapkan",
    State.MATERIALISED: "Siap dikirim",
    State.CANARY: "Percobaan awal",
    State.RUNNING: "Sedang dikirim",
    State.PAUSED: "Dijeda",
    State.DONE: "Selesai",
    State.CANCELLED: "Dibatalkan",
}
BUTTONS: Final = {
    State.DRAFT: "Kembalikan ke penyusun",
    State.PREVIEW: "Hitung penerima dan minta persetujuan",
    State.APPROVED: "Setujui",
    State.CANARY: "Mulai kirim",
    State.RUNNING: "Lanjutkan",
    State.PAUSED: "Jeda",
    State.CANCELLED: "Batalkan",
}
STANDINGS: Final = {
    Standing.WAITING: "Menunggu giliran",
    Standing.SENDING: "Sedang dikirim",
    Standing.UNKNOWN: "Belum pasti sampai",
    Standing.ACCEPTED: "Diterima saluran",
    Standing.SENT: "Terkirim",
    Standing.DELIVERED: "Sampai",
    Standing.READ: "Dibaca",
    Standing.FAILED: "Tidak sampai",
    Standing.SKIPPED: "Tidak dikirimi",
}
SKIPS: Final = {
    Skip.NO_CONTACT: "Tidak ada nomor yang terdaftar",
    Skip.ERASED: "Datanya sudah dihapus",
    Skip.NOT_ASKED: "Belum pernah ditanya mau menerima kabar",
    Skip.OPTED_OUT: "Tidak mau menerima kabar",
    Skip.UNREACHABLE: "Nomornya tidak dapat dihubungi",
    Skip.ARRIVED: "Ternyata sudah sampai lewat saluran yang pertama",
    Skip.NO_TEMPLATE: "Lewat 24 jam di WhatsApp, dan kabar ini tanpa templat",
}
PLACEHOLDERS: Final = {
    Placeholder.NAME: "nama yang disamarkan",
    Placeholder.AMOUNT: "jumlah uang",
    Placeholder.PROGRAMME: "program",
    Placeholder.STAGE: "tahap",
    Placeholder.PLACE: "tempat",
    Placeholder.DAY: "hari dan tanggal",
    Placeholder.BRING: "yang perlu dibawa",
    Placeholder.CODE: "kode untuk CEK",
}
AGAIN: Final = {
    Again.UNKNOWN: "Belum pasti sampai, lebih dari satu jam. Sebagian mungkin menerima dua kali.",
    Again.PASSING: "Tidak terkirim karena saluran sedang ramai. Pasti belum menerima.",
}
TEMPLATES: Final = {
    "approved": "Disetujui",
    "received": "Menunggu WhatsApp",
    "pending": "Menunggu WhatsApp",
    "rejected": "Ditolak WhatsApp",
    "paused": "Dijeda WhatsApp",
    "disabled": "Dimatikan WhatsApp",
    "unavailable": "Belum dapat dipakai di WhatsApp",
    GONE: "Sudah tidak ada di Twilio",
}
NEVER_APPROVED: Final = ("rejected", "disabled")
"""WhatsApp does not change its mind on these: another template is needed."""
NOT_SEEN: Final = "belum terlihat di Twilio"
AREAS: Final = "Mohon pilih wilayah di dalam wilayah kerja Bapak/Ibu."
TOO_LATE_TO_CHANGE: Final = (
    "Kabar ini sudah disetujui atau sudah berakhir, jadi isinya tetap. Bila perlu, batalkan dan susun kabar baru."
)
AGAIN_WHY: Final = "Mohon tulis alasannya, paling sedikit sepuluh huruf. Alasan ini tercatat."
AGAIN_NOT_NOW: Final = "Kabar ini sudah dibatalkan atau belum dikirim, jadi tidak dapat dikirim lagi."
_UNFIT: Final = {
    Unfit.TITLE: f"Judul perlu diisi, paling panjang {LONGEST_TITLE} huruf.",
    Unfit.TEXT: f"Isi kabar perlu diisi, paling panjang {LONGEST_TEXT} huruf.",
    Unfit.PLACEHOLDER: "Isian {?} tidak dikenal, atau hanya untuk kabar dari daftar penyaluran (uang, program, tahap, "
    "tempat, hari): pilih daftarnya di Sasaran, atau hapus isian itu.",
    Unfit.BRING: f"Yang perlu dibawa paling panjang {LONGEST_BRING} huruf, dalam satu baris.",
    Unfit.BRING_MISSING: "Isi kabar menyebut {bawa}. Mohon isi apa yang perlu dibawa.",
    Unfit.CODE_MISSING: "Kabar dengan templat perlu {kode} di isinya, misalnya: ketik CEK {kode} untuk memastikan.",
    Unfit.TEMPLATE_NUMBER: "Templat WhatsApp itu punya isian lain daripada isi kabar: jumlahnya harus sama, dan "
    "namanya {{1}}, {{2}}, dan seterusnya. Mohon samakan isi kabar dengan templatnya, atau pilih templat lain.",
    Unfit.TEMPLATE_ORDER: "Urutan isian templat WhatsApp itu lain daripada di isi kabar: isian pertama di kabar "
    "menjadi {{1}}, yang kedua {{2}}. Mohon samakan isi kabar dengan templatnya, atau pilih templat lain.",
    Unfit.ASKING_TEMPLATE: "Templat untuk pertanyaan perlu lima isian dengan urutan: nama, program, tahap, jumlah, "
    "kode. Mohon pilih templat lain.",
    Unfit.NOTHING_TO_ASK: "Yang ditanyakan adalah penyaluran. Mohon isi daftar, program, atau tahap.",
    Unfit.AREAS: AREAS,
    Unfit.HOURS: "Jam mulai harus sebelum jam selesai.",
    Unfit.IMPORT: "Daftar penyaluran itu tidak ada, atau belum selesai dijalankan.",
    Unfit.NOT_A_DRAFT: TOO_LATE_TO_CHANGE,
}
_REFUSED: Final = {
    Refused.NO_SUCH_MOVE: "Langkah itu tidak dapat dilakukan sekarang. Mohon lihat keadaannya yang terbaru.",
    Refused.SAME_PERSON: "Kabar disetujui oleh orang lain, bukan oleh penyusunnya.",
    Refused.CHANGED: "Kabar ini diubah sesudah Bapak/Ibu membukanya. Mohon baca lagi, lalu putuskan.",
    Refused.NOT_COUNTED: "Penerimanya masih dihitung. Mohon tunggu sebentar.",
    Refused.NOBODY: "Tidak ada yang dapat dikirimi. Mohon periksa sasarannya.",
    Refused.TEMPLATE_UNFIT: "Isian templat WhatsApp kabar ini tidak cocok dengan isi kabar. Mohon kembalikan ke "
    "penyusun supaya disamakan.",
    Refused.TEMPLATE: "Templat WhatsApp kabar ini belum disetujui WhatsApp. Mohon tunggu, atau kembalikan ke penyusun "
    "supaya memilih templat lain.",
}


def state_name(state: State) -> str:
    """Name where a broadcast stands."""
    return STATES[state]


def standing_name(standing: Standing) -> str:
    """Name where a recipient stands."""
    return STANDINGS[standing]


def reason(said: str | None) -> str:
    """Say why somebody was passed over or not reached; the platform's own word where we have none."""
    if said is None:
        return ""
    return SKIPS[Skip(said)] if said in set(Skip) else said


def template_standing(template: ContentTemplate) -> str:
    """Say what WhatsApp decided on a template; its own word where we have none."""
    return TEMPLATES.get(template.status, template.status)


def template_name(template: ContentTemplate) -> str:
    """Name a template together with what WhatsApp decided."""
    return f"{template.name} ({template_standing(template)})"


def note(said: str | None) -> str:
    """Say why a broadcast stopped by itself."""
    if said == STOPPED:
        return (
            "Percobaan awal berhenti sendiri: terlalu banyak yang tidak sampai. Mohon periksa penerimanya di bawah "
            "sebelum melanjutkan."
        )
    return said or ""


def problems(found: Iterable[Unfit], unknown: Iterable[str]) -> str:
    """Say what is to be changed in a composition. `unknown` stands in braces and cannot be filled in."""
    named = ", ".join(each if each in "{}" else f"{{{each}}}" for each in dict.fromkeys(unknown))
    return " ".join(_UNFIT[each].replace("{?}", named) for each in found)


def refused(why: Refused) -> str:
    """Say why a step is not possible."""
    return _REFUSED[why]
