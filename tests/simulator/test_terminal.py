"""`bansos chat` against the running service."""

from __future__ import annotations

import asyncio
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from deploy.chat import talk

if TYPE_CHECKING:
    from tests.site import Site


async def said(site: Site, *lines: str) -> str:
    screen = StringIO()
    await asyncio.to_thread(talk, site.url, "terminal", Console(file=screen, width=80), lines)
    return screen.getvalue()


async def test_a_choice_can_be_tapped(site: Site) -> None:
    assert "1. SETUJU" in await said(site, "halo", "/tekan 1")


@pytest.mark.parametrize("line", ["/suara", "/stiker", "/foto", "/lokasi", "/kontak 081200000009"])
async def test_what_is_not_text_can_be_sent(site: Site, line: str) -> None:
    assert "Terima kasih" in await said(site, "halo", line)


async def test_the_last_message_can_be_sent_again_and_is_not_taken_twice(site: Site) -> None:
    screen = await said(site, "halo", "1", "/lagi", "setuju")
    assert screen.count("1. SETUJU") == 2
    assert "Bolehkah kami mengirim kabar" in screen


async def test_an_empty_line_only_looks_for_what_is_new(site: Site) -> None:
    assert (await said(site, "", "/lagi", "halo", "", "/keluar", "1")).count("Bansos ─") == 1
