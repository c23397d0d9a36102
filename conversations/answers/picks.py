"""Picking from what was offered, by number, by name, or by something like it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from conversations.answers.normalise import normalise, squeeze, words
from conversations.answers.ordinals import choice_number
from conversations.answers.reading import Candidate, Unsure
from conversations.answers.typos import allowed, edits
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, bare, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_NO_SYNONYMS: Final[Mapping[int, Collection[str]]] = MappingProxyType({})
_ALTERNATIVES = re.compile(r"\s*(?:[/,;()]|\batau\b)\s*")
_NEGATED = re.compile(rf"\b(?:{NEGATION}|belum|blm|bukan|sing)\b")
_AROUND: Final = (
    ADDRESS
    | SOFTENERS
    | squeezed("yang yg sing pilih pilihan milih ya nggih mau jawab jawaban no nomor kalau kalo")
)
_LINKS: Final = squeezed("dan di ke dari untuk atau yang yg dengan sama itu ini saya anak orang")
_LONGEST = 80
_LONGEST_MESSAGE = 400
_SHORTEST_PART = 3


def pick(
    text: str, labels: Sequence[str], synonyms: Mapping[int, Collection[str]] = _NO_SYNONYMS
) -> int | Unsure[int] | None:
    """Give the place (from 0) of the label that was picked, None, or the places that it may have been.

    `synonyms` are further names by place. A number beyond the list picks nothing.
    """
    names = [_names(label, synonyms.get(place, ())) for place, label in enumerate(labels)]
    if len(text) > _LONGEST_MESSAGE:
        return None
    said = _key(text)
    exact = _places(names, lambda name: name == said)
    if exact:
        return _settled(exact, labels)
    chosen = choice_number(text)
    if chosen is not None:
        return _by_number(chosen, labels, names)
    if not said or len(said) > _LONGEST:
        return None
    return _by_part(said, labels, names) if (found := _typo(said, labels, names)) is None else found


def _by_number(
    chosen: tuple[int, str], labels: Sequence[str], names: Sequence[frozenset[str]]
) -> int | Unsure[int] | None:
    number, rest = chosen
    place = number - 1 if 1 <= number <= len(labels) else None
    if not rest:
        return place
    named = _places(names, lambda name: name == _key(rest)) or _parts(_key(rest), names)
    if place in named:
        return place
    return _offer([place, *named], labels) if named and place is not None else None


def _typo(said: str, labels: Sequence[str], names: Sequence[frozenset[str]]) -> int | Unsure[int] | None:
    """Find the label that was mistyped; if another one is almost as near, ask."""
    distances = sorted(
        (min(edits(said, name) for name in of), place)
        for place, of in enumerate(names)
        if any(edits(said, name) <= allowed(min(len(name), len(said))) for name in of)
    )
    if not distances:
        return None
    near = [place for distance, place in distances if distance <= distances[0][0] + 1]
    return _settled(near, labels)


def _by_part(said: str, labels: Sequence[str], names: Sequence[frozenset[str]]) -> int | Unsure[int] | None:
    found = _parts(said, names)
    return _settled(found, labels) if found else None


def _parts(said: str, names: Sequence[frozenset[str]]) -> list[int]:
    """Find labels that hold the words said, or whose words are all among them; the fullest wins."""
    spoken = set(said.split()) - _LINKS
    if not spoken:
        return []
    holding = [
        place
        for place, of in enumerate(names)
        if any(spoken <= set(name.split()) for name in of)
        and any(len(word) >= _SHORTEST_PART for word in spoken)
    ]
    if holding or _NEGATED.search(said):
        return holding
    fullest: dict[int, int] = {}
    for place, of in enumerate(names):
        sizes = [len(held) for name in of if (held := set(name.split()) - _LINKS) and held <= spoken]
        if sizes:
            fullest[place] = max(sizes)
    return [place for place, size in fullest.items() if size == max(fullest.values())]


def _places(names: Sequence[frozenset[str]], fits: Callable[[str], bool]) -> list[int]:
    return [place for place, of in enumerate(names) if any(fits(name) for name in of)]


def _names(label: str, synonyms: Collection[str]) -> frozenset[str]:
    whole = [label, *synonyms]
    return frozenset(filter(None, map(_key, [*whole, *_ALTERNATIVES.split(label)])))


def _key(text: str) -> str:
    return " ".join(bare(words(squeeze(normalise(text))), _AROUND))


def _settled(found: Sequence[int], labels: Sequence[str]) -> int | Unsure[int]:
    return found[0] if len(found) == 1 else _offer(found, labels)


def _offer(found: Sequence[int], labels: Sequence[str]) -> Unsure[int]:
    return Unsure(tuple(Candidate(place, labels[place]) for place in dict.fromkeys(found)))
