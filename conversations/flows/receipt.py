"""Has the payment come? Asked once after its day, or told by oneself: SUDAH TERIMA, TERIMA KURANG, BELUM TERIMA."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from conversations.answers.money import MONEY_PROBLEMS, MoneyRange, parse_money
from conversations.answers.reading import Problem
from conversations.answers.spellings import spelled
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, said
from conversations.engine.fields import Field, Record
from conversations.engine.flow import Ask, Choose, End, Flow, Look, Situation, otherwise, when
from conversations.engine.inquiring import Inquiry

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PLACE: Final = 200


class Came(StrEnum):
    """What somebody says of a payment."""

    YES = "yes"
    SHORT = "short"
    NO = "no"


_AROUND: Final = ADDRESS | SOFTENERS
_AID: Final = r"(?:(?:bantuan|bansos|uang|sembako|beras|pkh|bpnt|blt)(?:ya|e)? ?)?"
_SAID: Final = {
    Came.NO: re.compile(rf"{_AID}belum terima ?{_AID}"),
    Came.SHORT: re.compile(
        rf"{_AID}(?:sudah )?terima {_AID}(?:(?:tapi|tp|tetapi|cuma) )?(?:kurang|tidak lengkap|sebagian)"
        r"|(?:belum|tidak) lengkap"
    ),
    Came.YES: re.compile(rf"{_AID}sudah terima ?{_AID}"),
}


class Receipt(Record):
    """What came, and where it was paid out or waited for."""

    came = Field(Came)
    amount = Field(int, optional=True)
    place = Field(str, optional=True)


def opening(text: str) -> Mapping[str, Any] | None:
    """Find the answer in a whole message that says it in full; "sudah" alone may answer anything."""
    told = " ".join(spelled(word) for word in said(text) if word not in _AROUND)
    came = next((came for came, words in _SAID.items() if words.fullmatch(told)), None)
    return None if came is None else {"came": came.value}


def asked_about(receipt: Receipt) -> Mapping[str, Any]:
    """Give which payment it is about."""
    return {"about": receipt.answers["due"]["about"]}


def came_in_part(receipt: Receipt) -> bool:
    """Tell whether some of it came."""
    return receipt.came is Came.SHORT


def is_missing(receipt: Receipt) -> bool:
    """Tell whether something is missing."""
    return receipt.came is not Came.YES


def read_amount(text: str, _: Situation[Receipt]) -> int | Problem:
    """Read how much it was; of a range, the least."""
    match parse_money(text):
        case Problem() as problem:
            return problem
        case MoneyRange(low):
            return int(low)
        case amount:
            return int(amount)


def read_place(text: str, _: Situation[Receipt]) -> str | Problem:
    """Take wherever somebody says it was."""
    told = " ".join(text.split())
    return told[:LONGEST_PLACE] if any(sign.isalpha() for sign in told) else Problem("unclear")


def answer(receipt: Receipt) -> Mapping[str, Any]:
    """Give the answer."""
    return {
        "recipient": receipt.answers["due"]["recipient"],
        "came": receipt.came or Came.NO,
        "amount": receipt.amount,
        "place": receipt.place or "",
    }


def inquiry_about(payment: str, recipient: str, text: str) -> Inquiry:
    """Ask it of our own accord: then it is known already what is due."""
    return Inquiry(text, receipt.name, {"due": {"outcome": "found", "recipient": recipient, "about": payment}})


receipt = Flow("receipt", version=1, start="due", record=Receipt, opened_with=opening)

receipt += Look(
    name="due",
    lookup="receipts.due",
    outcomes={"found": "came", "none": "nothing", "unavailable": "away"},
)
receipt += Choose(
    name="came",
    options=list(Came),
    details=asked_about,
    saves=Receipt.came,
    next=[when(came_in_part, "amount"), when(is_missing, "place"), otherwise("tell")],
)
receipt += Ask(
    name="amount",
    expects=read_amount,
    problems=MONEY_PROBLEMS,
    saves=Receipt.amount,
    optional=True,
    next="place",
)
receipt += Ask(
    name="place",
    expects=read_place,
    problems=("unclear",),
    saves=Receipt.place,
    optional=True,
    next="tell",
)
receipt += Look(
    name="tell",
    lookup="receipts.answer",
    asks=answer,
    outcomes={
        "thanked": "thanks",
        "opened": "opened",
        "unchanged": "unchanged",
        "gone": "nothing",
        "unavailable": "away",
    },
)
receipt += End(name="thanks")
receipt += End(name="opened")
receipt += End(name="unchanged")
receipt += End(name="nothing")
receipt += End(name="away")
