"""Every fault that a catalogue can have: small changes to a sound one, each with its one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conversations.checks import Weight, proof_read
from deploy.flow_check import checked_flows
from tests.conversations.checks.boats import COMMON, WORDS, changed, sound

if TYPE_CHECKING:
    from conversations.checks import Finding
    from conversations.engine.flow import Flow

LONG = " ".join(["Tulis nama desa di sini."] * 70)
FORTY = " ".join(["desa"] * 40)
MANY = " ".join(["Tulis nama desa."] * 37)
HELP = ".help = Tulis nama desa."


def found(words: str = WORDS, common: str = COMMON, flow: Flow | None = None) -> list[Finding]:
    return proof_read([flow or sound()], "id", {"boats": words, "common": common})


def without(line: str) -> str:
    assert line in WORDS
    return WORDS.replace(line, "", 1)


def with_(old: str, new: str) -> str:
    assert old in WORDS
    return WORDS.replace(old, new, 1)


BROKEN: list[tuple[str, str, str, str]] = [
    (
        without("home = Tinggal di mana?\n    .help = Tulis nama desa.\n").replace(
            "    .line = Tempat tinggal: { $value }\n",
            "home =\n    .help = Tulis nama desa.\n    .line = Tempat tinggal: { $value }\n",
        ),
        "boats: home",
        "is missing",
        "Add `home = ...` to locales/id/boats.ftl",
    ),
    (without("    .help = Ketik angkanya.\n"), "boats: count.help", "is missing", "Add `.help = ...`"),
    (without("    .farmer = Petani\n"), "boats: trade.farmer", "is missing", "Add `.farmer = ...`"),
    (without("    .line = Perahu: { $value }\n"), "boats: count.line", "is missing", "under 'count'"),
    (
        without("    .problem-too-long = Yang kami terima { $digits } huruf. Mohon disingkat.\n"),
        "boats: name.problem-too-long",
        "is missing",
        "Say there what was received and what is needed",
    ),
    (
        with_(".fisher = Nelayan", ".fisher = Nelayan yang mencari ikan di laut lepas jauh sana."),
        "boats: trade.fisher",
        "is 30 characters too long for a WhatsApp button of 20",
        "Shorten 'Nelayan yang",
    ),
    (
        with_("Yang kami terima { $digits }", "Yang kami terima { $digit }"),
        "boats: name.problem-too-long",
        "says { $digit }, which it is not given",
        "Write { $digits }",
    ),
    (
        with_("done = { $number ->", "done = { $nomor ->"),
        "boats: done",
        "says { $nomor }, which it is not given",
        "",
    ),
    (
        with_("Hubungi { $contact }", "Hubungi { $petugas }"),
        "boats: told",
        "says { $petugas }, which it is not given",
        "It is given $contact",
    ),
    (
        with_(HELP, f"{HELP}\n    .helf = Tulis nama desa."),
        "boats: home.helf",
        "is never said",
        "Remove it",
    ),
    (WORDS + "farewell = Sampai jumpa.\n", "boats: farewell", "belongs to no state", "Remove it"),
    (WORDS + "-name = Layanan\n", "boats: -name", "is never said", "Remove it"),
    (WORDS + "told Baik\n", "boats", "cannot be read at 'told Baik'", "Correct the Fluent syntax"),
    (WORDS + "told = Sampai jumpa.\n", "boats: told", "stands twice", "Remove one"),
    (with_(HELP, f"{HELP}\n    {HELP}"), "boats: home.help", "stands twice", "Remove one"),
    (
        with_(".farmer = Petani", ".farmer = Nelayan"),
        "boats: trade.farmer",
        "reads 'Nelayan', as 'fisher'",
        "apart",
    ),
    (
        with_("told = Baik, terima kasih.", "told = { thanks }, baik."),
        "boats: told",
        "refers to thanks, which is not there",
        "Correct the name",
    ),
    (
        with_("Tinggal di mana?", "Tinggal di mana? Desa apa?"),
        "boats: home",
        "asks 2 questions: 'Tinggal di mana?' and 'Desa apa?'",
        "Ask one",
    ),
    (
        with_(HELP, f".help = Tulis {FORTY}."),
        "boats: home.help",
        "has a sentence of 41 words",
        "Make two of it",
    ),
    (
        with_(HELP, ".help = Silakan klik desa."),
        "boats: home.help",
        "says 'klik': 'Silakan klik",
        "Say 'tekan'",
    ),
    (
        with_("Sedang kami kirim.", "Pengiriman gagal."),
        "boats: send.waiting",
        "says 'gagal'",
        "Say 'belum bisa'",
    ),
    (
        with_("[one] Terima kasih.", "[one] Terjadi error."),
        "boats: done",
        "says 'error': 'Terjadi error.'",
        "ada gangguan di pihak kami",
    ),
    (with_("Siapa nama Bapak/Ibu?", "Siapa nama Anda?"), "boats: name", "says 'anda'", "Say 'Bapak/Ibu'"),
    (with_("Siapa nama Bapak/Ibu?", "Siapa nama Bapak?"), "boats: name", "speaks to men only", "Bapak/Ibu"),
    (with_(HELP, ".help = Tulis nama DESA."), "boats: home.help", "has 'DESA' in capitals", "Write it small"),
    (with_(HELP, f".help = {MANY}"), "boats: home.help", "has 111 words", "# panjang: why"),
    (
        with_(HELP, ".help = Tulis nama desa, atau LEWATI."),
        "boats: home.help",
        "teaches LEWATI, but this question cannot be skipped",
        "make it optional",
    ),
    (
        with_("told = Baik, terima kasih.", f"# panjang: contoh\ntold = {LONG}"),
        "boats: told",
        "too many",
        "Shorten it: WhatsApp takes 1600 with the list",
    ),
    (
        with_(
            "trade = Apa pekerjaan Bapak/Ibu?",
            f"# panjang: contoh\ntrade = {LONG[: 25 * 44]} Apa pekerjaan Bapak/Ibu?",
        ),
        "boats: trade",
        "too many",
        "1024 with buttons",
    ),
]


@pytest.mark.parametrize(
    ("words", "where", "what", "remedy"), BROKEN, ids=[f"{where} {what}" for _, where, what, _ in BROKEN]
)
def test_a_broken_catalogue_gives_its_finding_and_no_other(words: str, where: str, what: str, remedy: str) -> None:
    findings = found(words)
    assert len(findings) == 1, [str(finding) for finding in findings]
    assert findings[0].where == where
    assert what in findings[0].what
    assert remedy in findings[0].remedy
    assert findings[0].place.startswith("locales/id/boats.ftl")


def test_a_sound_catalogue_gives_no_finding() -> None:
    assert found() == []


def test_a_finding_names_the_line() -> None:
    (finding,) = found(with_("Tinggal di mana?", "Tinggal di mana? Desa apa?"))
    line = int(finding.place.rpartition(":")[2])
    assert WORDS.splitlines()[line - 1].startswith("home = ")


def test_a_review_that_forgets_a_line_leaves_words_that_are_never_said() -> None:
    flow = changed(sound(), "review", lines=["name", "trade", "count"])
    (finding,) = found(flow=flow)
    assert (finding.where, finding.what) == ("boats: home.line", "is never said")


def test_a_flow_without_a_catalogue_is_found() -> None:
    (finding,) = proof_read([sound()], "id", {"common": COMMON})
    assert finding.what == "has no words in id"
    assert finding.place == "locales/id/boats.ftl"


def test_a_catalogue_without_a_flow_is_found() -> None:
    (finding,) = proof_read([sound()], "id", {"common": COMMON, "boats": WORDS, "ships": "one = Satu.\n"})
    assert (finding.where, finding.what) == ("ships: ships", "belongs to no flow")


def test_a_common_sentence_that_is_missing_is_found() -> None:
    (finding,) = found(common=COMMON.replace("thanks = Baik .\n", ""))
    assert (finding.where, finding.what, finding.weight) == ("common: thanks", "is missing", Weight.GAP)


def test_a_common_sentence_that_nobody_says_stops_a_release_and_no_service() -> None:
    (finding,) = found(common=COMMON + "\nfarewell = Sampai jumpa.\n")
    assert (finding.where, finding.weight) == ("common: farewell", Weight.STYLE)


def test_a_translation_that_leaves_a_text_out_is_found() -> None:
    words = WORDS.replace("    .noted = Nama: { $value }\n", "", 1)
    (finding,) = proof_read([sound()], "jv", {"common": COMMON, "boats": words}, {"common": COMMON, "boats": WORDS})
    assert (finding.where, finding.what, finding.weight) == (
        "boats: name.noted",
        "is not translated from id",
        Weight.GAP,
    )


def test_a_translation_that_leaves_a_variable_out_is_found() -> None:
    words = WORDS.replace("Sudah tercatat: { $number }", "Sampun kacathet", 1)
    (finding,) = proof_read([sound()], "jv", {"common": COMMON, "boats": words}, {"common": COMMON, "boats": WORDS})
    assert (finding.where, finding.what) == ("boats: send.late-accepted", "leaves out $number, which id says")


def test_the_gap_of_a_draft_is_told_and_stops_nothing() -> None:
    words = WORDS.replace("    .help = Ketik angkanya.\n", "", 1)
    sources = {"common": COMMON, "boats": WORDS}
    checked = checked_flows([sound()], {"id": sources, "jv": {**sources, "boats": words}}, shipped={"id"})
    assert checked.faults == []
    assert [finding.where for finding in checked.warnings] == ["boats: count.help"]
    report = list(checked.report())
    assert report[0] == "locales/jv/boats.ftl"
    assert "draft: boats: count.help is missing" in report[1]
    assert report[-1] == "1 flow, 9 states, 205 texts, 2 locales: sound"


def test_the_gap_of_a_shipped_language_stops_a_release() -> None:
    words = WORDS.replace("    .help = Ketik angkanya.\n", "", 1)
    sources = {"common": COMMON, "boats": WORDS}
    checked = checked_flows([sound()], {"id": sources, "jv": {**sources, "boats": words}}, shipped={"id", "jv"})
    assert [finding.where for finding in checked.faults] == ["boats: count.help"]
    assert next(iter(checked.report())) == "locales/jv/boats.ftl"


def test_a_word_that_people_type_may_be_any_word() -> None:
    assert found(with_("melaut, cari ikan", "gagal, klik, ANDA, error")) == []
