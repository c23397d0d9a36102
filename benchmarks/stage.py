"""The parts of a message's way through the product, and how a stack of calls tells which of them it is in."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


class Stage(StrEnum):
    """A row of the table, in the order of the way."""

    SYSTEM = "waiting, waking, and what the system does when nobody else is at work"
    HTTP = "HTTP: uvicorn, its parser in C, our bounds"
    DOOR = "the door: secret or signature, body, crowd"
    PARSE = "reading the update"
    STORE = "keys, arguments and answers of the store"
    REDIS = "the line to Redis"
    SEALING = "sealing and opening"
    STORED = "session and jobs from and into bytes"
    HEARING = "step: understanding what was typed"
    WALK = "step: where the answers lead"
    WORDS = "step: the words of the reply"
    STEP = "step: the rest of the engine"
    TURN = "the order of a turn, and what comes after it"
    REGISTRY = "asking the registry"
    RENDER = "the reply as the platform wants it"
    PUSH = "pushing: note, call, outcome"
    HTTP_OUT = "the HTTP client, for registry and platform"
    METRICS = "counting"


STEPS = (Stage.HEARING, Stage.WALK, Stage.WORDS, Stage.STEP)
"""The conversation itself: the floor has nothing of it."""

PLACES: tuple[tuple[str, frozenset[str], Stage], ...] = tuple(
    (path, frozenset(functions.split()), stage)
    for path, functions, stage in (
        ("/prometheus_client/", "", Stage.METRICS),
        ("/aiohttp/", "", Stage.HTTP_OUT),
        ("/bot/outgoing.py", "", Stage.HTTP_OUT),
        ("/bot/runtime/redis/", "", Stage.REDIS),
        ("/bot/runtime/sealing.py", "", Stage.SEALING),
        ("/conversations/engine/session.py", "dump load", Stage.STORED),
        ("/bot/runtime/jobs.py", "dump_job load_job", Stage.STORED),
        ("/bot/runtime/store.py", "", Stage.STORE),
        ("/bot/runtime/keys.py", "", Stage.STORE),
        ("/bot/runtime/registry.py", "", Stage.REGISTRY),
        ("/bot/runtime/delivery.py", "", Stage.PUSH),
        ("/bot/runtime/sending.py", "", Stage.PUSH),
        ("/bot/runtime/undelivered.py", "", Stage.PUSH),
        ("/bot/channels/telegram/parse.py", "", Stage.PARSE),
        ("/bot/channels/whatsapp/parse.py", "", Stage.PARSE),
        ("/bot/channels/whatsapp/form.py", "", Stage.PARSE),
        ("/channel.py", "answer send", Stage.RENDER),
        ("/bot/webhooks.py", "", Stage.DOOR),
        ("/bot/channels/door.py", "", Stage.DOOR),
        ("/bot/front.py", "", Stage.DOOR),
        ("/conversations/answers/", "", Stage.HEARING),
        ("/conversations/engine/hearing.py", "_picked", Stage.HEARING),
        ("/conversations/engine/reviewing.py", "hear reconsider", Stage.HEARING),
        ("/conversations/engine/walk.py", "", Stage.WALK),
        ("/conversations/engine/compose.py", "", Stage.WORDS),
        ("/conversations/words/texts.py", "", Stage.WORDS),
        ("/conversations/", "", Stage.STEP),
        ("/bot/runtime/", "", Stage.TURN),
        ("/uvicorn/", "", Stage.HTTP),
        ("/deploy/http.py", "", Stage.HTTP),
        ("/asyncio/runners.py", "", Stage.SYSTEM),
    )
)
"""Part of a file's path, the functions that are meant if not all, and what they belong to; the first that fits."""


def stage_of(frame: FrameType | None) -> Stage:
    """Give the stage of the innermost call that belongs to one: what a library does counts for whoever asked it."""
    while frame is not None:
        stage = _stage_at(frame.f_code.co_filename, frame.f_code.co_name)
        if stage is not None:
            return stage
        frame = frame.f_back
    return Stage.SYSTEM


@cache
def _stage_at(path: str, function: str) -> Stage | None:
    return next(
        (stage for part, functions, stage in PLACES if part in path and (not functions or function in functions)), None
    )
