"""The judge of the soak sees what it has to see: each broken promise is planted here, and found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from benchmarks.soak.agency import Acting
from benchmarks.soak.family import MOST, Channel, family
from benchmarks.soak.finding import Fault
from benchmarks.soak.oracle import Row, judge, unheard
from benchmarks.soak.question import number_in
from benchmarks.soak.tale import FOR_GOOD, Tale, What

TODAY = date(2026, 11, 22)
NUMBER = "4821-557-306"
DONE = f"Terima kasih, pendaftaran sudah kami terima.\nNomor pendaftaran: {NUMBER}\nMohon dicatat."
LATE = f"Kabar baik: pendaftaran Bapak/Ibu sudah tercatat.\nNomor pendaftaran: {NUMBER}\nMohon dicatat."
SAID_AGAIN = "Pesan ini mungkin sudah sampai sebelumnya. Kalau sudah, tidak apa-apa."


def resident(channel: Channel = Channel.TELEGRAM) -> Tale:
    place = next(place for place in range(100) if family(1, place, TODAY).channel is channel)
    return Tale(family(1, place, TODAY))


def registered(tale: Tale, *, number: str = NUMBER) -> Row:
    """Let somebody register without any trouble; give the row that this makes."""
    for message, (said, reply) in enumerate([("halo", "1. Daftar"), ("kirim", DONE)]):
        tale.note(What.SAID, said, message=str(message))
        tale.note(What.TAKEN, message=str(message))
        tale.note(What.ANSWERED, reply, message=str(message), ref=f"ref-{message}")
    tale.finished = True
    return Row(number, dict(tale.family.row), tale.family.wants_notices, tale.family.acting)


def faults(tale: Tale, *rows: Row) -> set[Fault]:
    return {finding.fault for finding in judge([tale], rows)}


def test_a_registration_without_trouble_is_found_to_be_in_order() -> None:
    tale = resident()
    assert judge([tale], [registered(tale)]) == []


def test_a_row_that_is_missing_is_found() -> None:
    tale = resident()
    registered(tale)
    assert faults(tale) == {Fault.NO_ROW, Fault.NUMBER_WITHOUT_ROW}


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Orang Lain"), ("kk", "3510160101859999"), ("phone", "+628120009999"), ("rt", "099"), ("elderly", 9)],
)
def test_a_field_that_is_not_as_typed_is_found(field: str, value: object) -> None:
    tale = resident()
    row = registered(tale)
    changed: dict[str, Any] = dict(row.household) | {field: value}
    [finding] = judge([tale], [replace(row, household=changed)])
    assert finding.fault is Fault.NOT_AS_TYPED
    assert field in finding.seen


def test_a_field_that_is_gone_is_found() -> None:
    tale = resident()
    row = registered(tale)
    kept = {name: value for name, value in row.household.items() if name != "rw"}
    assert faults(tale, replace(row, household=kept)) == {Fault.NOT_AS_TYPED}


def test_notices_that_were_not_wanted_are_found() -> None:
    tale = resident()
    row = registered(tale)
    assert faults(tale, replace(row, notices=not row.notices)) == {Fault.NOT_AS_TYPED}


def test_notices_of_which_nothing_is_known_are_found_unless_an_agent_left_them_to_the_family() -> None:
    tale = resident()
    row = registered(tale)
    assert faults(tale, replace(row, notices=None)) == {Fault.NOT_AS_TYPED}
    by_agent = Tale(next(each for place in range(100) if (each := family(1, place, TODAY)).acting))
    assert faults(by_agent, replace(registered(by_agent), notices=None)) == set()


def test_a_row_with_a_nik_that_nobody_typed_is_found() -> None:
    tale = resident()
    row = registered(tale)
    foreign = Row("1111-111-111", dict(row.household) | {"nik": "3510165708459901"}, notices=True)
    assert faults(tale, row, foreign) == {Fault.NOT_AS_TYPED}


def test_a_second_row_is_found() -> None:
    tale = resident()
    row = registered(tale)
    assert faults(tale, row, replace(row, number="1111-111-111")) == {Fault.TWO_ROWS}


def test_a_row_that_nobody_sent_is_found() -> None:
    tale = resident()
    tale.finished = True
    row = Row(NUMBER, dict(tale.family.row), tale.family.wants_notices)
    assert faults(tale, row) == {Fault.ROW_WITHOUT_KIRIM}


def test_a_second_number_is_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.PUSHED, LATE.replace(NUMBER, "1111-111-111"), ref="ref-late")
    assert faults(tale, row) == {Fault.TWO_NUMBERS, Fault.NUMBER_WITHOUT_ROW}


def test_a_registration_by_an_agent_that_does_not_say_so_is_found() -> None:
    tale = Tale(next(each for place in range(100) if (each := family(1, place, TODAY)).acting))
    row = registered(tale)
    assert faults(tale, row) == set()
    assert faults(tale, replace(row, acting=None)) == {Fault.NOT_AS_TYPED}
    assert faults(tale, replace(row, acting=Acting("other", "guardian", "Orang Lain"))) == {Fault.NOT_AS_TYPED}


def test_a_number_that_is_never_told_is_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.events = [event for event in tale.events if NUMBER not in event.text]
    assert Fault.NO_NUMBER in faults(tale, row)


@pytest.mark.parametrize("channel", Channel)
def test_a_message_that_was_accepted_and_never_answered_is_found(channel: Channel) -> None:
    tale = resident(channel)
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    assert unheard(tale)
    assert faults(tale, row) == {Fault.NOT_HEARD}
    tale.note(What.PUSHED, "Berapa NIK Bapak/Ibu?", ref="ref-7")
    assert faults(tale, row) == set()


def test_an_answer_is_owed_also_to_who_asked_again_and_was_answered() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "tidak ada", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.WAITED)
    tale.note(What.SAID, "ulang", message="8")
    tale.note(What.TAKEN, message="8")
    tale.note(What.ANSWERED, "Berapa NIK Bapak/Ibu?", message="8")
    assert faults(tale, row) == {Fault.NOT_HEARD}


@pytest.mark.parametrize("channel", Channel)
def test_the_number_that_follows_by_itself_does_not_stand_for_an_answer(channel: Channel) -> None:
    tale = resident(channel)
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.PUSHED, LATE, ref="ref-late")
    assert faults(tale, row) == {Fault.NOT_HEARD}


@pytest.mark.parametrize("channel", Channel)
def test_the_number_that_follows_by_itself_is_the_answer_to_kirim(channel: Channel) -> None:
    tale = resident(channel)
    row = registered(tale)
    tale.events = [event for event in tale.events if event.what is not What.ANSWERED or event.message != "1"]
    assert faults(tale, row) == {Fault.NO_NUMBER, Fault.NOT_HEARD}
    tale.note(What.PUSHED, LATE, ref="ref-late")
    assert faults(tale, row) == set()


def test_a_reply_that_the_platform_lost_counts_as_one_that_the_service_gave() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.VANISHED, "Berapa NIK Bapak/Ibu?")
    assert faults(tale, row) == set()


def test_a_message_that_the_platform_never_delivered_needs_no_answer() -> None:
    tale = resident(Channel.WHATSAPP)
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TRIED, "bot 1: 503", message="7")
    tale.note(What.LEFT, message="7")
    assert faults(tale, row) == set()


def test_two_different_answers_to_one_message_are_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.TAKEN, message="0")
    tale.note(What.ANSWERED, "Siapa nama lengkap sesuai KTP?", message="0", ref="ref-0")
    assert faults(tale, row) == {Fault.TWO_ANSWERS}


def test_the_same_answer_twice_is_no_fault() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.TAKEN, message="0")
    tale.note(What.ANSWERED, "1. Daftar", message="0", ref="ref-0")
    assert faults(tale, row) == set()


def test_two_different_pushes_for_one_message_are_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.PUSHED, "Berapa NIK Bapak/Ibu?")
    tale.note(What.PUSHED, "Siapa nama lengkap sesuai KTP?")
    assert faults(tale, row) == {Fault.TWO_ANSWERS}


def test_what_is_said_again_with_words_that_say_so_is_no_second_answer() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.VANISHED, "Berapa NIK Bapak/Ibu?")
    tale.note(What.PUSHED, f"{SAID_AGAIN}\n\nBerapa NIK Bapak/Ibu?")
    assert faults(tale, row) == set()


def test_what_comes_for_the_first_time_with_those_words_is_an_answer() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.PUSHED, f"{SAID_AGAIN}\n\nBerapa NIK Bapak/Ibu?")
    assert faults(tale, row) == set()


def test_what_a_template_says_again_in_one_line_is_no_second_answer() -> None:
    tale = resident(Channel.WHATSAPP)
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    asked = "8 dari 9\nApa pekerjaan utama Bapak/Ibu?\n\n1. Petani\n2. Buruh tani"
    tale.note(What.VANISHED, asked, ref="ref-7")
    tale.note(What.PUSHED, f"{SAID_AGAIN} 8 dari 9 · Apa pekerjaan utama Bapak/Ibu?", ref="ref-7")
    assert faults(tale, row) == set()


def test_of_two_answers_with_the_same_words_either_may_be_the_one_that_was_sent_again() -> None:
    tale = resident(Channel.WHATSAPP)
    row = registered(tale)
    for message in ("7", "8"):
        tale.note(What.SAID, "ulang", message=message)
        tale.note(What.TAKEN, message=message)
    tale.note(What.PUSHED, "Berapa NIK Bapak/Ibu?", ref="ref-8")
    assert faults(tale, row) == {Fault.NOT_HEARD}
    tale.note(What.PUSHED, f"{SAID_AGAIN} Berapa NIK Bapak/Ibu?", ref="ref-8")
    assert faults(tale, row) == set()


def test_what_vanished_on_whatsapp_and_was_not_sent_again_is_found() -> None:
    tale = resident(Channel.WHATSAPP)
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.VANISHED, "Berapa NIK Bapak/Ibu?", ref="ref-7")
    assert faults(tale, row) == {Fault.NOT_HEARD}


def test_two_texts_under_one_reference_are_found() -> None:
    tale = resident(Channel.WHATSAPP)
    row = registered(tale)
    tale.note(What.PUSHED, "Siapa nama lengkap sesuai KTP?", ref="ref-0")
    assert Fault.TWO_ANSWERS in faults(tale, row)


@pytest.mark.parametrize("channel", Channel)
def test_a_number_that_comes_by_itself_twice_is_found(channel: Channel) -> None:
    tale = resident(channel)
    row = registered(tale)
    tale.note(What.PUSHED, LATE, ref="ref-late")
    assert faults(tale, row) == set()
    tale.note(What.PUSHED, f"{SAID_AGAIN}\n\n{LATE}", ref="ref-late")
    assert faults(tale, row) == ({Fault.TWO_ANSWERS} if channel is Channel.WHATSAPP else set())
    tale.note(What.PUSHED, LATE, ref="ref-late")
    assert faults(tale, row) == {Fault.TWO_ANSWERS}


def test_an_apology_for_a_fault_of_the_service_is_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.SAID, "ulang", message="7")
    tale.note(What.TAKEN, message="7")
    tale.note(What.ANSWERED, "Mohon maaf, ada gangguan di pihak kami. Mohon kirim lagi.", message="7")
    assert faults(tale, row) == {Fault.APOLOGY}


def test_a_reply_that_the_platform_refuses_is_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.note(What.TURNED_AWAY, "Bad Request: message is too long", ref=FOR_GOOD)
    assert faults(tale, row) == {Fault.REFUSED_REPLY}


def test_a_number_that_cannot_reach_who_blocked_us_has_to_be_on_the_list() -> None:
    tale = resident()
    row = registered(tale)
    tale.events = [event for event in tale.events if NUMBER not in event.text]
    tale.note(What.BLOCKED)
    assert unheard(tale)
    assert faults(tale, row) == {Fault.NOT_LISTED}
    tale.note(What.TURNED_AWAY, "403 Forbidden: bot was blocked by the user", ref=FOR_GOOD)
    assert not unheard(tale)
    assert faults(tale, row) == {Fault.NOT_LISTED}
    assert judge([tale], [row], listed=[tale.family.address]) == []


def test_somebody_who_still_waits_at_the_end_is_found() -> None:
    tale = resident()
    row = registered(tale)
    tale.finished = False
    assert faults(tale, row) == {Fault.WAITS}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (DONE, NUMBER),
        (f"Pendaftaran dari nomor ini:\n{NUMBER} (S*** C***): sudah kami terima", NUMBER),
        (f"Pendaftaran dari nomor ini: {NUMBER} (S*** C***): sudah kami terima", NUMBER),
        (f"Mohon ketik nomor pendaftaran, misalnya {NUMBER}.", None),
    ],
)
def test_a_number_is_read_where_it_is_told_and_not_where_it_is_an_example(text: str, number: str | None) -> None:
    assert number_in(text) == number


def test_no_two_families_share_a_number_and_all_are_of_the_same_seed() -> None:
    families = [family(5, place, TODAY) for place in range(MOST)]
    for numbers in zip(*((each.nik, each.row["kk"], each.address) for each in families), strict=True):
        assert len(set(numbers)) == len(families)
    assert families[17] == family(5, 17, TODAY)
    assert all(each.nik.startswith("3510") and "9900" <= each.nik[-4:] <= "9999" for each in families)
