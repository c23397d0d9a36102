"""Logs: one JSON object per line, without personal data whatever was passed in."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any, Final, TextIO

import structlog

from conversations.answers.masking import redact

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

_SPEAKING: Final = ("backend", "bot", "conversations", "deploy", "uvicorn")
_OURS: Final = frozenset({"timestamp", "level", "logger"})
_SHORTEST_HIDDEN: Final = 10**9


def configure_logging(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs of the process, also those of libraries, through the same redaction.

    `level` is ours. Libraries are heard from warnings up: HTTP clients tell whole addresses and bodies before
    that, with a bot's token in the one and people's names in the other.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact_event,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in _SPEAKING:
        logging.getLogger(name).setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # Its lines carry query strings; ours do not.
    logging.getLogger("uvicorn.access").disabled = True


def redact_event(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take long numbers out of everything in an event."""
    return {key: value if key in _OURS else _redacted(value) for key, value in event.items()}


def _redacted(value: Any) -> Any:  # noqa: ANN401 - anything can be logged
    match value:
        case bool() | float() | None:
            return value
        case int():
            return redact(str(value)) if abs(value) >= _SHORTEST_HIDDEN else value
        case dict():
            return {redact(str(key)): _redacted(inner) for key, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_redacted(inner) for inner in value]
        case _:
            return redact(str(value))
