"""What the bot counts."""

from __future__ import annotations

from functools import cache

from prometheus_client import Counter, Gauge, Histogram

TURNS = Counter("bansos_turns_total", "Messages taken.", ["channel", "outcome"])
TURN_SECONDS = Histogram(
    "bansos_turn_seconds",
    "Time from a parsed message to its committed reply.",
    ["channel"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TURN_OUTCOMES = ("taken", "repeated", "failed")
turns_of = cache(TURNS.labels)
seconds_of = cache(TURN_SECONDS.labels)
"""What is counted with each message is looked up once: the library's own look-up takes a lock."""
PUT_OFF = Counter("bansos_put_off_total", "Deliveries answered 503: the platform comes again.", ["reason"])
"""`store` when Redis could not be reached, `crowded` when more came at once than can be answered soon."""
PUSHES = Counter("bansos_pushes_total", "Messages pushed through a platform's API.", ["channel", "outcome"])
HANDOVERS = Counter("bansos_handovers_total", "Submissions handed to the registry.", ["kind", "outcome"])
QUESTIONS = Counter(
    "bansos_questions_total",
    "What happens at each question: seen, answered, failed, helped, left, ...",
    ["flow", "state", "what", "channel", "locale", "role", "kecamatan"],
)
questions_of = cache(QUESTIONS.labels)
DELIVERIES = Counter("bansos_delivery_reports_total", "Delivery reports of the platforms.", ["channel", "status"])
"""Reports count what became of a message on its way, by the platform's own word for it."""
UNDELIVERED = Counter(
    "bansos_undelivered_total", "Jobs that were given up and listed for officers.", ["kind", "reason"]
)
UNDELIVERED_OPEN = Gauge("bansos_undelivered_open", "What could not be delivered and waits for an officer.")
RECONCILED = Counter(
    "bansos_reconciled_total",
    "Messages that a platform had and we had not: taken, excused, said again by the person; and replies given again.",
    ["channel", "outcome"],
)
