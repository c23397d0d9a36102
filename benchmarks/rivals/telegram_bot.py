"""python-telegram-bot: its ConversationHandler, with a persistence that writes to Redis after each update.

As its documentation has it: a web server of one's own (examples/customwebhookbot), updates one after the other
(ConversationHandler asks for that), JSON in Redis through redis-py with hiredis. The library keeps conversations in
memory and writes them once a minute; here it writes after each update, because what a person answered must not be
lost. Nothing is ever read back, which spares it a round trip that several processes would need.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import os
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardRemove, Update
from telegram.ext import (
    Application,
    BasePersistence,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

from benchmarks.rivals.answers import STEPS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from starlette.requests import Request
    from telegram.ext._utils.types import ConversationDict, ConversationKey

PUSHES = os.environ.get("PUSHES") == "1"
SECRET = os.environ.get("SECRET", "").encode()
NEVER = 1e9
"""Seconds between the library's own writes: each update is written at once."""
Data = dict[str, Any]

in_response: ContextVar[list[bytes]] = ContextVar("in_response")
"""Where a reply is put that rides in the response to the webhook."""


class RedisPersistence(BasePersistence[Data, Data, Data]):
    """Conversations and answers, one key each for every person."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(PersistenceInput(bot_data=False, chat_data=False, callback_data=False), update_interval=NEVER)
        self._redis = redis

    async def get_user_data(self) -> dict[int, Data]:
        """Start with nobody."""
        return {}

    async def get_conversations(self, name: str) -> ConversationDict:  # noqa: ARG002 - the library's signature
        """Start with nobody."""
        return {}

    async def update_conversation(self, name: str, key: ConversationKey, new_state: object | None) -> None:
        """Write where somebody is."""
        await self._redis.set(f"ptb:{name}:{key}", json.dumps(new_state))

    async def update_user_data(self, user_id: int, data: Data) -> None:
        """Write what somebody answered."""
        await self._redis.set(f"ptb:user:{user_id}", json.dumps(data))

    async def refresh_user_data(self, user_id: int, user_data: Data) -> None:
        """Trust the memory."""

    async def flush(self) -> None:
        """Everything is written already."""

    async def get_chat_data(self) -> dict[int, Data]:
        """Not kept."""
        return {}

    async def get_bot_data(self) -> Data:
        """Not kept."""
        return {}

    async def get_callback_data(self) -> None:
        """Not kept."""

    async def update_chat_data(self, chat_id: int, data: Data) -> None:
        """Not kept."""

    async def update_bot_data(self, data: Data) -> None:
        """Not kept."""

    async def update_callback_data(self, data: object) -> None:
        """Not kept."""

    async def refresh_chat_data(self, chat_id: int, chat_data: Data) -> None:
        """Not kept."""

    async def refresh_bot_data(self, bot_data: Data) -> None:
        """Not kept."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not kept."""

    async def drop_user_data(self, user_id: int) -> None:
        """Forget somebody."""
        await self._redis.delete(f"ptb:user:{user_id}")


class WritingApplication(Application[Any, Any, Any, Any, Any, Any]):
    """Writes what an update changed before the next one is taken."""

    async def process_update(self, update: object) -> None:
        """Process one update."""
        await super().process_update(update)
        await self.update_persistence()


def answering(number: int) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, int]]:
    """Give the handler of one step."""
    step = STEPS[number]
    markup = (
        InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in step.labels])
        if step.labels
        else ReplyKeyboardRemove()
    )

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        message = update.message
        if message is None or message.text is None or not step.takes(message.text):
            return number
        cast("Data", context.user_data)[f"answer_{number}"] = message.text
        if PUSHES:
            await message.reply_text(step.text, reply_markup=markup)
        else:
            call = {
                "method": "sendMessage",
                "chat_id": message.chat_id,
                "text": step.text,
                "reply_markup": markup.to_dict(),
            }
            in_response.get().append(json.dumps(call).encode())
        return ConversationHandler.END if step.ends else number + 1

    return answer


def conversation() -> ConversationHandler[Any]:
    """Declare the dialogue."""
    typed = filters.TEXT & ~filters.COMMAND
    return ConversationHandler(
        entry_points=[MessageHandler(typed, answering(0))],
        states={number: [MessageHandler(typed, answering(number))] for number in range(1, len(STEPS))},
        fallbacks=[CommandHandler("batal", answering(0))],
        name="registration",
        persistent=True,
    )


def server() -> Starlette:
    """Put the web server around it."""
    redis = Redis.from_url(os.environ["REDIS_URL"])
    application = (
        Application.builder()
        .application_class(WritingApplication)
        .token("110201543:example-token")
        .base_url(os.environ["TELEGRAM_API_BASE_URL"] + "/bot")
        .updater(None)
        .persistence(RedisPersistence(redis))
        .build()
    )
    application.add_handler(conversation())
    one_at_a_time = asyncio.Lock()

    async def webhook(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("x-telegram-bot-api-secret-token", "").encode(), SECRET):
            return Response(status_code=403)
        update = Update.de_json(await request.json(), application.bot)
        if PUSHES:
            await application.update_queue.put(update)
            return Response()
        async with one_at_a_time:
            replies: list[bytes] = []
            in_response.set(replies)
            await application.process_update(update)
        return Response(replies[0] if replies else b"", media_type="application/json")

    async def healthy(_: Request) -> Response:
        return PlainTextResponse("ok")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with application:
            await application.start()
            yield
            await application.stop()
        await redis.aclose()

    return Starlette(
        routes=[Route("/webhooks/telegram", webhook, methods=["POST"]), Route("/healthz", healthy)],
        lifespan=lifespan,
    )


if __name__ == "__main__":
    uvicorn.run(
        server(),
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        server_header=False,
    )
