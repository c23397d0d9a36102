"""What a correction says of the ages in a family fits the members that it tells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from conversations.engine.flow import Filing, Proof
from conversations.engine.messages import ChatRef
from conversations.flows.fix import Fix, correction

WIFE = {"name": "Siti Contoh", "relation": "spouse", "birth_year": 1961}
CHILD = {"name": "Rani Contoh", "relation": "child", "birth_year": 2022}
NOBODY_KNOWS = {"name": "Budi Contoh", "relation": "sibling"}
TOLD = {"small_children": 3, "elderly": 1}


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ({"members": [WIFE, CHILD]}, (1, 1)),
        ({"members": [WIFE, CHILD], "birth_date": "1965-08-17"}, (1, 2)),
        ({"members": [WIFE], "members_count": 1}, (0, 1)),
        ({"members": [CHILD, NOBODY_KNOWS]}, (3, 1)),
        ({"members": [CHILD, None]}, (3, 1)),
    ],
)
def test_small_children_and_elderly_are_counted_where_all_ages_are_known(
    answers: dict[str, Any], counts: tuple[int, int]
) -> None:
    due = {"number": "x", "marks": [{"field": "members", "reason": "x"}]}
    told = {"begun": "2026-11-21", "due": due, "members_count": len(answers["members"]), **TOLD, **answers}
    at = datetime(2026, 11, 21, tzinfo=UTC)
    proofs = {"declaration": Proof(at, "m1")}
    filed = correction(Filing(Fix(told), proofs, ChatRef("telegram", "1"), "id", at, "m2"))
    assert (filed["household"]["small_children"], filed["household"]["elderly"]) == counts
