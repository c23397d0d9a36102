"""Places: which area codes exist, and the kecamatan, desa and kelurahan of Kabupaten Banyuwangi."""

from conversations.answers.areas.find import choose_desa, find_desa, find_kecamatan, find_place
from conversations.answers.areas.places import (
    Desa,
    Kecamatan,
    all_desa,
    all_kecamatan,
    desa_with_code,
    kecamatan_with_code,
    villages_of,
)

__all__ = [
    "Desa",
    "Kecamatan",
    "all_desa",
    "all_kecamatan",
    "choose_desa",
    "desa_with_code",
    "find_desa",
    "find_kecamatan",
    "find_place",
    "kecamatan_with_code",
    "villages_of",
]
