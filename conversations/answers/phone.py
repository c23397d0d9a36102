"""Mobile numbers in Indonesia, stored as E.164 (+628...)."""

from __future__ import annotations

import re
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberType

from conversations.answers.normalise import plain
from conversations.answers.reading import Problem

PHONE_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "no-digits": (),
    "too-short": ("digits",),
    "too-long": ("digits",),
    "landline": (),
    "foreign": (),
    "not-mobile": (),
}
"""The codes `parse_phone` gives. `too-short` and `too-long` say how many `digits` there were, as typed."""

# An "o" at the end is a zero where it stands on a digit and no word goes on with it: "081234567890 ok" ends before it.
_NUMBER = re.compile(r"\+?\s?\(?\d(?:[\do\s.,\-_/()]*(?:\d|(?<=[\do])o(?![^\W\d_])))?")
_SHORTEST, _LONGEST = 9, 12
_ALIKE = str.maketrans({"o": "0"})
# A landline that reaches WhatsApp in an office is still no number of a person.
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_LANDLINE = {PhoneNumberType.FIXED_LINE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.TOLL_FREE}


def parse_phone(text: str) -> str | Problem:
    """Read a mobile number in any usual form; operators are not checked, since numbers move between them."""
    found = max(_NUMBER.findall(plain(text)), key=len, default="")
    typed = found.translate(_ALIKE)
    digits = re.sub(r"\D", "", typed)
    if not digits:
        return Problem("no-digits")
    international = typed.startswith("+") or digits.startswith("00")
    national = _national(digits.removeprefix("00") if international else digits, international=international)
    if national is None:
        return Problem("foreign")
    return _mobile(national, len(digits))


def _national(digits: str, *, international: bool) -> str | None:
    """Give the number without country code and leading zero, or None for a number of another country."""
    if digits.startswith("62") and (international or len(digits) > _SHORTEST):
        return digits[2:].removeprefix("0")
    if international:
        return None
    return digits.removeprefix("0")


def _mobile(national: str, typed: int) -> str | Problem:
    number = phonenumbers.PhoneNumber(country_code=62, national_number=int(national[:15] or "0"))
    kind = phonenumbers.number_type(number)
    if kind in _MOBILE and len(national) <= _LONGEST:
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if kind in _LANDLINE or national.startswith("333"):
        return Problem("landline")
    if len(national) < _SHORTEST:
        return Problem("too-short", {"digits": typed})
    return Problem("too-long", {"digits": typed}) if len(national) > _LONGEST else Problem("not-mobile")
