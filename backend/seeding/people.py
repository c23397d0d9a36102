"""Who the made-up families are. The same seed and place give the same family, whatever came before."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from conversations.answers.areas import Desa, all_desa
from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo
from conversations.answers.household import Household, Member

WOMEN: Final = ("Sumiati", "Wulandari", "Sri Rahayu", "Siti Aminah", "Kartini", "Painem", "Dewi", "Lestari", "Juariyah")
MEN: Final = ("Paijan", "Slamet", "Ahmad Fauzi", "Sutrisno", "Wayan", "Joko", "Hasan", "Misnadi", "Suroso")
MOST: Final = 1_000_000
"""Families for which there are numbers: 60 serials (9940 to 9999, which no office gives out) on each birth date."""
_SERIALS: Final = 60
_FIRST_SERIAL: Final = 9940
_ELDEST: Final = date(1940, 1, 1)
_BIRTH_DAYS: Final = 23_000
_FIRST_CARD: Final = date(1978, 1, 1)
_CARD_DAYS: Final = 17_000
_STRIDE: Final = 7_919
_WHEELCHAIRS: Final = (88, 1, 1, 3, 1, 1, 1, 1, 3)


@dataclass(frozen=True, slots=True)
class People:
    """The families of one seed. Some villages are large, and most are not."""

    seed: int
    villages: Sequence[Desa]
    weights: Sequence[float]

    @classmethod
    def of(cls, seed: int) -> People:
        """Lay out the villages."""
        chance, villages = random.Random(f"villages {seed}"), all_desa()  # noqa: S311 - made-up people
        return cls(seed, villages, tuple(itertools.accumulate(chance.lognormvariate(0, 0.6) for _ in villages)))

    def family(self, chance: random.Random, place: int) -> Household:
        """Make up the family at a place, from 0 to `MOST`."""
        desa = chance.choices(self.villages, cum_weights=self.weights)[0]
        woman = chance.random() < 0.55
        born = _ELDEST + timedelta(days=place // _SERIALS * _STRIDE % _BIRTH_DAYS)
        recorded = _FIRST_CARD + timedelta(days=place // _SERIALS * _STRIDE % _CARD_DAYS)
        members = tuple(_members(chance, woman, born))
        schooling = {
            number: Schooling.SD if member.birth_date.year > 2013 else Schooling.SMP
            for number, member in enumerate(members)
            if member.birth_date is not None and member.birth_date.year > 2009
        }
        return Household(
            nik=f"{_area(desa)}{born.day + (40 if woman else 0):02}{born:%m%y}{_serial(place)}",
            kk=f"{_area(desa)}{recorded:%d%m%y}{_serial(place)}",
            name=_name(chance, woman),
            birth_date=born,
            kecamatan=desa.kecamatan.code,
            desa=desa.code,
            members=members,
            pregnant=YesNo.YES if woman and born.year > 1980 and chance.random() < 0.08 else YesNo.NO,
            disability=chance.choices(tuple(Difficulty), _WHEELCHAIRS)[0],
            occupation=chance.choice(tuple(Occupation)),
            housing=chance.choices(tuple(Housing), (70, 10, 17, 3))[0],
            dusun="Contohrejo",
            rt=f"{chance.randint(1, 12):03}",
            rw=f"{chance.randint(1, 6):03}",
            phone=f"+62812000000{place % 100:02}" if chance.random() < 0.8 else None,
            small_children=chance.choices((0, 1, 2), (70, 22, 8))[0],
            elderly=chance.choices((0, 1, 2), (70, 20, 10))[0],
            schooling=schooling,
        )


def _members(chance: random.Random, woman: bool, born: date) -> list[Member]:  # noqa: FBT001 - one of two
    spouse = [Member(_name(chance, not woman), Relation.SPOUSE, birth_year=born.year + chance.randint(-5, 5))]
    children = [
        Member(_name(chance, chance.random() < 0.5), Relation.CHILD, _day(chance, 2005, 2024))
        for _ in range(chance.choices((0, 1, 2, 3, 4), (20, 32, 30, 13, 5))[0])
    ]
    return (spouse if chance.random() < 0.75 else []) + children


def _name(chance: random.Random, woman: bool) -> str:  # noqa: FBT001 - one of two
    return f"Contoh {chance.choice(WOMEN if woman else MEN)}"


def _day(chance: random.Random, first: int, last: int) -> date:
    return date(chance.randint(first, last), 1, 1) + timedelta(days=chance.randint(0, 364))


def _serial(place: int) -> int:
    return _FIRST_SERIAL + place % _SERIALS


def _area(desa: Desa) -> str:
    return desa.kecamatan.code.replace(".", "")
