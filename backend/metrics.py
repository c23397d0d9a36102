"""What is counted. Nothing here tells apart first and second registrations of a NIK: `/metrics` is open."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram


class Metrics:
    """The registry's own counters, one set per application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "registry_http_requests_total",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "registry_http_request_seconds",
            "Time to answer a request.",
            ("method", "route"),
            registry=self.registry,
        )
