"""Registrations over HTTP: taken in once, whatever comes how often and at the same time."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.backend.families import ELSEWHERE, HERE, KK, SUMIATI, family, submission

if TYPE_CHECKING:
    import httpx


async def register(bot: httpx.AsyncClient, body: dict[str, Any], key: str = "key-00000001") -> httpx.Response:
    return await bot.post("/api/v1/registrations", json=body, headers={"Idempotency-Key": key})


async def statuses(bot: httpx.AsyncClient) -> list[str]:
    listed = await bot.get("/api/v1/registrations")
    return sorted(row["status"] for row in listed.json()["registrations"])


async def test_a_family_gets_a_number(bot: httpx.AsyncClient) -> None:
    answer = await register(bot, submission())
    assert answer.status_code == 201
    receipt = answer.json()
    assert set(receipt) == {"number", "status", "received_at", "already", "code", "referred"}
    assert (receipt["status"], receipt["already"]) == ("sent", False)
    assert [len(group) for group in receipt["number"].split("-")] == [4, 3, 3]


async def test_the_same_request_again_gets_the_same_answer(bot: httpx.AsyncClient) -> None:
    first = await register(bot, submission())
    again = await register(bot, submission())
    assert (again.status_code, again.json()) == (200, first.json())
    assert await statuses(bot) == ["sent"]


async def test_the_order_of_fields_does_not_make_another_request(bot: httpx.AsyncClient) -> None:
    first = await register(bot, submission())
    again = await register(bot, dict(reversed(submission().items())))
    assert (again.status_code, again.json()) == (200, first.json())


async def test_the_same_key_with_another_body_is_refused(bot: httpx.AsyncClient) -> None:
    await register(bot, submission())
    answer = await register(bot, submission(name="Contoh Lain"))
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 409


async def test_the_same_request_many_times_at_once_is_one_registration(bot: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(register(bot, submission()) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.text for answer in answers}) == 1
    assert await statuses(bot) == ["sent"]


async def test_a_nik_registered_again_by_its_own_contact_keeps_its_number(bot: httpx.AsyncClient) -> None:
    first = await register(bot, submission())
    again = await register(bot, submission(), key="key-00000002")
    assert again.status_code == 200
    assert again.json() == {**first.json(), "already": True}
    assert await statuses(bot) == ["sent"]


async def test_nobody_learns_that_another_contact_registered_a_nik(bot: httpx.AsyncClient) -> None:
    free = await register(bot, submission(nik="3510165708459902", kk="3510161203159902"), key="key-00000001")
    await register(bot, submission(), key="key-00000002")
    second = await register(bot, submission(ELSEWHERE), key="key-00000003")
    assert second.status_code == free.status_code == 201
    assert {**second.json(), "number": 0, "received_at": 0} == {**free.json(), "number": 0, "received_at": 0}
    assert await statuses(bot) == ["conflict", "sent", "sent"]


async def test_the_second_contact_too_keeps_its_number(bot: httpx.AsyncClient) -> None:
    await register(bot, submission(), key="key-00000001")
    second = await register(bot, submission(ELSEWHERE), key="key-00000002")
    again = await register(bot, submission(ELSEWHERE), key="key-00000003")
    assert again.status_code == 200
    assert again.json() == {**second.json(), "already": True}
    own = await bot.post("/api/v1/registrations/own", json={"contact": ELSEWHERE})
    assert [row["status"] for row in own.json()["registrations"]] == ["sent"]


async def test_one_nik_from_many_contacts_at_once_is_one_active_registration(bot: httpx.AsyncClient) -> None:
    contacts = [{"channel": "telegram", "address": f"90002000{place}"} for place in range(8)]
    answers = await asyncio.gather(
        *(register(bot, submission(contact), key=f"key-at-once-{n}") for n, contact in enumerate(contacts))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["status"] for answer in answers} == {"sent"}
    assert len({answer.json()["number"] for answer in answers}) == 8
    assert await statuses(bot) == ["conflict"] * 7 + ["sent"]


async def test_one_contact_registering_many_families_at_once_loses_none(bot: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(
        *(
            register(
                bot,
                submission(nik=f"35101657084599{n:02}", kk=f"35101612031599{n:02}"),
                key=f"key-families-{n}",
            )
            for n in range(10, 22)
        )
    )
    assert {answer.status_code for answer in answers} == {201}
    own = await bot.post("/api/v1/registrations/own", json={"contact": HERE})
    assert len(own.json()["registrations"]) == 10


async def test_the_reviewer_sees_that_a_card_or_a_person_is_in_another_family(bot: httpx.AsyncClient) -> None:
    await register(bot, submission(), key="key-00000001")
    grandchild = {"name": "Contoh Sari", "relation": "child", "nik": SUMIATI}
    second = await register(
        bot,
        submission(ELSEWHERE, nik="3510165708459903", members=[grandchild], schooling={}),
        key="key-00000002",
    )
    detail = (await bot.get(f"/api/v1/registrations/{second.json()['number']}")).json()
    assert {"kk_registered", "person_registered"} <= set(detail["flags"])


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"nik": "351016570845990"}, ("household.nik", "string-pattern-mismatch")),
        ({"nik": "\uff13" + SUMIATI[1:]}, ("household.nik", "string-pattern-mismatch")),
        ({"kk": None}, ("household.kk", "string-type")),
        ({"name": ""}, ("household.name", "string-too-short")),
        ({"name": "nul\x00"}, ("household.name", "string-pattern-mismatch")),
        ({"name": "\ud800"}, ("household.name", "string-unicode")),
        ({"birth_date": 19450817}, ("household.birth_date", "date-not-written")),
        ({"birth_date": "1945-13-01"}, ("household.birth_date", "date-from-datetime-parsing")),
        ({"desa": "35.10.17.1001"}, ("household", "desa-outside-kecamatan")),
        ({"schooling": {"7": "sd"}}, ("household", "schooling-of-nobody")),
        ({"phone": "0812"}, ("household.phone", "string-pattern-mismatch")),
        ({"pregnant": "perhaps"}, ("household.pregnant", "enum")),
        ({"income": 1}, ("household.income", "extra-forbidden")),
        ({"nik": "3510164913459901"}, ("household.nik", "month")),
        ({"nik": "9910165708459901"}, ("household.nik", "province-unknown")),
        ({"kk": SUMIATI}, ("household.kk", "same-as-nik")),
        ({"birth_date": "2099-01-01"}, ("household.birth_date", "future")),
        ({"desa": "35.10.16.1099"}, ("household.desa", "unknown")),
        (
            {"members": [{"name": "Contoh", "relation": "child", "nik": "0" * 16}], "schooling": {}},
            ("household.members.0.nik", "made-up"),
        ),
        ({"\ud800": 1}, ("household", "string-unicode")),
    ],
)
async def test_a_field_that_cannot_be_taken_is_named(
    bot: httpx.AsyncClient, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    answer = await bot.post(
        "/api/v1/registrations",
        content=json.dumps(submission(**changes)),
        headers={"Idempotency-Key": "key-00000001", "Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"field": fault[0], "code": fault[1]} in answer.json()["errors"]
    assert await statuses(bot) == []


async def test_without_a_key_for_repetition_nothing_is_taken(bot: httpx.AsyncClient) -> None:
    answer = await bot.post("/api/v1/registrations", json=submission())
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "header.Idempotency-Key", "code": "missing"}]


async def test_what_is_not_json_is_told_so(bot: httpx.AsyncClient) -> None:
    answer = await bot.post(
        "/api/v1/registrations",
        content=b"{",
        headers={"Idempotency-Key": "key-00000001", "Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_beyond_reason_is_refused(bot: httpx.AsyncClient, announced: bool) -> None:
    async def chunks() -> Any:
        for _ in range(100):
            yield b" " * 1024

    answer = await bot.post(
        "/api/v1/registrations",
        content=b" " * 100_000 if announced else chunks(),
        headers={"Idempotency-Key": "key-00000001", "Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


async def test_what_the_bot_told_comes_back_masked(bot: httpx.AsyncClient) -> None:
    number = (await register(bot, submission())).json()["number"]
    detail = (await bot.get(f"/api/v1/registrations/{number}")).json()
    assert detail["name"] == "C*** S***"
    assert detail["nik"] == "3510********9901"
    assert detail["kk"] == "3510********9901"
    assert detail["phone"] == "+628******0001"
    assert detail["members"] == 2
    assert [step["status"] for step in detail["history"]] == ["sent"]
    assert {(consent["purpose"], consent["given"]) for consent in detail["consents"]} == {
        ("registration", True),
        ("truth", True),
        ("broadcasts", True),
    }
    for secret in (SUMIATI, KK, family()["name"], "Paijan", "+6281200000001"):
        assert secret not in str(detail)
