"""What somebody wants, said in their own words: found by the words that speak of it, wherever in the message they are.

People seldom name what is on offer. They say "mo daftar bansos pak", "gmn cr daftar", "bansos sy kok blm cair".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from conversations.answers.naming import slipped
from conversations.answers.phrases import is_greeting, is_thanks
from conversations.answers.spellings import spelled, stem
from conversations.answers.turns import QUESTIONS
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, said, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Phrase = tuple[str, ...]

_MOST_WORDS: Final = 40
_LONGEST_HINT: Final = 10
"""Words of a message in which a mere hint counts; more words are a story that has its own point."""
_DENIED: Final = squeezed("tidak bukan bkn jangan jgn jngn batal emoh moh wegah ogah")
_LATER: Final = squeezed("belum nanti nti ntar besok sesuk mengko mangke")
_WISHING: Final = squeezed(
    "mau minta coba ayo bisa bs boleh blh jadi jd usah perlu butuh ikut ikutan dapat cara cr caranya crnya urus "
    "ngurus mengurus"
)
_AROUND: Final = (ADDRESS | SOFTENERS | squeezed("ya yah iya nggih")) - squeezed("data")
_SAYS_NOTHING: Final = (
    _WISHING
    | _DENIED
    | _LATER
    | QUESTIONS
    | squeezed(
        "yang yg di ke dari untuk utk buat bt dan dengan sama tentang ttg soal sini disini lagi lg dulu sekarang skrg "
        "baru tau tahu lewat program programnya pernah ada dr sudah "
        "jajal lihat liat delok ndelok mriksani tampilkan"
    )
)


@dataclass(frozen=True, slots=True)
class About:
    """The words that speak of something: those that are enough, and those that only hint at it."""

    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """The places that a message speaks of.

    `hinted` says that it only hints at them, `others` that it says something else of substance besides.
    """

    places: tuple[int, ...]
    hinted: bool
    others: bool

    @property
    def is_plain(self) -> bool:
        """Whether it can only mean one: it says so, or hints at it and says nothing else."""
        return len(self.places) == 1 and not (self.hinted and self.others)

    @property
    def is_all(self) -> bool:
        """Whether it says nothing but that it wants this one."""
        return self.is_plain and not self.hinted and not self.others


@dataclass(frozen=True, slots=True)
class _Heard:
    place: int
    hinted: bool


_Phrases: TypeAlias = "Mapping[str, Sequence[tuple[Phrase, _Heard]]]"


def wish_in(text: str, about: Mapping[int, About]) -> Wish | None:
    """Find which of the things on offer a message asks for; None where it speaks of none, or says that it does not.

    The longest phrase takes its words: "sudah daftar" speaks of the result, "daftar" of registering.
    """
    tokens = _words(text)
    if not tokens or len(tokens) > _MOST_WORDS or _gives_thanks(text):
        return None
    heard, others = _hear(tokens, _phrases(tuple(sorted(about.items()))))
    plainly = {each.place for each in heard if not each.hinted}
    found = plainly or ({each.place for each in heard} if len(said(text)) <= _LONGEST_HINT else set())
    return Wish(tuple(sorted(found)), not plainly, others) if found else None


def _hear(tokens: Sequence[str], phrases: _Phrases) -> tuple[list[_Heard], bool]:
    """Give what a message speaks of, and whether it says anything else of substance."""
    heard: list[_Heard] = []
    others, at, before = False, 0, ""
    while at < len(tokens):
        named, length = _named(tokens[at:], phrases)
        denied, later = before in _DENIED, before in _LATER
        if named:
            heard += [] if denied else [_Heard(each.place, each.hinted or later) for each in named]
            others = others or denied or later
        else:
            others = others or tokens[at] not in _SAYS_NOTHING
        # A "not" reaches over the words of wishing to what is wished.
        if named or tokens[at] not in _WISHING:
            before = tokens[at]
        at += length
    return heard, others


def _named(tokens: Sequence[str], phrases: _Phrases) -> tuple[list[_Heard], int]:
    """Give what the longest phrase at the beginning speaks of, the one with the fewest slips, and its length."""
    fitting = [
        (fit, each) for phrase, each in phrases.get(tokens[0][0], ()) if (fit := _fit(tokens, phrase)) is not None
    ]
    best = min((fit for fit, _ in fitting), default=(-1, 0))
    return [each for fit, each in fitting if fit == best], -best[0]


def _fit(tokens: Sequence[str], phrase: Phrase) -> tuple[int, int] | None:
    """Give how well a phrase fits the beginning of a message, less being better: its length, and then its slips."""
    if len(tokens) < len(phrase):
        return None
    slips = [_slips(typed, meant) for typed, meant in zip(tokens, phrase, strict=False)]
    return None if None in slips else (-len(phrase), sum(filter(None, slips)))


@lru_cache(maxsize=4096)
def _slips(typed: str, meant: str) -> int | None:
    if typed[0] != meant[0]:
        return None
    forms = {typed, stem(typed)}
    if meant in forms:
        return 0
    return min((slips for form in forms if (slips := slipped((form,), (meant,))) is not None), default=None)


@lru_cache(maxsize=64)
def _phrases(about: tuple[tuple[int, About], ...]) -> _Phrases:
    """Give the phrases by their first letter: no slip changes that one."""
    found: dict[str, list[tuple[Phrase, _Heard]]] = {}
    for phrase, heard in _listed(about):
        found.setdefault(phrase[0][0], []).append((phrase, heard))
    return found


def _listed(about: tuple[tuple[int, About], ...]) -> Iterator[tuple[Phrase, _Heard]]:
    for place, of in about:
        for listed, hinted in ((of.words, False), (of.hints, True)):
            yield from ((tuple(words), _Heard(place, hinted)) for text in listed if (words := _words(text)))


def _words(text: str) -> list[str]:
    return [spelled(word) for word in said(text) if word not in _AROUND and not is_greeting(word)]


def _gives_thanks(text: str) -> bool:
    first = said(text)[:2]
    return is_thanks(" ".join(first)) or is_thanks(first[0])
