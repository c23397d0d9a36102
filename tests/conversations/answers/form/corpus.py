"""Reading `messages.txt`: messages about families as people type them, and what has to be understood of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from conversations.answers.form import PICKED, Told
from conversations.answers.household import Member
from conversations.answers.rt_rw import RtRw
from conversations.words.texts import Texts
from locales import catalogues

TODAY = date(2026, 11, 21)
SUMIATI = {
    "consent": "ya",
    "nik": "3510165708659901",
    "kk": "3510161203109902",
    "name": "Sumiati Contoh",
    "birth_date": "1965-08-17",
    "kecamatan": "35.10.15",
    "desa": "35.10.15.2004",
    "dusun": "Krajan",
    "rt_rw": "003/002",
    "phone": "+6281200000009",
    "members": "Budi Contoh spouse 1964 + Siti Contoh child 2011",
    "members_count": "2",
    "schooling": "smp",
    "pregnant": "no",
    "disability": "none",
    "occupation": "farm_labourer",
    "housing": "own",
}
"""The family that most messages tell, or a part of it."""
_WORDS = Texts("id", catalogues("id"), {})
NAMES = {
    of: {
        option.value: (
            _WORDS.say("registration", of.value, option.value),
            *_WORDS.listed("registration", of.value, f"{option.value}-words"),
        )
        for option in options
    }
    for of, options in PICKED.items()
}


@dataclass
class Expected:
    """What has to be understood: nothing else, and nothing less."""

    answers: dict[str, str] = field(default_factory=dict)
    odd: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)


@dataclass
class Message:
    """One message of the file."""

    title: str
    text: str
    expected: Expected


def messages() -> list[Message]:
    """Read the file."""
    read = (Path(__file__).parent / "messages.txt").read_text(encoding="utf-8")
    return [_message(block) for block in read.split("\n= ")[1:]]


def _message(block: str) -> Message:
    title, _, rest = block.partition("\n")
    text, _, said = rest.partition("\n--\n")
    return Message(title.strip(), text, _expected(said))


def _expected(said: str) -> Expected:
    expected = Expected()
    for line in (line.strip() for line in said.splitlines() if line.strip() and not line.startswith("#")):
        what, _, rest = line.partition(":")
        match what:
            case "ragu":
                expected.odd = {each.strip() for each in rest.split(",")}
            case "tidak terbaca":
                expected.unread = [each.strip() for each in rest.split("|")]
            case "tidak ditanyakan":
                expected.unasked = [each.strip() for each in rest.split("|")]
            case "tanda":
                expected.signs = {rest.strip()}
            case "dipahami":
                expected.answers = _only(rest)
            case _:
                expected.answers = _family(line)
    return expected


def _only(said: str) -> dict[str, str]:
    named, _, other = said.partition("; tetapi ")
    answers = {name.strip(): SUMIATI[name.strip()] for name in named.split(",") if name.strip() not in ("", "-")}
    return answers | _changed(other)


def _family(line: str) -> dict[str, str]:
    family, _, changed = line.partition("; tetapi ")
    _, _, without = family.partition(" tanpa ")
    left_out = {name.strip() for name in without.split(",")}
    return {name: value for name, value in SUMIATI.items() if name not in left_out} | _changed(changed)


def _changed(said: str) -> dict[str, str]:
    changed: dict[str, str] = {}
    last = ""
    for part in said.split(", "):
        name, sign, value = part.partition("=")
        if sign:
            last = name.strip()
            changed[last] = "" if value == "kosong" else value
        elif last:
            changed[last] += f", {part}"
    return changed


def written(told: Told) -> Expected:
    """Write down what was understood, in the words of the file."""
    return Expected(
        {name.value: _shown(value) for name, value in told.answers.items()},
        {f"{odd.field} {odd.problem.code}" for odd in told.odd},
        list(told.unread),
        list(told.unasked),
        {sign.value for sign in told.signs},
    )


def _shown(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "ya" if value else "tidak"
        case RtRw():
            return f"{value.rt}/{value.rw}"
        case Member():
            return f"{value.name} {value.relation} {value.birth_year or value.birth_date}"
        case tuple():
            return " + ".join(_shown(each) for each in value)
        case _:
            return str(value)
