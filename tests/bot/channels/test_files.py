"""Files that people send are fetched from the platform that keeps them, whole or not at all, and from nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.channels.files import Fetched, Missing, NotNow, TooLarge
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp.files import TwilioFiles, ref_in
from conversations.engine.messages import File
from tests.stubs.loopback import serving, unused_address
from tests.stubs.telegram import TOKEN, TelegramStub
from tests.stubs.twilio import ACCOUNT, AUTH_TOKEN, MEDIA, TwilioStub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MESSAGE, KEPT = "MM" + "0" * 32, "ME" + "0" * 32
AT_TWILIO = File(f"{MESSAGE}/{KEPT}", "keluarga.csv")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramChannel]:
    stub = TelegramStub(files={"small": b"NIK", "large": b"x" * 2_000})
    async with serving(stub.app) as address:
        channel = TelegramChannel(TOKEN, base_url=address)
        yield channel
        await channel.close()


@pytest.mark.parametrize(
    ("ref", "found"), [("small", Fetched(b"NIK")), ("large", TooLarge()), ("nobodys", Missing()), ("../x", Missing())]
)
async def test_telegram_names_the_place_of_a_file(telegram: TelegramChannel, ref: str, found: object) -> None:
    assert await telegram.files.fetch(File(ref), 1_000) == found


async def test_twilio_keeps_files_elsewhere_where_nobody_needs_our_credentials_and_deletes_them_when_told() -> None:
    stub = TwilioStub(media={KEPT: b"x" * 1_000})
    async with serving(stub.app) as address:
        files = TwilioFiles(ACCOUNT, AUTH_TOKEN, address)
        assert await files.fetch(AT_TWILIO, 999) == TooLarge()
        assert await files.fetch(AT_TWILIO, 1_000) == Fetched(b"x" * 1_000)
        async with serving(TwilioStub().app) as another:
            stub.redirect = f"{another}/kept/{KEPT}"
            assert await files.fetch(AT_TWILIO, 1_000) == Missing()
        await files.forget(AT_TWILIO)
        assert stub.media == {}
        assert await files.fetch(AT_TWILIO, 1_000) == Missing()
        await files.close()


async def test_a_platform_that_is_away_is_asked_again_later() -> None:
    files = TwilioFiles(ACCOUNT, AUTH_TOKEN, unused_address())
    assert isinstance(await files.fetch(AT_TWILIO, 1_000), NotNow)
    await files.close()


@pytest.mark.parametrize(
    ("url", "ref"),
    [
        (f"https://api.twilio.com{MEDIA.format(message=MESSAGE, media=KEPT)}", f"{MESSAGE}/{KEPT}"),
        ("http://169.254.169.254/latest/meta-data", ""),
        (f"https://api.twilio.com{MEDIA.format(message=MESSAGE, media=KEPT)}/../../../secret", ""),
    ],
)
def test_only_the_ids_of_a_media_address_are_kept(url: str, ref: str) -> None:
    assert ref_in(url) == ref
