"""What a Telegram update is understood as."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.channel import Malformed
from bot.channels.reachability import Reachability
from bot.channels.telegram.parse import Tapped, parse, read
from conversations.engine.messages import Attachment, ChatRef, File, Inbound, SharedContact, Tap, Text
from tests.stubs.telegram_updates import (
    CHAT,
    LOCATION,
    PHOTO,
    STICKER,
    VOICE,
    command,
    membership,
    message,
    person,
    private_chat,
    tap,
)

HERE = ChatRef("telegram", str(CHAT))


def body(update: Any) -> bytes:
    return json.dumps(update).encode()


def test_a_text_becomes_one_inbound_message_with_the_update_as_its_id() -> None:
    assert parse(body(message(42, text="Selamat pagi"))) == Inbound(
        id="42",
        chat=HERE,
        content=Text("Selamat pagi"),
        sent_at=datetime.fromtimestamp(1_764_500_000, tz=UTC),
    )


OWN_CARD = {"phone_number": "6281200000001", "first_name": "Contoh", "user_id": CHAT}


@pytest.mark.parametrize(
    ("content", "meaning"),
    [
        ({"text": "/start desa-kalibaru"}, Text("/start desa-kalibaru")),
        ({"text": "Bu Sumi 🙏🏽 ꦲ"}, Text("Bu Sumi 🙏🏽 ꦲ")),
        ({"text": "a\x00b\r\nc\x07"}, Text("ab\nc")),
        ({"text": "x" * 5000}, Text("x" * 4096)),
        ({"contact": OWN_CARD}, SharedContact("6281200000001", own=True)),
        ({"contact": OWN_CARD | {"user_id": 5}}, SharedContact("6281200000001", own=False)),
        ({"contact": {"phone_number": "+62 812", "first_name": "X"}}, SharedContact("+62 812", own=False)),
        ({"voice": VOICE}, Attachment("voice")),
        ({"audio": VOICE}, Attachment("voice")),
        ({"photo": PHOTO, "caption": "KK saya"}, Attachment("photo", "KK saya")),
        ({"sticker": STICKER}, Attachment("sticker")),
        ({"location": LOCATION}, Attachment("location")),
        (
            {"venue": {"location": LOCATION, "title": "Kantor desa", "address": "-"}, "location": LOCATION},
            Attachment("location"),
        ),
        (
            {"document": {"file_id": "B", "file_unique_id": "b"}, "caption": "ini"},
            Attachment("document", "ini", File("B")),
        ),
        ({"animation": {"file_id": "B"}, "document": {"file_id": "B"}}, Attachment("video")),
        ({"video_note": {"file_id": "B", "length": 240, "duration": 2}}, Attachment("video")),
        ({"video": {"file_id": "B"}, "caption": "v"}, Attachment("video", "v")),
        ({"poll": {"id": "1", "question": "?"}}, Attachment("other")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Attachment("other")),
        ({"hologram": {"file_id": "from the future"}}, Attachment("other")),
        ({"photo": "not what it used to be"}, Attachment("photo")),
        ({"text": 5}, Attachment("other")),
        ({"text": "\x00 \x07"}, Attachment("other")),
        ({}, Attachment("other")),
    ],
)
def test_everything_a_person_can_send_has_a_meaning(content: dict[str, Any], meaning: object) -> None:
    parsed = parse(body(message(1, **content)))
    assert isinstance(parsed, Inbound)
    assert parsed.content == meaning


def test_a_message_of_2016_is_understood_without_the_fields_that_came_later() -> None:
    old = {
        "update_id": 10000,
        "message": {
            "date": 1441645532,
            "chat": {
                "last_name": "Test",
                "id": 1111111,
                "first_name": "Test",
                "username": "Test",
                "type": "private",
            },
            "message_id": 1365,
            "from": {"last_name": "Test", "id": 1111111, "first_name": "Test", "username": "Test"},
            "voice": {"file_id": "AwADBAADbXXXXXXXXXXXGBdhD2l6_XX", "duration": 5, "mime_type": "audio/ogg"},
        },
    }
    parsed = parse(body(old))
    assert isinstance(parsed, Inbound)
    assert parsed.content == Attachment("voice")


@pytest.mark.parametrize(
    ("caption", "label"),
    [("1. Ya", "Ya"), ("12. Dua belas", "Dua belas"), ("3", "3"), ("Ya", "Ya"), ("1.5 juta", "1.5 juta")],
)
def test_a_tap_carries_the_payload_and_the_label_that_was_on_the_button(caption: str, label: str) -> None:
    parsed = parse(body(tap(7, "yes", caption=caption)))
    assert parsed == Tapped("430000000007", Inbound(id="7", chat=HERE, content=Tap("yes", label)))


def test_a_tap_on_a_message_too_old_to_be_shown_still_counts() -> None:
    update = tap(7, "yes")
    update["callback_query"]["message"] = {"chat": private_chat(), "message_id": 3, "date": 0}
    parsed = parse(body(update))
    assert parsed == Tapped("430000000007", Inbound(id="7", chat=HERE, content=Tap("yes", "")))


@pytest.mark.parametrize(
    "change",
    [
        {"message": None, "inline_message_id": "AAAA"},
        {"data": None, "game_short_name": "ular"},
        {
            "message": {
                "message_id": 1,
                "date": 5,
                "chat": {"id": -100123, "type": "supergroup", "title": "RT 1"},
            }
        },
    ],
)
def test_a_tap_that_is_not_part_of_a_conversation_is_only_answered(change: dict[str, Any]) -> None:
    update = tap(7, "yes")
    update["callback_query"] = {
        name: value for name, value in (update["callback_query"] | change).items() if value is not None
    }
    assert parse(body(update)) == Tapped("430000000007", None)


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_letting_in_again_is_told(status: str, blocked: bool) -> None:
    assert parse(body(membership(1, status))) == Reachability(HERE, blocked)


GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Dasawisma Melati"}


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "edited_message": message(1, text="koreksi")["message"]},
        {"update_id": 1, "channel_post": message(1, text="kabar")["message"]},
        {"update_id": 1, "message": message(1, text="halo")["message"] | {"chat": GROUP}},
        {
            "update_id": 1,
            "message": message(1, text="halo")["message"] | {"from": person() | {"is_bot": True}},
        },
        membership(1, "kicked", chat=GROUP),
        message(1, pinned_message={"message_id": 3, "date": 0, "chat": private_chat()}),
        message(1, message_auto_delete_timer_changed={"message_auto_delete_time": 86400}),
        {"update_id": 1, "poll": {"id": "9", "question": "?"}},
        {"update_id": 1, "telepathy": {"from": person(), "thought": "halo"}},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": []},
        {"update_id": 1, "message": {}},
        {"update_id": 1, "message": {"text": "no chat"}},
        {
            "update_id": 1,
            "message": message(1, text="x")["message"] | {"chat": {"id": "7", "type": "private"}},
        },
        {
            "update_id": 1,
            "message": message(1, text="x")["message"] | {"chat": {"id": 10**30, "type": "private"}},
        },
        {
            "update_id": 1,
            "message": message(1, text="x")["message"] | {"chat": {"id": True, "type": "private"}},
        },
        {
            "update_id": 1,
            "message": message(1, text="x")["message"] | {"chat": {"id": 7, "type": ["private"]}},
        },
        {"update_id": 1, "callback_query": {"id": 5, "data": "x"}},
        {"update_id": 1, "my_chat_member": {"chat": 5}},
    ],
)
def test_an_update_that_no_conversation_comes_from_is_accepted_in_silence(update: dict[str, Any]) -> None:
    assert parse(body(update)) is None


@pytest.mark.parametrize("date", [None, "kemarin", -1, 10**20, 1.5, True, [1]])
def test_a_date_that_cannot_be_one_does_not_lose_the_message(date: object) -> None:
    parsed = parse(body({"update_id": 1, "message": message(1, text="halo")["message"] | {"date": date}}))
    assert isinstance(parsed, Inbound)
    assert parsed.content == Text("halo")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"update"',
        b"{",
        b"\x00\xff\xfe\x80",
        b'{"update_id": "1"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 1e99}',
        b'{"update_id": ' + b"9" * 40 + b"}",
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"message": {"text": "halo"}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_not_an_update_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        parse(raw)


def test_half_of_a_surrogate_pair_does_not_travel_on() -> None:
    raw = body(message(1, text="TEXT")).replace(b"TEXT", rb"a\ud83db\ude4f")
    parsed = parse(raw)
    assert isinstance(parsed, Inbound)
    assert parsed.content == Text("ab")


scalars = st.sampled_from([None, True, False, 0, -1, 5, 2**63, 10**30, 1.5, "", "x", "\x00", "\ud83d", "🙏", "/"])
names = st.sampled_from(
    [
        *("message", "callback_query", "my_chat_member", "update_id", "chat", "from", "id", "type", "date"),
        *("text", "caption", "data", "contact", "phone_number", "user_id", "voice", "photo", "is_bot"),
        *("reply_markup", "inline_keyboard", "callback_data", "new_chat_member", "status", "user"),
    ]
)
anything = st.recursive(
    scalars | st.sampled_from(["private", "kicked", CHAT]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6),
    max_leaves=25,
)


@settings(deadline=None)
@given(st.dictionaries(names, anything, max_size=6))
def test_no_json_object_makes_the_parser_fall_over(fields: dict[str, Any]) -> None:
    parsed = read(fields | {"update_id": 5})
    assert parsed is None or isinstance(parsed, Inbound | Tapped | Reachability)


@settings(deadline=None)
@given(
    st.sampled_from([message(1, text="halo"), tap(1, "yes"), membership(1, "kicked"), command(1, "/start x")]),
    names,
    anything,
    st.data(),
)
def test_a_real_update_with_one_part_replaced_makes_nothing_fall_over(
    update: dict[str, Any], name: str, value: object, data: st.DataObject
) -> None:
    changed = json.loads(json.dumps(update))
    place = changed
    while inner := [part for part in place.values() if isinstance(part, dict)]:
        if not data.draw(st.booleans()):
            break
        place = data.draw(st.sampled_from(inner))
    place[name] = value
    try:
        parsed = read(changed)
    except Malformed:
        # True is 1 to Python, and no update_id to anybody.
        assert (type(changed["update_id"]), changed["update_id"]) != (int, update["update_id"])
    else:
        assert parsed is None or isinstance(parsed, Inbound | Tapped | Reachability)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_parser_fall_over(raw: bytes) -> None:
    try:
        parse(raw)
    except Malformed:
        return
