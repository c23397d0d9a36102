"""Where the family lives: desa with its kecamatan, dusun, RT and RW."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from conversations.answers.areas import Desa, Kecamatan, desa_with_code, find_desa, find_kecamatan, kecamatan_with_code
from conversations.answers.areas.heard import key
from conversations.answers.dusun import read_dusun
from conversations.answers.form.fields import Field, Topic
from conversations.answers.form.person import digits_for_letters
from conversations.answers.normalise import normalise, words
from conversations.answers.phrases import is_none, is_skip
from conversations.answers.reading import Partial, Problem, Unsure
from conversations.answers.rt_rw import RtRw, parse_rt_rw
from conversations.answers.vocabulary import listed

if TYPE_CHECKING:
    from conversations.answers.form.finding import Finding

_NO_PLACE: Final = listed(
    "di jl jln jalan gang gg no nomor kab kabupaten banyuwangi jawa timur jatim rumah alamat sini"
)


def read(finding: Finding) -> None:
    """Read the address."""
    _read_place(finding)
    finding.take(Field.DUSUN, read_dusun)
    _read_rt_rw(finding)
    for piece in finding.pieces.of(Topic.ADDRESS):
        _read_line(finding, piece.text)


def _read_place(finding: Finding) -> None:
    said, within = finding.one(Field.DESA), finding.one(Field.KECAMATAN)
    kecamatan = None
    if within is not None:
        found = find_kecamatan(within.text)
        if isinstance(found, Kecamatan):
            kecamatan = found
            finding.answers[Field.KECAMATAN] = found.code
        else:
            finding.settle(Field.KECAMATAN, within.text, _codes(found))
    if said is None:
        _still_fits(finding, kecamatan)
        return
    inside = kecamatan or kecamatan_with_code(finding.so_far.get(Field.KECAMATAN, ""))
    desa = find_desa(said.text, inside if kecamatan else None)
    if isinstance(desa, Unsure) and inside is not None and not kecamatan:
        desa = find_desa(said.text, inside)
    if isinstance(desa, Desa) and kecamatan is not None and desa.kecamatan != kecamatan:
        desa = find_desa(said.text)
        finding.doubt(Field.DESA, said.text, "elsewhere", kecamatan=kecamatan.name)
    elif isinstance(desa, Desa):
        finding.answers[Field.DESA], finding.answers[Field.KECAMATAN] = desa.code, desa.kecamatan.code
    elif isinstance(desa, Unsure):
        finding.doubt(Field.DESA, said.text, "which", choices="; ".join(each.label for each in desa.candidates))
    else:
        finding.settle(Field.DESA, said.text, desa)


def _still_fits(finding: Finding, kecamatan: Kecamatan | None) -> None:
    """Ask for the desa again where only the kecamatan was corrected, and the desa is not in it."""
    before = desa_with_code(finding.so_far.get(Field.DESA, ""))
    if kecamatan is not None and before is not None and before.kecamatan != kecamatan:
        finding.answers.pop(Field.KECAMATAN)
        finding.doubt(Field.DESA, before.name, "elsewhere", kecamatan=kecamatan.name)


def _codes(found: Problem | Unsure[Kecamatan] | Partial[Kecamatan] | Kecamatan) -> Problem:
    if isinstance(found, Unsure):
        return Problem("which", {"choices": "; ".join(each.label for each in found.candidates)})
    return found if isinstance(found, Problem) else Problem("unclear")


def _read_rt_rw(finding: Finding) -> None:
    parts = [piece.text for piece in finding.pieces.of(Field.RT_RW)]
    for topic in (Topic.RT, Topic.RW):
        parts += [f"{topic.value} {piece.text}" for piece in finding.pieces.of(topic)]
    if not parts:
        return
    said = " ".join(dict.fromkeys(parts))
    if all(is_none(piece) or is_skip(piece) for piece in parts):
        finding.answers[Field.RT_RW] = None
        return
    kept = RtRw(finding.kept.rt, finding.kept.rw)
    reading = parse_rt_rw(digits_for_letters(said), kept if kept != RtRw() else None)
    if isinstance(reading, Partial):
        finding.kept = replace(finding.kept, rt=reading.so_far.rt, rw=reading.so_far.rw)
    finding.settle(Field.RT_RW, said, reading)


def _read_line(finding: Finding, text: str) -> None:
    """Read an address without labels: the desa where its name is there as it is written, and nothing on a guess."""
    known = desa_with_code(finding.known(Field.DESA) or "")
    if known is None and not finding.pieces.of(Field.DESA):
        found = _with_its_kecamatan(text) or named_exactly(text)
        if found is not None:
            finding.answers[Field.DESA], finding.answers[Field.KECAMATAN] = found.code, found.kecamatan.code
            known = found
    rest = _words_left(text, known)
    if rest and not _is_street(text):
        finding.unread.append(rest)


def _with_its_kecamatan(text: str) -> Desa | None:
    """Find "kemiren glagah" among other words: a desa next to the kecamatan that it is in."""
    spoken = words(normalise(text))
    pairs = (" ".join(spoken[start : start + size]) for size in (4, 3, 2) for start in range(len(spoken) - size + 1))
    found = {
        desa
        for pair in pairs
        if (desa := named_exactly(pair)) and key([desa.kecamatan.name.lower()]) in key(pair.split())
    }
    return found.pop() if len(found) == 1 else None


def named_exactly(text: str) -> Desa | None:
    """Give the desa that a text names without a slip; None where there is a doubt."""
    found = find_desa(text)
    if not isinstance(found, Desa):
        return None
    spoken = words(normalise(text))
    said = {key(spoken[start : start + size]) for size in (1, 2, 3) for start in range(len(spoken) - size + 1)}
    return found if key(words(normalise(found.name))) in said else None


def _words_left(text: str, place: Desa | None) -> str:
    named = set(words(normalise(f"{place.name} {place.kecamatan.name}"))) if place else set()
    joined = {key([place.name.lower()]), key([place.kecamatan.name.lower()])} if place else set()
    left = [word for word in words(normalise(text)) if word not in named | _NO_PLACE and key([word]) not in joined]
    return " ".join(left) if any(len(word) > 2 and word.isalpha() for word in left) else ""


def _is_street(text: str) -> bool:
    return bool({"jl", "jln", "jalan", "gang", "gg"} & set(words(normalise(text))[:2]))
