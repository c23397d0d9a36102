"""What the simulator's addresses give, and whom they refuse."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import datetime, timedelta
from html.parser import HTMLParser
from importlib import resources
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.app import create_app
from bot.outgoing import authorities
from bot.settings import Settings
from deploy.embedded import embedded_redis
from tests.stubs.loopback import serving, unused_address
from tests.world import API_KEYS, DATA_KEYS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

MESSAGES = "/simulator/messages"
HELLO = {"chat": "warga-1", "text": "halo", "id": "first"}
PAGE = resources.files("bot.simulator") / "page"
BENCH = resources.files("bot.simulator.bench") / "page"
FILES = [file for folder in (PAGE, BENCH) for file in sorted(folder.iterdir(), key=str)]
POSTS = ["/simulator/bench/messages", "/simulator/bench/hours", "/simulator/bench/registry"]
GETS = [
    f"{MESSAGES}?chat=a",
    "/simulator/bench/messages?look=whatsapp&chat=a",
    "/simulator/bench/transcript?look=whatsapp&chat=a",
    "/simulator/graph/menu.svg",
]


class Links(HTMLParser):
    """Gathers what a page loads, and what is written into it that a browser would run or draw."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []
        if tag in ("script", "link", "img", "use"):
            self.loaded.append((given.get("src") or given.get("href") or "").partition("#")[0])


@pytest.mark.parametrize("address", ["/simulator", "/simulator/bench"])
async def test_the_page_loads_its_own_files_and_has_nothing_written_into_it(
    client: httpx.AsyncClient, address: str
) -> None:
    page = await client.get(address)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    links = Links()
    links.feed(page.text)
    assert links.inline == []
    assert links.loaded
    for loaded in links.loaded:
        assert loaded.startswith(("/simulator/page/", "/simulator/bench/page/"))
        assert (await client.get(loaded)).status_code == 200, loaded


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
async def test_no_file_of_the_page_asks_anything_of_another_site(file: Traversable) -> None:
    named = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", file.read_text(encoding="utf-8"))
    assert set(named) <= {"http://www.w3.org"}, "the namespace of SVG, which nobody fetches"


@pytest.mark.parametrize(
    "address",
    [
        "/simulator",
        "/simulator/page/simulator.js",
        "/simulator/bench",
        "/simulator/bench/page/bench.js",
        *GETS,
    ],
)
async def test_every_answer_tells_the_browser_to_be_careful(client: httpx.AsyncClient, address: str) -> None:
    headers = (await client.get(address)).headers
    assert headers["content-security-policy"].startswith("default-src 'self'; ")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Content-Type": "application/json"}, 200, id="a program"),
        pytest.param({"Content-Type": "Application/JSON; charset=utf-8"}, 200, id="JSON by another spelling"),
        pytest.param({"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}, 200, id="our page"),
        pytest.param({"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Content-Type": "application/json", "Sec-Fetch-Site": "same-site"}, 403, id="a neighbour"),
        pytest.param({"Content-Type": "text/plain"}, 415, id="a form in disguise"),
        pytest.param({"Content-Type": "application/x-www-form-urlencoded"}, 415, id="a form"),
        pytest.param({}, 415, id="nothing said"),
    ],
)
async def test_messages_are_taken_from_our_own_page_and_from_programs(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    body = b'{"chat": "warga-1", "text": "halo"}'
    assert (await client.post(MESSAGES, content=body, headers=headers)).status_code == status
    seen = (await client.get(MESSAGES, params={"chat": "warga-1"})).json()
    assert (seen["state"] is not None) == (status == 200)


@pytest.mark.parametrize("address", GETS)
async def test_another_site_cannot_take_anything_away(client: httpx.AsyncClient, address: str) -> None:
    assert (await client.get(address)).status_code == 200
    answer = await client.get(address, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, 403, id="another site"),
        pytest.param({"Content-Type": "text/plain"}, 415, id="a form in disguise"),
    ],
)
async def test_another_site_cannot_press_the_buttons_of_the_workbench(
    client: httpx.AsyncClient, address: str, headers: dict[str, str], status: int
) -> None:
    before = (await client.get(GETS[1])).json()
    body = b'{"look": "whatsapp", "chat": "a", "text": "halo", "hours": 24, "is_cut": true}'
    assert (await client.post(address, content=body, headers=headers)).status_code == status
    after = (await client.get(GETS[1])).json()
    assert (before["state"], before["is_cut"]) == (after["state"], after["is_cut"])
    passed = datetime.fromisoformat(after["now"]) - datetime.fromisoformat(before["now"])
    assert passed < timedelta(hours=1)


async def test_nobody_is_told_that_another_site_may_ask(client: httpx.AsyncClient) -> None:
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = await client.options(MESSAGES, headers=asking)
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="not JSON"),
        pytest.param(b'{"chat": "", "text": "halo"}', 400, id="no chat"),
        pytest.param(b'{"chat": "' + b"a" * 65 + b'", "text": "halo"}', 400, id="a long chat"),
        pytest.param(b'{"chat": "a", "text": "halo", "id": "' + b"a" * 65 + b'"}', 400, id="a long id"),
        pytest.param(b'{"chat": "a", "text": "' + b"a" * 300_000 + b'"}', 413, id="a long text"),
    ],
)
async def test_what_is_not_a_message_is_refused(client: httpx.AsyncClient, body: bytes, status: int) -> None:
    answer = await client.post(MESSAGES, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status


@pytest.mark.parametrize("chat", ["", " ", "a" * 65])
async def test_only_a_chat_with_a_name_is_looked_at(client: httpx.AsyncClient, chat: str) -> None:
    assert (await client.get(MESSAGES, params={"chat": chat})).status_code == 400


async def test_a_reply_names_the_message_it_answers_also_when_it_is_given_again(
    client: httpx.AsyncClient,
) -> None:
    first, again = [(await client.post(MESSAGES, json=HELLO)).json() for _ in range(2)]
    assert first == again
    [reply] = first["replies"]
    assert reply["answers"] == HELLO["id"]
    assert len(reply["choices"]) == len(reply["taps"]) > 0
    assert (first["flow"], first["state"]) == ("menu", "door")
    assert (await client.get(MESSAGES, params={"chat": HELLO["chat"]})).json()["replies"] == []


def settings_on(redis_url: str) -> Settings:
    return Settings(
        _env_file=None,
        redis_url=redis_url,
        backend_url=unused_address(),
        data_keys=DATA_KEYS,
        api_keys=API_KEYS,
    )


@pytest.fixture
async def without_redis(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    with ExitStack() as redis:
        bot = create_app(
            settings_on(redis.enter_context(embedded_redis(tmp_path / "redis", durable=False)).url), simulator=True
        )
        async with (
            bot.router.lifespan_context(bot),
            serving(bot) as url,
            httpx.AsyncClient(base_url=url, verify=authorities()) as client,
        ):
            redis.close()
            yield client


async def test_while_redis_is_away_the_page_is_asked_to_try_again(without_redis: httpx.AsyncClient) -> None:
    sent = await without_redis.post(MESSAGES, json=HELLO)
    looked = await without_redis.get(MESSAGES, params={"chat": "warga-1"})
    assert (sent.status_code, looked.status_code) == (503, 503)
    assert sent.headers["retry-after"] == looked.headers["retry-after"] == "5"


async def test_while_redis_is_away_the_workbench_is_asked_to_try_again(
    without_redis: httpx.AsyncClient,
) -> None:
    message = {"look": "whatsapp", "chat": "a", "text": "halo"}
    answers = [
        await without_redis.post(POSTS[0], json=message),
        await without_redis.post(POSTS[0], json={**message, "dies": True}),
        await without_redis.post(POSTS[1], json={"hours": 1}),
        await without_redis.get(GETS[1]),
    ]
    assert [(answer.status_code, answer.headers["retry-after"]) for answer in answers] == [(503, "5")] * 4


async def test_outside_the_demo_there_is_neither_simulator_nor_workbench(redis: object, redis_url: str) -> None:
    bot = create_app(settings_on(redis_url))
    async with (
        bot.router.lifespan_context(bot),
        serving(bot) as url,
        httpx.AsyncClient(base_url=url, verify=authorities()) as client,
    ):
        for address in ("/simulator", "/simulator/bench", "/simulator/bench/page/bench.js", *GETS):
            assert (await client.get(address)).status_code == 404, address
        for address in (MESSAGES, *POSTS):
            assert (await client.post(address, json={"hours": 1, "is_cut": True})).status_code == 404, address
