"""Masking: enough for the owner to recognise, nothing for anybody else."""

from __future__ import annotations

import pytest

from conversations.answers.masking import mask_name, mask_number, redact


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("3510165708459901", "3510********9901"),
        ("+6281200000001", "+628******0001"),
        ("12345678", "********"),
        ("", ""),
    ],
)
def test_a_number_shows_its_ends(number: str, shown: str) -> None:
    assert mask_number(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Sumiati", "S***"), ("siti  aminah", "s*** a***"), ("H. Ahmad", "H*** A***"), ("", "")],
)
def test_a_name_shows_its_initials(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nik 3510165708459901 ya", "nik [16 digits] ya"),
        ("nik3510165708459901ya", "nik[16 digits]ya"),
        ("3510 1657 0845 9901", "[16 digits]"),
        ("35.10.16.570845.9901", "[16 digits]"),
        ("whatsapp:+6281200000001", "whatsapp:[13 digits]"),
        ("0812-0000-0001", "[12 digits]"),
        ("\uff13\uff15\uff11\uff10165708459901", "[16 digits]"),
        ("35101657084599013510161203159901", "[32 digits]"),
        ("RT 003 RW 002, 9 orang, 2026-11-21", "RT 003 RW 002, 9 orang, 2026-11-21"),
        ("line 123456789", "line 123456789"),
    ],
)
def test_long_numbers_leave_a_text(text: str, kept: str) -> None:
    assert redact(text) == kept
