"""The words that work everywhere, whatever was asked."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache
from typing import Final

from conversations.answers.normalise import normalise, squeeze
from conversations.answers.phrases import (
    is_done,
    is_greeting,
    is_none,
    is_skip,
    is_thanks,
    is_unknown,
)
from conversations.answers.spellings import spelled, spellings_of
from conversations.answers.typos import is_slip_of
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, bare, said, squeezed


class Command(StrEnum):
    """What a person can say in every state, by the word that the texts teach."""

    CANCEL = "BATAL"
    BACK = "KEMBALI"
    HELP = "BANTUAN"
    AGAIN = "ULANG"
    MENU = "MENU"
    PERSON = "PETUGAS"
    STOP = "BERHENTI"
    RESUME = "MULAI LAGI"
    LANGUAGE = "BAHASA"
    MY_DATA = "DATA SAYA"
    FIX = "UBAH DATA"
    ERASE = "HAPUS DATA"
    WITHDRAW = "CABUT"
    REPORT = "LAPOR PENIPUAN"
    APPEAL = "SANGGAH"


def _joined(listed: str) -> list[str]:
    return [squeeze(phrase.strip().replace(" ", "").replace("'", "")) for phrase in listed.split(",")]


_SAID: Final = {
    **dict.fromkeys(
        _joined(
            "batal, batalkan, dibatalkan, batalin, btl kan, btlkan, cancel, cancle, keluar, exit, udahan, sudahan, "
            "quit, batal daftar, batal ndaftar, batalkan pendaftaran"
        ),
        Command.CANCEL,
    ),
    **dict.fromkeys(
        _joined(
            "kembali, kmbali, kmbli, kembalikan, kembali ke sebelumnya, kembali ke pertanyaan sebelumnya, "
            "balik, balik lagi, mundur, sebelumnya, sblmnya, yang sebelumnya, pertanyaan sebelumnya, soal "
            "sebelumnya, salah ketik, salah tulis, salah pencet, salah isi, salah tekan, salah pilih, "
            "kebalik, terbalik, kewalik, ketuker, ketukar, tertukar, "
            "yang tadi salah, tadi salah, jawaban tadi salah, salah yang tadi, "
            "jawaban saya tadi salah, yang barusan salah, salah jawab, "
            "typo, koreksi, ralat, back, undo, mbalik, wangsul, abali"
        ),
        Command.BACK,
    ),
    **dict.fromkeys(
        _joined(
            "bantuan, bntuan, bantu, bntu, dibantu, bantu saya, tolong, tlg, tolong bantu, tolong saya, "
            "help, hlp, bingung, bingung aku, gimana, gmn, gmna, gimna, bagaimana, bgmn, caranya, cara, "
            "gimana caranya, bagaimana caranya, gmn caranya, gimana ini, maksudnya, maksudnya apa, apa "
            "maksudnya, maksudnya gimana, apa ini, ini apa, tanya, numpang tanya, boleh tanya, izin "
            "tanya, tulung, nyuwun tulung, piye, piye iki, piye "
            "carane, kepiye, pripun, kados pundi, kelendi, petunjuk"
        ),
        Command.HELP,
    ),
    **dict.fromkeys(
        _joined("ulang, ulangi, ulangi lagi, diulang, diulangi, ulang lagi, ulangi pertanyaan, repeat, baleni"),
        Command.AGAIN,
    ),
    **dict.fromkeys(
        _joined(
            "menu, menu utama, menu awal, ke menu, ke menu utama, kembali ke menu, kembali ke menu utama, "
            "balik ke menu, kembali ke awal, awal, mulai, mulai dari awal, dari awal, start"
        ),
        Command.MENU,
    ),
    **dict.fromkeys(
        _joined("petugas, petugasnya, petugas manusia, admin, operator, cs, customer service, menghubungi petugas"),
        Command.PERSON,
    ),
    **dict.fromkeys(
        _joined(
            "bahasa, ganti bahasa, pilih bahasa, ubah bahasa, bahasa lain, bahasa jawa, pakai bahasa jawa, "
            "bahasa indonesia, pakai bahasa indonesia, basa, basa jawa, language"
        ),
        Command.LANGUAGE,
    ),
    **dict.fromkeys(
        _joined(
            "berhenti, berhentikan, brenti, berenti, brhenti, stop, setop, stop pesan, stop kirim pesan, "
            "berhenti langganan, unsubscribe, jangan kirim pesan, jangan kirim lagi, jangan kirim pesan "
            "lagi"
        ),
        Command.STOP,
    ),
    **dict.fromkeys(
        _joined(
            "mulai lagi, mulai kirim lagi, kirim lagi kabar, kirim kabar lagi, mau kabar lagi, langganan lagi, "
            "berlangganan lagi"
        ),
        Command.RESUME,
    ),
    **dict.fromkeys(
        _joined(
            "data saya, data ku, dataku, data kulo, lihat data, lihat data saya, cek "
            "data, cek data saya, minta data saya, salinan data, minta salinan data, data pribadi, data pribadi saya"
        ),
        Command.MY_DATA,
    ),
    **dict.fromkeys(
        _joined("ubah data, ubah data saya, ganti data, ganti data saya, data saya salah"),
        Command.FIX,
    ),
    **dict.fromkeys(
        _joined(
            "hapus data, hapus data saya, hapuskan data saya, hapus semua data, hapus data pribadi, data saya dihapus"
        ),
        Command.ERASE,
    ),
    **dict.fromkeys(
        _joined(
            "cabut, cabut persetujuan, cabut persetujuan saya, cabut izin, cabut data, cabut pendaftaran, tarik "
            "persetujuan, tarik data"
        ),
        Command.WITHDRAW,
    ),
    **dict.fromkeys(
        _joined(
            "lapor penipuan, laporkan penipuan, melaporkan penipuan, lapor penipu, laporkan penipu, lapor pesan palsu, "
            "lapor hoaks, lapor hoax, lapor tipuan, lapor ada penipuan, pengaduan penipuan"
        ),
        Command.REPORT,
    ),
    **dict.fromkeys(
        _joined(
            "sanggah, sanggahan, menyanggah, sanggah hasil, sanggah hasilnya, ajukan sanggah, ajukan sanggahan, "
            "mengajukan sanggahan, masa sanggah, ajukan keberatan, mengajukan keberatan, keberatan dengan hasil, "
            "keberatan dengan hasilnya, keberatan sama hasilnya, banding, ajukan banding, protes hasil, protes hasilnya"
        ),
        Command.APPEAL,
    ),
}
_NOT_GOING_ON: Final = re.compile(
    rf"(?:{NEGATION})(?:jadi|jd|sido|sida|sios|dhadhi|dadi)(?:daftar|melu|ikut)?(?:bansos|bantuan)?"
)
_TO_A_PERSON: Final = re.compile(
    r"(?:bicara|berbicara|ngomong|omong|ngobrol|tanya|nanya|takon|matur|chat|telpon|telepon|telp|hubungi|panggil|ketemu)"
    r"(?:langsung)?(?:dengan|dgn|sama|sm|ke|kepada|karo|kalih|dateng|dhateng)?"
    r"(?:orang|wong|tiyang|manusia|petugas|admin|operator|cs)(?:nya|asli|langsung)*"
)
_NOT_UNDERSTOOD: Final = re.compile(rf"(?:{NEGATION}|kurang|belum|blm)(?:paham|faham|mudeng)")
_AROUND: Final = ADDRESS | SOFTENERS | squeezed("ya yah nggih deh dulu")
_ASKING: Final = spellings_of("mau", "minta") | squeezed("coba ayo")
_TAUGHT: Final = {
    squeeze(taught): command
    for taught, command in {
        "batal": Command.CANCEL,
        "kembali": Command.BACK,
        "bantuan": Command.HELP,
        "ulang": Command.AGAIN,
        "ulangi": Command.AGAIN,
        "petugas": Command.PERSON,
        "berhenti": Command.STOP,
        "bahasa": Command.LANGUAGE,
    }.items()
}
_SHORT: Final = 12
_SHORTEST_SLIP, _CAREFUL_BELOW = 4, 6
# One slip away from a command, and yet words of their own.
_OTHER_WORDS: Final = frozenset({"uang", "ulan", "bahaya", "bahas"})


def command_in(text: str) -> Command | None:
    """Give the command that a whole message is, politeness around it and a slip in its taught word allowed.

    "0" is none: it answers a count.
    """
    # Most messages are a few short words that everybody says; what is longer is somebody's own.
    return _said_by_many(text) if len(text) <= _SHORT else _command_in(text)


def _command_in(text: str) -> Command | None:
    said_plainly = normalise(text)
    if said_plainly.strip("?! ") == "" and "?" in said_plainly:
        return Command.HELP
    if said_plainly in {"#", "/"} or said_plainly.split(" ")[0] == "/start":
        return Command.MENU
    whole = said(said_plainly.removeprefix("/"))
    tokens = bare(whole, _AROUND)
    if not tokens or len(tokens) > 6:
        return None
    inner = [token for token in tokens if token not in _AROUND] or tokens
    polite = bare(whole, ADDRESS | _ASKING)
    return (
        _matched(whole)
        or _matched(polite)
        or _matched(tokens)
        or _matched(bare(tokens, _AROUND | _ASKING))
        or _said(inner)
    )


_said_by_many = lru_cache(maxsize=1024)(_command_in)


def _matched(tokens: list[str]) -> Command | None:
    joined = "".join(tokens)
    if joined in _SAID:
        return _SAID[joined]
    usual = "".join(map(spelled, tokens))
    if usual in _SAID:
        return _SAID[usual]
    if _NOT_GOING_ON.fullmatch(usual):
        return Command.CANCEL
    if _NOT_UNDERSTOOD.fullmatch(joined):
        return Command.HELP
    if _TO_A_PERSON.fullmatch(joined):
        return Command.PERSON
    return _slip(joined) if len(tokens) == 1 else None


def _said(tokens: list[str]) -> Command | None:
    return _SAID.get("".join(tokens))


def _slip(word: str) -> Command | None:
    if len(word) < _SHORTEST_SLIP or word in _OTHER_WORDS:
        return None
    found = {command for taught, command in _TAUGHT.items() if _slipped(word, taught)}
    return found.pop() if len(found) == 1 else None


def _slipped(word: str, taught: str) -> bool:
    """Short words may only lose or swap letters: another letter soon makes them somebody's name."""
    if abs(len(word) - len(taught)) > 1:
        return False
    if len(taught) < _CAREFUL_BELOW and (Counter(word) - Counter(taught) or word[-1] != taught[-1]):
        return len(word) == len(taught) and word[:1] == taught[:1] and Counter(word) == Counter(taught)
    return is_slip_of(word, taught, 1)


__all__ = [
    "Command",
    "command_in",
    "is_done",
    "is_greeting",
    "is_none",
    "is_skip",
    "is_thanks",
    "is_unknown",
]
