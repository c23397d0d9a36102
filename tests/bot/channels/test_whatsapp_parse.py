"""What a Twilio message is understood as."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.channel import Malformed
from bot.channels.whatsapp.form import form_of
from bot.channels.whatsapp.parse import parse
from bot.channels.whatsapp.status import DeliveryState, Status, parse_status
from conversations.engine.messages import Attachment, ChatRef, Inbound, Tap, Text
from tests.stubs.twilio import message


def understood(fields: dict[str, str]) -> Inbound:
    return parse(form_of(urlencode(fields).encode()))


def test_a_text_becomes_one_inbound_message_with_the_sid_as_its_id() -> None:
    assert understood(message(1, "Selamat pagi")) == Inbound(
        id="SM" + "0" * 31 + "1",
        chat=ChatRef("whatsapp", "whatsapp:+6281200000001"),
        content=Text("Selamat pagi"),
        phone="+6281200000001",
    )


@pytest.mark.parametrize(
    "sender",
    [
        "whatsapp:ID.AbC123xyz",
        "whatsapp:US.ENT.AbC123",
        "whatsapp:+0812",
        "whatsapp:6281200000001",
        "whatsapp:new~form",
    ],
)
def test_a_sender_without_a_phone_number_has_none(sender: str) -> None:
    inbound = understood(message(1, "halo", From=sender, WaId="", ExternalUserId="ID.AbC123xyz"))
    assert (inbound.chat.address, inbound.phone) == (sender, None)


@pytest.mark.parametrize(
    ("fields", "meaning"),
    [
        ({"Body": "a\x00b\r\nc"}, Text("ab\nc")),
        ({"Body": "Bu Sumi 🙏🏽 ꦲ & <co>"}, Text("Bu Sumi 🙏🏽 ꦲ & <co>")),
        ({"Body": "x" * 5000}, Text("x" * 4096)),
        (
            {"Body": "Ya", "ButtonText": "Ya", "ButtonPayload": "yes", "MessageType": "button"},
            Tap("yes", "Ya"),
        ),
        ({"Body": "Ya", "ButtonPayload": "yes"}, Tap("yes", "Ya")),
        ({"Body": "", "ButtonText": "Ya", "MessageType": "button"}, Text("Ya")),
        (
            {
                "Body": "SD",
                "ListId": "sd",
                "ListTitle": "SD",
                "ListDescription": "",
                "MessageType": "interactive",
            },
            Tap("sd", "SD"),
        ),
        ({"NumMedia": "1", "MediaContentType0": "audio/ogg", "MediaUrl0": "https://x"}, Attachment("voice")),
        ({"NumMedia": "1", "MediaContentType0": "image/jpeg", "Body": "KK"}, Attachment("photo", "KK")),
        (
            {"NumMedia": "1", "MediaContentType0": "image/webp", "MessageType": "sticker"},
            Attachment("sticker"),
        ),
        ({"NumMedia": "1", "MediaContentType0": "video/mp4"}, Attachment("video")),
        ({"NumMedia": "1", "MediaContentType0": "application/pdf"}, Attachment("document")),
        (
            {"NumMedia": "1", "MediaContentType0": "text/vcard", "MessageType": "contacts"},
            Attachment("document"),
        ),
        (
            {"NumMedia": "2", "MediaContentType0": "Image/PNG; x=1", "MediaContentType1": "audio/ogg"},
            Attachment("photo"),
        ),
        ({"NumMedia": "1"}, Attachment("other")),
        ({"NumMedia": "1", "MediaContentType0": "hologram/3d"}, Attachment("other")),
        ({"NumMedia": "banyak", "Body": "x"}, Attachment("other", "x")),
        (
            {"Latitude": "-8.21", "Longitude": "114.36", "Address": "", "MessageType": "location"},
            Attachment("location"),
        ),
        ({"MessageType": "contacts"}, Attachment("other")),
        ({"MessageType": "telepathy", "Thought": "halo"}, Attachment("other")),
        ({"Body": "   "}, Attachment("other")),
    ],
)
def test_everything_a_person_can_send_has_a_meaning(fields: dict[str, str], meaning: object) -> None:
    assert understood(message(1) | fields).content == meaning


@pytest.mark.parametrize(
    "fields",
    [
        {"From": ""},
        {"From": "+6281200000001"},
        {"From": "whatsapp:"},
        {"From": "whatsapp:+62 812"},
        {"From": "whatsapp:" + "9" * 161},
        {"From": "whatsapp:+62812\n"},
        {"MessageSid": "", "SmsSid": "", "SmsMessageSid": ""},
        {"MessageSid": "SM1/../2"},
        {"MessageSid": "S" * 65},
    ],
)
def test_a_message_without_id_or_sender_is_malformed(fields: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        understood(message(1, "halo") | fields)


def test_a_form_with_more_fields_than_twilio_sends_is_malformed() -> None:
    with pytest.raises(Malformed):
        form_of(b"&".join(b"a=%d" % number for number in range(600)))


REPORT = {"MessageSid": "SM1", "MessageStatus": "delivered", "AccountSid": "AC1"}


@pytest.mark.parametrize(
    ("fields", "state", "error"),
    [
        ({"MessageStatus": "queued"}, DeliveryState.QUEUED, None),
        ({"MessageStatus": "sent"}, DeliveryState.SENT, None),
        ({"MessageStatus": "delivered"}, DeliveryState.DELIVERED, None),
        ({"MessageStatus": "read", "EventType": "READ"}, DeliveryState.READ, None),
        ({"MessageStatus": "undelivered", "ErrorCode": "63016"}, DeliveryState.FAILED, 63016),
        ({"MessageStatus": "failed", "ErrorCode": "63024"}, DeliveryState.FAILED, 63024),
        ({"MessageStatus": "failed", "ErrorCode": "?"}, DeliveryState.FAILED, None),
        ({"MessageStatus": "", "SmsStatus": "sent"}, DeliveryState.SENT, None),
    ],
)
def test_a_report_tells_how_far_the_message_came(fields, state, error) -> None:
    assert parse_status(form_of(urlencode(REPORT | fields).encode()), "ref-1") == Status("SM1", "ref-1", state, error)


def test_a_state_that_is_not_about_delivery_tells_nothing() -> None:
    assert parse_status(form_of(urlencode(REPORT | {"MessageStatus": "teleported"}).encode()), "") is None


def test_a_report_without_a_message_is_malformed() -> None:
    with pytest.raises(Malformed):
        parse_status(form_of(b"MessageStatus=sent"), "")


@pytest.mark.parametrize(
    ("known", "reported", "news"),
    [
        (None, DeliveryState.QUEUED, True),
        (DeliveryState.SENT, DeliveryState.DELIVERED, True),
        (DeliveryState.DELIVERED, DeliveryState.SENT, False),
        (DeliveryState.DELIVERED, DeliveryState.DELIVERED, False),
        (DeliveryState.SENT, DeliveryState.FAILED, True),
        (DeliveryState.FAILED, DeliveryState.READ, False),
    ],
)
def test_no_report_goes_back(known, reported, news) -> None:
    assert Status("SM1", "", reported).supersedes(known) is news


@pytest.mark.parametrize(("error", "unreachable"), [(63024, True), (21610, True), (63016, False), (None, False)])
def test_a_failure_tells_whether_the_person_can_be_reached_at_all(error, unreachable) -> None:
    assert Status("SM1", "", DeliveryState.FAILED, error).unreachable is unreachable


field_names = st.sampled_from(
    [*message(1), "ListId", "ButtonPayload", "ButtonText", "Latitude", "Longitude", "MediaContentType0"]
)
field_values = st.sampled_from(["", "0", "1", "whatsapp:+6281200000001", "\x00", "audio/", "/", ";", "🙏", "x" * 2000])


@settings(deadline=None)
@given(st.lists(st.tuples(field_names, field_values), max_size=12))
def test_no_form_makes_the_parser_fall_over(pairs: list[tuple[str, str]]) -> None:
    form = form_of(urlencode([*message(1).items(), *pairs]).encode())
    try:
        assert isinstance(parse(form), Inbound)
        parse_status(form, "")
    except Malformed:
        return


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_parser_fall_over(body: bytes) -> None:
    try:
        parse(form_of(body))
    except Malformed:
        return
