"""Settings of the bot, from the environment. `.env.example` explains each one."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the bot needs to know of the world it runs in."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    redis_url: str
    backend_url: str
    public_base_url: str = "http://127.0.0.1:8000"
    data_keys: SecretStr
    api_keys: SecretStr

    telegram_bot_token: SecretStr | None = None
    telegram_webhook_secret: SecretStr | None = None
    telegram_api_base_url: str = "https://api.telegram.org"

    twilio_account_sid: str | None = None
    twilio_auth_token: SecretStr | None = None
    twilio_whatsapp_from: str | None = None
    twilio_api_base_url: str = "https://api.twilio.com"
    twilio_content_sids: str = ""

    telegram_rate: float = Field(default=25, gt=0, le=1000)
    whatsapp_rate: float = Field(default=80, gt=0, le=1000)

    operator: str = "Dinas Sosial Kabupaten Banyuwangi (contoh)"
    contact: str = "0333-000000 (contoh), Senin-Jumat 08.00-15.00"
    official_page: str = "banyuwangikab.go.id"
    retention: str = "lima tahun"

    locale: str = "id"
    session_days: int = Field(default=30, ge=1, le=365)

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
