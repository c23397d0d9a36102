"""The words by which people announce what comes next: "NIK:", "no hp =", "tgl lahir", with their slips."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from conversations.answers.form.fields import Field, Label, Topic
from conversations.answers.normalise import plain
from conversations.answers.relations import relation_in
from conversations.answers.typos import is_slip_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final[dict[Label, str]] = {
    Field.CONSENT: "setuju, persetujuan, setuju didaftarkan, warga setuju, izin warga, ijin warga",
    Field.NIK: (
        "nik, no nik, nomor nik, nomer nik, nik ktp, no ktp, nomor ktp, nomer ktp, nik kepala keluarga, "
        "nik kepala, no induk kependudukan, nomor induk kependudukan"
    ),
    Field.KK: (
        "kk, no kk, nomor kk, nomer kk, nokk, nkk, kartu keluarga, no kartu keluarga, nomor kartu keluarga, "
        "nomer kartu keluarga"
    ),
    Field.NAME: (
        "nama, nm, nama lengkap, nama kk, nama kepala keluarga, nama kepala, nama ktp, nama sesuai ktp, jeneng, "
        "asma, kepala keluarga, nama warga, nama pemohon"
    ),
    Field.BIRTH_DATE: (
        "tanggal lahir, tgl lahir, tgllahir, tggl lahir, tgl lhr, tanggal lhr, tanggal kelahiran, ttl, lahir, lhr, "
        "tempat tanggal lahir, tempat tgl lahir, tempat dan tanggal lahir, tempat lahir tanggal lahir"
    ),
    Field.KECAMATAN: "kecamatan, kec, kecamtan, kcmtn, kecmatan",
    Field.DESA: "desa, ds, deso, kelurahan, kel, desa kelurahan, desa kel, ds kel, nama desa",
    Field.DUSUN: "dusun, dsn, dusn, dusu, lingkungan, lingk, dukuh, dusun lingkungan, dsn lingk, nama dusun",
    Field.RT_RW: "rt rw, rtrw",
    Topic.RT: "rt",
    Topic.RW: "rw",
    Topic.ADDRESS: "alamat, almt, alamat lengkap, alamat rumah, alamat domisili, alamat ktp, domisili, tempat tinggal",
    Field.PHONE: (
        "hp, no hp, nohp, nomor hp, nomer hp, wa, no wa, nowa, nomor wa, nomer wa, hp wa, no hp wa, telp, tlp, "
        "telepon, no telp, no tlp, nomor telepon, nomor telp, telpon, whatsapp, no whatsapp, handphone, kontak, "
        "no kontak"
    ),
    Field.MEMBERS_COUNT: (
        "jumlah anggota, jml anggota, jumlah anggota keluarga, jml anggota keluarga, jumlah keluarga, "
        "jumlah anggota kk, jumlah jiwa, jml jiwa, banyak anggota"
    ),
    Field.MEMBERS: (
        "anggota, anggota keluarga, anggota kk, anggota lain, anggota lainnya, agt keluarga, daftar anggota, "
        "susunan keluarga, isi kk, keluarga lain, anggota keluarga lain"
    ),
    Field.SMALL_CHILDREN: "balita, jumlah balita, anak balita, anak usia dini, anak 0 6 tahun, jml balita",
    Field.ELDERLY: "lansia, jumlah lansia, jml lansia, lanjut usia",
    Field.PREGNANT: "hamil, ibu hamil, bumil, kehamilan, hamil nifas, ada yang hamil, meteng",
    Field.SCHOOLING: "sekolah, anak sekolah, pendidikan, pendidikan anak, sekolah anak",
    Field.DISABILITY: (
        "disabilitas, difabel, kesulitan, cacat, penyandang disabilitas, keterbatasan, kebutuhan khusus, disabel"
    ),
    Field.OCCUPATION: "pekerjaan, kerja, pekerjaan kk, pekerjaan kepala keluarga, pkrjaan, kerjaan, profesi, gawean",
    Field.HOUSING: (
        "rumah, status rumah, kepemilikan rumah, omah, status tempat tinggal, status kepemilikan rumah, griya"
    ),
    Field.ACTING_REASON: (
        "alasan, alasan lewat agen, alasan pakai agen, alasan diwakili, lewat agen karena, lewat agen krn, "
        "didaftarkan agen karena, diwakili karena"
    ),
    Field.CONSENT_WAY: "cara setuju, cara persetujuan, bentuk persetujuan, setuju dengan cara, persetujuan lewat",
    Field.WITNESS: "saksi, nama saksi, saksinya, disaksikan, disaksikan oleh, saksi persetujuan",
    Topic.PERSONAL: (
        "umur, usia, hubungan, hub, shdk, jenis kelamin, jk, kelamin, status, status kawin, status perkawinan, "
        "status nikah, hubungan keluarga"
    ),
    Topic.UNASKED: (
        "penghasilan, gaji, pendapatan, income, agama, gol darah, golongan darah, kewarganegaraan, tempat lahir, "
        "nama ibu kandung, ibu kandung, "
        "no rekening, rekening, norek, bank, email, kode pos, kodepos, provinsi, prov, kabupaten, kab, desil, kks, "
        "no kks, program, bantuan, keterangan, ket, catatan, luas rumah, dinding, lantai, "
        "atap, listrik, daya listrik, sumber air, kendaraan, ternak, jalan, jl, jln, pin, otp, password, kata sandi, "
        "tanggal, tgl, hari, petugas, agen, pendamping, jarak, foto"
    ),
}
_OF_PHRASE: Final[dict[str, Label]] = {
    phrase.strip(): label for label, listed in _WORDS.items() for phrase in listed.split(",")
}
_INSIDE: Final = frozenset(
    [
        "nik",
        "no nik",
        "nomor nik",
        "no ktp",
        "kk",
        "no kk",
        "nomor kk",
        "nkk",
        "nama",
        "nama lengkap",
        "tanggal lahir",
        "tgl lahir",
        "ttl",
        "lahir",
        "kecamatan",
        "kec",
        "desa",
        "ds",
        "kelurahan",
        "kel",
        "dusun",
        "dsn",
        "lingkungan",
        "lingk",
        "rt rw",
        "rtrw",
        "rt",
        "rw",
        "hp",
        "no hp",
        "nomor hp",
        "wa",
        "no wa",
        "telp",
        "no telp",
        "alamat",
        "anggota",
        "anggota keluarga",
        "pekerjaan",
        "jumlah anggota",
        "penghasilan",
        "kab",
        "kabupaten",
        "prov",
        "provinsi",
        "kode pos",
    ]
)
"""Those that count in the middle of a sentence, without a sign before or behind them."""
_LONGEST_PHRASE: Final = max(phrase.count(" ") + 1 for phrase in _OF_PHRASE)
_SHORTEST_SLIP: Final = 5
_SLIPPING: Final = {
    phrase: label
    for phrase, label in _OF_PHRASE.items()
    # "nama suami" and "sakit" are no slips of "nama saksi" and "saksi".
    if len(phrase) >= _SHORTEST_SLIP and label is not Field.WITNESS
}
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_FIRST_WORDS: Final = frozenset(phrase.split()[0] for phrase in _OF_PHRASE)
_SIGN: Final = re.compile(r"[:=]|\s-\s")
_LISTED: Final = re.compile(r"[ .\-)(0-9]*")
_AS_FAR: Final = 12
_JOIN: Final = re.compile(r"[ ./&-]{0,3}")
_BEHIND: Final = re.compile(r"\s*\(?(?:16 ?(?:angka|digit))?\)?\s*(?P<sign>[:=]+|\s-+\s)\s*")
_BEGINS: Final = re.compile(r"(?:[,;|\n/(]|\.\s|\s{2,}|\t)\s*(?:\d{1,2}[.)]?\s+)?$")
_RELATIVE: Final = re.compile(
    r"(?P<said>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?(?: (?:ke ?-? ?)?\d{1,2}|\d)?)\s*[:=]\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A label in a line: what it announces, from where to where it stands, and whether a sign such as ":" follows.

    `begins` where it stands at the beginning of the line or of a part of it; `line` only at that of the line.
    """

    label: Label
    start: int
    end: int
    sign: bool
    begins: bool
    line: bool


@lru_cache(maxsize=64)
def labels_in(line: str) -> tuple[Found, ...]:
    """Give the labels in a line, in their order."""
    return tuple(_labels(line))


def _labels(line: str) -> Iterator[Found]:
    words = list(_WORD.finditer(line))
    listed = _LISTED.match(line)
    indent = listed.end() if listed else 0
    place = 0
    while place < len(words):
        found = _longest(line, words, place, indent)
        if found is None:
            place += 1
            continue
        yield found
        place += 1
        while place < len(words) and words[place].start() < found.end:
            place += 1


def _longest(line: str, words: list[re.Match[str]], place: int, indent: int) -> Found | None:
    start, first = words[place].start(), words[place].start() <= indent
    begins = first or _BEGINS.search(line[max(0, start - _AS_FAR) : start]) is not None
    if not _may_begin(line, words, place):
        return _relative(line, start, first=first) if begins else None
    for count in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
        part = words[place : place + count]
        if not all(_joined(line, left, right) for left, right in itertools.pairwise(part)):
            continue
        end = part[-1].end()
        behind = _BEHIND.match(line, end)
        phrase = " ".join(plain(word.group()) for word in part)
        label = _named(phrase, sign=behind is not None, begins=begins)
        if label is not None:
            return Found(label, start, behind.end() if behind else end, behind is not None, begins, first)
    return _relative(line, start, first=first) if begins else None


def _may_begin(line: str, words: list[re.Match[str]], place: int) -> bool:
    """Tell whether a label may begin with a word: it is the first of one, or a sign follows soon."""
    if plain(words[place].group()) in _FIRST_WORDS:
        return True
    nearby = words[min(place + 2, len(words) - 1)].end()
    return _SIGN.search(line, words[place].end(), nearby + 8) is not None


def _joined(line: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return _JOIN.fullmatch(line, left.end(), right.start()) is not None


def _named(phrase: str, *, sign: bool, begins: bool) -> Label | None:
    exact = _OF_PHRASE.get(phrase)
    if exact is not None:
        return exact if sign or begins or phrase in _INSIDE else None
    if not sign or len(phrase) < _SHORTEST_SLIP:
        return None
    near = {label for known, label in _SLIPPING.items() if is_slip_of(phrase, known)}
    return near.pop() if len(near) == 1 else None


def _relative(line: str, start: int, *, first: bool) -> Found | None:
    """Read "istri: Siti": it announces a member, and the word itself belongs to what is said."""
    found = _RELATIVE.match(line, start)
    if found is None:
        return None
    relation, rest = relation_in(plain(found["said"]))
    if relation is None or any(sign.isalpha() for sign in rest):
        return None
    return Found(Field.MEMBERS, start, start, sign=True, begins=True, line=first)
