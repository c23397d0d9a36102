"""A family: what its head types, and what the registry has to hold afterwards.

Written down by itself, from the questions as people read them; nothing here comes from the product. All numbers are
synthetic: area 35.10, serials 9900 to 9999.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from benchmarks.soak.agency import Acting, acting, by_code, is_agent
from benchmarks.soak.answer import Answer
from benchmarks.soak.chance import chance

if TYPE_CHECKING:
    import random

Json = dict[str, Any]

_VILLAGES = (
    ("kemiren", "glagah", "35.10.15", "35.10.15.2004"),
    ("genteng wetan", "genteng", "35.10.09", "35.10.09.2002"),
    ("genteng kulon", "genteng", "35.10.09", "35.10.09.2003"),
    ("sarongan", "pesanggaran", "35.10.01", "35.10.01.2001"),
    ("glagahagung", "purwoharjo", "35.10.03", "35.10.03.2003"),
)
_FIRST = ("Sumiati", "Slamet", "Tumini", "Suparman", "Sulastri", "Misnadi", "Ponirah", "Katemi")
_SECOND = ("Contoh", "Misal", "Umpama", "Peraga")
_PICKS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "pregnant": (
        ("Ada", "ada", "yes"),
        ("Tidak ada", "tidak ada", "no"),
        ("Tidak ingin menjawab", "lewati", "declined"),
    ),
    "schooling": (
        ("SD/MI", "sd", "sd"),
        ("SMP/MTs", "smp", "smp"),
        ("Berhenti sekolah", "berhenti sekolah", "left"),
    ),
    "disability": (
        ("Tidak ada", "tidak ada", "none"),
        ("Berjalan", "berjalan", "walking"),
        ("Melihat", "melihat", "seeing"),
    ),
    "occupation": (
        ("Petani", "petani", "farmer"),
        ("Buruh tani", "buruh tani", "farm_labourer"),
        ("Nelayan", "nelayan", "fisher"),
        ("Pedagang", "pedagang", "trader"),
    ),
    "housing": (
        ("Milik sendiri", "milik sendiri", "own"),
        ("Sewa/kontrak", "sewa", "rent"),
        ("Menumpang", "menumpang", "shared"),
    ),
    "notices": (("Ya, boleh", "boleh", "wanted"), ("Tidak usah", "tidak usah", "unwanted")),
}


class Channel(StrEnum):
    """Where a resident writes."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"


@dataclass(frozen=True, slots=True)
class Family:
    """One family. `row` is what the registry must hold; `answers` go by the question's name.

    With `acting` it is not somebody of the family who writes, but an agent.
    """

    place: int
    channel: Channel
    address: str
    answers: Mapping[str, Answer]
    row: Mapping[str, Any]
    wants_notices: bool
    acting: Acting | None = None

    @property
    def nik(self) -> str:
        """The number of its head."""
        return str(self.row["nik"])

    @property
    def desa(self) -> str:
        """The code of its desa."""
        return str(self.row["desa"])

    def with_code(self, code: str) -> Family:
        """Give the same family, registered by an agent who was invited with a code."""
        return replace(self, answers={**self.answers, **by_code(code)})


MOST = 28_000
"""Families whose numbers differ: two for each of so many days of birth, in the serials of made-up people."""


def family(seed: int, place: int, today: date) -> Family:
    """Give the family at this place of the fleet. No two places share a number of any kind."""
    draw = chance(seed, "family", place)
    channel = Channel.TELEGRAM if draw.random() < 0.6 else Channel.WHATSAPP
    phone = f"812000{place:05}"
    born = date(1950, 1, 1) + timedelta(days=place % 14_000)
    recorded = date(1985, 1, 1) + timedelta(days=place % 14_000)
    name = f"{draw.choice(_FIRST)} {draw.choice(_SECOND)}"
    village, kecamatan, kecamatan_code, desa_code = draw.choice(_VILLAGES)
    row: Json = {
        "nik": f"351016{born.day + 40:02}{born:%m%y}{9900 + place // 14_000 * 50 + place % 50:04}",
        "kk": f"351016{recorded:%d%m%y}{9900 + place // 14_000 * 50 + place % 50:04}",
        "name": name,
        "birth_date": born.isoformat(),
        "kecamatan": kecamatan_code,
        "desa": desa_code,
    }
    answers = {
        "door": Answer("daftar", "Daftar bansos"),
        "consent": Answer("setuju", "SETUJU"),
        "nik": Answer(row["nik"]),
        "kk": Answer(row["kk"]),
        "name": Answer(name.lower()),
        "birth_date": Answer(f"{born.day}-{born.month}-{born.year}"),
        "kecamatan": Answer(draw.choice((village, kecamatan))),
        "desa": Answer(village),
        "review": Answer("ya", "Ya, benar"),
        "declaration": Answer("kirim", "KIRIM"),
    }
    _address(draw, row, answers)
    _phone(draw, row, answers, f"812001{place:05}" if is_agent(place) else phone, channel, own=not is_agent(place))
    members = _members(draw, row, answers, today)
    for question in ("pregnant", "disability", "occupation", "housing"):
        answers[question], row[question] = _pick(draw, question)
    answers["notices"], notices = _pick(draw, "notices")
    acted = None
    if is_agent(place):
        # An agent's own phone gets no news of the family.
        acted, of_agent = acting(draw, has_phone="phone" in row)
        answers, notices = answers | of_agent, "unwanted"
    ages = [*members, _age(born, today)]
    row["small_children"] = sum(age <= 6 for age in members)
    row["elderly"] = sum(age >= 60 for age in ages)
    address = str(700_000_000 + place) if channel is Channel.TELEGRAM else f"whatsapp:+62{phone}"
    return Family(place, channel, address, answers, row, notices == "wanted", acted)


def other_than(question: str, answer: Answer) -> Answer:
    """Give another answer to the same question, for a resident who corrects it later."""
    return next(Answer(words, label) for label, words, _ in _PICKS[question] if words != answer.words)


def _pick(draw: random.Random, question: str) -> tuple[Answer, str]:
    label, words, value = draw.choice(_PICKS[question])
    return Answer(words, label), value


def _address(draw: random.Random, row: Json, answers: dict[str, Answer]) -> None:
    if draw.random() < 0.5:
        answers["dusun"] = Answer("lewati")
    else:
        answers["dusun"], row["dusun"] = Answer("krajan"), "Krajan"
    rt, rw = draw.randint(1, 20), draw.randint(1, 9)
    answers["rt_rw"] = Answer(draw.choice((f"{rt}/{rw}", f"rt {rt} rw {rw}")))
    row["rt"], row["rw"] = f"{rt:03}", f"{rw:03}"


def _phone(
    draw: random.Random, row: Json, answers: dict[str, Answer], phone: str, channel: Channel, *, own: bool
) -> None:
    if draw.random() < 0.2:
        answers["phone"] = Answer("tidak punya", "Tidak punya HP")
        return
    if own and channel is Channel.WHATSAPP and draw.random() < 0.5:
        answers["phone"] = Answer("nomor ini", "Nomor ini")
    else:
        answers["phone"] = Answer(f"0{phone}")
    row["phone"] = f"+62{phone}"


def _members(draw: random.Random, row: Json, answers: dict[str, Answer], today: date) -> list[int]:
    """Tell up to three members; give their ages."""
    count = draw.choice((0, 1, 1, 2, 2, 3))
    answers["members_count"] = Answer(str(count))
    row["members"] = []
    ages = []
    for place in range(count):
        relation, said, age = draw.choice(
            (("spouse", "suami", 52), ("child", "anak", 10), ("child", "anak", 3), ("parent", "ibu", 78))
        )
        name = f"{_FIRST[place * 2 + draw.randint(0, 1)]} {draw.choice(_SECOND)}"
        answers[f"member {place + 1}"] = Answer(f"{name}, {said}, {age} tahun")
        row["members"].append({"name": name, "relation": relation, "birth_year": today.year - age})
        ages.append(age)
        if age == 10:
            answer, level = _pick(draw, "schooling")
            answers[f"schooling {name.casefold()}"] = answer
            row.setdefault("schooling", {})[str(place)] = level
    return ages


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
