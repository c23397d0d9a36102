"""Registration numbers: said in groups, read forgivingly, never given twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from backend.registrations.intake import Intake, Request, Taken
from backend.registrations.number import new_number, parse_number
from backend.registrations.repeats import Keyed
from backend.registrations.schemas import SubmissionIn
from conversations.answers.registration_number import RegistrationNumber, show_registration_number
from tests.backend.families import ELSEWHERE, HERE, submission

if TYPE_CHECKING:
    from fastapi import FastAPI


@pytest.mark.parametrize(
    "typed",
    [
        "4821-557-306",
        "4821557306",
        "4821 557 306",
        "4821.557.306",
        " 4821 - 557 - 306 ",
        "no 4821-557-306",
        "No. 4821557306",
        "nomor: 4821 557 306",
        "nomer pendaftaran 4821557306",
        "No Reg: 4821/557/306",
        "4821\u2013557\u2013306",
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert parse_number(typed) == "4821557306"


@pytest.mark.parametrize(
    "typed", ["", "no", "482155730", "48215573066", "3510165708459901", "4821-557-30x", "\ud800", "4" * 4000]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_number(typed) is None


def test_a_shown_number_reads_back() -> None:
    number = new_number()
    assert show_registration_number(RegistrationNumber("4821557306")) == "4821-557-306"
    assert parse_number(show_registration_number(number)) == number


async def test_a_number_that_is_taken_is_drawn_again(app: FastAPI) -> None:
    drawn = iter(["1111111111", "1111111111", "1111111111", "2222222222"])
    numbers = []
    for contact, nik in ((HERE, "3510165708459901"), (ELSEWHERE, "3510165708459902")):
        async with app.state.sessions.begin() as session:
            intake = Intake(session, await app.state.keyring.vault(session), lambda: RegistrationNumber(next(drawn)))
            taken = await intake.take(
                Request(
                    asked=Keyed("bot", nik, (b"body",)),
                    body=SubmissionIn.model_validate(submission(contact, nik=nik)),
                    now=datetime.now(UTC),
                )
            )
            assert isinstance(taken, Taken)
            numbers.append(taken.number)
    assert numbers == ["1111111111", "2222222222"]
