from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deploy.faults import refuse_unknown, settings_of
from deploy.settings import Place, Servers
from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env` of a developer's own takes part."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eight", "PORT: Input should be a valid integer"),
        ("PORT", "70000", "PORT: Input should be less than or equal to 65535"),
        ("PORT", "-1", "PORT: Input should be greater than or equal to 0"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SetupProblem) as refused:
        settings_of(Place)
    assert str(refused.value).startswith(said)
    assert value not in str(refused.value).removeprefix(said)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("TELEGRAM_BOT_TOKN=x", "TELEGRAM_BOT_TOKN is not a setting."),
        ("DATABASE_ULR=x", "DATABASE_ULR is not a setting. Did you mean DATABASE_URL?"),
        (
            "PROT=1\nHSOT=2",
            "HSOT is not a setting. Did you mean HOST?\nPROT is not a setting. Did you mean PORT?",
        ),
    ],
)
def test_an_unknown_setting_in_the_env_file_is_refused(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / ".env").write_text(written)
    with pytest.raises(SetupProblem) as refused:
        refuse_unknown([Place, Servers])
    assert str(refused.value) == said


def test_an_unknown_exported_setting_with_a_prefix_of_ours_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "secret-value")
    with pytest.raises(SetupProblem, match="TELEGRAM_TOKEN is not a setting") as refused:
        refuse_unknown([Place])
    assert "secret-value" not in str(refused.value)


def test_variables_of_other_programs_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    refuse_unknown([Place])
