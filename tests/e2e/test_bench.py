"""Staff at the workbench: each button does to the service what can happen to it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.dialogues.transcript import Resident, World, read
from tests.e2e.test_the_page import CUT_OFF, NAMELESS, TOO_SMALL
from tests.simulator.bench_phone import answers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.bench import BenchPhone, Workbench

pytestmark = pytest.mark.e2e

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
PATIENCE_MS = 30_000


async def time_shown(bench: Workbench) -> datetime:
    return datetime.fromisoformat(await bench.page.locator("#now").get_attribute("datetime") or "")


async def until_the_declaration(phone: BenchPhone, nik: str, kk: str) -> None:
    _, *said = answers(nik, kk)
    await phone.tell(*said)


async def test_the_same_conversation_in_two_looks_with_the_current_state_lit(bench: Workbench) -> None:
    assert (await bench.whatsapp.type("halo")).endswith("5. Data saya\n6. Sanggah hasil")
    await expect(bench.whatsapp.root.locator(".inline")).to_have_count(0)
    await bench.telegram.type("halo")
    await expect(bench.telegram.button("1. Daftar bansos")).to_be_visible()
    await expect(bench.here).to_have_text("Telegram: menu / door")
    await bench.telegram.tap("Daftar bansos")
    await bench.telegram.tap("SETUJU")
    await expect(bench.here).to_have_text("Telegram: registration / notices")
    await expect(bench.lit).to_have_attribute("data-state", "notices")
    await expect(bench.lit).to_be_in_viewport()
    await bench.whatsapp.root.get_by_label("Tulis pesan di WhatsApp").focus()
    await expect(bench.here).to_have_text("WhatsApp: menu / door")
    await expect(bench.lit).to_have_attribute("data-state", "door")
    assert bench.complaints == []


async def test_telegram_offers_to_share_the_number_in_place_of_letters(bench: Workbench) -> None:
    phone = bench.telegram
    _, *said, phrase = answers("3510165708659951", "3510161203109951")[:11]
    await phone.tell(*said)
    await phone.type(phrase)
    await phone.root.locator(".keyboard button").first.click()
    await expect(phone.sent.last).to_contain_text("Kontak 0812")
    await expect(bench.here).to_have_text("Telegram: registration / members_count")
    await expect(phone.root.locator(".keyboard")).not_to_be_visible()


async def test_an_hour_passes(bench: Workbench) -> None:
    await expect(bench.page.locator("#now")).to_contain_text("WIB")
    before = await time_shown(bench)
    await bench.telegram.type("halo")
    await bench.press("1 jam berlalu")
    await expect(bench.telegram.notes.last).to_have_text("1 jam berlalu.")
    assert await time_shown(bench) - before >= timedelta(hours=1)


async def test_when_a_day_passes_the_reminder_comes_by_itself_or_is_held_out(bench: Workbench) -> None:
    phones = (bench.whatsapp, bench.telegram)
    for phone in phones:
        for text in ("halo", "daftar", "setuju", "ya"):
            await phone.type(text)
    await bench.press("24 jam berlalu")
    for phone in phones:
        await expect(phone.notes.last).to_have_text("24 jam berlalu.")
        reminded = phone.replies.filter(has_text="pendaftaran tadi belum selesai")
        held_out = phone.notes.filter(has_text="1 dari 10 yang tidak diingatkan")
        await expect(reminded.or_(held_out)).to_have_count(1)


async def test_the_same_message_twice_is_answered_once(bench: Workbench) -> None:
    phone = bench.whatsapp
    await phone.type("halo")
    await phone.type("1")
    await phone.button("Pesan yang sama dua kali").click()
    await expect(phone.notes.last).to_contain_text("tidak ada yang tercatat ganda")
    await expect(phone.replies).to_have_count(2)
    await expect(bench.here).to_have_text("WhatsApp: registration / consent")


async def test_two_messages_at_once_are_both_answered(bench: Workbench) -> None:
    phone = bench.telegram
    await phone.type("halo")
    await phone.button("Dua pesan sekaligus").click()
    await phone.root.get_by_label("Pesan pertama").fill("daftar")
    await phone.root.get_by_label("Pesan kedua").fill("bantuan")
    await phone.button("Kirim keduanya bersamaan").click()
    await expect(phone.notes.last).to_contain_text("Dua pesan tiba bersamaan")
    await expect(phone.replies).to_have_count(3)
    await expect(bench.here).to_have_text("Telegram: registration / consent")


async def test_after_a_sudden_death_the_stored_reply_comes_once(bench: Workbench) -> None:
    phone = bench.whatsapp
    await phone.type("halo")
    await phone.button("Mati mendadak").click()
    await expect(phone.button("Mati mendadak")).to_have_attribute("aria-pressed", "true")
    await phone.write("1")
    await expect(phone.notes.filter(has_text="Jawabannya hilang di jalan")).to_have_count(1)
    await expect(phone.notes.last).to_contain_text("Jawaban yang tersimpan datang, tidak ada yang ganda")
    await expect(phone.replies).to_have_count(2)
    await expect(bench.here).to_have_text("WhatsApp: registration / consent")
    await expect(phone.button("Mati mendadak")).to_have_attribute("aria-pressed", "false")


async def test_a_submission_that_died_is_finished_by_the_worker_and_is_one(bench: Workbench) -> None:
    phone = bench.whatsapp
    await until_the_declaration(phone, "3510165708659952", "3510161203109952")
    await phone.button("Mati mendadak").click()
    count = await phone.replies.count()
    await phone.write("kirim")
    await expect(phone.notes.filter(has_text="Pendaftaran sudah tersimpan")).to_have_count(1)
    await expect(phone.replies).to_have_count(count + 1, timeout=PATIENCE_MS)
    number = NUMBER.findall(await phone.replies.last.inner_text())
    await expect(phone.notes.last).to_contain_text("Pendaftarannya tetap satu", timeout=PATIENCE_MS)
    assert NUMBER.findall(await phone.type("status")) == number


async def test_an_old_button_is_explained_and_where_there_are_none_that_is_said(bench: Workbench) -> None:
    phone = bench.telegram
    await phone.button("Tombol lama").click()
    await expect(phone.notes.last).to_contain_text("Belum ada tombol lama")
    await phone.type("halo")
    await phone.tap("Daftar bansos")
    count = await phone.replies.count()
    await phone.button("Tombol lama").click()
    assert "sudah lewat" in await phone.reply(count)
    await expect(bench.here).to_have_text("Telegram: registration / consent")
    await bench.whatsapp.button("Tombol lama").click()
    await expect(bench.whatsapp.notes.last).to_contain_text("pilihan ditulis bernomor")


async def test_while_the_registry_is_away_the_number_follows(bench: Workbench) -> None:
    phone = bench.telegram
    await until_the_declaration(phone, "3510165708659953", "3510161203109953")
    await bench.press("Registri mati")
    await expect(bench.page.locator("#line")).to_have_text("terputus")
    assert "menyusul" in await phone.type("kirim")
    count = await phone.replies.count()
    await bench.press("Registri hidup")
    await expect(phone.replies).to_have_count(count + 1, timeout=PATIENCE_MS)
    assert NUMBER.search(await phone.replies.last.inner_text())


async def test_the_conversation_is_downloaded_as_a_transcript(bench: Workbench, tmp_path: Path) -> None:
    phone = bench.telegram
    await phone.type("halo")
    await phone.tap("Daftar bansos")
    await phone.button("Pesan yang sama dua kali").click()
    await bench.press("Registri mati")
    await expect(phone.notes.last).to_contain_text("Registri terputus")
    await bench.press("1 jam berlalu")
    await expect(phone.notes.last).to_contain_text("1 jam berlalu")
    path = await phone.transcript(tmp_path)
    assert path.name == "percakapan_telegram.dialog"
    dialog = read(path)
    assert dialog.channels == ("telegram",)
    done = [step.does for step in dialog.steps if isinstance(step, Resident)]
    assert done == ["halo", "[tekan 1]", "[kirim ulang]"]
    assert [step.what for step in dialog.steps if isinstance(step, World)] == ["Waktu", "Registri", "Waktu"]
    await bench.press("Registri hidup")


async def test_without_signal_the_page_says_so_and_a_message_can_be_sent_again(bench: Workbench) -> None:
    phone = bench.whatsapp
    await bench.page.route("**/simulator/bench/messages**", lambda route: route.abort())
    await phone.write("halo")
    again = phone.button("belum terkirim - coba lagi")
    await expect(again).to_be_visible()
    await expect(bench.page.get_by_text("Layanan belum tersambung")).to_be_visible()
    await bench.page.unroute("**/simulator/bench/messages**")
    await again.click()
    await expect(phone.replies).to_have_count(1)
    await expect(again).to_have_count(0)
    await expect(bench.page.get_by_text("Layanan belum tersambung")).not_to_be_visible()


async def test_a_reload_keeps_both_conversations_and_a_new_start_has_none(bench: Workbench) -> None:
    for phone in (bench.whatsapp, bench.telegram):
        await phone.type("halo")
    await bench.page.reload()
    for phone in (bench.whatsapp, bench.telegram):
        await expect(phone.replies).to_have_count(1)
    await bench.press("Mulai dari awal")
    for phone in (bench.whatsapp, bench.telegram):
        await expect(phone.replies).to_have_count(0)
        await phone.type("halo")


async def test_what_is_typed_is_shown_as_text(bench: Workbench) -> None:
    typed = "<img src=x onerror=alert(1)><b>halo</b>"
    await bench.telegram.type(typed)
    await expect(bench.telegram.sent).to_have_text([typed])
    await expect(bench.page.locator(".log :is(img, b)")).to_have_count(0)
    assert bench.complaints == []


async def test_at_every_width_nothing_is_cut_off_and_everything_has_a_name(bench: Workbench) -> None:
    for phone in (bench.whatsapp, bench.telegram):
        await phone.type("halo")
        await phone.button("Dua pesan sekaligus").click()
    for width in (320, 390, 900, 1280, 1920):
        await bench.page.set_viewport_size({"width": width, "height": 800})
        assert not await bench.page.evaluate(CUT_OFF), width
        assert await bench.page.evaluate(NAMELESS) == []
        assert await bench.page.evaluate(TOO_SMALL) == []
        for phone in (bench.whatsapp, bench.telegram):
            await expect(phone.root.get_by_role("log")).to_have_attribute("aria-live", "polite")
            box = phone.root.get_by_label("Tulis pesan di")
            await box.scroll_into_view_if_needed()
            await expect(box).to_be_in_viewport(ratio=1)


async def test_the_keyboard_is_enough(bench: Workbench) -> None:
    phone = bench.telegram
    await phone.type("halo")
    await bench.page.keyboard.press("Shift+Tab")
    await expect(phone.button("6. Sanggah hasil")).to_be_focused()
    for _ in range(5):
        await bench.page.keyboard.press("Shift+Tab")
    await bench.page.keyboard.press("Enter")
    await expect(phone.replies).to_have_count(2)
    await expect(bench.here).to_have_text("Telegram: registration / consent")
