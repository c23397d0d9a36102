"""Clearly synthetic families for the registry's tests."""

from __future__ import annotations

import copy
from typing import Any

SUMIATI = "3510165708459901"
KK = "3510161203159901"
HERE = {"channel": "telegram", "address": "900010001"}
FUZZED_NUMBER = "FUZZ_NUMBER"
"""The setting that names the registration of this family to Schemathesis."""
ELSEWHERE = {"channel": "whatsapp", "address": "whatsapp:+6281200000002"}

_FAMILY: dict[str, Any] = {
    "nik": SUMIATI,
    "kk": KK,
    "name": "Contoh Sumiati",
    "birth_date": "1945-08-17",
    "kecamatan": "35.10.16",
    "desa": "35.10.16.1007",
    "dusun": "Lingkungan Contohrejo",
    "rt": "003",
    "rw": "002",
    "phone": "+6281200000001",
    "members": [
        {"name": "Contoh Paijan", "relation": "spouse", "birth_year": 1943},
        {"name": "Contoh Wulandari", "relation": "grandchild", "birth_date": "2014-05-02"},
    ],
    "pregnant": "no",
    "disability": "walking",
    "occupation": "farm_labourer",
    "housing": "own",
    "small_children": 0,
    "elderly": 2,
    "schooling": {"1": "sd"},
}


def family(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(_FAMILY), **changes}


def submission(contact: dict[str, str] = HERE, **changes: Any) -> dict[str, Any]:
    """A whole registration as the bot sends it; `changes` are the family's."""
    return {
        "household": family(**changes),
        "contact": contact,
        "submitted_by": {"role": "resident"},
        "consent": {"notice": "2026-11", "given_at": "2026-11-20T08:00:00+07:00", "message_id": "m-consent"},
        "broadcasts": {"wanted": True, "asked_at": "2026-11-20T08:01:00+07:00", "message_id": "m-notices"},
        "declared_true_at": "2026-11-20T08:20:00+07:00",
    }
