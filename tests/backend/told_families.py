"""For Schemathesis: requests that are meant to be taken keep also the rules that no schema can say.

A NIK carries a date and an area, a name is not the answer to another question, a desa lies in one kecamatan, only an
agent says why they act, a notice has known placeholders, a period has at most 366 days. Where `FUZZ_NUMBER` names the
registration of the family of `tests.backend.families`, they are about that one. Requests that are meant to be refused
are left as they were drawn.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import schemathesis
from schemathesis import GenerationMode

from tests.backend.families import FUZZED_NUMBER, HERE, SUMIATI
from tests.backend.keys import family_of

if TYPE_CHECKING:
    from schemathesis import Case, HookContext

_LONGEST = timedelta(days=365)
_ABOUT_ONE = ("/registrations/own", "/registrations/status", "/registrations/{number}", "/rights/", "/appeals")


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    if case.meta is None or case.meta.generation.mode is not GenerationMode.POSITIVE:
        return
    if FUZZED_NUMBER in os.environ and any(path in case.operation.path for path in _ABOUT_ONE):
        _ask_about(os.environ[FUZZED_NUMBER], case)
    match case.operation.label:
        case "POST /api/v1/registrations" | "PUT /api/v1/registrations/{number}/correction":
            household = case.body["household"]
            if case.body.get("acting") is not None:
                case.body["submitted_by"] = {"role": "agent"}
            elif "submitted_by" in case.body:
                case.body["submitted_by"] = {"role": "resident"}
            household.update({name: value for name, value in _told(household).items() if household.get(name)})
        case "POST /api/v1/broadcasts" | "PUT /api/v1/broadcasts/{broadcast_id}":
            case.body.update(areas=["35.10.16"], title="Kabar", bring="KTP", from_hour=7, until_hour=20)
            case.body["text"] = "Kabar untuk {nama}. Ketik CEK {kode}."
            case.body.pop("payment_list", None)
        case "GET /api/v1/question-counts":
            case.query["to"] = _within_a_year(date.fromisoformat(case.query["from"]), case.query["to"])


def _ask_about(number: str, case: Case) -> None:
    known = {"number": number, "nik": SUMIATI, "contact": HERE}
    for place in (case.path_parameters, case.body):
        if isinstance(place, dict):
            place.update({name: value for name, value in known.items() if name in place})


def _told(drawn: dict[str, Any]) -> dict[str, Any]:
    members = [
        {**member, **{name: value for name, value in _MEMBER.items() if member.get(name) is not None}}
        for member in drawn.get("members") or ()
    ]
    schooling = drawn.get("schooling") or {}
    return {
        **family_of(int((drawn.get("nik") or "0")[-3:])),
        "name": "Contoh Warga",
        "kecamatan": "35.10.16",
        "desa": "35.10.16.1007",
        "dusun": "Lingkungan Contohrejo",
        "phone": "+6281200000001",
        "members": members,
        "schooling": {place: level for place, level in schooling.items() if int(place) < len(members)},
    }


_MEMBER = {"name": "Contoh Anak", "nik": "3510160205149901", "birth_date": "2014-05-02", "birth_year": 2014}


def _within_a_year(first: date, last: str) -> str:
    days = min(abs(date.fromisoformat(last) - first), _LONGEST, date.max - first)
    return (first + days).isoformat()
