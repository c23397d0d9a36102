"""Settings of the bot, from the environment. `.env.example` explains each one."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.runtime.sealing import read_keys
from conversations.engine.facts import LONGEST_FACTS
from locales import locales

CALLER = "bot"
"""The name of the bot among the API_KEYS."""
FEWEST_DIFFERENT = 8
"""Different bytes that 32 random ones surely have."""
SHORTEST_SECRET = 16
FASTEST = 100_000
"""Messages a second beyond any platform: a rate that holds nothing back, for a load test against a stand-in."""


def _fact(name: str, example: str) -> str:
    """Declare a fact that stands in messages: no longer than what the messages were measured with."""
    return Field(default=example, min_length=1, max_length=LONGEST_FACTS[name])


class Settings(BaseSettings):
    """What the bot needs to know of the world it runs in."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    redis_url: str
    backend_url: str
    public_base_url: str = "http://127.0.0.1:8000"
    data_keys: SecretStr
    api_keys: SecretStr

    telegram_bot_token: SecretStr | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_api_base_url: str = "https://api.telegram.org"
    telegram_reply_in_response: bool = True

    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_whatsapp_from: str | None = None
    twilio_api_base_url: str = "https://api.twilio.com"
    twilio_content_sids: str = ""
    twilio_reconcile_minutes: float = Field(default=15, ge=1, le=360)

    telegram_rate: float = Field(default=25, gt=0, le=FASTEST)
    whatsapp_rate: float = Field(default=80, gt=0, le=FASTEST)

    operator: str = _fact("operator", "Dinas Sosial Kabupaten Banyuwangi (contoh)")
    contact: str = _fact("contact", "0333-000000 (contoh), Senin-Jumat 08.00-15.00")
    official_page: str = _fact("official_page", "banyuwangikab.go.id")
    retention: str = _fact("retention", "lima tahun")

    locale: str = "id"
    session_days: int = Field(default=30, ge=1, le=365)

    @field_validator("data_keys")
    @classmethod
    def _usable_data_keys(cls, value: SecretStr) -> SecretStr:
        for name, secret in read_keys(value.get_secret_value()).items():
            if len(set(secret)) < FEWEST_DIFFERENT:
                raise ValueError(f"key {name} is not random; make one with: openssl rand -base64 32")
        return value

    @field_validator("api_keys")
    @classmethod
    def _has_own_key(cls, value: SecretStr) -> SecretStr:
        if not _secret_of(value, CALLER):
            raise ValueError(f"needs an entry {CALLER}:<secret>, the key by which the registry knows the bot")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_telegram_secret(cls, value: SecretStr | None) -> SecretStr | None:
        secret = value.get_secret_value() if value else ""
        if value and not re.fullmatch(rf"[A-Za-z0-9_-]{{{SHORTEST_SECRET},256}}", secret):
            raise ValueError(f"needs {SHORTEST_SECRET} to 256 letters, digits, _ or -")
        return value

    @field_validator("backend_url", "public_base_url", "telegram_api_base_url", "twilio_api_base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("needs an address that begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("locale")
    @classmethod
    def _is_spoken(cls, value: str) -> str:
        if value not in locales():
            raise ValueError(f"is one of {', '.join(locales())}")
        return value

    @model_validator(mode="after")
    def _whole_channels(self) -> Self:
        """A channel that is half set up would be closed without a word."""
        twilio = {
            "TWILIO_ACCOUNT_SID": self.twilio_account_sid,
            "TWILIO_AUTH_TOKEN": self.twilio_auth_token,
            "TWILIO_WHATSAPP_FROM": self.twilio_whatsapp_from,
        }
        missing = [name for name, value in twilio.items() if value is None]
        if 0 < len(missing) < len(twilio):
            raise ValueError(f"WhatsApp also needs {' and '.join(missing)}")
        if self.telegram_bot_token and self.has_public_address and not self.telegram_webhook_secret:
            raise ValueError("Telegram's webhook also needs TELEGRAM_WEBHOOK_SECRET")
        return self

    @property
    def has_public_address(self) -> bool:
        """Whether the platforms can reach the webhooks: they ask for https."""
        return self.public_base_url.startswith("https://")

    @property
    def registry_secret(self) -> str:
        """The secret by which the registry knows the bot."""
        return _secret_of(self.api_keys, CALLER)

    @property
    def twilio_auth_tokens(self) -> tuple[str, ...]:
        """The tokens that Twilio may sign with: TWILIO_AUTH_TOKEN, "new,old" while it is being rotated."""
        tokens = self.twilio_auth_token.get_secret_value() if self.twilio_auth_token else ""
        return tuple(token.strip() for token in tokens.split(",") if token.strip())

    @property
    def twilio_content_templates(self) -> dict[str, str]:
        """Content template SIDs by our name: "quick_reply_2=HX...,list_picker_5=HX..."."""
        pairs = (entry.partition("=") for entry in self.twilio_content_sids.split(","))
        return {name.strip(): sid.strip() for name, _, sid in pairs if name.strip() and sid.strip()}


def _secret_of(api_keys: SecretStr, caller: str) -> str:
    entries = (entry.strip().partition(":") for entry in api_keys.get_secret_value().split(","))
    return next((secret for name, _, secret in entries if name == caller), "")
