"""The second proof: six digits from a phone (RFC 6238), or a recovery code from a slip of paper."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Final

import pyotp
import segno

from backend.auth.readable import readable_secret

if TYPE_CHECKING:
    from datetime import datetime

ISSUER: Final = "Bansos Banyuwangi"
STEP_SECONDS: Final = 30
RECOVERY_CODES: Final = 10
_LEEWAY: Final = 1
"""Steps before and after now: phones' clocks are not exact."""
_SIX_DIGITS: Final = re.compile(r"[0-9]{6}")
_SEPARATORS: Final = re.compile(r"[\s-]+")
_RECOVERY: Final = re.compile(r"[a-z2-9]{16}")


def new_secret() -> str:
    """Make the key of an authenticator: 160 bits in base32."""
    return pyotp.random_base32()


def step_of(code: str, secret: str, now: datetime) -> int | None:
    """Find the time step a code belongs to, at most one step from now; None when it is of none.

    The step is told so that the caller can refuse a code that was used.
    """
    digits = _SEPARATORS.sub("", code)
    if not _SIX_DIGITS.fullmatch(digits):
        return None
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    here = totp.timecode(now)
    matches = [
        step
        for step in range(here - _LEEWAY, here + _LEEWAY + 1)
        if secrets.compare_digest(totp.generate_otp(step), digits)
    ]
    return matches[-1] if matches else None


def code_now(secret: str, now: datetime) -> str:
    """Give the code of this moment."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).at(now)


def picture(secret: str, user_name: str) -> str:
    """Draw the QR code that authenticators scan, as SVG without style or script."""
    address = pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=user_name, issuer_name=ISSUER)
    return segno.make(address, error="m", micro=False).svg_inline(scale=5, border=4, dark="#000", light="#fff")


def spelled(secret: str) -> str:
    """Write a key in groups of four, for typing."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Make ten codes of 79 bits: `k7mx-9qpt-h3vd-w2rn`."""
    return [readable_secret() for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> bytes | None:
    """Give what is stored of a recovery code, however it was typed; None when it cannot be one.

    Plain SHA-256: nobody guesses 79 random bits, and no data key has to be kept for it.
    """
    letters = _SEPARATORS.sub("", code).lower()
    return hashlib.sha256(letters.encode()).digest() if _RECOVERY.fullmatch(letters) else None
