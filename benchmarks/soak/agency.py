"""Agents of the fleet: one of ten who write is one, invited by the office, and registers a family in its place."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.soak.answer import Answer

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

_EVERY: Final = 10
_REASONS: Final = (("Lansia", "lansia", "elderly"), ("Disabilitas", "disabilitas", "disability"))
_NO_PHONE: Final = ("Tidak punya HP", "tidak punya hp", "no_phone")
_WAYS: Final = (
    ("Lisan", "lisan", "spoken"),
    ("Tanda tangan", "tanda tangan", "signed"),
    ("Cap jempol", "cap jempol", "thumb"),
)
_KEYS: Final = ("739146", "482615", "915273", "628401")
_WITNESS: Final = "Suyanto Saksi"


@dataclass(frozen=True, slots=True)
class Acting:
    """An agent in a family's place: why, how the family gave its consent, and who saw it where it has no phone."""

    reason: str
    consent_way: str
    witness: str = ""


def is_agent(place: int) -> bool:
    """Tell whether an agent writes at this place of the fleet."""
    return place % _EVERY == _EVERY - 1


def acting(draw: random.Random, *, has_phone: bool) -> tuple[Acting, dict[str, Answer]]:
    """Draw what an agent says of why and how, with the answers that say it, and those that open the agent's menu."""
    label, words, reason = draw.choice(_REASONS) if has_phone else _NO_PHONE
    way_label, way_words, way = draw.choice(_WAYS)
    witness = "" if has_phone or draw.random() < 0.5 else _WITNESS
    key = Answer(draw.choice(_KEYS))
    answers = {
        "new_key": key,
        "same_key": key,
        "own_key": key,
        "task": Answer("daftarkan warga", "Daftarkan warga"),
        "reason": Answer(words, label),
        "way": Answer(way_words, way_label),
        "witness": Answer(witness or "lewati"),
    }
    return Acting(reason, way, witness), answers


def by_code(code: str) -> dict[str, Answer]:
    """Give the answers of somebody who has an invitation, as people type its code."""
    return {"door": Answer(f"agen {code.lower()}"), "code": Answer(code)}


def invitation_file(desa: Iterable[tuple[int, str]]) -> str:
    """Write the file from which the office invites agents: the place of each in the fleet, and the code of a desa."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("Nama", "Desa"))
    rows.writerows((f"Contoh Agen {_in_letters(place)}", code) for place, code in desa)
    return text.getvalue()


def codes_in(letters: str) -> list[str]:
    """Read the codes from what the command printed for that file, one for each row.

    Raises:
        ValueError: a row has a problem in place of a code.
    """
    rows = list(csv.DictReader(io.StringIO(letters)))
    if problems := [f"row {row['row']}: {row['problem']}" for row in rows if not row["code"]]:
        raise ValueError(", ".join(problems))
    return [row["code"] for row in rows]


def _in_letters(place: int) -> str:
    """Names have no digits."""
    return "".join(chr(ord("A") + int(digit)) for digit in str(place)).capitalize()
