"""Under which keyed hashes a family lies beside others that may be the same person's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backend.duplicates.sound import sound_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backend.vault.vault import Vault
    from conversations.answers.household import Household


def match_keys(vault: Vault, household: Household) -> dict[str, Any]:
    """Give the columns of a family's keys. Whoever shares one of them is compared, and nobody else.

    None of them can be turned back, and each kind is hashed with a key of its own.
    """
    hashes = [vault.slotted(value, purpose=f"match {kind}") for kind, value in _shared(household)]
    return {
        "keys_a": [each.a for each in hashes] if hashes[0].a is not None else None,
        "keys_b": [each.b for each in hashes] if hashes[0].b is not None else None,
    }


def _shared(household: Household) -> Iterator[tuple[str, str]]:
    sound, born = sound_of(household.name), household.birth_date
    yield "nik", household.nik
    yield "kk", household.kk
    yield "birth date and desa", f"{born} {household.desa}"
    yield "birth date and name", f"{born} {sound}"
    # For a birth date that was mistyped: every part of it but one, in the same desa.
    yield "name, year and desa", f"{sound} {born.year} {household.desa}"
    yield "name, day and desa", f"{sound} {born.month} {born.day} {household.desa}"
