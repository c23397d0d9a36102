"""Settings: a registry with secrets that can be guessed does not start."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from pydantic import ValidationError

from backend.settings import Settings
from tests.backend.conftest import BOT_SECRET, DATA_KEYS

GOOD: dict[str, Any] = {
    "database_url": "postgresql+psycopg://registry@db/registry",
    "data_keys": DATA_KEYS,
    "api_keys": f"bot:{BOT_SECRET}",
    "console_url": "https://konsol.example",
}
ZEROS = base64.b64encode(bytes(32)).decode()
SHORT_KEY = base64.b64encode(b"short").decode()


def settings(**changes: Any) -> Settings:
    return Settings(_env_file=None, **{**GOOD, **changes})


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("database_url", "mysql://db/registry", "postgresql+psycopg://"),
        ("data_keys", "", "id:base64"),
        ("data_keys", "k1", "id:base64"),
        ("data_keys", "k1:not-base-64!", "not base64"),
        ("data_keys", f"k1:{SHORT_KEY}", "5 bytes"),
        ("data_keys", f"k1:{ZEROS}", "not random"),
        ("data_keys", f"{DATA_KEYS},{DATA_KEYS}", "same id"),
        ("api_keys", "bot", "name:secret"),
        ("api_keys", "bot:short", "5 characters"),
        ("api_keys", "bot:change-me-change-me-change-me-12345", "guessed"),
        ("api_keys", "bot:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "guessed"),
        ("api_keys", f"bot:{BOT_SECRET},office:{BOT_SECRET}", "same secret"),
        ("console_url", "konsol.banyuwangi", "https://"),
        ("public_base_url", "ftp://example", "https://"),
    ],
)
def test_a_setting_that_does_not_do_is_named_without_its_value(setting: str, value: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        settings(**{setting: value})
    (fault,) = refused.value.errors()
    assert fault["loc"] == (setting,)
    assert says in fault["msg"]
    assert not value or value not in str(refused.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        settings(data_keys="x", api_keys="x", console_url="x", database_url="x")
    assert {fault["loc"][0] for fault in refused.value.errors()} == set(GOOD)


def test_a_random_hexadecimal_secret_does() -> None:
    hexadecimal = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    assert settings(api_keys=f"bot:{hexadecimal}").callers()[0].name == "bot"


def test_the_demo_takes_what_production_refuses() -> None:
    assert settings(demo=True, api_keys="bot:demo").callers()[0].name == "bot"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_database_address_does(scheme: str) -> None:
    assert settings(database_url=f"{scheme}://db/registry").database_url == "postgresql+psycopg://db/registry"


def test_no_secret_shows_when_settings_are_printed() -> None:
    shown = repr(settings(database_url="postgresql://u:hidden-in-url@db/registry"))
    for secret in (BOT_SECRET, DATA_KEYS, "hidden-in-url"):
        assert secret not in shown
