"""Made-up residents: what each family is, and how it is told, question by question."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from conversations.answers.areas import all_desa
from conversations.answers.choices import Difficulty, Housing, Occupation, Relation, Schooling, YesNo
from conversations.answers.dates import format_date
from conversations.answers.household import Household, Member
from tests.dialogues import sayings
from tests.dialogues.typing_habits import Habits

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 21)
"""The day on which the world of the tests begins."""
_DUSUN = (None, None, "Krajan", "Sukorejo", "Gumukrejo", "Curahketangi", "Tegalpare")
_LINE = re.compile(r"^(\d+)\. ([^:]+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Screen:
    """What a persona sees, and the state that the service says it is in."""

    state: str | None
    text: str
    choices: list[str]


class Persona:
    """One resident. `say` gives the next message; when a question keeps coming back somebody helps."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.habits = Habits(self.chance)
        self.household = _household(self.chance, seed)
        self.wants_notices = self.chance.random() < 0.6
        self.ages: dict[str, str] = {}
        self.tries: dict[str, int] = {}
        self.told = 0
        self.corrected: set[str] = set()

    def say(self, screen: Screen) -> dict[str, str]:
        """Give the next message, as the simulator takes it."""
        state = screen.state or "door"
        if self.habits.often(self.habits.chatters):
            return self.chance.choice(sayings.CHATTER)
        key = f"{state}-{self._next_member(screen)}" if state == "members" else state
        tries = self.tries[key] = self.tries.get(key, 0) + 1
        if tries == 1 and self.habits.often(self.habits.careless) and state in sayings.WRONG_FIRST:
            return {"text": self.chance.choice(sayings.WRONG_FIRST[state])}
        if tries > 3:
            self.habits = _Helped(self.chance)
        answer: Callable[[Screen], str] = getattr(self, f"_{state}", self._lost)
        return {"text": answer(screen)}

    # The answers

    def _lost(self, screen: Screen) -> str:
        return "menu"

    def _door(self, screen: Screen) -> str:
        return self.habits.words(self.chance.choice(sayings.REGISTER))

    def _consent(self, screen: Screen) -> str:
        if self.tries["consent"] == 1 and self.habits.often(0.15):
            return self.habits.said(self.chance.choice(sayings.WEAK))
        return self.habits.words(self.chance.choice(self._tongue(sayings.AGREE, sayings.AGREE_JAVANESE)))

    def _notices(self, screen: Screen) -> str:
        listed = sayings.NOTICES_YES if self.wants_notices else sayings.NOTICES_NO
        return self.habits.words(self.chance.choice(listed))

    def _nik(self, screen: Screen) -> str:
        return self._long_number("nik", self.household.nik)

    def _kk(self, screen: Screen) -> str:
        return self._long_number("kk", self.household.kk)

    def _long_number(self, label: str, digits: str) -> str:
        if self.tries[label] == 1 and self.habits.often(self.habits.careless):
            return digits[:-1] if self.habits.hurries else digits + digits[-1]
        return self.habits.digits(digits, label)

    def _name(self, screen: Screen) -> str:
        return self.habits.name(self.household.name)

    def _birth_date(self, screen: Screen) -> str:
        if screen.choices:
            return self._pick(screen, format_date(self.household.birth_date))
        return self.habits.said(self._day(self.household.birth_date))

    def _kecamatan(self, screen: Screen) -> str:
        desa = self._village
        if "Kecamatan" in "".join(screen.choices):
            return self._pick(screen, f"{desa.name}, Kecamatan {desa.kecamatan.name}")
        forms = [
            desa.kecamatan.name,
            f"kecamatan {desa.kecamatan.name}",
            f"kec {desa.kecamatan.name}",
            f"{desa.name} {desa.kecamatan.name}",
            f"desa {desa.name} kecamatan {desa.kecamatan.name}",
        ]
        if self.habits.often(0.3):
            return self._pick(screen, desa.kecamatan.name)
        return self.habits.words(self.chance.choice(forms).lower())

    def _desa(self, screen: Screen) -> str:
        if "Kecamatan" in "".join(screen.choices):
            return self._pick(screen, f"{self._village.name}, Kecamatan {self._village.kecamatan.name}")
        if self.habits.often(0.3):
            return self._pick(screen, self._village.name)
        return self.habits.words(self.chance.choice((self._village.name, f"desa {self._village.name}")).lower())

    def _dusun(self, screen: Screen) -> str:
        dusun = self.household.dusun
        if dusun is None:
            return self.habits.said(self.chance.choice(sayings.NONE))
        return self.chance.choice((dusun, dusun.lower(), dusun.upper(), f"dusun {dusun}"))

    def _rt_rw(self, screen: Screen) -> str:
        rt, rw = self.household.rt, self.household.rw
        if rt is None or rw is None:
            return self.habits.said(self.chance.choice(sayings.UNKNOWN))
        if "baik. RW berapa" in screen.text:
            return self.habits.said(str(int(rw)))
        forms = [
            f"{int(rt)}/{int(rw)}",
            f"{rt}/{rw}",
            f"rt {int(rt)} rw {int(rw)}",
            f"rt{rt}rw{rw}",
            f"RT.{rt} / RW.{rw}",
            f"rt {int(rt)}",
            f"{int(rt)} {int(rw)}",
            f"rt/rw {rt}/{rw}",
            f"rw {int(rw)} rt {int(rt)}",
        ]
        if self.habits.spells_numbers and int(rt) <= 10 and int(rw) <= 10:
            forms = [f"rt {self.habits.number(int(rt))} rw {self.habits.number(int(rw))}"]
        return self.habits.said(self.chance.choice(forms))

    def _phone(self, screen: Screen) -> str:
        phone = self.household.phone
        if phone is None:
            return self.habits.said(self.chance.choice(sayings.NO_PHONE))
        local = "0" + phone[3:]
        forms = [
            local,
            phone,
            f"{local[:4]}-{local[4:8]}-{local[8:]}",
            f"{local[:4]} {local[4:8]} {local[8:]}",
            phone[1:],
            f"{phone[:3]} {phone[3:6]}-{phone[6:10]}-{phone[10:]}",
            f"nomer hp {local}",
            f"wa {local}",
            local.replace("0", "o"),
        ]
        return self.habits.said(self.chance.choice(forms))

    def _members_count(self, screen: Screen) -> str:
        count = len(self.household.members)
        if count == 0:
            return self.habits.said(self.chance.choice(sayings.ALONE))
        number = self.habits.number(count)
        return self.habits.said(
            self.chance.choice((number, f"{number} orang", f"ada {number}", f"{number} org", f"cuma {number}"))
        )

    def _members(self, screen: Screen) -> str:
        place = self._next_member(screen)
        member = self.household.members[place]
        label = sayings.RELATION_LABELS[member.relation]
        if label in screen.choices:
            return self._pick(screen, label)
        if screen.text.startswith(("Berapa umur", "Umur", "Tanggal lahir")):
            return self._age(member)
        self.told = place
        return self._about(member)

    def _about(self, member: Member) -> str:
        relation = self.chance.choice(self._relation_words(member))
        age = self._age(member)
        name = self.chance.choice((member.name, member.name.lower(), member.name.upper()))
        forms = [
            f"{name}, {relation}, {age}",
            f"{relation} {name} {age}",
            f"{name} {relation} {age}",
            f"{relation} saya {name} {age}",
            f"{age} {relation} {name}",
            f"{name} ({relation}) {age}",
            f"nama {name} hubungan {relation} umur {age}",
            f"{name}\n{relation}\n{age}",
            f"{name}/{relation}/{age}",
            f"{relation} : {name}, {age}",
            f"{name} - {relation} - {age}",
        ]
        if self.habits.often(self.habits.careless):
            forms = [f"{relation} {name}", f"{name} {age}", f"{name}, {relation}"]
        return self.chance.choice(forms)

    def _age(self, member: Member) -> str:
        if member.birth_date is not None:
            return self.chance.choice(
                (
                    f"lahir {member.birth_date:%d-%m-%Y}",
                    f"{member.birth_date:%d/%m/%Y}",
                    format_date(member.birth_date),
                )
            )
        age = TODAY.year - (member.birth_year or TODAY.year)
        unit = self.chance.choice(("tahun", "th", "thn", "taun"))
        if self.habits.spells_numbers and age <= 10:
            return f"{self.habits.number(age)} {unit}"
        return self.chance.choice((f"{age} {unit}", f"umur {age}", f"{age}{unit}", f"usia {age} {unit}"))

    def _pregnant(self, screen: Screen) -> str:
        return self._one_of(
            screen,
            sayings.PREGNANT[self.household.pregnant],
            sayings.PREGNANT_LABELS[self.household.pregnant],
        )

    def _schooling(self, screen: Screen) -> str:
        for place, level in self.household.schooling.items():
            if self.household.members[place].name.casefold() in screen.text.casefold():
                return self._one_of(screen, sayings.SCHOOLING[level], sayings.SCHOOLING_LABELS[level])
        return "ulang"

    def _disability(self, screen: Screen) -> str:
        kind = self.household.disability
        return self._one_of(screen, sayings.DISABILITY[kind], sayings.DISABILITY_LABELS[kind])

    def _occupation(self, screen: Screen) -> str:
        kind = self.household.occupation
        return self._one_of(screen, sayings.OCCUPATION[kind], sayings.OCCUPATION_LABELS[kind])

    def _housing(self, screen: Screen) -> str:
        kind = self.household.housing
        return self._one_of(screen, sayings.HOUSING[kind], sayings.HOUSING_LABELS[kind])

    def _review(self, screen: Screen) -> str:
        lines = {topic: (number, value) for number, topic, value in _LINE.findall(screen.text)}
        if not lines:
            return "1"
        for topic, meant in self._expected_lines().items():
            number, value = lines[topic]
            if value.casefold() != meant.casefold() and topic not in self.corrected:
                self.corrected.add(topic)
                return self.habits.said(
                    self.chance.choice(
                        (
                            f"ubah {number}",
                            f"ubah {topic.lower()}",
                            f"ganti no {number}",
                            f"{topic.lower()} salah",
                        )
                    )
                )
        return self.habits.words(self.chance.choice(self._tongue(sayings.RIGHT, sayings.RIGHT_JAVANESE)))

    def _declaration(self, screen: Screen) -> str:
        return self.habits.words(self.chance.choice(sayings.SEND))

    # How things are said

    def _one_of(self, screen: Screen, said: tuple[str, ...], label: str) -> str:
        if label in screen.choices and self.habits.often(0.4):
            return self._pick(screen, label)
        return self.habits.words(self.chance.choice(said))

    def _pick(self, screen: Screen, label: str) -> str:
        for place, choice in enumerate(screen.choices):
            if label.casefold() in choice.casefold():
                return self.habits.pick(place, choice)
        return self.habits.words(label.lower())

    def _tongue(self, indonesian: tuple[str, ...], javanese: tuple[str, ...]) -> tuple[str, ...]:
        return javanese if self.habits.javanese and self.habits.often(0.6) else indonesian

    def _day(self, day: date) -> str:
        month = sayings.MONTHS[day.month - 1]
        forms = [
            f"{day.day}-{day.month}-{day.year}",
            f"{day:%d/%m/%Y}",
            f"{day:%d%m%Y}",
            f"{day:%d%m%y}",
            f"{day.day} {month} {day.year}",
            f"{day.day}{month}{day.year}",
            f"tgl {day.day} bln {day.month} th {day.year}",
            f"{day.day} {day.month} {day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"jumat legi {day.day} {month} {day.year}",
            f"lahir {day.day}-{day.month}-{day:%y}",
        ]
        return self.chance.choice(forms)

    def _relation_words(self, member: Member) -> tuple[str, ...]:
        words = sayings.RELATIONS[member.relation]
        return words[1] if self.habits.javanese and self.habits.often(0.4) else words[0]

    def _next_member(self, screen: Screen) -> int:
        asked = re.search(r"Anggota (\d+) dari", screen.text)
        return int(asked[1]) - 1 if asked else self.told

    def _expected_lines(self) -> dict[str, str]:
        return {
            "Nama": self.household.name,
            "Tanggal lahir": format_date(self.household.birth_date),
            "Desa/kelurahan": f"{self._village.title}, {self._village.kecamatan.title}",
            "RT/RW": f"{self.household.rt}/{self.household.rw}" if self.household.rt else "tidak diisi",
        }

    @property
    def _village(self) -> Any:
        return next(desa for desa in all_desa() if desa.code == self.household.desa)


class _Helped(Habits):
    """A neighbour types: plainly."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self.shouts = self.stretches = self.shortens = self.javanese = self.spells_numbers = self.hurries = False
        self.slips = self.polite = self.chatters = self.careless = 0.0


def _household(chance: random.Random, seed: int) -> Household:
    desa = chance.choice(all_desa())
    woman = chance.random() < 0.5
    born = date(1946, 1, 1) + timedelta(days=chance.randint(0, 365 * 55))
    serial = 9900 + seed % 100
    day = born.day + (40 if woman else 0)
    area = desa.kecamatan.code.replace(".", "")
    recorded = date(2008, 1, 1) + timedelta(days=chance.randint(0, 5000))
    members = tuple(_member(chance, place) for place in range(chance.choice((0, 1, 2, 2, 3, 4))))
    schooling = {
        place: _school(chance, age) for place, member in enumerate(members) if 6 <= (age := _age_of(member)) <= 21
    }
    name = f"{chance.choice(sayings.WOMEN if woman else sayings.MEN)}{chance.choice(sayings.SURNAMES)}"
    told_rt = chance.random() < 0.85
    return Household(
        nik=f"{area}{day:02}{born:%m%y}{serial}",
        kk=f"{area}{recorded:%d%m%y}{serial}",
        name=name,
        birth_date=born,
        kecamatan=desa.kecamatan.code,
        desa=desa.code,
        members=members,
        pregnant=chance.choice(list(YesNo)),
        disability=chance.choice((Difficulty.NONE, Difficulty.NONE, *Difficulty)),
        occupation=chance.choice(list(Occupation)),
        housing=chance.choice(list(Housing)),
        dusun=chance.choice(_DUSUN),
        rt=f"{chance.randint(1, 14):03}" if told_rt else None,
        rw=f"{chance.randint(1, 9):03}" if told_rt else None,
        phone=f"+62812000000{chance.randint(10, 99)}" if chance.random() < 0.7 else None,
        small_children=sum(1 for member in members if _age_of(member) <= 6),
        elderly=sum(1 for age in (*map(_age_of, members), _years(born)) if age >= 60),
        schooling=schooling,
    )


def _member(chance: random.Random, place: int) -> Member:
    relation = chance.choice((Relation.CHILD, Relation.CHILD, Relation.SPOUSE, *list(Relation)[2:6]))
    low, high = sayings.AGES[relation]
    name = f"{chance.choice(sayings.MEMBER_NAMES[place])} {chance.choice(('Contoh', 'Contohwati', 'Contohadi'))}"
    if chance.random() < 0.3:
        born = TODAY - timedelta(days=chance.randint(low * 366, high * 365))
        return Member(name, relation, birth_date=born)
    return Member(name, relation, birth_year=TODAY.year - chance.randint(low, high))


def _age_of(member: Member) -> int:
    return _years(member.birth_date) if member.birth_date else TODAY.year - (member.birth_year or 0)


def _years(born: date) -> int:
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


def _school(chance: random.Random, age: int) -> Schooling:
    if chance.random() < 0.2:
        return chance.choice((Schooling.LEFT, Schooling.NEVER, Schooling.DECLINED))
    return (
        Schooling.SD
        if age < 13
        else Schooling.SMP
        if age < 16
        else chance.choice((Schooling.SMA, Schooling.FINISHED))
        if age < 19
        else Schooling.HIGHER
    )
