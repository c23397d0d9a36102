"""Taking an address line apart: which words name a desa, which a kecamatan, which something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from conversations.answers.normalise import normalise, squeeze, words
from conversations.answers.vocabulary import listed

_DESA: Final = listed("desa ds des deso dsa desanya kel kelurahan klurahan kelurhan")
_KECAMATAN: Final = listed("kec kecamatan kecmatan kcmtn kecamtan kecamatannya")
_ELSE: Final = listed("dusun dsn dus lingkungan lingk link rt rw rtrw jalan jl jln gang gg kab kabupaten provinsi prov")
_NOISE: Final = listed(
    "saya aku kulo kula kami tinggal tinggalnya di ning teng ten nang alamat alamatnya rumah dari "
    "dr yaitu nama namanya ya iya nggih bu pak bapak ibu mas mbak kak daerah wilayah masuk ikut "
    "asli orang jawa timur jatim indonesia"
)


_SHORT_FOR: Final = {"kp": "kampung", "kmp": "kampung", "kmpg": "kampung"}
# An address fits into this; whoever tells a story here has not answered yet.
_LONGEST_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class Heard:
    """An address line by what its words were said to be. `loose` words came without a kind."""

    loose: tuple[str, ...]
    desa: tuple[str, ...]
    kecamatan: tuple[str, ...]
    other: tuple[str, ...]


def hear(text: str) -> Heard:
    """Sort the words of an address line."""
    sorted_: dict[str, list[str]] = {"loose": [], "desa": [], "kecamatan": [], "other": []}
    kind = "loose"
    for word in words(normalise(text[:_LONGEST_LINE])):
        if word in _KECAMATAN:
            kind = "kecamatan"
        elif word in _DESA:
            kind = "desa"
        elif word in _ELSE:
            kind = "other"
        elif word not in _NOISE and word.isalpha():
            sorted_[kind].append(_SHORT_FOR.get(word, word))
    return Heard(**{kind: tuple(named) for kind, named in sorted_.items()})


def key(names: tuple[str, ...] | list[str]) -> str:
    """Give what names are compared by: no spaces, no doubled letters, no spelling from before 1972."""
    joined = squeeze("".join(names).replace("'", ""))
    return joined.replace("oe", "u").replace("dj", "j").replace("tj", "c")
