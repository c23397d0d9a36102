"""The workbench: what its buttons do to the service that everybody talks to."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

import pytest

from tests.simulator.bench_phone import BENCH, BenchPhone, answers, cut, let_pass

if TYPE_CHECKING:
    import httpx

NUMBER = re.compile(r"\d{4}-\d{3}-\d{3}")
REMINDED = "pendaftaran tadi belum selesai"
MANY = 8
"""One phone in ten is held out of reminding; of so many surely one is reminded."""
LOOKS = ["whatsapp", "telegram"]


async def test_one_message_is_a_numbered_list_in_one_look_and_buttons_in_the_other(
    client: httpx.AsyncClient,
) -> None:
    [listed], [pressed] = [(await BenchPhone(client, look, "a").do(text="halo"))["replies"] for look in LOOKS]
    assert listed["text"].endswith(
        "1. Daftar bansos\n2. Cek status\n3. Apakah ini resmi?\n4. Bicara dengan petugas\n"
        "5. Data saya\n6. Sanggah hasil"
    )
    assert listed["markup"] is None
    rows = pressed["markup"]["inline_keyboard"]
    assert [button["text"] for [button] in rows][:2] == ["1. Daftar bansos", "2. Cek status"]
    assert "Daftar bansos\n" not in pressed["text"]


async def test_only_whatsapp_knows_the_number_and_only_telegram_shares_it(client: httpx.AsyncClient) -> None:
    whatsapp, telegram = (BenchPhone(client, look, "a") for look in LOOKS)
    until = answers("3510165708659931", "3510161203109931")[:11]
    assert "nomor ini" in (await whatsapp.type(*until)).lower()
    answer: dict = {}
    for text in until:
        answer = await telegram.do(text=text)
    keyboard = answer["replies"][-1]["markup"]["keyboard"]
    assert keyboard[0][0]["request_contact"] is True
    assert (await telegram.do(contact="081200000009"))["state"] == "members_count"


async def test_a_tap_on_a_button_is_an_answer(client: httpx.AsyncClient) -> None:
    phone = BenchPhone(client, "telegram", "a")
    [[first], *_] = (await phone.do(text="halo"))["replies"][0]["markup"]["inline_keyboard"]
    assert (await phone.do(payload=first["callback_data"]))["state"] == "consent"


async def test_a_tap_on_an_old_button_is_explained_and_the_question_stays(client: httpx.AsyncClient) -> None:
    phone = BenchPhone(client, "telegram", "a")
    [[first], *_] = (await phone.do(text="halo"))["replies"][0]["markup"]["inline_keyboard"]
    await phone.type("daftar")
    answer = await phone.do(payload=first["callback_data"])
    assert "sudah lewat" in answer["replies"][0]["text"]
    assert answer["state"] == "consent"


async def test_hours_pass_one_after_the_other_so_that_the_reminder_comes_by_itself(
    client: httpx.AsyncClient,
) -> None:
    phones = [BenchPhone(client, "whatsapp", f"warga-{number}") for number in range(MANY)]
    for phone in phones:
        await phone.type("halo", "daftar", "setuju", "ya")
    before = datetime.fromisoformat((await phones[0].look_at())["now"])
    await let_pass(client, 24)
    seen = [await phone.look_at() for phone in phones]
    assert datetime.fromisoformat(seen[0]["now"]) - before >= timedelta(hours=24)
    assert any(each["replies"] for each in seen)
    for each in seen:
        texts = [reply["text"] for reply in each["replies"]]
        assert each["reminded"] == ("sent" if texts else "held")
        assert all(REMINDED in text for text in texts)
        assert all(datetime.fromisoformat(reply["at"]) < before + timedelta(hours=22) for reply in each["replies"])


async def test_a_message_whose_reply_was_lost_gets_that_reply_when_it_is_delivered_again(
    client: httpx.AsyncClient,
) -> None:
    phone = BenchPhone(client, "whatsapp", "a")
    await phone.type("halo")
    died = await phone.post(text="1", id="cut", dies=True)
    assert died.status_code == 502
    stored = await phone.look_at()
    assert (stored["state"], stored["replies"]) == ("consent", [])
    again = [await phone.do(text="1", id="cut") for _ in range(2)]
    assert again[0]["replies"][0]["text"] == again[1]["replies"][0]["text"]
    assert {each["state"] for each in again} == {"consent"}
    assert again[0]["replies"][0]["text"].endswith("1. SETUJU\n2. TIDAK")


async def test_a_submission_that_was_cut_off_is_finished_once_by_the_worker(
    client: httpx.AsyncClient,
) -> None:
    phone = BenchPhone(client, "whatsapp", "pekerja")
    await phone.type(*answers("3510165708659932", "3510161203109932"))
    assert (await phone.post(text="kirim", id="cut", dies=True)).status_code == 502
    assert (await phone.look_at())["owes"] is True
    await let_pass(client, 1)
    finished = await phone.look_at()
    [told] = finished["replies"]
    [number] = set(NUMBER.findall(told["text"]))
    assert finished["owes"] is False
    assert (await phone.do(text="kirim", id="cut"))["replies"] == []
    assert set(NUMBER.findall(await phone.type("status"))) == {number}


async def test_while_the_line_is_cut_the_number_follows_by_itself(client: httpx.AsyncClient) -> None:
    phone = BenchPhone(client, "telegram", "a")
    await phone.type(*answers("3510165708659933", "3510161203109933"))
    await cut(client, wanted=True)
    assert (await phone.look_at())["is_cut"] is True
    assert "menyusul" in await phone.type("kirim")
    await cut(client, wanted=False)
    await let_pass(client, 1)
    [told] = (await phone.look_at())["replies"]
    assert NUMBER.search(told["text"])


async def test_of_two_messages_at_once_both_are_answered_one_after_the_other(
    client: httpx.AsyncClient,
) -> None:
    phone = BenchPhone(client, "telegram", "a")
    await phone.type("halo", "daftar")
    both = await asyncio.gather(phone.do(text="setuju"), phone.do(text="bantuan"))
    assert [len(each["replies"]) for each in both] == [1, 1]
    assert (await phone.look_at())["state"] == "notices"


async def test_the_picture_of_a_flow_has_the_current_state_lit(client: httpx.AsyncClient) -> None:
    drawn = await client.get("/simulator/graph/registration.svg", params={"state": "nik"})
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    picture = Tree.fromstring(drawn.text)  # noqa: S314 - our own drawing
    groups = [each for each in picture.iter() if each.get("data-state")]
    assert [each.get("data-state") for each in groups if each.get("aria-current")] == ["nik"]
    assert {"consent", "done"} <= {each.get("data-state") for each in groups}


@pytest.mark.parametrize("state", [None, "", "nowhere", "x' or '1'='1"])
async def test_a_state_that_is_not_there_lights_nothing(client: httpx.AsyncClient, state: str | None) -> None:
    drawn = await client.get("/simulator/graph/menu.svg", params={"state": state} if state is not None else {})
    assert drawn.status_code == 200
    assert "aria-current" not in drawn.text


async def test_a_flow_that_is_not_there_is_not_found(client: httpx.AsyncClient) -> None:
    assert (await client.get("/simulator/graph/nothing.svg")).status_code == 404


@pytest.mark.parametrize(
    ("address", "body"),
    [
        pytest.param("messages", {"look": "signal", "chat": "a", "text": "halo"}, id="no such look"),
        pytest.param("messages", {"chat": "a", "text": "halo"}, id="no look"),
        pytest.param("messages", {"look": "whatsapp", "text": "halo"}, id="no chat"),
        pytest.param("messages", {"look": "whatsapp", "chat": "a" * 65}, id="a long chat"),
        pytest.param("messages", {"look": "whatsapp", "chat": "a", "id": "a" * 65}, id="a long id"),
        pytest.param("hours", {"hours": 0}, id="no hour"),
        pytest.param("hours", {"hours": 25}, id="more than a day"),
        pytest.param("hours", {"hours": "1"}, id="an hour in words"),
        pytest.param("hours", {}, id="nothing said"),
        pytest.param("registry", {"is_cut": "yes"}, id="neither cut nor mended"),
        pytest.param("registry", [], id="a list"),
    ],
)
async def test_what_the_page_never_posts_is_refused(client: httpx.AsyncClient, address: str, body: object) -> None:
    assert (await client.post(f"{BENCH}/{address}", json=body)).status_code == 400


@pytest.mark.parametrize("address", ["messages", "transcript"])
async def test_only_a_phone_that_can_be_is_looked_at(client: httpx.AsyncClient, address: str) -> None:
    for asked in ({}, {"look": "whatsapp"}, {"look": "x", "chat": "a"}, {"look": "telegram", "chat": " "}):
        assert (await client.get(f"{BENCH}/{address}", params=asked)).status_code == 400
