"""What is counted. Nothing here tells apart first and second registrations of a NIK: those who watch need not know."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


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
        self.database_ready = Gauge(
            "registry_database_ready",
            "Whether PostgreSQL answered when this was asked for (1 or 0).",
            registry=self.registry,
        )
        self.jobs_seen = Gauge(
            "registry_jobs_seen_timestamp_seconds",
            "When `bansos jobs` last gave a sign of life; 0 when none runs.",
            registry=self.registry,
        )
