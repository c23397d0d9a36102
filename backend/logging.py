"""Logs: one JSON object per line, without personal data whatever was passed in."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING, Any, Final, TextIO

import structlog

from conversations.answers.masking import redact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

_SPEAKING: Final = ("backend", "bot", "conversations", "deploy", "uvicorn")
_OURS: Final = frozenset({"timestamp", "level", "logger"})
_SHORTEST_HIDDEN: Final = 10**9


def configure_logging(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs of the process, also those of libraries and its last words, through the same redaction.

    `level` is ours. Libraries are heard from warnings up: HTTP clients tell whole addresses and bodies before
    that, with a bot's token in the one and people's names in the other.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.ExceptionRenderer(_without_words),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_of_a_library, *shared],
            use_get_message=False,
            pass_foreign_args=True,
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
    sys.excepthook = _say_last_words


def _of_a_library(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep of a library's line where it comes from and its fixed words: what it filled in may be a name."""
    record: logging.LogRecord = event["_record"]
    filled_in = event.pop("positional_args", None)
    if record.name.partition(".")[0] in _SPEAKING:
        event["event"] = event["event"] % filled_in if filled_in else event["event"]
    else:
        event["event"] = event["event"] if filled_in else "(words left out)"
        event["where"] = f"{record.module}:{record.lineno}"
    return event


def _without_words(exc_info: ExcInfo) -> str:
    """Tell where an exception came from and of which type it is.

    Its words only when the type is ours: `int("Sumiati")` raises a ValueError that says whose answer it was.
    """
    lines: list[str] = []
    for problem in reversed(list(_chain(exc_info[1]))):
        lines += [*traceback.format_tb(problem.__traceback__), _named(problem), "\n"]
    return "".join(lines).rstrip()


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Give an exception and those that led to it, the last one first."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)


def _named(problem: BaseException) -> str:
    kind = type(problem)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    if kind.__module__.partition(".")[0] in _SPEAKING:
        return f"{name}: {problem}"
    if isinstance(problem, OSError) and problem.strerror:
        return f"{name}: {problem.strerror}"
    return name


def _say_last_words(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, problem, trace)
        return
    structlog.get_logger("deploy").critical("ended by a fault", exc_info=(kind, problem, trace))


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
