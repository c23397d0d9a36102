from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from deploy.secrets_file import kept_secrets
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    made = kept_secrets(tmp_path / "var")
    assert kept_secrets(tmp_path / "var") == made
    assert made != kept_secrets(tmp_path / "other")


def test_only_their_owner_reads_them(tmp_path: Path) -> None:
    kept_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600


def test_data_without_their_secrets_are_not_started_with_new_ones(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    with pytest.raises(SetupProblem, match="cannot be read without it"):
        kept_secrets(tmp_path)


def test_a_file_that_lost_a_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").write_text("API_KEYS='bot:x'\n")
    with pytest.raises(SetupProblem, match="lacks DATA_KEYS, TELEGRAM_WEBHOOK_SECRET"):
        kept_secrets(tmp_path)
