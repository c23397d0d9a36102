"""The names that something on offer goes by, and how near a message comes to one of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from conversations.answers.assent import meaning_of
from conversations.answers.normalise import normalise, squeeze, words
from conversations.answers.turns import asks, denies
from conversations.answers.typos import edits as edits_between
from conversations.answers.typos import is_short_for, is_slip_of
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, bare, squeezed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_ALTERNATIVES: Final = re.compile(r"\s*(?:[/,;()]|\batau\b)\s*")
# "kerja" and "bekerja", "dagang" and "berdagang" are one word here.
_PREFIX: Final = re.compile(r"^(?:ber(?=dagang|tani|kebun|jualan)|be(?=kerja))")
_AROUND: Final = (
    ADDRESS
    | SOFTENERS
    | squeezed("yang yg pilih pilihan milih ya yah nggih mau jawab jawaban no nomor iya oh hanya cuma mung")
)
_LINKS: Final = squeezed("dan di ke dari untuk atau yang yg dengan sama itu ini saya anak orang")
# Words that any label may have; alone they name none.
_NAMES_NOTHING: Final = squeezed("ada punya milik duwe gadhah wonten sudah masih lagi")
_WHOSE: Final = squeezed("saya aku sy kula kulo kami bapak ibu bpk mbak mas kakak")
_INTRODUCTION: Final = squeezed(
    "kerja kerjanya pekerjaan pekerjaannya pakaryan profesi sebagai jadi status rumah rumahnya omah griya "
    "masih sekarang di ada"
)
# Who or what these speak of is somebody else, or long ago.
_OF_OTHERS: Final = squeezed(
    "mertua orang orangtua tua ortu ayah anak adik kakak tetangga saudara suami istri juragan majikan "
    "teman mantan bekas dulu mbah nenek kakek paman bibi dinas desa"
)
_WITH_OTHERS: Final = squeezed("numpang menumpang nunut nderek ndherek ikut melu bareng")
_ACTS: Final = squeezed("kirim krm kirimkan kirimaken simpan hapus lanjut daftar bayar")
# One slip away from a label, and yet words of their own.
_OTHER_WORDS: Final = squeezed(
    "petang petaka butani pelayan nelangsa menumpuk melahirkan berjalan pedang sewaktu kontak"
)
_SHORTEST_SLIP, _TWO_SLIPS_FROM, _SHORTEST_SWAP = 6, 8, 4


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the form that messages are compared in. `words` are all of it, `key` the heart of it."""

    key: str
    words: tuple[str, ...]
    denies: bool
    asks: bool

    @property
    def is_act(self) -> bool:
        """Whether it agrees, refuses or does something: then it is said as it is, or not at all."""
        return self.words[0] in _ACTS or any(meaning_of(word, alone=False) for word in self.words)

    def is_in(self, tokens: Sequence[str]) -> bool:
        """Tell whether all of its words follow each other in a message."""
        size = len(self.words)
        return not self.denies and any(
            tuple(tokens[start : start + size]) == self.words for start in range(len(tokens) - size + 1)
        )

    def is_begun_by(self, tokens: Sequence[str], *, most_more: int) -> bool:
        """Tell whether a message is this, introduced or not, and then `most_more` words of substance."""
        start = 0
        while start < len(tokens) and tokens[start] in _INTRODUCTION and tokens[start] != self.words[0]:
            start += 1
        said, more = tuple(tokens[start : start + len(self.words)]), tokens[start + len(self.words) :]
        if said != self.words or not spoken(said) or (self.is_act and more):
            return False
        if self.words[0] in _WITH_OTHERS:
            more = [word for word in more if word not in _OF_OTHERS]
        return len(spoken(more)) <= most_more and _OF_OTHERS.isdisjoint(more)


def key(text: str) -> str:
    """Give the words of a text without the politeness around them."""
    return _heart(_words(text))


@lru_cache(maxsize=512)
def _names_of(whole: tuple[str, ...]) -> frozenset[Name]:
    return frozenset(name for text in whole if (name := _name(text)) is not None)


def names_of(label: str, synonyms: Collection[str]) -> frozenset[Name]:
    """Give the names of a label: itself, its alternatives ("sewa / kontrak"), its synonyms."""
    return _names_of((label, *synonyms, *_ALTERNATIVES.split(label)))


def spoken(tokens: Sequence[str]) -> set[str]:
    """Give the words that name something."""
    return set(tokens) - _LINKS - _NAMES_NOTHING - SOFTENERS - ADDRESS


def slipped(tokens: Sequence[str], meant: Sequence[str]) -> int | None:
    """Count the slips that make what was typed out of what was meant; None where they do not."""
    if len(tokens) != len(meant):
        joined, whole = "".join(tokens), "".join(meant)
        return 0 if joined == whole and len(whole) >= _SHORTEST_SLIP else None
    slips = [_slips(typed, word) for typed, word in zip(tokens, meant, strict=True)]
    return None if None in slips else sum(filter(None, slips))


def _slips(typed: str, meant: str) -> int | None:
    if typed == meant:
        return 0
    if typed in _OTHER_WORDS or meaning_of(typed, alone=False) or meaning_of(meant, alone=False):
        return None
    if is_short_for(typed, meant):
        return 1
    swapped = len(meant) >= _SHORTEST_SWAP and typed[0] == meant[0] and Counter(typed) == Counter(meant)
    most = 2 if len(meant) >= _TWO_SLIPS_FROM else 1
    if swapped or (min(len(typed), len(meant)) >= _SHORTEST_SLIP - 1 and len(meant) >= _SHORTEST_SLIP):
        return edits_between(typed, meant) if swapped or is_slip_of(typed, meant, most) else None
    return None


def _name(text: str) -> Name | None:
    said = tuple(_words(text))
    if not said:
        return None
    return Name(_heart(list(said)), said, denies(said), "?" in text or asks(said))


def _heart(said: list[str]) -> str:
    """Take the politeness away; whose something is stays with a word that would name nothing without it."""
    heart = bare(said, _AROUND)
    return " ".join(heart if spoken(heart) else bare(said, _AROUND - _WHOSE))


def _words(text: str) -> list[str]:
    return [_PREFIX.sub("", word) for word in words(squeeze(normalise(text)))]
