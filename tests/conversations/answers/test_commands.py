"""The words that work in every state, and what must not be mistaken for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conversations.answers.areas import all_desa, all_kecamatan
from conversations.answers.commands import (
    Command,
    command_in,
    is_done,
    is_greeting,
    is_none,
    is_skip,
    is_thanks,
    is_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    Command.CANCEL: "batal|BATAL!|batalkan|cancel|gak jadi|ga jd|tidak jadi|keluar|udahan|gak sido|"
    "ora sido|mboten sios|"
    "ta' dhaddhi|batal bu|/batal|baatl|batl|mau batal|bataaal|saya mau batal",
    Command.BACK: "kembali|kmbali|balik|mundur|sebelumnya|salah ketik|koreksi|"
    "kebalik|ketuker|yang tadi salah|jawaban tadi salah|mbalik|wangsul|abali|"
    "kembli|kembai|/kembali|"
    "kembali bu|tolong kembali|Kembali.|kembalii",
    Command.HELP: "bantuan|bantu|bntu|tolong|tlg|help|bingung|gimana|gmn|caranya|tulung|"
    "nyuwun tulung|piye|kelendi|?|??|"
    "bantaun|minta bantuan|bantuann|tolong bu|saya bingung|bingung bu|gak paham|/bantuan|gimana caranya",
    Command.AGAIN: "ulang|ulangi|ulang bu|ulagn|ulangii|ULANG|/ulang",
    Command.MENU: "menu|MENU|/menu|/start|mulai|start|#|menuu|kembali ke menu|/start daftar",
    Command.PERSON: "petugas|admin|operator|cs|minta petugas|ptugas|petuags|bicara dengan petugas|/petugas",
    Command.MY_DATA: "data saya|DATA SAYA|lihat data saya bu|mau lihat data saya|/data saya",
    Command.FIX: "ubah data|ubah data saya|mau ubah data",
    Command.ERASE: "hapus data|HAPUS DATA|hapus data saya|tolong hapus data saya|mau hapus data saya pak",
    Command.WITHDRAW: "cabut|CABUT|cabut persetujuan|mau cabut persetujuan saya",
    Command.APPEAL: "sanggah|SANGGAH!|sanggahan|mau sanggah|saya mau menyanggah|ajukan sanggahan|"
    "keberatan dengan hasilnya",
    Command.RESUME: "mulai lagi|MULAI LAGI|kirim kabar lagi|langganan lagi",
    Command.STOP: "berhenti|stop|STOP|brhenti|berhnti|stop bu|/berhenti",
}
ANSWERS = (
    "0|1|ya|tidak|belum|sudah|salah|jangan|ulang tahun saya 17 agustus|saya butuh bantuan beras|uang|"
    "utang|udang|bantal|batak|data|dapat|ubah|hapus|ubah 2|ubah alamat|kakek saya dukun cabut|"
    "keberatan|saya keberatan|tidak keberatan|sanggar|sangga|singgah|"
    "tukang batu|petani|selesai|lewati|terima kasih|daftar|daftar bansos|pagi|halo|"
    # names
    "Siti|Budi|Batari|Kembar|Natal|Ulan|Wulan|Batara|Bulan|Ulum|Petrus|Bernadi|Ulfa|Menik|Mulia|Mulyani|"
    "Mulyo|Kembang|Batin|"
    "Kembali Sutrisno|Bantuaji|Tolong Siti dibantu|Halimah|Slamet|Untung|Rahayu|Sugeng"
)


def pairs() -> list[tuple[Command, str]]:
    return [(command, typed) for command, listed in COMMANDS.items() for typed in listed.split("|")]


@pytest.mark.parametrize(("command", "typed"), pairs())
def test_a_whole_message_is_a_command(command: Command, typed: str) -> None:
    assert command_in(typed) is command


@pytest.mark.parametrize("typed", ANSWERS.split("|"))
def test_an_answer_is_no_command(typed: str) -> None:
    assert command_in(typed) is None


@pytest.mark.parametrize("name", [place.name for place in (*all_desa(), *all_kecamatan())])
def test_no_place_is_a_command(name: str) -> None:
    assert command_in(name) is None
    assert command_in(name.lower()) is None


MEANINGS: list[tuple[Callable[[str], bool], str, str]] = [
    (
        is_greeting,
        "assalamualaikum|ass|asslm|aslkm|samlekum|halo|hallo|hai|P|p|ping|tes|pagi|pg|siang|sore|malam|"
        "permisi|min|mimin|kak|pak|"
        "bu|mbak|mb|mba|mas|kulonuwun|nuwun sewu|sugeng enjing|sugeng dalu|om swastiastu|"
        "assalamu'alaikum wr wb|halo min|"
        "Assalammualaikum|selamat pagi bu|asalamualaikum pak|Assalamu alaikum",
        "Slamet|siti|salah|salim|ya|17|Sugeng|Rahayu|Sugeng Rahayu|Salam|Ning|salamah|",
    ),
    (
        is_thanks,
        "terima kasih|makasih|mksh|trims|tks|suwun|matur nuwun|sakalangkong|so'on|sokkor|suksma|"
        "terima kasih banyak bu|ok makasih|"
        "matur suwun sanget|terimakasih",
        "ya|oke|banyak|siti|Kasih|terima|",
    ),
    (
        is_unknown,
        "tidak tahu|gatau|gk tau|ga ngerti|lupa|-|ora ngerti|mboten semerep|ta' tao|lupa bu|saya lupa|"
        "gak tau pak|kurang tahu|"
        "tdk tau|nggak ingat|embuh|sing weruh|tidak hafal",
        "ya|tidak|siti|tidak ada|tahu|Luput|",
    ),
    (
        is_none,
        "tidak ada|gak ada|nihil|-|tidak punya|gk ada|mboten wonten|ora duwe|ga punya hp|kosong|ora ono|"
        "belum ada|tidak ada bu|"
        "gak ada lagi|--|gada lg|hp ny g ada|nomor hp tidak ada",
        "ya|tidak|siti|0|ada|",
    ),
    (
        is_skip,
        "lewati|lewat|skip|tidak ingin menjawab|rahasia|lewti|gak mau jawab|lewati saja|skip bu|"
        "tidak mau menjawab|LEWATI",
        "ya|tidak|siti|lewat jalan raya|",
    ),
    (
        is_done,
        "sudah|sdh|udh|udah|uda|selesai|beres|wis|sampun|la mare|itu saja|itu aja bu|sudah semua|cukup|"
        "tidak ada lagi|"
        "gak ada lagi|sudah itu saja|sudah bu",
        "ya|tidak|siti|sudah makan|itu ibu siti|",
    ),
]


@pytest.mark.parametrize(("means", "typed"), [(means, typed) for means, yes, _ in MEANINGS for typed in yes.split("|")])
def test_a_message_means_this(means: Callable[[str], bool], typed: str) -> None:
    assert means(typed)


@pytest.mark.parametrize(("means", "typed"), [(means, typed) for means, _, no in MEANINGS for typed in no.split("|")])
def test_a_message_does_not_mean_this(means: Callable[[str], bool], typed: str) -> None:
    assert not means(typed)
