"""Settings of the registry, from the environment. `.env.example` explains each one."""

from __future__ import annotations

import hmac
import re
from typing import Final

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from backend.auth.api_keys import ApiKey, parse_api_keys
from backend.vault.keys import DataKey, parse_data_keys

_SHORTEST_API_SECRET: Final = 32
_FEWEST_DIFFERENT: Final = 8
_GUESSED_FIRST: Final = re.compile(
    r"change|replace|ganti|me\b|this|secret|rahasia|password|sandi|key|default|example|contoh|demo|test|dev"
    r"|please|bansos|banyuwangi|admin|abcdef|qwerty|0?1234567890?|[\W_]",
    re.IGNORECASE,
)
_WEB: Final = re.compile(r"https?://[^/?#@\s]+(?:/[^?#\s]*)?")
_REGISTER: Final = re.compile(r"(?:https://[^/?#@\s]+|http://(?:127\.0\.0\.1|localhost)(?::\d+)?)(?:/[^?#\s]*)?")
_POSTGRES: Final = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")


class Kept(BaseSettings):
    """For how long families are kept. The consent notice promises: until the proposal is done, at most `RETENTION`.

    `retention_closed_days` counts from the last step of what is done, not eligible or withdrawn: time for an objection.
    `retention_longest_days` counts from when a registration came in, wherever it stands.
    """

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    retention_closed_days: int = Field(default=365, ge=1, le=3650)
    retention_longest_days: int = Field(default=5 * 365, ge=1, le=3650)


class Paced(BaseSettings):
    """How fast and at what price broadcasts go out, for estimates, and when the first few of them were too many.

    Rates are messages a second, as the bot has them. `whatsapp_message_rupiah` is what one message costs outside the
    24 hours. A canary stops when more than `broadcast_canary_failures` percent of it did not arrive.
    """

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_rate: float = Field(default=25, gt=0)
    whatsapp_rate: float = Field(default=80, gt=0)
    whatsapp_message_rupiah: int = Field(default=0, ge=0)
    broadcast_canary: int = Field(default=100, ge=1, le=10_000)
    broadcast_canary_failures: int = Field(default=10, ge=0, le=100)


class Settings(Kept, Paced):
    """What the registry needs to know of the world it runs in.

    `agent_pin_hours` is after how long without doing anything agents are asked for their PIN again. Of what they send
    in, `back_check_percent` in a hundred are drawn each day to be looked at again. For `appeal_days` after a result
    families can object to it in the chat; with 0 only the office takes objections.
    `telegram_bot_name` and `twilio_whatsapp_from` are for the links of invitations.
    `demo` allows short and well-known secrets. Only a composition root that serves synthetic data sets it.
    """

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    demo: bool = False
    database_url: str = Field(repr=False)
    data_keys: SecretStr
    api_keys: SecretStr
    console_url: str | None = None
    public_base_url: str | None = None
    database_pool: int = Field(default=10, ge=1, le=200)
    verification_url: str | None = None
    verification_token: SecretStr = SecretStr("")
    verification_seconds: float = Field(default=5.0, gt=0, le=30)
    verification_on_arrival: bool = False
    agent_pin_hours: int = Field(default=12, ge=1, le=168)
    back_check_percent: int = Field(default=10, ge=0, le=100)
    appeal_days: int = Field(default=30, ge=0, le=365)
    telegram_bot_name: str | None = None
    twilio_whatsapp_from: str | None = None

    @field_validator("database_url")
    @classmethod
    def _speaks_psycopg(cls, value: str) -> str:
        scheme = _POSTGRES.match(value)
        if scheme is None:
            raise ValueError("needs the form postgresql+psycopg://user:password@host/database")
        return "postgresql+psycopg://" + value[scheme.end() :]

    @field_validator("data_keys")
    @classmethod
    def _strong_data_keys(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        for key in parse_data_keys(value.get_secret_value()):
            if not info.data.get("demo") and len(set(key.secret)) < _FEWEST_DIFFERENT:
                raise ValueError(f"key {key.id} is not random; make one with: openssl rand -base64 32")
        return value

    @field_validator("api_keys")
    @classmethod
    def _strong_api_keys(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        # Parsing hashes the secrets, so their strength is judged here, where they are still readable.
        parse_api_keys(value.get_secret_value())
        for entry in value.get_secret_value().split(","):
            name, _, secret = entry.strip().partition(":")
            _refuse_weak(f"the secret of {name}", secret, _SHORTEST_API_SECRET, info)
        return value

    @field_validator("verification_url")
    @classmethod
    def _secure_register(cls, value: str | None) -> str | None:
        # NIK and name travel there: in clear only within this machine.
        if value is not None and not _REGISTER.fullmatch(value):
            raise ValueError("needs the form https://register.example.go.id")
        return value

    @field_validator("console_url", "public_base_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not _WEB.fullmatch(value):
            raise ValueError("needs the form https://konsol.example.go.id")
        return value.rstrip("/") if value is not None else None

    def vault_keys(self) -> tuple[DataKey, ...]:
        """Give the data keys, the writing one first."""
        return parse_data_keys(self.data_keys.get_secret_value())

    def waits_secret(self) -> bytes:
        """Give what user names and addresses at the door are hashed with. A new data key forgets who had to wait."""
        return hmac.digest(self.vault_keys()[0].secret, b"registry sign-in waits", "sha256")

    def console_address(self) -> str | None:
        """Give the address under which officers reach the console, where it was set."""
        return self.console_url or self.public_base_url

    def callers(self) -> tuple[ApiKey, ...]:
        """Give the keys of everyone who may call the registry."""
        return parse_api_keys(self.api_keys.get_secret_value())


def _refuse_weak(what: str, secret: str, shortest: int, info: ValidationInfo) -> None:
    if info.data.get("demo"):
        return
    if len(secret) < shortest:
        raise ValueError(f"{what} has {len(secret)} characters and needs at least {shortest}")
    what_is_left = _GUESSED_FIRST.sub("", secret)
    if len(set(what_is_left)) < _FEWEST_DIFFERENT:
        raise ValueError(f"{what} can be guessed; make one with: openssl rand -base64 32")
