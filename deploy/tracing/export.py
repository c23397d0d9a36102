"""Sending spans to where OTEL_EXPORTER_OTLP_ENDPOINT points, as OpenTelemetry's protocol over HTTP."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from deploy.tracing.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_SECONDS = 5
"""A place for traces that does not answer must not keep a process from ending."""


@contextmanager
def exported(part: str, endpoint: str) -> Iterator[Spans]:
    """Give spans that are sent as those of `part`; what is left is sent at the end."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: f"bansos-{part}"}), shutdown_on_exit=False)
    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=_PATIENCE_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield Spans(provider.get_tracer("bansos"))
    finally:
        provider.shutdown()
