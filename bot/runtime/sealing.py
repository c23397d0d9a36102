"""Sealing what is kept in Redis, and naming it without saying whose it is."""

from __future__ import annotations

import base64
import binascii
import os
from hashlib import blake2b
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from conversations.engine.messages import ChatRef

_NONCE = 12


class Unsealable(Exception):
    """Sealed bytes were made with an unknown key, or are not what was sealed."""


class UnknownKey(Unsealable):
    """Sealed bytes were made with a key that this process does not know: perhaps another one does already."""


def read_keys(data_keys: str) -> dict[str, bytes]:
    """Read `DATA_KEYS`: `id:base64 of 32 bytes`, separated by commas.

    Raises:
        ValueError: one of them is not that, or there is none.
    """
    secrets: dict[str, bytes] = {}
    for entry in filter(None, (part.strip() for part in data_keys.split(","))):
        name, _, encoded = entry.partition(":")
        try:
            secret = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            secret = b""
        if not name or len(secret) != 32:
            raise ValueError("lists keys as id:base64, each of 32 bytes")
        secrets[name] = secret
    if not secrets:
        raise ValueError("needs at least one key")
    return secrets


class KeyRing:
    """The keys of `DATA_KEYS`. The first seals, all open.

    Chats are named by a key of their own: until `name_by` says which, one that follows from the last data key.
    """

    def __init__(self, data_keys: str) -> None:
        secrets = read_keys(data_keys)
        self._ciphers = {name.encode(): AESGCM(_derive(secret, b"bot/seal")) for name, secret in secrets.items()}
        self._active = next(iter(self._ciphers))
        self.active = self._active.decode()
        self.naming = _derive(list(secrets.values())[-1], b"bot/name")

    def seal(self, plain: bytes, where: bytes) -> bytes:
        """Seal bytes so that they open only at the same place."""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self._active].encrypt(nonce, plain, where)
        return bytes([len(self._active)]) + self._active + nonce + sealed

    def open(self, sealed: bytes, where: bytes) -> bytes:
        """Open what was sealed.

        Raises:
            UnknownKey: it was sealed with another key than these.
            Unsealable: the bytes were changed or moved.
        """
        name = sealed[1 : 1 + sealed[0]] if sealed else b""
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise UnknownKey(f"no data key named {name.decode(errors='replace')!r}")
        rest = sealed[1 + len(name) :]
        try:
            return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], where)
        except InvalidTag:
            raise Unsealable("the sealed bytes were changed, or belong elsewhere") from None

    def name_by(self, naming: bytes) -> None:
        """Name chats by this key from now on."""
        self.naming = naming

    def name_of(self, chat: ChatRef) -> str:
        """Name a chat without telling its address."""
        return blake2b(f"{chat.channel}\0{chat.address}".encode(), key=self.naming, digest_size=16).hexdigest()


def key_id_of(sealed: bytes) -> str:
    """Tell which data key sealed something."""
    return sealed[1 : 1 + sealed[0]].decode(errors="replace") if sealed else ""


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
