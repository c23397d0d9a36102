"""Common words in all the ways they are typed: one form for each, so that a rule has to name it only once."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.vocabulary import NEGATION, squeezed

_TYPED: Final = {
    "mau": "mau mo mw mao mauk pgn pgen pngen pengen pengin pingin pingen ingin kepengen kepingin kepengin arep "
    "bade badhe kate hendak pengenya pinginya",
    "minta": "minta mnta mnt njaluk jaluk nyuwun mohon mhn tolong tlg tlong tulung",
    "sudah": "sudah sdh sdah sudh udah udh uda dah wis wes uwis uwes sampun mpun",
    "belum": "belum blm blum blom belom blon belun durung dereng drg drng",
    "bagaimana": "bagaimana bgmn bgaimana bgmana gimana gmn gmna gimna gmana piye kepiye pripun yopo yokpo kelendi",
    "kapan": "kapan kpn kpan kapn",
    "dapat": "dapat dpt dapet dpet dpat mendapat mendapatkan dapatkan entuk angsal olih kebagian",
    "terima": "terima trima nerima menerima nrima trma diterima ditrima keterima tampa nampa tampi nampi ketampan",
    "daftar": "daftar ndaftar mendaftar dftar daftarkan dftarkan mendaftarkan ndaftarkan ndaftarno daftarno daftarin "
    "dftarin dftrin dftr ndaftarin daftarna didaftar didaftarkan didaftarin pendaftaran pndaftaran registrasi",
    "tanya": "tanya nanya tnya bertanya nanyak menanyakan takon takok tanglet",
    "sampai": "sampai sampe smpe smpai nyampe nyampai tekan dugi dumugi",
    "mana": "mana mn endi pundi ngendi",
    "lanjut": "lanjut lanjutkan lanjutin lnjut lnjt lnjutkan teruskan terusin lajeng lajengaken terusno terusna "
    "nerusake nglajengaken melanjutkan neruskan",
    "benar": "benar bener bnr benr leres",
    "betulkan": "betulkan betulin benerin benahi benarkan perbaiki perbaikan memperbaiki membetulkan mbenerno ndandosi",
    "ubah": "ubah rubah ngubah mengubah ganti ngganti mengganti diubah diganti gantiin",
    "saya": "saya sy aku ak aq kula kulo gw gue gua isun ingsun",
    "uang": "uang duit dwit dana arta",
}
_MEANT: Final = {typed: meant for meant, listed in _TYPED.items() for typed in squeezed(listed)}
_NOT: Final = re.compile(NEGATION)
# What belongs to something, or is the thing itself: "hasilnya", "bantuane", "asilipun".
_ENDINGS: Final = ("nya", "ny", "ipun", "ku", "ne", "e")
_SHORTEST_STEM: Final = 4


def spelled(word: str) -> str:
    """Give a squeezed word in its usual form; every "not" is "tidak"."""
    meant = _MEANT.get(word) or _MEANT.get(stem(word))
    return meant or ("tidak" if _NOT.fullmatch(word) and word != "ta" else word)


def spellings_of(*meant: str) -> frozenset[str]:
    """Give every way in which these words are typed."""
    return squeezed(" ".join(_TYPED[word] for word in meant))


def stem(word: str) -> str:
    """Give a word without the ending that says whose it is."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
