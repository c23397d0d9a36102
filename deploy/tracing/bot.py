"""The parts of the bot, observed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from opentelemetry.trace import SpanKind

from bot.assembly import World
from bot.runtime.jobs import Handover, Push
from deploy.tracing.http import TracedTransport
from deploy.tracing.spans import line

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.assembly import Parts
    from bot.runtime.jobs import Job
    from bot.runtime.store import Held, Writes
    from conversations.engine.messages import Inbound
    from conversations.engine.turn import Need, Submission
    from deploy.tracing.spans import Spans


def traced_world(spans: Spans) -> World:
    """Give the world in which every turn, and everything that follows from it, leaves its trace."""
    return World(registry=TracedTransport(), observe=partial(_observe, spans))


def _observe(spans: Spans, parts: Parts) -> None:
    tools = parts.tools
    spans.around(parts.turns, "take", "turn", _channel)
    spans.around(tools.store, "read", "redis read", _nothing, SpanKind.CLIENT)
    spans.around(tools.registry, "look_up", "registry look-up", _look_up, SpanKind.CLIENT)
    spans.around(tools.registry, "submit", "registry submission", _submission, SpanKind.CLIENT)
    for name, channel in tools.channels.items():
        spans.around(channel, "send", "send", partial(_to, name), SpanKind.CLIENT)
    _carry_on(parts)
    spans.around(tools.store, "commit", "redis commit", _nothing, SpanKind.CLIENT)

    def around_job(job: Job) -> AbstractContextManager[object]:
        after = job.trace if isinstance(job, Handover | Push) else ""
        return spans.span(f"job {type(job).__name__.lower()}", _to(job.chat.channel), after=after)

    parts.worker.around_job = around_job


def _carry_on(parts: Parts) -> None:
    """Let every job that is committed remember the trace that it belongs to."""
    commit = parts.tools.store.commit

    async def carrying_on(held: Held, writes: Writes, now: datetime) -> Held | None:
        for job, _ in writes.jobs:
            if isinstance(job, Handover | Push) and not job.trace:
                job.trace = line()
        return await commit(held, writes, now)

    setattr(parts.tools.store, "commit", carrying_on)  # noqa: B010 - a method of one object, which mypy forbids to set


def _channel(inbound: Inbound, *_: object) -> dict[str, str]:
    return _to(inbound.chat.channel)


def _look_up(need: Need) -> dict[str, str]:
    return {"bansos.look_up": need.lookup}


def _submission(submission: Submission) -> dict[str, str]:
    return {"bansos.submission": submission.kind}


def _to(channel: str, *_: object) -> dict[str, str]:
    return {"bansos.channel": channel}


def _nothing(*_: object) -> dict[str, str]:
    return {}
