"""What the description of the API shows is what the registry answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backend.reference.exchanges import exchanges
from tests.backend.played import Player

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

PROBLEM, JSON = "application/problem+json", "application/json"


def operations(app: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]


async def test_every_example_is_answered_as_it_says(app: FastAPI, bot: httpx.AsyncClient) -> None:
    player = Player(app, bot)
    for exchange in exchanges():
        await player.play(exchange)


async def test_every_operation_has_an_example_of_its_request_and_of_its_answer(app: FastAPI) -> None:
    without = []
    for name, operation in operations(app):
        shown = [content for status, response in operation["responses"].items() if status < "400"
                 for content in response.get("content", {}).values()]  # fmt: skip
        if "requestBody" in operation:
            shown.append(operation["requestBody"]["content"][JSON])
        shown += [parameter for parameter in operation.get("parameters", ()) if parameter["required"]]
        if not all(each.get("examples") for each in shown):
            without.append(name)
    assert without == []


async def test_no_two_examples_of_an_operation_have_one_name(app: FastAPI) -> None:
    names = [(each.method, each.path, each.name) for each in exchanges()]
    assert len(names) == len(set(names))


async def test_every_refusal_is_described_as_a_problem_and_as_nothing_else(app: FastAPI) -> None:
    described = {
        (name, status): list(response["content"])
        for name, operation in operations(app)
        for status, response in operation["responses"].items()
        if status >= "400"
    }
    assert {name: kinds for name, kinds in described.items() if kinds != [PROBLEM]} == {}
    assert ("POST /api/v1/registrations", "415") in described


async def test_a_body_that_is_no_json_by_its_own_account_is_told_what_to_be(bot: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "text/plain", "Idempotency-Key": "key-00000001"}
    answer = await bot.post("/api/v1/registrations", content=b"NIK: 3510165708459901", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (415, PROBLEM)
    assert "application/json" in answer.json()["detail"]


async def test_who_uses_a_method_that_an_address_has_not_is_told_all_that_it_has(bot: httpx.AsyncClient) -> None:
    answer = await bot.delete("/api/v1/registrations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


async def test_the_page_for_people_shows_the_examples(visitor: httpx.AsyncClient) -> None:
    page = (await visitor.get("/docs")).text
    assert "A family registers" in page
    assert "4821-557-306" in page
