"""The word with which a case is closed: sealed away, and taken out to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.receipts.models import WORD_FIELD

if TYPE_CHECKING:
    from backend.receipts.models import Receipt
    from backend.vault.sealed import Sealed
    from backend.vault.vault import Vault


def seal_word(vault: Vault, receipt: Receipt, word: str) -> Sealed:
    """Lock a word away."""
    return vault.seal(word.encode(), field=WORD_FIELD, row=receipt.id)


def word_of(vault: Vault, receipt: Receipt) -> str:
    """Give the word in clear; empty where none was said."""
    return vault.open(receipt.word, field=WORD_FIELD, row=receipt.id).decode() if receipt.word is not None else ""
