"""What becomes of a message to WhatsApp, and how it looks there. The stub checks what Twilio would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from bot.channels.channel import Accepted, Deferred, Rejected, Unknown
from bot.channels.history import NotTold
from bot.channels.whatsapp.approvals import TwilioApprovals
from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.channels.whatsapp.provision import NoSuchSender, provision, set_webhook
from conversations.engine.messages import Choice, Outbound
from tests.stubs.faults import Answer, Drop, Garbage, Hang
from tests.stubs.loopback import unused_address
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, PUBLIC, SENDER, error

if TYPE_CHECKING:
    from tests.stubs.faults import Fault
    from tests.stubs.twilio import Sent, TwilioStub

PHONE = "whatsapp:+6281200000001"
HELLO = Outbound("Selamat pagi")


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, f"choice-{number}") for number, label in enumerate(labels, start=1))


async def test_a_message_that_twilio_took_has_its_sid_and_says_where_to_report(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    outcome = await whatsapp.send(PHONE, HELLO, "a/b c")
    (sent,) = twilio_api.sent
    assert outcome == Accepted(sent.sid)
    assert (sent.to, sent.body) == (PHONE, "Selamat pagi")
    assert sent.status_callback == f"{PUBLIC}/webhooks/twilio/status?ref=a%2Fb%20c"


async def test_a_person_without_a_phone_number_is_written_to_as_well(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    assert isinstance(await whatsapp.send("whatsapp:ID.AbC123", HELLO, "ref"), Accepted)


@pytest.mark.parametrize(
    ("fault", "kind", "attributes"),
    [
        (Answer(429, error(429, 20429)), Deferred, {"lane_closed": True}),
        (Answer(400, error(400, 63018)), Deferred, {"lane_closed": True}),
        (Answer(401, error(401, 20003)), Deferred, {"lane_closed": True}),
        (Answer(503, error(503, 20503)), Deferred, {"lane_closed": False}),
        (Answer(400, error(400, 21211)), Rejected, {"unreachable": True}),
        (Answer(400, error(400, 63003)), Rejected, {"unreachable": True}),
        (Answer(400, error(400, 21610)), Rejected, {"unreachable": True}),
        (Answer(400, error(400, 21617)), Rejected, {"unreachable": False}),
        (Answer(404, {}), Rejected, {"unreachable": False}),
        (
            Answer(400, {"type": "/x", "title": "no", "status": 400, "code": 63024}),
            Rejected,
            {"unreachable": True},
        ),
        (Answer(500, error(500, 20500)), Unknown, {}),
        (Garbage(502), Unknown, {}),
        (Garbage(201), Unknown, {}),
        (Garbage(201, b"{}"), Unknown, {}),
        (Garbage(201, b"[]"), Unknown, {}),
        (Hang(), Unknown, {}),
        (Drop(), Unknown, {}),
    ],
    ids=str,
)
async def test_every_answer_and_silence_is_an_outcome(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub, fault: Fault, kind: type, attributes: dict[str, object]
) -> None:
    twilio_api.faults.add(fault)
    outcome = await whatsapp.send(PHONE, HELLO, "ref")
    assert isinstance(outcome, kind), outcome
    assert {name: getattr(outcome, name) for name in attributes} == attributes


async def test_a_message_is_certainly_not_sent_when_nobody_listens() -> None:
    channel = WhatsAppChannel(
        ACCOUNT, (AUTH_TOKEN,), SENDER, public_base_url=PUBLIC, api_base_url=unused_address(), timeout=0.5
    )
    outcome = await channel.send(PHONE, HELLO, "ref")
    await channel.close()
    assert isinstance(outcome, Deferred)


async def test_nothing_about_the_person_is_logged(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await whatsapp.send(PHONE, Outbound("NIK 3510165708459901"), "ref")
    assert "6281200000001" not in caplog.text
    assert "3510165708459901" not in caplog.text


@pytest_asyncio.fixture(scope="session")
async def account(twilio_server):
    """The SIDs and contents of an account that was provisioned."""
    stub, address = twilio_server
    channel = WhatsAppChannel(ACCOUNT, (AUTH_TOKEN,), SENDER, public_base_url=PUBLIC, api_base_url=address)
    templates = await provision(channel)
    await channel.close()
    return templates.content_sids, dict(stub.contents)


@pytest_asyncio.fixture
async def provisioned(account, twilio_api: TwilioStub, twilio_server):
    """A channel whose content templates exist."""
    content_sids, contents = account
    twilio_api.contents.update(contents)
    channel = WhatsAppChannel(
        ACCOUNT,
        (AUTH_TOKEN,),
        SENDER,
        public_base_url=PUBLIC,
        api_base_url=twilio_server[1],
        content_sids=content_sids,
        timeout=0.5,
    )

    async def show(outbound: Outbound) -> Sent:
        outcome = await channel.send(PHONE, outbound, "ref")
        assert isinstance(outcome, Accepted), outcome
        return twilio_api.sent[-1]

    yield show
    await channel.close()


async def test_what_whatsapp_decided_is_read_whole_in_its_own_words_or_not_at_all(
    account: tuple[dict[str, str], dict[str, Any]], whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    sids, contents = account
    twilio_api.contents.update(contents)
    twilio_api.decide(sids["news"], "under_appeal", "Sample missing\nin variable 1")
    twilio_api.decide(sids["quick_reply_1"], "approved")
    # Whoever reads turns three pages, and most of what is on them WhatsApp was never asked about.
    found = {each.sid: each for each in await TwilioApprovals(whatsapp).listed()}
    assert set(found) == {sids["news"], sids["quick_reply_1"]}
    news = found[sids["news"]]
    assert (news.name, news.language, news.status) == ("bansos_news", "id", "under_appeal")
    assert news.reason == "Sample missing in variable 1"
    assert news.body.startswith("Kabar tentang pendaftaran bantuan: {{1}}")
    assert news.variables == {"1": "pendaftaran nomor 1234-567-890 sudah diperiksa petugas desa."}
    # What stands on buttons is filled in as well.
    assert list(found[sids["quick_reply_1"]].variables) == ["1", "2", "3"]
    for fault in (Answer(503, error(503, 20503)), Garbage()):
        twilio_api.faults.add(fault)
        with pytest.raises(NotTold):
            await TwilioApprovals(whatsapp).listed()


async def test_provisioning_again_creates_nothing_and_gives_the_same(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    first = await provision(whatsapp)
    again = await provision(whatsapp)
    assert len(first.created) == len(twilio_api.contents) == 13
    # WhatsApp judges only what goes out later than 24 hours after the person wrote.
    assert {sid: each["category"] for sid, each in twilio_api.approvals.items()} == {
        first.content_sids["news"]: "UTILITY"
    }
    assert again.created == ()
    assert again.content_sids == first.content_sids
    env, webhook = again.lines()
    assert env.startswith("TWILIO_CONTENT_SIDS=quick_reply_1=HX0")
    assert webhook == "Webhook: https://bansos.example/webhooks/twilio#rc=3&rp=ct,rt,5xx"


WEBHOOK = "https://bansos.example/webhooks/twilio#rc=3&rp=ct,rt,5xx"


async def test_the_sender_is_told_where_to_deliver_and_nothing_else_of_it_changes(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    before = {"sid": "XE1", "sender_id": SENDER, "status": "ONLINE", "profile": {"name": "Dinas Sosial"}}
    other = {"sid": "XE2", "sender_id": "whatsapp:+14155550000", "status": "ONLINE", "webhook": {"callback_url": "x"}}
    twilio_api.senders = {"XE2": dict(other), "XE1": dict(before)}
    assert await set_webhook(whatsapp) is True
    assert await set_webhook(whatsapp) is False
    assert twilio_api.senders == {
        "XE2": other,
        "XE1": before | {"webhook": {"callback_url": WEBHOOK, "callback_method": "POST"}},
    }


async def test_a_sender_that_is_not_the_accounts_own_cannot_be_told(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub
) -> None:
    twilio_api.senders = {}
    with pytest.raises(NoSuchSender):
        await set_webhook(whatsapp)


@pytest.mark.parametrize(
    ("outbound", "body"),
    [
        (Outbound("Apakah benar?", choices("Ya", "Tidak")), "Apakah benar?"),
        (Outbound("3 dari 9\n\nApakah benar?", choices("Ya", "Tidak")), "3 dari 9 · Apakah benar?"),
        (Outbound("Baik.\nApakah benar?", choices("Ya")), "Baik. Apakah benar?"),
        (Outbound("Nama:\tBu      Sumi", choices("Ya")), "Nama: Bu Sumi"),
        (Outbound("Rumah?", choices(*(f"Pilihan ke-{number}" for number in range(10)))), "Rumah?"),
        (Outbound("Rumah?", choices("Menumpang orang tua saya")), None),
        (Outbound("Rumah?", choices("Milik sendiri", "Menumpang orang tua saya")), "Rumah?"),
        (Outbound("Rumah?", choices("Menumpang orang tua sendiri", "Sewa")), None),
        (Outbound("Desa?", choices(*(f"Desa {number}" for number in range(11)))), None),
        (Outbound("Nama: A\nNIK: B\nDesa: C\nBenar?", choices("Ya", "Tidak")), None),
        (Outbound("Sama?", choices("Ya", "Ya")), None),
        (Outbound("x" * 1025, choices("Ya")), None),
        (Outbound("Kosong?", (Choice("Ya", ""),)), None),
        (Outbound("Panjang?", (Choice("Ya", "p" * 201),)), None),
    ],
)
async def test_choices_are_buttons_where_a_template_holds_them_and_a_numbered_list_where_not(
    provisioned, outbound: Outbound, body: str | None
) -> None:
    sent = await provisioned(outbound)
    if body is None:
        numbered = "\n".join(f"{n}. {choice.label}" for n, choice in enumerate(outbound.choices, start=1))
        assert (sent.body, sent.buttons) == (f"{outbound.text}\n\n{numbered}", [])
    else:
        assert sent.body == body
        assert sent.buttons == [(choice.label, choice.payload) for choice in outbound.choices]


@pytest.mark.parametrize("letter", ["a", "ꦲ", "🙏"])
async def test_a_text_too_long_is_cut_and_the_list_never(
    whatsapp: WhatsAppChannel, twilio_api: TwilioStub, letter: str
) -> None:
    assert isinstance(await whatsapp.send(PHONE, Outbound(letter * 2000, choices("Ya", "Tidak")), "r"), Accepted)
    assert twilio_api.sent[0].body.endswith("…\n\n1. Ya\n2. Tidak")
