"""What people ask before they go on: whether it costs anything, and what becomes of their data."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, said, squeezed


class Worry(StrEnum):
    """What somebody is worried about."""

    COST = "cost"
    DATA = "data"


_ABOUT: Final = {
    Worry.COST: squeezed(
        "gratis bayar mbayar bayare bayarnya membayar dibayar biaya biayanya dipungut pungutan mbayare"
    ),
    Worry.DATA: squeezed("data datanya datane dataku"),
}
_WITH: Final = {
    Worry.COST: squeezed(
        "harus kudu perlu pakai pake ada berapa piro pinten daftar ndaftar daftarnya pendaftaran pendaftarannya nanti "
        "uang duit sama dikenakan kena dipungut"
    ),
    Worry.DATA: squeezed(
        "pribadi ktp nik kk keluarga aman amankah amane bocor dijual disebar disebarkan disalahgunakan dipakai dipake "
        "digunakan dianggo digawe diapakan dibuat buat bwt untuk utk kanggo kangge gawe disimpan rahasia dirahasiakan "
        "dijamin terjamin akan bakal nanti mana dimana siapa oleh"
    ),
}
_ASKS: Final = squeezed("apa apakah opo napa nopo berapa piro pinten siapa dimana mana kan amankah")
_TAGS: Final = squeezed("ya yah to toh ta tah")
_SMALL: Final = ADDRESS | SOFTENERS | _TAGS | squeezed("nggih")
_NOT: Final = re.compile(rf"(?:{NEGATION})")
_MOST_WORDS: Final = 9


def worry_in(text: str) -> Worry | None:
    """Give what a whole message asks; None where it tells something, or says anything else besides."""
    tokens = said(text)
    if len(tokens) > _MOST_WORDS or not ("?" in text or _is_asked(tokens)):
        return None
    return next((worry for worry in Worry if _is_about(worry, tokens)), None)


def _is_asked(tokens: list[str]) -> bool:
    """Tell whether words ask without a question mark: "bayar gak", but not "gak bayar"."""
    spoken = [token for token in tokens if token not in ADDRESS]
    if len(spoken) > 1 and spoken[-1] in _TAGS:
        return True
    core = [token for token in tokens if token not in _SMALL or token in _ASKS]
    return not _ASKS.isdisjoint(core) or (len(core) > 1 and _NOT.fullmatch(core[-1]) is not None)


def _is_about(worry: Worry, tokens: list[str]) -> bool:
    # "Data saya" alone asks to see them, so something has to be said of them.
    of_it = _ABOUT[worry] if worry is Worry.COST else _WITH[worry]
    known = _ABOUT[worry] | _WITH[worry] | _ASKS | _SMALL
    return (
        not _ABOUT[worry].isdisjoint(tokens)
        and not of_it.isdisjoint(tokens)
        and all(token in known or _NOT.fullmatch(token) for token in tokens)
    )
