"""Reading the number of a choice: "2", "no 2", "nomer dua", "yang kedua", "kapindho"."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.normalise import normalise, squeeze, words
from conversations.answers.number_words import UNITS, with_digits
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, squeezed

_FILLERS: Final = (
    ADDRESS
    | SOFTENERS
    | squeezed(
        "no nomor nomer nomr nmr nmor nomornya pilih pilihan pilihannya milih pilihnya memilih opsi jawab "
        "iya iyo oh eh anu maaf "
        "jawaban jawabannya angka yang yg sing kang ingkang se ke nomere ya nggih urutan poin point di"
    )
)
_FIRST: Final = frozenset(["pertama", "kesatu", "kesiji", "kapisan", "kepisan", "sepisan", "kawitan"])
_ORDINALS: Final = {
    **dict.fromkeys(_FIRST, 1),
    **{f"ke{word}": number for word, number in UNITS.items() if number},
    **{f"ka{word}": number for word, number in UNITS.items() if number},
    **dict.fromkeys(("kapindho", "kapindo", "kepindho", "kepindo", "keloro", "kaping pindho"), 2),
    **dict.fromkeys(("katelu", "kaping telu", "ketelu"), 3),
}
_JOINED = re.compile(r"\b(?:no|nomor|nomer|ke|kaping)[\s.-]*(?=\d)")


def choice_number(text: str) -> tuple[int, str] | None:
    """Give the number a message chooses, and what it says besides; None without one number."""
    said = normalise(text)
    tokens = [str(_ORDINALS.get(token, token)) for token in words(said)]
    said = _JOINED.sub(" ", with_digits(" ".join(tokens)))
    tokens = said.split()
    numbers = {token.lstrip("0") or "0" for token in tokens if token.isdigit()}
    if len(numbers) != 1 or len(number := numbers.pop()) > 4:
        return None
    return int(number), " ".join(token for token in tokens if not token.isdigit() and squeeze(token) not in _FILLERS)
