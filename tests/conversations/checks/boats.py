"""A small flow without a fault, and its words: what the broken ones are made from."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from conversations.answers.choices import Housing, Occupation
from conversations.checks.common_texts import COMMON_TEXTS
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, Choose, End, Flow, Go, Look, Review, Submit, otherwise, when


class Trade(StrEnum):
    FISHER = "fisher"
    FARMER = "farmer"


class Boats(Record):
    name = Field(str, sensitive=True)
    trade = Field(Trade)
    count = Field(int, optional=True)
    home = Field(str)


class Other(Record):
    name = Field(str)


class Many(Record):
    work = Field(Occupation)
    home = Field(Housing)


def fishes(boats: Boats) -> bool:
    return boats.trade is Trade.FISHER


def farms(boats: Boats) -> bool:
    return boats.trade is Trade.FARMER


def lives_far_off(boats: Boats) -> bool:
    return boats.home == "jauh"


def read(text: str, _: Any) -> str:
    return text


def nothing(_: Any) -> dict[str, Any]:
    return {}


def number(boats: Boats) -> dict[str, Any]:
    return {"number": boats.answers.get("send", {}).get("number", "")}


def ask(name: str, saves: Field[Any], onward: Any, **more: Any) -> Ask[Any]:
    return Ask(name=name, expects=read, saves=saves, next=onward, **more)


def look(name: str, **outcomes: str) -> Look:
    return Look(name=name, lookup="registry.own_nik", asks=nothing, outcomes=outcomes)


def sound() -> Flow:
    flow = Flow("boats", version=1, start="known", record=Boats, steps=3)
    flow += look("known", new="name", already="told", unavailable="name")
    flow += ask("name", Boats.name, "trade", step=1, problems={"too-long": ("digits",)})
    flow += Choose(
        name="trade",
        step=2,
        options=list(Trade),
        saves=Boats.trade,
        next=[when(fishes, "count"), otherwise("home")],
    )
    flow += ask("count", Boats.count, "home", step=2, optional=True)
    flow += ask("home", Boats.home, "review", step=2)
    flow += Review(name="review", lines=["name", "trade", "count", "home"], step=3, next="send")
    flow += Submit(name="send", kind="registration", makes=nothing, accepted="done", already="told", delayed="told")
    flow += End(name="done", details=number)
    flow += End(name="told")
    return flow


def changed(flow: Flow, state: str, **changes: Any) -> Flow:
    flow.states[state] = replace(flow[state], **changes)
    return flow


def with_states(flow: Flow, *states: Any) -> Flow:
    for state in states:
        flow += state
    return flow


def round_and_round() -> list[Flow]:
    """Two flows that send a person to each other without a word."""
    here = Flow("here", version=1, start="ask", record=Record)
    here += look("ask", new="go", already="stop", unavailable="stop")
    here += Go(name="go", flow="there")
    here += End(name="stop")
    there = Flow("there", version=1, start="back", record=Record)
    there += Go(name="back", flow="here")
    return [here, there]


COMMON = "\n".join(
    f"{name} = Baik {' '.join(f'{{ ${variable} }}' for variable in variables)}."
    for name, variables in COMMON_TEXTS.items()
)
WORDS = """\
# The words of the small flow.
name = Siapa nama Bapak/Ibu?
    .help = Tulis nama seperti di KTP.
    .line = Nama: { $value }
    .noted = Nama: { $value }
    .problem-too-long = Yang kami terima { $digits } huruf. Mohon disingkat.
trade = Apa pekerjaan Bapak/Ibu?
    .help = Pilih yang paling dekat.
    .line = Pekerjaan: { $value }
    .fisher = Nelayan
    .fisher-words = melaut, cari ikan
    .farmer = Petani
count = Berapa perahunya? Ketik LEWATI kalau tidak tahu.
    .help = Ketik angkanya.
    .line = Perahu: { $value }
home = Tinggal di mana?
    .help = Tulis nama desa.
    .line = Tempat tinggal: { $value }
review =
    Mohon diperiksa dulu:
    { $lines }

    Apakah semua benar?
    .help = Ketik YA kalau benar.
    .right = Ya, benar
    .change = Ada yang diubah
    .which = Baris mana yang diubah?
send =
    .waiting = Sedang kami kirim.
    .rejected = Ada yang perlu diperbaiki.
    .late-accepted = Sudah tercatat: { $number }
    .late-already = Sudah pernah didaftarkan: { $number }
done = { $number ->
        [one] Terima kasih.
       *[other] Terima kasih. Nomornya { $number }.
    }
told = Baik, terima kasih. Hubungi { $contact }.
"""
