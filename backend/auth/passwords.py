"""Passwords: which ones do, how they are kept, and how one is checked without telling who exists."""

from __future__ import annotations

import asyncio
import re
import secrets
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

SHORTEST: Final = 12
LONGEST: Final = 256
"""Characters. Hashing takes time with length, and nobody needs more."""
_FEWEST_DIFFERENT: Final = 5
_GUESSED: Final = re.compile(
    r"password|pass|passwd|kata ?sandi|sandi|rahasia|secret|admin(?:istrator)?|user|login|masuk|petugas|operator"
    r"|banyuwangi|blambangan|gandrung|osing|ijen|jawa ?timur|indonesia|merdeka|bansos|dinsos|dinas|sosial"
    r"|pkh|desa|kantor|pemkab|kabupaten|kecamatan|selamat|bismillah|alhamdulillah|sayang|cinta|qwerty(?:uiop)?|asdfgh(?:jkl)?"
    r"|zxcvbnm?|abcdef?g?h?|1?2?3?456?7?8?9?0?|987?6?5?4?3?2?1?|(?:19|20)\d\d|[\W_]",
    re.IGNORECASE,
)
_BUSY_AFTER: Final = 24
_AT_ONCE: Final = 2


class Weakness(StrEnum):
    """Why a password will not do."""

    SHORT = "short"
    LONG = "long"
    NAMED = "named"
    GUESSED = "guessed"


class Busy(Exception):
    """More people sign in than can be looked at now."""


def weakness(password: str, user_name: str) -> Weakness | None:
    """Say why a password will not do, or None when it does.

    At least 12 characters, not around the user name, and more than words and numbers that are tried first
    (NIST SP 800-63B, 5.1.1.2).
    """
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    if user_name.lower() in password.lower():
        return Weakness.NAMED
    if len(set(_GUESSED.sub("", password.lower()))) < _FEWEST_DIFFERENT:
        return Weakness.GUESSED
    return None


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a password is the right one, and its new hash where the old one's parameters are outdated."""

    right: bool
    rehashed: str | None = None


class Passwords:
    """Argon2id with the library's parameters (RFC 9106, low memory), two at a time and off the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        # Checked where nobody has such a user name, so that both cases take the same time.
        self._nobodys = _nobodys(self._hasher)
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    def hashed(self, password: str) -> str:
        """Hash a password, for storage."""
        return self._hasher.hash(password)

    async def check(self, password: str, stored: str | None) -> Checked:
        """Compare a password with a stored hash; None takes as long, and is never right.

        Raises:
            Busy: two dozen wait already. A flood of sign-ins must not take the whole machine.
        """
        if self._waiting >= _BUSY_AFTER:
            raise Busy
        self._waiting += 1
        try:
            async with self._at_once:
                return await asyncio.to_thread(self._check, password, stored)
        finally:
            self._waiting -= 1

    def _check(self, password: str, stored: str | None) -> Checked:
        try:
            self._hasher.verify(stored or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return Checked(right=False)
        if stored is None:
            return Checked(right=False)
        outdated = self._hasher.check_needs_rehash(stored)
        return Checked(right=True, rehashed=self._hasher.hash(password) if outdated else None)


def _nobodys(hasher: PasswordHasher) -> str:
    # A digest that no password was hashed to takes as long to check as any other, and nothing to make.
    salt, digest = (
        b64encode(secrets.token_bytes(length)).rstrip(b"=").decode() for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"
