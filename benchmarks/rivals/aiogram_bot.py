"""aiogram 3: its finite state machine, in Redis, with events of one person isolated from each other.

As its documentation has it: SimpleRequestHandler on aiohttp's server with uvloop, RedisStorage, RedisEventIsolation,
and a session with open connections. In the response: `handle_in_background=False`, and the handler returns the method.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import uvloop
from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardRemove
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.rivals.answers import STEPS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiogram.fsm.context import FSMContext
    from aiogram.methods import SendMessage
    from aiogram.types import Message

PUSHES = os.environ.get("PUSHES") == "1"
# One state for each step, as a class body would declare them.
Registration = type("Registration", (StatesGroup,), {f"step_{number}": State() for number in range(len(STEPS))})


def answering(number: int) -> Callable[[Message, FSMContext], Awaitable[SendMessage | None]]:
    """Give the handler of one step."""
    step = STEPS[number]
    following = None if step.ends else getattr(Registration, f"step_{number + 1}")
    markup = (
        InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=label[:32])] for label in step.labels]
        )
        if step.labels
        else ReplyKeyboardRemove(remove_keyboard=True)
    )

    async def answer(message: Message, state: FSMContext) -> SendMessage | None:
        if not step.takes(message.text or ""):
            return None
        await state.update_data({f"answer_{number}": message.text})
        await state.set_state(following)
        reply = message.answer(step.text, reply_markup=markup)
        if not PUSHES:
            return reply
        await reply
        return None

    return answer


def routes() -> Router:
    """Declare the dialogue."""
    router = Router()
    for number in range(len(STEPS)):
        state = getattr(Registration, f"step_{number}") if number else None
        router.message.register(answering(number), StateFilter(state))
    return router


def server() -> web.Application:
    """Put the web server around it."""
    storage = RedisStorage.from_url(os.environ["REDIS_URL"])
    dispatcher = Dispatcher(storage=storage, events_isolation=storage.create_isolation())
    dispatcher.include_router(routes())
    api = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_BASE_URL"])
    bot = Bot("110201543:example-token", session=AiohttpSession(api=api))
    app = web.Application()

    async def healthy(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    app.router.add_get("/healthz", healthy)
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=PUSHES, secret_token=os.environ["SECRET"])
    handler.register(app, path="/webhooks/telegram")
    setup_application(app, dispatcher, bot=bot)
    return app


if __name__ == "__main__":
    uvloop.install()
    web.run_app(server(), host="127.0.0.1", port=int(os.environ["PORT"]), access_log=None, print=None)
