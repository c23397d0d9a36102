"""What concerns every text and every part of the code: never ask for what thieves ask for, never judge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.registrations.moves import may_follow
from backend.registrations.status import Status
from locales import catalogues, locales
from tests.docs.documents import ROOT

THEFT = re.compile(
    r"\b(OTP|PIN|kata sandi|foto wajah|selfie|swafoto|uang|arta|dhuwit|biaya|transfer|rekening)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(tidak|jangan|mboten|ampun)\b", re.IGNORECASE)
RESULTS = {Status.ELIGIBLE, Status.NOT_ELIGIBLE}
OFFICE = {Status.FORWARDED, Status.APPEALED}
PROMISE = re.compile(r"\b(?:pasti (?:dapat|menerima)|(?:mesthi|tamtu) (?:angsal|nampi))\b", re.IGNORECASE)

COMMENT = re.compile(r"^#.*$", re.MULTILINE)

SENTENCES = [
    pytest.param(sentence, id=f"{locale}-{scope}-{number}")
    for locale in locales()
    for scope, source in catalogues(locale).items()
    for number, sentence in enumerate(re.split(r"(?<=[.?!])\s", COMMENT.sub("", source)))
    if THEFT.search(sentence) or PROMISE.search(sentence)
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_thieves_ask_for_and_what_nobody_can_promise_is_only_ever_denied(sentence: str) -> None:
    assert DENIAL.search(sentence) or re.search(r"\b(?:belum berarti pasti|dereng ateges mesthi)\b", sentence)


def test_there_are_such_sentences() -> None:
    assert len(SENTENCES) >= 3


@pytest.mark.parametrize("result", sorted(RESULTS))
def test_a_result_follows_only_on_what_the_office_has_forwarded_or_reviewed(result: Status) -> None:
    assert {status for status in Status if may_follow(status, result)} == OFFICE


def test_results_come_from_files_of_the_office_and_made_up_families_and_are_otherwise_only_named() -> None:
    naming = {
        str(path.relative_to(ROOT))
        for room in ("backend", "bot", "conversations", "deploy")
        for path in Path(ROOT / room).rglob("*.py")
        if re.search(r"Status\.(?:NOT_)?ELIGIBLE", path.read_text(encoding="utf-8"))
    }
    assert naming <= {
        "backend/appeals/appeals.py",
        "backend/registrations/status.py",
        "backend/registrations/moves.py",
        "backend/registrations/queue.py",
        "backend/seeding/paths.py",
        "backend/agents/worklist.py",
        "backend/console/wording.py",
        "backend/exports/making.py",
        "backend/imports/results.py",
        "backend/seed.py",
    }
