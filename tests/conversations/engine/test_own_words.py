"""People are understood in their own words, at the front door and after it; nothing is taken that was not said."""

from __future__ import annotations

import pytest

from conversations.answers.commands import Command, command_in
from conversations.answers.picks import pick
from conversations.answers.reading import Problem, Unsure
from conversations.engine.compose import Composer
from conversations.engine.engine import Engine
from conversations.engine.flow import Choose, Situation
from conversations.engine.messages import Text
from conversations.engine.verdict import declares
from conversations.flows.receipt import opening
from conversations.flows.registration import readers
from conversations.flows.registration.record import Registration
from conversations.words.texts import Texts
from locales import catalogues
from tests.conversations.walks.walker import ENGINE, FACTS, NOW, fresh, said

REGISTER, STATUS, GENUINE, PERSON, MY_DATA, APPEAL = "register", "status", "genuine", "person", "my_data", "appeal"
DOORS = [REGISTER, STATUS, GENUINE, PERSON, MY_DATA, APPEAL]
SAYINGS = {
    (REGISTER,): """
mo daftar bansos|mw daftar|pgn daftar|mau daftar bansos pak|bagaimana cara daftar?|gmn cr daftar bansos|
saya mau daftar bantuan|daftar pkh|daftar blt|daftar bpnt|daftar sembako|mau dpt blt|pengen dapat bansos|
saya orang miskin minta bantuan|minta bansos|mau bansos pak|bantuan sosial|daftarin saya|
tolong daftarin ibu saya|arep daftar|kulo bade ndaftar bansos|pingin ndaftar pak|mo dftr bansos|dftr|
registrasi bansos|cara daftar|apa syaratnya|daftar?|bisa daftar disini?|ini tempat daftar bansos ya?|
halo min mo daftar|pengen dpt bpnt pak gmn crnya|mau daftar lagi|kapan daftarnya|
assalamualaikum pak mau daftar bansos|kalau mau daftar gimana?|
saya mau mendaftar bantuan sosial untuk keluarga saya di desa kemiren""",
    (STATUS,): """
cek bansos saya|status sy gmn|stts|sdh cair blm|kapan cair|bansos saya kok belum cair|
bantuan saya kok blm turun|hasilnya gimana|pripun asile|sudah daftar, kapan cair?|sudah daftar|
sy sdh daftar bulan kemarin|no pendaftaran saya hilang|sampe mana|sdh sampe mana pak|uangnya kapan keluar|
dana sudah masuk belum|bansos kok gk cair2|sudah 3 bulan belum cair|apakah saya sudah terdaftar?|
bukan daftar, cek status|kenapa nama saya dicoret|nomor saya berapa""",
    (GENUINE,): """
ini penipuan bukan?|ini beneran min|apa ini resmi|asli gak nih|ada yg nipu|ini siapa ya|bayar berapa|
dapet pesan katanya dapat bantuan benar gak""",
    (PERSON,): """
saya mau protes|bisa telepon?|no wa petugas""",
    (MY_DATA,): """
mau benerin data|salah data|nama saya salah|jajal delok dataku|datane kulo salah|hapus mawon dataku""",
    (APPEAL,): """
mau sanggah|saya keberatan|mau banding pak|keberatan sama hasilnya|saya gak terima hasilnya""",
    (STATUS, APPEAL): """
sy mau sanggah hasilnya|kok hasilnya tidak layak""",
    (REGISTER, STATUS): """
blm dapat bansos|saya belum pernah dapat bantuan|saya kok gak dapat bansos|sy mau tanya ttg bansos|
selamat pagi bu saya mau menanyakan bantuan""",
    (): """
gak mau daftar|jangan daftar|ya|tidak|ok|setuju|boleh|rumah saya jauh|sumiati contoh|mo|kurang|
infonya bagaimana ya saya mau tanya soal bantuan untuk ibu saya|makasih infonya pak petugas""",
}
TAKEN = {
    REGISTER: "registration.consent",
    GENUINE: "menu.genuine",
    PERSON: "menu.person",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(typed, meant) for meant, listed in SAYINGS.items() for typed in listed.replace("\n", "").split("|")],
)
def test_what_people_type_at_the_door_is_understood(typed: str, meant: tuple[str, ...]) -> None:
    session = said(said(fresh(), Text("halo")).session, Text(typed)).session
    assert session.run is not None
    offered = [value for value, _ in session.run.offered]
    match meant:
        case ():
            assert (session.run.state, offered) == ("door", DOORS)
        case (one,):
            assert f"{session.run.flow}.{session.run.state}" == TAKEN.get(one) or session.run.flow == one
        case several:
            assert (session.run.state, offered) == ("door", list(several))


@pytest.mark.parametrize("typed", ["besok aja daftarnya", "belum mau daftar", "rumah saya rusak minta bantuan"])
def test_what_is_only_hinted_at_is_asked_about(typed: str) -> None:
    session = said(said(fresh(), Text("halo")).session, Text(typed)).session
    assert session.run is not None
    assert [value for value, _ in session.run.offered] == [REGISTER]


@pytest.mark.parametrize("locale", ["id", "jv"])
def test_every_name_of_a_door_leads_to_it_in_every_language(locale: str) -> None:
    source = Texts("id", catalogues("id"), FACTS)
    texts = Texts(locale, catalogues(locale), FACTS, source=source)
    for flow, state in (("menu", "door"), ("agent", "task"), ("my_data", "wish"), ("status", "own_list")):
        composer = Composer(texts, Engine(ENGINE.flows.values(), {locale: texts}).flows[flow])
        question = composer.flow[state]
        assert isinstance(question, Choose)
        situation = Situation(composer.flow.record({}), NOW.date())
        offered = [(option.value, composer.label(question, option)) for option in question.options]
        names = composer.words(question, offered, situation)
        about = composer.about(question, offered, situation)
        for place, (_, label) in enumerate(offered):
            for name in (label, *names.get(place, [])):
                read = pick(name, [each for _, each in offered], names, about)
                also = [each.value for each in read.candidates] if isinstance(read, Unsure) else [read]
                assert place in also, f"{flow}.{state}: {name} is taken for {also}"


@pytest.mark.parametrize("typed", ["mo daftar bansos", "kapan cair", "apa ini resmi", "mau protes"])
def test_who_is_new_here_reads_who_we_are_before_anything_begins(typed: str) -> None:
    turn = said(fresh(), Text(typed))
    assert turn.reply is not None
    assert "Selamat datang" in turn.reply.text
    (meant,) = turn.reply.choices
    agreed = said(turn.session, Text("ya"))
    assert agreed.session.run is not None
    assert agreed.session.run.state != "door", meant.label


def test_who_says_the_same_unclear_thing_again_is_told_what_to_type() -> None:
    session = said(fresh(), Text("halo")).session
    texts: list[str] = []
    for _ in range(3):
        turn = said(session, Text("blm dapat bansos"))
        assert turn.reply is not None
        session, texts = turn.session, [*texts, turn.reply.text]
    assert "misalnya 1" not in texts[0]
    assert "misalnya 1" in texts[1]
    assert "DAFTAR" in texts[2]
    assert "PETUGAS" in texts[2]


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        *[
            (typed, Command.CANCEL)
            for typed in ("gak jadi daftar", "g jd dftr", "gak jadi ikut bansos", "batal daftar")
        ],
        *[(typed, Command.PERSON) for typed in ("mau ngomong sama orang", "arep ngomong karo petugas")],
        *[(typed, Command.HELP) for typed in ("mw tnya", "numpang tanya pak", "mau nanya")],
        ("mo hapus data sy", Command.ERASE),
        *[(typed, Command.MY_DATA) for typed in ("data gw", "mo lihat data sy")],
        *[(typed, None) for typed in ("jadi daftar", "sulit bicara dengan orang", "orang", "tanya tetangga")],
    ],
)
def test_commands_are_heard_as_people_type_them(typed: str, command: Command | None) -> None:
    assert command_in(typed) == command


@pytest.mark.parametrize(
    ("typed", "came"),
    [
        *[(typed, "yes") for typed in ("sdh trima pak", "kulo sampun nampi", "udh nerima uangnya", "wis tampa")],
        *[(typed, "no") for typed in ("bantuannya belum saya terima pak", "blm nrima duite", "bantuan blm diterima")],
        *[(typed, "short") for typed in ("sudah saya terima tp kurang pak", "trima kurang", "blm lengkap")],
        *[
            (typed, None)
            for typed in ("apakah sudah terima", "terima kasih", "sudah diterima kerja", "sudah", "kurang")
        ],
    ],
)
def test_what_came_of_a_payment_is_heard_as_people_type_it(typed: str, came: str | None) -> None:
    assert opening(typed) == (None if came is None else {"came": came})


@pytest.mark.parametrize("typed", ["kirim mawon", "krm aja", "kirim pak", "kirim datanya", "ya kirim"])
def test_politeness_does_not_stand_in_the_way_of_sending(typed: str) -> None:
    assert declares(typed)


@pytest.mark.parametrize("typed", ["nanti kirim", "kirim?", "kirim besok", "jangan kirim", "boleh", "kirim tapi salah"])
def test_only_what_is_clear_sends(typed: str) -> None:
    assert not declares(typed)


@pytest.mark.parametrize("typed", ["gada lg", "tidak ada lagi", "sampun", "sudah itu saja", "gak ada juga"])
def test_who_counted_one_member_too_many_says_so_and_goes_on(typed: str) -> None:
    assert readers.member(typed, Situation(Registration({}), NOW.date())) is None


def test_a_question_about_something_else_is_no_answer_about_school() -> None:
    asked = "saya mau tanya apakah bantuan saya sudah ada hasilnya atau belum ya pak"
    assert readers.schooling(asked, Situation(Registration({}), NOW.date())) == Problem("not-offered")
