"""Spans, and the line by which a trace is carried on elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from opentelemetry.trace import Span, Tracer

    About = Callable[..., Mapping[str, str]]

LINE = "traceparent"
"""The header of W3C Trace Context, which also is the form in which a job keeps its trace."""

_carried = TraceContextTextMapPropagator()


def line() -> str:
    """Give the line that carries the current trace on, empty where there is none."""
    carrier: dict[str, str] = {}
    _carried.inject(carrier)
    return carrier.get(LINE, "")


class Spans:
    """Makes spans. Faults are told by their type alone: their words may be somebody's."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @contextmanager
    def span(
        self, name: str, about: Mapping[str, str], *, kind: SpanKind = SpanKind.INTERNAL, after: str = ""
    ) -> Iterator[Span]:
        """Make a span of the block, in the trace of the line `after` where one is given."""
        with self._tracer.start_as_current_span(
            name,
            context=_carried.extract({LINE: after}) if after else None,
            kind=kind,
            attributes=dict(about),
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except BaseException as fault:
                span.set_status(Status(StatusCode.ERROR, type(fault).__name__))
                raise

    def around(self, part: object, method: str, name: str, about: About, kind: SpanKind = SpanKind.INTERNAL) -> None:
        """Make a span of each call of one asynchronous method of one object; `about` is given its arguments."""
        plain: Callable[..., Any] = getattr(part, method)

        @wraps(plain)
        async def spanned(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the method takes and gives
            with self.span(name, about(*args, **kwargs), kind=kind):
                return await plain(*args, **kwargs)

        setattr(part, method, spanned)
