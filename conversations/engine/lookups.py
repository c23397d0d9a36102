"""What the registry can be asked during a conversation, and every outcome that it can give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

UNAVAILABLE: Final = "unavailable"
"""The outcome of every lookup when the registry does not answer in time."""

Outcomes: TypeAlias = Mapping[str, tuple[str, ...]]
"""Each outcome with the names of what it brings."""

LOOKUPS: Final[Mapping[str, Outcomes]] = {
    "registry.own_nik": {"new": (), "already": ("number",), UNAVAILABLE: ()},
    "agents.nik": {"new": (), "already": ("number",), "taken": (), UNAVAILABLE: ()},
    "agents.confirm": {
        "confirmed": ("number",),
        "denied": (),
        "unknown": (),
        "agents_own": (),
        "too_many": (),
        UNAVAILABLE: (),
    },
    "registry.own_registrations": {"found": ("items",), "none": (), UNAVAILABLE: ()},
    "registry.mine": {"one": ("number",), "several": ("items",), "none": (), UNAVAILABLE: ()},
    "registry.own_data": {"found": ("held",), "none": (), UNAVAILABLE: ()},
    "registry.results": {
        "one": ("number", "reason", "until"),
        "several": ("items",),
        "waiting": ("number",),
        "closed": ("number",),
        "none": (),
        UNAVAILABLE: (),
    },
    "registry.result": {
        "open": ("number", "reason", "until"),
        "waiting": ("number",),
        "closed": ("number",),
        "none": (),
        UNAVAILABLE: (),
    },
    "registry.fixes": {"found": ("number", "marks"), "none": (), UNAVAILABLE: ()},
    "agents.redeem": {
        "bound": (),
        "unknown": (),
        "used": (),
        "expired": (),
        "not_yours": (),
        "other_agent": (),
        "suspended": (),
        "too_many": (),
        UNAVAILABLE: (),
    },
    "agents.standing": {
        "active": ("name", "desa", "rw", "rt", "pin_hours"),
        "new_pin": (),
        "pin": (),
        "suspended": (),
        "none": (),
        UNAVAILABLE: (),
    },
    "agents.work": {"found": ("today", "errands"), "not_now": (), UNAVAILABLE: ()},
    "agents.errands": {"found": ("families", "more"), "empty": (), "not_now": (), UNAVAILABLE: ()},
    "agents.told": {"noted": (), "not_yours": (), "not_now": (), UNAVAILABLE: ()},
    "drafts.give": {"given": ("code", "days"), UNAVAILABLE: ()},
    "drafts.take": {
        "taken": ("draft", "agent"),
        "unknown": (),
        "none": (),
        "used": (),
        "expired": (),
        "too_many": (),
        "not_now": (),
        UNAVAILABLE: (),
    },
    "agents.choose_pin": {"chosen": (), "weak": (), "not_now": (), UNAVAILABLE: ()},
    "agents.try_pin": {"right": (), "wrong": ("left",), "locked": ("minutes",), "none": (), UNAVAILABLE: ()},
    "receipts.due": {"found": ("recipient", "about"), "none": (), UNAVAILABLE: ()},
    "receipts.answer": {"thanked": (), "opened": (), "unchanged": (), "gone": (), UNAVAILABLE: ()},
    "broadcasts.check": {
        "ours": ("text", "sent_at"),
        "changed": ("text", "sent_at"),
        "not_ours": (),
        "too_many": (),
        UNAVAILABLE: (),
    },
    "registry.status": {
        "found": ("number", "status", "since"),
        "no_match": (),
        "too_many": (),
        UNAVAILABLE: (),
    },
}

SETTLED: Final[Outcomes] = {"accepted": ("number", "code"), "already": ("number", "code"), "delayed": ()}
"""The outcomes of a submission that lead on, with what they bring. `rejected` asks again instead, `refused` is told."""
