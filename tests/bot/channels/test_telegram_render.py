"""How a message looks in Telegram. The stub checks what Telegram would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.channels.channel import Accepted
from conversations.engine.messages import Choice, Outbound
from tests.stubs.telegram_updates import CHAT

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel
    from tests.stubs.telegram import Sent, TelegramStub


@pytest.fixture
def shown(telegram: TelegramChannel, telegram_api: TelegramStub):
    async def show(outbound: Outbound) -> Sent:
        outcome = await telegram.send(str(CHAT), outbound, "ref")
        assert isinstance(outcome, Accepted), outcome
        return telegram_api.sent[-1]

    return show


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, f"choice-{number}") for number, label in enumerate(labels, start=1))


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("Ya", "Tidak"), [["1. Ya", "2. Tidak"]]),
        (("SD", "SMP", "SMA"), [["1. SD", "2. SMP"], ["3. SMA"]]),
        (("Ya", "Tidak mau menjawab"), [["1. Ya"], ["2. Tidak mau menjawab"]]),
    ],
)
async def test_short_labels_stand_on_their_buttons_with_their_number(shown, labels, rows) -> None:
    sent = await shown(Outbound("Apakah sudah benar?", choices(*labels)))
    assert sent.text == "Apakah sudah benar?"
    assert sent.buttons() == rows


async def test_long_labels_stand_in_the_text_and_the_buttons_have_only_numbers(shown) -> None:
    labels = ["Rumah sendiri"] * 6 + ["Menumpang di rumah orang tua, mertua atau saudara"]
    sent = await shown(Outbound("Rumah yang ditempati?", choices(*labels)))
    assert sent.text.startswith("Rumah yang ditempati?\n\n1. Rumah sendiri\n2. ")
    assert sent.text.endswith("7. Menumpang di rumah orang tua, mertua atau saudara")
    assert sent.buttons() == [["1", "2", "3", "4", "5"], ["6", "7"]]


async def test_a_payload_is_bounded_in_bytes_and_a_choice_beyond_can_still_be_typed(shown) -> None:
    fits, beyond = Choice("Pas", "ꦲ" * 21), Choice("Lewat", "ꦲ" * 22)
    sent = await shown(Outbound("Pilih", (fits, beyond)))
    assert sent.text == "Pilih\n\n1. Pas\n2. Lewat"
    assert sent.buttons() == [["1"]]


async def test_more_choices_than_buttons_can_all_be_typed(shown) -> None:
    sent = await shown(Outbound("Desa mana?", choices(*(f"Desa {number}" for number in range(1, 131)))))
    assert sum(map(len, sent.buttons())) == 100
    assert sent.text.endswith("130. Desa 130")


async def test_asking_for_the_number_shows_a_keyboard_with_the_choices_as_plain_buttons(shown) -> None:
    outbound = Outbound("Nomor HP?", choices("Nomor lain", "Tidak punya"), contact_label="Bagikan nomor saya")
    sent = await shown(outbound)
    assert sent.buttons() == [["Bagikan nomor saya"], ["Nomor lain"], ["Tidak punya"]]
    assert sent.markup["keyboard"][0][0]["request_contact"] is True
    assert sent.markup["one_time_keyboard"] is True
    assert sent.text == "Nomor HP?\n\n1. Nomor lain\n2. Tidak punya"


async def test_a_question_without_choices_takes_an_earlier_keyboard_away(shown) -> None:
    assert (await shown(Outbound("Siapa nama Bapak/Ibu?"))).markup == {"remove_keyboard": True}


@pytest.mark.parametrize("letter", ["a", "ꦲ", "🙏"])
async def test_a_text_too_long_is_cut_and_the_list_never(shown, letter: str) -> None:
    sent = await shown(Outbound(letter * 5000, choices("Pilihan yang panjang sekali namanya", "Tidak")))
    assert len(sent.text.encode("utf-16-le")) // 2 in {4095, 4096}
    assert sent.text.endswith("…\n\n1. Pilihan yang panjang sekali namanya\n2. Tidak")


@pytest.mark.parametrize("text", ["<b>Budi</b> & [x](http://y) *z* _", "Budi</code>", "a\ud83d\x00b"])
async def test_nothing_that_was_typed_becomes_markup(shown, text: str) -> None:
    sent = await shown(Outbound(f"Nama: {text}"))
    assert sent.text == f"Nama: {text}".replace("\ud83d", "").replace("\x00", "")
