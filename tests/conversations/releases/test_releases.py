"""A session that an older release stored goes on in this one."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversations.engine.engine import Engine
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, Choose, End, Flow
from conversations.engine.messages import ChatRef, Inbound, Text
from conversations.engine.session import Run, Session, load
from conversations.engine.turn import Found
from conversations.flows import FLOWS
from conversations.flows.menu import Door, Menu
from conversations.words.texts import Texts
from locales import catalogues

HERE = Path(__file__).parent
FACTS = {
    "operator": "Dinas Sosial",
    "contact": "0333-000000",
    "official_page": "contoh.go.id",
    "retention": "lima tahun",
}
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
CHAT = ChatRef("simulator", "warga-1")
STORED = {
    f"{path.stem}.{line.split()[0]}": base64.b64decode(line.split()[1])
    for path in sorted(HERE.glob("*.sessions"))
    for line in path.read_text().splitlines()
}
REST = {
    "consent": "setuju", "notices": "tidak usah", "nik": "3510164201509901", "kk": "3510160201129901",
    "name": "Contoh Sulastri", "birth_date": "2-1-1950", "kecamatan": "glagah", "desa": "kemiren", "dusun": "krajan",
    "rt_rw": "3/2", "phone": "081200000009", "members_count": "1", "members": "Budi Contoh, anak, 10 tahun",
    "small_children": "0", "elderly": "1", "pregnant": "tidak", "schooling": "sd", "disability": "tidak ada",
    "occupation": "petani", "housing": "milik sendiri", "review": "ya", "declaration": "kirim",
}  # fmt: skip


@pytest.mark.parametrize("name", STORED)
def test_a_session_of_every_released_version_finishes(name: str) -> None:
    engine = Engine(FLOWS, {"id": Texts("id", catalogues("id"), FACTS)})
    session = load(STORED[name])
    assert session.run is not None
    asked = [session.run.state]
    while True:
        turn = engine.step(session, Inbound(f"new-{len(asked)}", CHAT, Text(REST[asked[-1]])), NOW)
        while turn.need:
            turn = engine.resume(turn, Found("new"), None, NOW)
        session = turn.session
        if turn.submissions:
            break
        assert session.run is not None
        asked.append(session.run.state)
        assert len(asked) < 40, asked
    assert turn.submissions[0].body["household"]["name"] == "Contoh Sulastri"


def test_a_list_of_families_that_an_older_release_showed_still_opens() -> None:
    engine = Engine(FLOWS, {"id": Texts("id", catalogues("id"), FACTS)})
    family = {"number": "4821-557-306", "name": "S*** C***", "status": "forwarded", "place": "RT 003", "code": None}
    overview = {"outcome": "found", "today": 1, "errands": {"bring": 1}}
    answers = {
        "overview": overview,
        "errand": "bring",
        "page": {"outcome": "found", "families": [family], "more": False},
    }
    run = Run("work", 1, 1, "family", answers, offered=[("4821-557-306", "S*** C*** 4821-557-306")])
    _, said = say(engine, Session("s1", CHAT, "id", turn=5, serial=1, run=run), "1")
    assert "Mohon sampaikan kepada keluarga ini: pendaftarannya sudah diteruskan ke pusat." in said


class Before(Record):
    nama = Field(str)
    umur = Field(str)
    warna = Field(str)


class After(Record):
    name = Field(str)
    umur = Field(int)
    warna = Field(str)


def number(text: str, _: object) -> int:
    return int(text)


def word(text: str, _: object) -> str:
    return text


def renamed() -> Flow:
    flow = Flow(
        "cerita",
        version=2,
        start="name",
        record=After,
        keeps_draft=True,
        migrations={1: lambda answers: {{"nama": "name"}.get(key, key): value for key, value in answers.items()}},
    )
    flow += Ask(name="name", expects=word, saves=After.name, next="umur")
    flow += Ask(name="umur", expects=number, saves=After.umur, next="color")
    flow += Ask(name="color", expects=word, saves=After.warna, next="done")
    flow += End(name="done")
    return flow


def small_engine(*flows: Flow) -> Engine:
    menu = Flow("menu", version=1, start="door", record=Menu)
    menu += Choose(name="door", options=[Door.REGISTER], saves=Menu.door, next="done")
    menu += End(name="done")
    sources = catalogues("id") | {
        "cerita": "name = Nama?\numur = Umur?\ncolor = Warna?\ndone = Terima kasih\n",
        "menu": "opening = Selamat datang\ndoor = Menu?\n    .register = Daftar\ndone = Baik\n",
    }
    return Engine([menu, *flows], {"id": Texts("id", sources, FACTS)})


def stored(state: str, answers: dict[str, object]) -> Session:
    return Session("s1", CHAT, "id", turn=5, serial=1, run=Run("cerita", 1, 1, state, answers))


def say(engine: Engine, session: Session, text: str) -> tuple[Session, str]:
    turn = engine.step(session, Inbound(f"m{session.turn}", CHAT, Text(text)), NOW)
    assert turn.reply is not None
    return turn.session, turn.reply.text


def test_a_renamed_answer_is_carried_over_by_its_migration() -> None:
    session, said = say(small_engine(renamed()), stored("umur", {"nama": "Sumi"}), "40")
    assert said == "Warna?"
    assert session.run is not None
    assert session.run.answers["name"] == "Sumi"
    assert session.run.version == 2


def test_a_state_that_is_gone_lands_on_the_nearest_checkpoint_with_an_explanation_and_is_counted() -> None:
    engine = small_engine(renamed())
    turn = engine.step(stored("warna", {"nama": "Sumi", "umur": 40}), Inbound("m", CHAT, Text("biru")), NOW)
    assert turn.reply is not None
    assert turn.reply.text.startswith("Layanan ini baru diperbarui")
    assert turn.reply.text.endswith("Warna?")
    assert [event.what for event in turn.events] == ["moved"]
    _, said = say(engine, turn.session, "biru")
    assert said == "Terima kasih"


def test_an_answer_whose_form_changed_is_asked_again() -> None:
    session, said = say(small_engine(renamed()), stored("warna", {"nama": "Sumi", "umur": "empat puluh"}), "biru")
    assert said.endswith("Umur?")
    assert session.run is not None
    assert session.run.answers["name"] == "Sumi"


def test_a_flow_that_is_gone_leads_to_the_menu_with_an_explanation() -> None:
    _, said = say(small_engine(), stored("umur", {"nama": "Sumi"}), "40")
    assert said.startswith("Layanan ini baru diperbarui")
    assert said.endswith("Menu?")


def test_a_draft_set_aside_is_carried_over_when_it_is_taken_up() -> None:
    engine = small_engine(renamed())
    session = stored("umur", {"nama": "Sumi"})
    session.paused, session.run = session.run, Run("menu", 1, 2, "done")
    carried, _ = say(engine, session, "halo")
    assert carried.paused is not None
    assert carried.paused.answers["name"] == "Sumi"
