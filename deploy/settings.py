"""Settings of the place where things run, from the environment. `.env.example` explains each one."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Place(BaseSettings):
    """Where a command listens, where it keeps its files, and where it tells what it does."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    worker_port: int | None = Field(default=None, ge=0, le=65535)
    forwarded_allow_ips: str = "127.0.0.1"
    var_dir: Path = Path("var")
    otel_exporter_otlp_endpoint: str | None = None


class Reached(BaseSettings):
    """Where people write to the service, for the links of invitations."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_name: str | None = None
    twilio_whatsapp_from: str | None = None


class Servers(BaseSettings):
    """PostgreSQL and Redis of the operator's own. What is not given, the demo starts itself."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: str | None = None
    redis_url: str | None = None
