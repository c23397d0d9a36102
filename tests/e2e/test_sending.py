"""What happens between the text box and the service when people type, tap and lose their signal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Route, expect

from tests.e2e.phone import MESSAGES

if TYPE_CHECKING:
    from tests.e2e.phone import SimulatedPhone

pytestmark = pytest.mark.e2e


async def test_a_tap_on_an_old_choice_is_explained(narrow: SimulatedPhone) -> None:
    await narrow.type("halo")
    await narrow.tap("Daftar bansos")
    await narrow.tap("SETUJU")
    before = await narrow.state()
    old = narrow.page.locator(".entry.service").first.get_by_role("button").filter(has_text="Cek status")
    count = await narrow.replies.count()
    await old.click()
    await expect(narrow.replies).to_have_count(count + 1)
    await expect(narrow.replies.last).to_contain_text("sudah lewat")
    assert await narrow.state() == before


async def test_the_same_message_twice_is_answered_once(wide: SimulatedPhone) -> None:
    await wide.type("halo")
    reply = await wide.type("1")
    state = await wide.state()
    await wide.page.get_by_role("button", name="Kirim pesan yang sama dua kali").click()
    await expect(wide.page.locator(".entry.page")).to_contain_text("tiba dua kali")
    await expect(wide.replies).to_have_count(2)
    await expect(wide.replies.last).to_have_text(reply, use_inner_text=True)
    assert await wide.state() == state


async def test_a_reload_keeps_the_conversation_and_the_question(narrow: SimulatedPhone) -> None:
    await narrow.type("halo")
    reply = await narrow.tap("Daftar bansos")
    await narrow.page.reload()
    await expect(narrow.sent).to_have_text(["halo", "Daftar bansos"])
    await expect(narrow.replies.last).to_have_text(reply, use_inner_text=True)
    await narrow.tap("SETUJU")


async def test_a_voice_note_is_answered_kindly_and_the_question_stays(narrow: SimulatedPhone) -> None:
    await narrow.type("halo")
    await narrow.tap("Daftar bansos")
    state = await narrow.state()
    reply = await narrow.attach("Pesan suara")
    assert "Terima kasih" in reply
    assert await narrow.state() == state


@pytest.mark.parametrize("kind", ["Stiker", "Foto", "Lokasi", "Kartu kontak ponsel ini"])
async def test_whatever_else_is_sent_gets_an_answer(narrow: SimulatedPhone, kind: str) -> None:
    await narrow.type("halo")
    assert await narrow.attach(kind)


async def test_messages_typed_while_waiting_go_out_in_order_each_once(narrow: SimulatedPhone) -> None:
    may_go = asyncio.Event()
    asked: list[dict[str, str]] = []

    async def hold(route: Route) -> None:
        asked.append(route.request.post_data_json)
        await may_go.wait()
        await route.continue_()

    await narrow.page.route(MESSAGES, hold)
    for text in ("halo", "1", "setuju"):
        await narrow.write(text)
    await expect(narrow.sent).to_have_count(3)
    await expect(narrow.page.get_by_text("sedang mengetik...")).to_be_visible()
    may_go.set()
    await expect(narrow.replies).to_have_count(3)
    assert [message["text"] for message in asked] == ["halo", "1", "setuju"]
    assert len({message["id"] for message in asked}) == 3
    assert await narrow.state() == "notices"


@pytest.mark.parametrize("arrives", [False, True], ids=["the message is lost", "its answer is lost"])
async def test_a_message_that_did_not_get_through_is_sent_again_as_the_same_message(
    narrow: SimulatedPhone, arrives: bool
) -> None:
    await narrow.type("halo")
    asked: list[dict[str, str]] = []

    async def lose(route: Route) -> None:
        asked.append(route.request.post_data_json)
        if arrives:
            await route.fetch()
        await route.abort()

    await narrow.page.route(MESSAGES, lose)
    await narrow.write("1")
    again = narrow.page.get_by_role("button", name="belum terkirim - coba lagi")
    await expect(again).to_be_visible()
    await narrow.page.unroute(MESSAGES)
    async with narrow.page.expect_request(MESSAGES) as retried:
        await again.click()
    assert (await retried.value).post_data_json == asked[0]
    await expect(narrow.replies).to_have_count(2)
    await expect(again).to_have_count(0)
    assert await narrow.state() == "consent"


async def test_a_message_under_way_when_the_page_is_left_is_sent_after_the_reload(
    narrow: SimulatedPhone,
) -> None:
    await narrow.page.route(MESSAGES, lambda route: route.abort())
    await narrow.write("halo")
    await expect(narrow.page.get_by_role("button", name="belum terkirim")).to_be_visible()
    await narrow.page.unroute(MESSAGES)
    await narrow.page.reload()
    await expect(narrow.replies).to_have_count(1)


async def test_without_signal_the_page_says_so_and_goes_on_by_itself_when_it_is_back(
    narrow: SimulatedPhone,
) -> None:
    await narrow.page.route(f"{MESSAGES}**", lambda route: route.abort())
    await narrow.write("halo")
    notice = narrow.page.get_by_text("Layanan belum tersambung")
    await expect(notice).to_be_visible()
    await narrow.page.unroute(f"{MESSAGES}**")
    await expect(narrow.replies).to_have_count(1)
    await expect(notice).not_to_be_visible()


async def test_a_message_that_is_refused_does_not_hold_up_the_next(narrow: SimulatedPhone) -> None:
    await narrow.page.route(MESSAGES, lambda route: route.fulfill(status=413))
    await narrow.write("sangat panjang")
    await expect(narrow.page.get_by_text("tidak dapat dikirim")).to_be_visible()
    await narrow.page.unroute(MESSAGES)
    await narrow.type("halo")


async def test_what_is_typed_is_shown_as_text(narrow: SimulatedPhone) -> None:
    typed = "<img src=x onerror=alert(1)><b>halo</b>"
    await narrow.type(typed)
    await expect(narrow.sent).to_have_text([typed])
    await expect(narrow.page.locator(".log :is(img, b)")).to_have_count(0)
    assert narrow.complaints == []
