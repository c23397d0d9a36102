"""Whether a webhook call is really from Twilio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twilio.request_validator import RequestValidator

if TYPE_CHECKING:
    from bot.channels.whatsapp.form import Form


class Signatures:
    """Checks X-Twilio-Signature over the public address and every POST field (Twilio, "Webhooks security").

    The address is built from the configured one: behind a proxy the request itself shows another scheme and
    host, and forwarded headers may be anybody's. Several tokens are accepted while one is being rotated.
    """

    def __init__(self, public_base_url: str, auth_tokens: tuple[str, ...]) -> None:
        self._base = public_base_url.rstrip("/")
        self._validators = tuple(RequestValidator(token) for token in auth_tokens)

    def genuine(self, path: str, query: str, form: Form, signature: str) -> bool:
        """Tell whether `signature` is Twilio's for this call. `query` is as it came, without the "?"."""
        url = f"{self._base}{path}?{query}" if query else f"{self._base}{path}"
        # Every token is tried, so that the time taken does not tell which one was right.
        verdicts = [validator.validate(url, form, signature) for validator in self._validators]
        return any(verdicts)
