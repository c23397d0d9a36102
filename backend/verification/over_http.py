"""The register over HTTP. `docs/how-to/connect-a-population-register.md` describes what the other side has to speak."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final, Literal

import httpx
import msgspec
import stamina
import structlog

from backend.clock import utc_now
from backend.verification.circuit import Circuit
from backend.verification.port import UNAVAILABLE, Answered, Asked, Field, Outcome

_ATTEMPTS: Final = 3
_CONNECT_SECONDS: Final = 2.0
_LARGEST_ANSWER: Final = 16 * 1024
_log = structlog.stdlib.get_logger("backend.verification")


class _Transient(Exception):
    """Nobody answered, or asked us to come again. The message has a status or a kind, and nothing of the person."""


class _Result(msgspec.Struct):
    result: Literal["match", "no_match", "not_found"]
    differs: tuple[Field, ...] = ()


class OverHttp:
    """Asks a register at an address. Answers that are not as agreed are UNAVAILABLE, as is silence."""

    def __init__(self, url: str, token: str, seconds: float, *, pause: float = 0.5) -> None:
        """`seconds` is for one attempt, of which there are three, `pause` before the second."""
        self._url = f"{url.rstrip('/')}/v1/matches"
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            follow_redirects=False,
        )
        self._pause = pause
        self.circuit = Circuit()

    async def ask(self, asked: Asked) -> Answered:
        """Compare a person's data with the register's."""
        if not self.circuit.lets_through(utc_now()):
            return UNAVAILABLE
        try:
            answered = await self._tried(asked)
        except _Transient as problem:
            self.circuit.failed(utc_now())
            _log.warning("verification_unavailable", reference=asked.reference, why=str(problem))
            return UNAVAILABLE
        self.circuit.succeeded()
        return answered

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def _tried(self, asked: Asked) -> Answered:
        retries = stamina.retry_context(
            on=_Transient, attempts=_ATTEMPTS, timeout=None, wait_initial=self._pause, wait_max=4 * self._pause,
            wait_jitter=self._pause,
        )  # fmt: skip
        async for attempt in retries:
            with attempt:
                return await self._once(asked)
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, asked: Asked) -> Answered:
        body = {"nik": asked.nik, "name": asked.name, "birth_date": asked.birth_date.isoformat(), "kk": asked.kk}
        try:
            async with self._client.stream(
                "POST", self._url, json=body, headers={"X-Request-Id": asked.reference}
            ) as answer:
                if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or answer.is_server_error:
                    raise _Transient(f"status {answer.status_code}")
                content = await _bounded(answer)
        except httpx.HTTPError as problem:
            # Its text may have the address; its kind says enough.
            raise _Transient(type(problem).__name__) from None
        if answer.status_code != HTTPStatus.OK:
            _log.error("verification_refused", reference=asked.reference, status=answer.status_code)
            return UNAVAILABLE
        return _read(asked, content)


async def _bounded(answer: httpx.Response) -> bytes:
    content = b""
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > _LARGEST_ANSWER:
            return b""
    return content


def _read(asked: Asked, content: bytes) -> Answered:
    try:
        read = msgspec.json.decode(content, type=_Result)
    except msgspec.DecodeError:
        _log.error("verification_not_understood", reference=asked.reference, size=len(content))
        return UNAVAILABLE
    outcome = Outcome(read.result)
    return Answered(outcome, read.differs if outcome is Outcome.NO_MATCH else ())
