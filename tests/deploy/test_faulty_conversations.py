"""A flow or a catalogue with a fault starts no process, and says which file and key and what to do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import locales
from bot.app import create_app
from deploy.conversations_said import faulty_conversations_said
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import Service


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    .help = NIK adalah", "    .hlp = NIK adalah", ("id/registration.ftl", "nik", "help")),
        ("consent =\n", "consent\n", ("id/registration.ftl", "consent")),
        ("{ $kecamatan }", "{ $kecamtan }", ("id/registration.ftl", "kecamtan")),
    ],
)
def test_a_catalogue_with_a_fault_starts_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    service: Service,
    old: str,
    new: str,
    said: tuple[str, ...],
) -> None:
    folder = tmp_path / "locales"
    shutil.copytree(locales.FOLDER, folder)
    catalogue = folder / "id" / "registration.ftl"
    text = catalogue.read_text(encoding="utf-8")
    assert old in text
    catalogue.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(locales, "FOLDER", folder)
    with pytest.raises(SetupProblem) as refused, faulty_conversations_said():
        create_app(service.settings)
    assert all(part in str(refused.value) for part in said), str(refused.value)
