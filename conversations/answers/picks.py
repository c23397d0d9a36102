"""Picking from what was offered, by number, by name, or by something like it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from conversations.answers.naming import Name, key, names_of, slipped, spoken
from conversations.answers.ordinals import choice_number
from conversations.answers.reading import Candidate, Unsure
from conversations.answers.spellings import spelled
from conversations.answers.turns import asks, denies, turns
from conversations.answers.vocabulary import squeezed
from conversations.answers.wishes import About, Wish, wish_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

_NO_SYNONYMS: Final[Mapping[int, Collection[str]]] = MappingProxyType({})
_NO_WISHES: Final[Mapping[int, About]] = MappingProxyType({})
_LONGEST = 80
_LONGEST_MESSAGE = 400
_SHORTEST_PART = 3
_COUNTED: Final = squeezed("hari minggu mingu bulan bln tahun thn th kali orang org anak jam")
_MOST_MORE = 1
"""Words of substance that may follow a whole label: "pedagang sayur"."""


def pick(
    text: str,
    labels: Sequence[str],
    synonyms: Mapping[int, Collection[str]] = _NO_SYNONYMS,
    about: Mapping[int, About] = _NO_WISHES,
) -> int | Unsure[int] | None:
    """Give the place (from 0) of the label that was picked, None, or the places that it may have been.

    `synonyms` are further names by place, `about` the words that speak of it. A number beyond the list picks nothing.
    A question picks only from places that are named by a question or spoken of, and a message with a "not" only labels
    that have one.
    """
    if len(text) > _LONGEST_MESSAGE:
        return None
    names = [names_of(label, synonyms.get(place, ())) for place, label in enumerate(labels)]
    said = key(text)
    asking = "?" in text or asks(said.split())
    if asking:
        names = [of if any(name.asks for name in of) else frozenset() for of in names]
    exact = _places(names, lambda name: name.key == said)
    if exact:
        return _settled(exact, labels)
    chosen = choice_number(text)
    wish = wish_in(text, about) if about and (chosen is None or chosen[1]) else None
    if wish is not None:
        return _wished(wish, chosen, labels)
    if chosen is not None:
        return None if asking else _by_number(chosen, labels, names)
    if not said or len(said) > _LONGEST:
        return None
    found = _by_words(said, names) or (_fullest(said.split(), names) if asking else [])
    return _settled(found, labels) if found else None


def _wished(wish: Wish, chosen: tuple[int, str] | None, labels: Sequence[str]) -> int | Unsure[int]:
    """Settle a wish; a number beside it that is of something else is asked about, unless it only counts."""
    place = chosen[0] - 1 if chosen is not None and _COUNTED.isdisjoint(chosen[1].split()) else None
    if place is not None and 0 <= place < len(labels) and place not in wish.places:
        return _offer([place, *wish.places], labels)
    return wish.places[0] if wish.is_plain else _offer(wish.places, labels)


def _by_number(
    chosen: tuple[int, str], labels: Sequence[str], names: Sequence[frozenset[Name]]
) -> int | Unsure[int] | None:
    number, rest = chosen
    place = number - 1 if 1 <= number <= len(labels) else None
    if not rest:
        return place
    said = key(rest)
    named = _places(names, lambda name: name.key == said) or _by_words(said, names)
    if place in named:
        return place
    return _offer([place, *named], labels) if named and place is not None else None


def _by_words(said: str, names: Sequence[frozenset[Name]]) -> list[int]:
    """Find the labels that were spelled otherwise, mistyped, said in part, or said with a little more."""
    tokens = said.split()
    if turns(tokens):
        return []
    usual = [spelled(token) for token in tokens]
    if alike := _places(names, lambda name: [spelled(word) for word in name.key.split()] == usual):
        return alike
    if denies(tokens):
        return _mistyped(tokens, [frozenset(name for name in of if name.denies) for of in names])
    return _mistyped(tokens, names) or _in_part(tokens, names) or _with_more(tokens, names)


def _mistyped(tokens: list[str], names: Sequence[frozenset[Name]]) -> list[int]:
    """Find the labels nearest to what was typed; one that is almost as near counts too."""
    distances = {
        place: min(found)
        for place, of in enumerate(names)
        if (found := [slips for name in of if (slips := slipped(tokens, name.words)) is not None])
    }
    return [place for place, slips in distances.items() if slips <= min(distances.values()) + 1]


def _in_part(tokens: list[str], names: Sequence[frozenset[Name]]) -> list[int]:
    """Find labels that hold all that was said, and never only the part that a "not" turns round."""
    part = spoken(tokens)
    if not any(len(word) >= _SHORTEST_PART for word in part):
        return []
    return _places(names, lambda name: not name.denies and part <= spoken(name.words))


def _with_more(tokens: list[str], names: Sequence[frozenset[Name]]) -> list[int]:
    """Find the label that a message begins with; where it names several of them, all of them."""
    fullest = _fullest(tokens, names)
    begun = _places(names, lambda name: name.is_begun_by(tokens, most_more=_MOST_MORE))
    return fullest if len(fullest) > 1 and begun else [place for place in fullest if place in begun]


def _fullest(tokens: list[str], names: Sequence[frozenset[Name]]) -> list[int]:
    named = {
        place: max(lengths)
        for place, of in enumerate(names)
        if (lengths := [len(name.words) for name in of if name.is_in(tokens)])
    }
    return [place for place, length in named.items() if length == max(named.values())]


def _places(names: Sequence[Iterable[Name]], fits: Callable[[Name], bool]) -> list[int]:
    return [place for place, of in enumerate(names) if any(fits(name) for name in of)]


def _settled(found: Sequence[int], labels: Sequence[str]) -> int | Unsure[int]:
    return found[0] if len(found) == 1 else _offer(found, labels)


def _offer(found: Sequence[int], labels: Sequence[str]) -> Unsure[int]:
    return Unsure(tuple(Candidate(place, labels[place]) for place in dict.fromkeys(found)))
