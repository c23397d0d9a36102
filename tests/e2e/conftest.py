"""The whole service on a port of its own, and a browser in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, Page, expect

from backend.migrations import upgrade
from tests.e2e.bench import Workbench
from tests.e2e.phone import SimulatedPhone
from tests.site import Site, running_site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from redis.asyncio import Redis

    from deploy.embedded import Postgres

# However busy the machine is: what does not come at all is not seen any sooner.
expect.set_options(timeout=20_000)
NARROW = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="take the README's pictures again")


@pytest.fixture(scope="session")
def browsed_database(postgres: Postgres) -> str:
    url = postgres.create_database("browsed")
    upgrade(url)
    return url


@pytest.fixture(scope="module")
async def running(browsed_database: str, redis_url: str) -> AsyncIterator[Site]:
    """The service, started once for each file of tests: its worker is gone before others fill the Redis."""
    async with running_site(browsed_database, redis_url) as site:
        yield site


@pytest.fixture
async def site(running: Site, redis: Redis) -> Site:
    """The service to which nobody has written."""
    running.line.cut = False
    return running


@pytest.fixture
async def narrow(browser: Browser, site: Site) -> AsyncIterator[SimulatedPhone]:
    """The simulator as a phone shows it."""
    async for phone in _opened(browser, site, NARROW):
        yield phone


@pytest.fixture
async def wide(browser: Browser, site: Site) -> AsyncIterator[SimulatedPhone]:
    """The simulator on a desk."""
    async for phone in _opened(browser, site, WIDE):
        yield phone


@pytest.fixture
async def bench(browser: Browser, site: Site) -> AsyncIterator[Workbench]:
    """The workbench on a desk."""
    async for phone in _opened(browser, site, WIDE, "/simulator/bench"):
        yield Workbench(phone.page, phone.complaints)


async def _opened(
    browser: Browser, site: Site, viewport: dict[str, int], address: str = "/simulator"
) -> AsyncIterator[SimulatedPhone]:
    context = await browser.new_context(
        viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta", base_url=site.url
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    await page.goto(address)
    yield SimulatedPhone(page, complaints)
    await context.close()


@pytest.fixture
async def office(browser: Browser, site: Site) -> AsyncIterator[Page]:
    """The console, signed in."""
    context = await browser.new_context(base_url=site.url)
    await context.add_cookies([{"name": "bansos", "value": site.cookie, "url": site.url}])
    yield await context.new_page()
    await context.close()
