"""The longest answers that people can give, as a session keeps them: what the messages are measured with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.areas import all_desa, all_kecamatan, villages_of
from conversations.answers.fixable import Fixable
from conversations.answers.names import LONGEST as LONGEST_NAME
from conversations.answers.objection import LONGEST_STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversations.answers.areas import Desa

NAME: Final = ("Siti Nurhalimatus Sa'diyah Purwaningrum Kusumawardhani Contoh " * 2)[:LONGEST_NAME].strip()
NUMBER: Final = "4821-557-306"
_CODE: Final = "K7MX-9QPT-J6"
MOMENT: Final = "2026-09-17T09:00:00+07:00"
MOST_MEMBERS: Final = 20
MOST_PAYMENTS: Final = 5
"""Payments that one contact is asked about at once."""
MOST_OWN: Final = 10
"""Registrations that one chat is shown; the registry gives no more."""

LONGEST_ARGUMENTS: Final = {
    "age": "120",
    "code": _CODE,
    "count": "20",
    "digits": "2000",
    "in_nik": "17 September 1965",
    "kecamatan": "Tegaldlimo",
    "left": "4",
    "most": "21",
    "name": NAME,
    "number": NUMBER,
    "province": "99",
    "rt": "003",
    "rw": "002",
    "typed": "17 September 1965",
    "year": "1965",
}
"""What the variables of problems and outcomes can grow to."""


def longest_answers(flow: str, state: str) -> dict[str, Any]:
    """Give the longest answers of a flow when a state asks; of its list one item is still to be told."""
    kept = _KEPT.get(flow)
    return kept(state) if kept is not None else {}


def _told_of_registration(state: str) -> dict[str, Any]:
    answers = dict(_registration())
    if state in ("members", "schooling"):
        answers[state] = answers[state][:-1]
    return answers


def _fix(state: str) -> dict[str, Any]:
    marks = [{"field": field.value, "reason": NAME} for field in Fixable]
    return {**_told_of_registration(state), "due": {"number": NUMBER, "marks": marks}}


def _menu(_: str) -> dict[str, Any]:
    return {"draft": True, "fixes": True}


def _hand_over(_: str) -> dict[str, Any]:
    return {"draft": True, "whose": "S*** " * 12, "give": {"outcome": "given", "code": _CODE, "days": 30}}


def _take_over(_: str) -> dict[str, Any]:
    summary = {"name": "S*** " * 12, "nik": "3510********9901", "desa": max(all_desa(), key=_titled).title, "told": 18}
    return {"draft": True, "take": {"outcome": "taken", **summary}}


def _titled(desa: Desa) -> int:
    return len(desa.title)


def _confirm(_: str) -> dict[str, Any]:
    return {"is_right": True, "hear": {"outcome": "confirmed", "number": NUMBER}, "notices": "wanted"}


def _receipt(_: str) -> dict[str, Any]:
    payments = "; ".join(["Bantuan Sosial Tunai Tambahan tahap 12, Rp 2.400.000"] * MOST_PAYMENTS)
    return {"due": {"outcome": "found", "recipient": "x" * 36, "about": payments}}


@cache
def _registration() -> dict[str, Any]:
    most = max(all_kecamatan(), key=lambda each: sum(len(desa.name) + 5 for desa in villages_of(each)))
    desa = max(all_desa(), key=lambda each: len(each.label))
    child = {"name": NAME, "relation": "child", "birth_year": 2014}
    return {
        "begun": "2026-11-21",
        "consent": "given",
        "notices": "unwanted",
        "nik": "3510165708459901",
        "kk": "3510161203109902",
        "name": NAME,
        "birth_date": "1965-09-17",
        "kecamatan": most.code,
        "desa": desa.code,
        "dusun": NAME,
        "rt_rw": {"rt": "003", "rw": "002"},
        "phone": "+6281200000012",
        "members_count": MOST_MEMBERS,
        "members": [child] * MOST_MEMBERS,
        "pregnant": "declined",
        "small_children": MOST_MEMBERS,
        "elderly": MOST_MEMBERS,
        "schooling": ["declined"] * MOST_MEMBERS,
        "disability": "declined",
        "occupation": "homemaker",
        "housing": "own",
        "declaration": "send",
        "acting_reason": "disability",
        "consent_way": "guardian",
        "witness": NAME,
        "agent": {"name": NAME, "desa": most.code + ".2001", "rw": "002", "rt": "003"},
        "own_nik": {"outcome": "already", "number": NUMBER},
        "agent_nik": {"outcome": "already", "number": NUMBER},
        "send": {"outcome": "accepted", "number": NUMBER, "code": _CODE},
    }


def _quick(state: str) -> dict[str, Any]:
    """Half of a family, with as much wrong as can be, where the form is asked; all of it later."""
    answers = dict(_registration())
    if state != "form":
        if state in ("members", "schooling"):
            answers[state] = answers[state][:-1]
        unread = {"unread": ["x" * 30] * 4, "unasked": ["x" * 30] * 4}
        behalf = {name: answers[name] for name in ("acting_reason", "consent_way", "witness")}
        return {**answers, "messages": [{"done": True, "answers": behalf, **unread}]}
    told = {name: answers[name] for name in ("nik", "kk", "name", "birth_date", "kecamatan", "desa", "dusun", "rt_rw")}
    several = {"choices": "Desa Kampunganyar, Kecamatan Blimbingsari; " * 4}
    doubts = {
        "occupation": ["which", "x" * 30, several],
        "phone": ["too-long", "x" * 30, {"digits": "2000"}],
        "members": ["age-missing", "x" * 30, {"name": NAME}],
    }
    return {**told, "messages": [{"doubts": doubts, "unread": ["x" * 30] * 2, "unasked": ["x" * 30], "half": True}]}


def _agent(_: str) -> dict[str, Any]:
    desa = max(all_desa(), key=_titled)
    waits = {"outcome": "locked", "minutes": 24 * 60}
    return {
        "by_code": True,
        "draft": True,
        "redeem": {"outcome": "not_yours"},
        "standing": {"outcome": "active", "name": NAME, "desa": desa.code, "rw": "002", "rt": "003", "pin_hours": 12},
        "same_check": waits,
        "check_pin": waits,
    }


def _new_key(_: str) -> dict[str, Any]:
    return {"check_pin": {"outcome": "locked", "minutes": 24 * 60}}


def _work(state: str) -> dict[str, Any]:
    payment = {
        "name": "S*** " * 12,
        "programme": "Program " * 5,
        "stage": 12,
        "amount": 12_600_000,
        "place": "Balai Desa " * 12,
        "day": MOMENT[:10],
    }
    family = {
        "id": NUMBER,
        "number": NUMBER,
        "name": "S*** " * 12,
        "status": "forwarded",
        "place": "RT 003 RW 002",
        "code": _CODE,
        "payments": [payment] * 20,
        "bring": "KTP dan KKS " * 10,
    }
    errands = dict.fromkeys(("fix", "bring", "undelivered", "confirm"), 9999)
    told = {"family": NUMBER} if state != "family" else {}
    return {
        "draft": True,
        "overview": {"outcome": "found", "today": 999, "errands": errands},
        "errand": "undelivered",
        "page": {"outcome": "found", "families": [family] * 8, "more": True},
        **told,
    }


def _my_data(_: str) -> dict[str, Any]:
    desa = max(all_desa(), key=_titled)
    consent = {"purpose": "registration", "given": False, "given_at": MOMENT, "notice": "2026-11-id-0123456789abcdef"}
    request = {"number": "H-482-1557", "kind": "withdraw", "state": "refused", "due_at": MOMENT}
    return {
        "mine": {"outcome": "several", "number": NUMBER, "items": [{"number": NUMBER, "name": NAME}] * MOST_OWN},
        "which": "4821557306",
        "copy": {
            "outcome": "found",
            "held": {
                "number": NUMBER,
                "status": "not_eligible",
                "erased": False,
                "name": NAME,
                "nik": "3510********9901",
                "kk": "3510********9902",
                "phone": "+628*******0012",
                "desa": desa.code,
                "members": [NAME] * MOST_MEMBERS,
                "broadcasts": None,
                "consents": [consent] * 2,
                "requests": [request] * 5,
            },
        },
        "wish": "withdraw",
        "send": {"outcome": "accepted", "number": "H-482-1557"},
    }


def _appeal(state: str) -> dict[str, Any]:
    several = {
        "outcome": "several",
        "items": [{"number": NUMBER, "name": NAME, "reason": "x" * 300, "until": MOMENT[:10]}] * MOST_OWN,
    }
    decided = {"outcome": state, "number": NUMBER} if state in ("waiting", "closed") else several
    return {"results": decided, "which": "4821557306", "ground": "not_ours", "story": "x" * LONGEST_STORY}


def _status(_: str) -> dict[str, Any]:
    item = {"number": NUMBER, "status": "needs_fixing", "name": NAME}
    return {
        "own": {"outcome": "found", "items": [item] * MOST_OWN},
        "more": "another",
        "number": NUMBER,
        "nik": "3510165708459901",
        "look_up": {
            "outcome": "found",
            "number": NUMBER,
            "status": "not_eligible",
            "since": "2026-09-17T09:00:00+07:00",
        },
    }


_KEPT: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "menu": _menu,
    "registration": _told_of_registration,
    "quick": _quick,
    "status": _status,
    "fix": _fix,
    "my_data": _my_data,
    "agent": _agent,
    "new_key": _new_key,
    "work": _work,
    "hand_over": _hand_over,
    "take_over": _take_over,
    "confirm": _confirm,
    "receipt": _receipt,
    "appeal": _appeal,
}
