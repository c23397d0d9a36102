"""The name of a dusun or lingkungan. There is no list of them: what tells nothing else may be one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from conversations.answers.normalise import plain
from conversations.answers.phrases import is_greeting, is_none, is_skip, is_thanks, is_unknown
from conversations.answers.reading import Problem
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, TAKING_BACK, said, squeezed
from conversations.answers.yes_no import parse_yes_no

DUSUN_PROBLEMS: Final = ("no-name", "is-desa")

_LONGEST: Final = 40
_NO_NAME: Final = ADDRESS | SOFTENERS | squeezed("eh anu oh maaf ya iya nggih salah sama betul benar itu")
# Who says one of these without the word for a dusun asks, tells, or wants something else.
_TELLING: Final = squeezed(
    "ubah ganti batal kirim kirimkan tunggu sebentar bentar gratis bayar daftar nama namanya jeneng ktp nik kk data "
    "petugas petugasnya bansos pkh bantuan lanjut lanjutkan salah keliru tolong kalau kalo saya aku kulo gw yang yg "
    "tidak tdk gak ga nggak enggak ndak ora mboten belum blm bukan jangan sudah udah sampun ini itu kan mau boleh bisa "
    "harus siapa nanti tadi sama rumah tinggal umur tanggal lahir anak istri suami"
)
_AROUND: Final = " .,-:;\"'!*_~()=\n"
_MOST_WORDS: Final = 5
_KIND: Final = r"(?:dusun(?:nya|e|ku)?|dsn|dus|lingkungan(?:nya|e)?|lingk|link|dukuh)"
_LABEL: Final = re.compile(
    r"^(?:(?:iya|oh|maaf|ini|eh|anu|di|ning|nang|teng|ten|ada|namanya|nama|saya|sy|aku|kulo|kula|tinggal|rumah|alamat|"
    rf"mbak|mas|pak|bu|kak|min)(?:nya)?[\s,]+)*(?:{_KIND}\b[\s.:]*)+(?:(?:adalah|itu|namanya|di|saya|sy|kulo|kula)\s+)*",
    re.IGNORECASE,
)
_WORD_FOR_IT: Final = re.compile(rf"\b{_KIND}\b", re.IGNORECASE)
_TAKEN_BACK: Final = re.compile(rf"^(?:(?:oh|aduh|maaf|{TAKING_BACK})\b[\s,.]*)+(?=\w)", re.IGNORECASE)
_CLOSING: Final = re.compile(
    r"(?:[\s,.]+(?:pak|bu|mas|mbak|min|kak|nggih|ya|aja|saja|ae|wae|mawon|sih|deh|dong))+[\s.]*$", re.IGNORECASE
)
# What an address goes on with behind the dusun.
_ONWARD: Final = re.compile(
    r"[\s,.]+(?:(?:r\.?\s?[tw]|rt\s?/?\s?rw)\b.*|r[tw]\d.*|(?:no|nomor|nomer)\b[\s.]*(?:rumah\b[\s.]*)?\d.*|"
    r"(?:desa|ds|kelurahan|kel|kecamatan|kec|kabupaten|kab)\b[\s.]*\w.*)$",
    re.IGNORECASE,
)
_DESA: Final = re.compile(r"^(?:desa|ds|kelurahan|kel)(?:nya|ne|e)?\b", re.IGNORECASE)
_RT: Final = re.compile(r"r\.?[tw]\.?\s*\d")
_QUESTION: Final = re.compile(r"\b(?:gimana|gmn|bagaimana|piye|kenapa|caranya|kapan|apa|apakah|berapa)\b")


def read_dusun(text: str) -> str | Problem | None:
    """Read a name as `parse_dusun` does; None where there is no dusun, or it is not told."""
    for said_ in (text, " ".join(_WORD_FOR_IT.sub(" ", text).split())):
        if is_none(said_) or is_skip(said_):
            return None
    return parse_dusun(text)


def parse_dusun(text: str) -> str | Problem:
    """Read a name, without the word for what it is and what an address goes on with.

    A greeting, a question, a plain yes or what tells something else is `no-name`, the desa once more `is-desa`.
    """
    if is_greeting(text) or is_thanks(text) or _RT.match(plain(text)) or "?" in text or _QUESTION.search(plain(text)):
        return Problem("no-name")
    seen = " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split()).strip(_AROUND)
    said_so = _TAKEN_BACK.sub("", seen)
    labelled = _LABEL.sub("", said_so).strip(_AROUND)
    name = _ONWARD.sub("", labelled).strip(_AROUND)
    if set(said(name)) <= _NO_NAME or is_unknown(name):
        return Problem("no-name")
    if labelled == said_so and _says_something_else(name):
        return Problem("is-desa" if _speaks_of_desa(name) else "no-name")
    return _named(_CLOSING.sub("", name).strip(_AROUND))


def _says_something_else(name: str) -> bool:
    return _speaks_of_desa(name) or not _TELLING.isdisjoint(said(_CLOSING.sub("", name)))


def _speaks_of_desa(name: str) -> bool:
    return any(_DESA.match(word) for word in name.split() if word.casefold() not in ADDRESS)


def _named(name: str) -> str | Problem:
    letters = sum(sign.isalpha() for sign in name)
    if letters < 3 or len(name.split()) > _MOST_WORDS or isinstance(parse_yes_no(name), bool):
        return Problem("no-name")
    one_case = name in {name.lower(), name.upper()}
    return (name.title() if one_case else name)[:_LONGEST]
