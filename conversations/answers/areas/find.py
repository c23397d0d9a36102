"""Understanding where somebody says they live."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from conversations.answers.areas import index
from conversations.answers.areas.heard import Heard, hear, key
from conversations.answers.areas.index import clearly
from conversations.answers.areas.places import Desa, Kecamatan
from conversations.answers.normalise import squeeze
from conversations.answers.reading import Candidate, Problem, Reading, Unsure
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, TAKING_BACK, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

P = TypeVar("P", Desa, Kecamatan)

MOST_OFFERED: Final = 4
AREA_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "unknown": ("name", "kecamatan"),
    "is-kecamatan": ("name",),
    "no-name": (),
}
"""`unknown` has the `name` typed and the `kecamatan` searched, or ""; `is-kecamatan` has the `name`."""

_LONGEST_ECHO = 40
_KABUPATEN: Final = re.compile(r"(?:di |saya |tinggal )*(?:kab|kabupaten)[. ]+banyuwangi")
_TAKEN_BACK: Final = re.compile(rf"(?:{NEGATION}|jangan)\s+\w")
_WINDOW = 3
# What comes before "eh" was taken back, if something follows.
_CORRECTED: Final = re.compile(rf"^.*\b{TAKING_BACK}\b\W*(?=\w{{3}})", re.IGNORECASE | re.DOTALL)
_OF_NO_SUBSTANCE: Final = ADDRESS | SOFTENERS | squeezed("banyuwangi bwi kota dan yang yg situ sini sana deket dekat")


def find_kecamatan(text: str) -> Reading[Kecamatan]:
    """Read a kecamatan. The name of a desa is answered with the kecamatan it may be in."""
    if (problem := _no_place(text)) is not None:
        return problem
    heard = hear(text)
    names = heard.kecamatan or heard.loose or heard.desa or heard.other
    if not names:
        return Problem("no-name")
    found = None if heard.desa and not heard.kecamatan else _kecamatan(names)
    if found:
        return found
    desa = _desa(heard.desa or names, None)
    if isinstance(desa, Desa) and index.key_of(desa.kecamatan.name) in _parts(names):
        return desa.kecamatan
    near = index.kecamatan_near(key(names))
    if not isinstance(desa, Problem):
        slips = near if isinstance(desa, Unsure) and not index.desa_named(key(list(names)), None) else []
        return Unsure(
            _distinct(
                [
                    *((each.place, each.place.label) for each in slips),
                    *((place.kecamatan, f"{place.kecamatan.title} ({place.title})") for place in _each(desa)),
                ]
            )
        )
    return Unsure(_distinct((each.place, each.place.label) for each in near)) if near else _unknown(names, None)


def find_desa(text: str, kecamatan: Kecamatan | None = None) -> Reading[Desa]:
    """Read a desa or kelurahan, in `kecamatan` unless the text itself names another.

    A name that is not known may be that of a dusun: `unknown`.
    """
    if (problem := _no_place(text)) is not None:
        return problem
    heard = hear(text)
    names = heard.desa or heard.loose or heard.other or heard.kecamatan
    if not names:
        return Problem("no-name")
    said = _kecamatan(heard.kecamatan) if heard.kecamatan else None
    return _desa(names, said or kecamatan)


def choose_desa(text: str, kecamatan: Kecamatan | None = None) -> Reading[Desa]:
    """Read a desa as `find_desa` does, where whoever types can be asked: one heard among other words is asked about."""
    text = _CORRECTED.sub("", text)
    return _doubted(find_desa(text, kecamatan), hear(text))


def find_place(text: str) -> Reading[Kecamatan | Desa]:
    """Read a kecamatan or, from people who go straight to it, a desa or kelurahan."""
    if (problem := _no_place(text)) is not None:
        return problem
    text = _CORRECTED.sub("", text)
    heard = hear(text)
    if (slip := _slip_beside_kecamatan(heard.desa or heard.loose)) is not None:
        return slip
    if not heard.desa and not (heard.kecamatan and heard.loose):
        found = _kecamatan(heard.kecamatan or heard.loose or heard.other)
        if found:
            return found
    desa = find_desa(text)
    if isinstance(desa, Unsure) and heard.loose and not heard.kecamatan:
        return _slipped(heard.loose, desa)
    return _widened(find_kecamatan(text)) if isinstance(desa, Problem) else _widened(_doubted(desa, heard))


def _slipped(names: Sequence[str], desa: Unsure[Desa]) -> Unsure[Kecamatan | Desa]:
    """Offer a kecamatan as well where its name is no further from what was typed than the desa's."""
    name = key(list(names))
    known = index.desa_named(name, None) or index.starting_with(name, None) or index.DUSUN.get(name)
    near = [] if known else index.kecamatan_near(name)
    offered: list[Candidate[Kecamatan | Desa]] = [Candidate(each.place, each.place.label) for each in near[:1]]
    offered += [Candidate(each.value, each.label) for each in desa.candidates]
    return Unsure(tuple(offered[:MOST_OFFERED]))


def _no_place(text: str) -> Problem | None:
    """Tell what is wrong with "bukan Licin" and with the name of the whole kabupaten."""
    said = " ".join(text[: 2 * _LONGEST_ECHO].split())
    if _TAKEN_BACK.match(said.lower()):
        return Problem("unknown", {"name": said[:_LONGEST_ECHO], "kecamatan": ""})
    return Problem("no-name") if _KABUPATEN.fullmatch(said.lower().rstrip(" .!")) else None


def _kecamatan(names: Sequence[str]) -> Kecamatan | None:
    name = key(list(names))
    exact = index.KECAMATAN.get(name)
    if exact:
        return exact
    if index.desa_named(name, None):
        return None
    within = {index.KECAMATAN[part] for part in _parts(names) if part in index.KECAMATAN}
    inside = any(index.desa_named(part, None) for part in _parts(names) if part not in index.KECAMATAN)
    if len(within) == 1 and not inside:
        return within.pop()
    return clearly(index.kecamatan_near(name), name, margin=2)


def _desa(names: Sequence[str], within: Kecamatan | None) -> Reading[Desa]:
    """Try the ways of naming a desa from the surest to the least sure."""
    name = key(list(names))
    exact = index.desa_named(name, within) or _beside_kecamatan(names) or _among(names, within)
    if exact:
        return _settled(exact)
    begun = index.starting_with(name, within)
    if 0 < len(begun) <= MOST_OFFERED:
        return _offer(begun)
    elsewhere = index.desa_named(name, None) or index.DUSUN.get(name, [])
    if elsewhere:
        return _offer(elsewhere)
    if name in index.KECAMATAN:
        return Problem("is-kecamatan", {"name": index.KECAMATAN[name].name})
    return _slip(name, within) or _unknown(names, within)


def _slip(name: str, within: Kecamatan | None) -> Desa | Unsure[Desa] | None:
    near = index.desa_near(name, within)
    sure = clearly(near, name, margin=1 if within else 2)
    if sure:
        return sure
    near = near or [each for each in index.desa_near(name, None) if each.edits <= 1]
    return _offer([each.place for each in near if each.edits <= near[0].edits + 1]) if near else None


def _beside_kecamatan(names: Sequence[str]) -> list[Desa]:
    """Read "tamansari licin" and "licin tamansari"."""
    for cut in range(1, len(names)):
        for first, second in ((names[:cut], names[cut:]), (names[cut:], names[:cut])):
            kecamatan = index.KECAMATAN.get(key(list(second)))
            found = index.desa_named(key(list(first)), kecamatan) if kecamatan else []
            if found:
                return found
    return []


def _slip_beside_kecamatan(names: Sequence[str]) -> Desa | None:
    """Read "kembiretan genteng": with its kecamatan beside it, a slip in the name of a desa leaves no doubt."""
    if len(names) < 2 or index.desa_named(key(list(names)), None) or _beside_kecamatan(names):
        return None
    for typed, beside in ((names[:-1], names[-1]), (names[1:], names[0])):
        kecamatan, name = index.KECAMATAN.get(key([beside])), key(list(typed))
        if kecamatan is not None and (found := clearly(index.desa_near(name, kecamatan), name, margin=1)):
            return found
    return None


def _doubted(desa: Reading[Desa], heard: Heard) -> Reading[Desa]:
    doubtful = isinstance(desa, Desa) and not heard.desa and not heard.kecamatan and _is_one_word_of(heard.loose, desa)
    return _offer([desa]) if doubtful and isinstance(desa, Desa) else desa


def _is_one_word_of(names: Sequence[str], desa: Desa) -> bool:
    """Tell whether a desa was only heard among other words, as Pakis in "tegal pakis"."""
    wanted = {index.key_of(desa.name), index.key_of(desa.kecamatan.name)}
    named = [part for part in _spans(names) if key(list(names[part[0] : part[1]])) in wanted]
    if not named:
        return False
    covered = {place for start, end in named for place in range(start, end)}
    rest = [name for place, name in enumerate(names) if place not in covered]
    return any(
        squeeze(name) not in _OF_NO_SUBSTANCE
        and clearly(index.kecamatan_near(key([name])), key([name]), margin=1) != desa.kecamatan
        for name in rest
    )


def _among(names: Sequence[str], within: Kecamatan | None) -> list[Desa]:
    """Find the one desa that is named among other words."""
    found = {desa for part in _parts(names) for desa in index.desa_named(part, within)}
    return list(found) if len(found) == 1 else []


def _parts(names: Sequence[str]) -> list[str]:
    return [key(list(names[start:end])) for start, end in _spans(names)]


def _spans(names: Sequence[str]) -> list[tuple[int, int]]:
    """Give where one, two or three words beside each other begin and end."""
    if len(names) > 12:
        return []
    return [(start, start + n) for n in range(1, _WINDOW + 1) for start in range(len(names) - n + 1)]


def _settled(found: Sequence[Desa]) -> Desa | Unsure[Desa]:
    return found[0] if len(found) == 1 else _offer(found)


def _offer(found: Sequence[Desa]) -> Unsure[Desa]:
    return Unsure(_distinct((desa, desa.label) for desa in found))


def _distinct(labelled: Iterable[tuple[P, str]]) -> tuple[Candidate[P], ...]:
    first: dict[P, str] = {}
    for place, label in labelled:
        first.setdefault(place, label)
    return tuple(Candidate(place, label) for place, label in first.items())[:MOST_OFFERED]


def _each(found: Desa | Unsure[Desa] | object) -> list[Desa]:
    if isinstance(found, Desa):
        return [found]
    return [candidate.value for candidate in found.candidates] if isinstance(found, Unsure) else []


def _widened(reading: Reading[P]) -> Reading[Kecamatan | Desa]:
    if isinstance(reading, Unsure):
        return Unsure(tuple(Candidate(candidate.value, candidate.label) for candidate in reading.candidates))
    return reading  # type: ignore[return-value]  # a frozen reading of one kind is also one of both


def _unknown(names: Sequence[str], within: Kecamatan | None) -> Problem:
    name = " ".join(names)[:_LONGEST_ECHO].title()
    return Problem("unknown", {"name": name, "kecamatan": within.name if within else ""})


__all__ = ["AREA_PROBLEMS", "MOST_OFFERED", "Heard", "choose_desa", "find_desa", "find_kecamatan", "find_place"]
