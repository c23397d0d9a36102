"""What the Bot API takes, as python-telegram-bot describes it: methods, their parameters, types and limits."""

from __future__ import annotations

import inspect
import types
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import telegram
from telegram.constants import (
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
    PollingLimit,
    ReplyLimit,
    UpdateType,
    WebhookLimit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json = dict[str, Any]

_MARKUPS = (
    telegram.InlineKeyboardMarkup | telegram.ReplyKeyboardMarkup | telegram.ReplyKeyboardRemove | telegram.ForceReply
)
_NAMES = vars(telegram) | {"ReplyMarkup": _MARKUPS, "FileInput": str}
"""What the annotations name, where the library imports it for type checkers alone."""
_ACTIONS = ("url", "callback_data", "web_app", "login_url", "copy_text", "pay", "callback_game")
_KINDS = {each.value for each in UpdateType}


def fault_in(method: str, fields: Json) -> str | None:
    """Say what is wrong with a call; None where the Bot API takes it."""
    described = vars(telegram.Bot).get(method)
    if described is None or not method.isalnum():
        return f"there is no method {method}"
    return next(_faults(described, fields, method), None) or next(_beyond(method, fields), None)


@cache
def _parameters(described: Callable[..., Any]) -> dict[str, tuple[Any, bool]]:
    """Give type and need of each parameter. What is there for keyword arguments alone is the library's own."""
    plain = inspect.unwrap(described)
    hints = get_type_hints(plain, globalns={**_NAMES, **plain.__globals__, "ReplyMarkup": _MARKUPS, "FileInput": str})
    return {
        name: (hints[name], each.default is inspect.Parameter.empty)
        for name, each in inspect.signature(plain).parameters.items()
        if name != "self" and each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    }


def _faults(described: Callable[..., Any], fields: Json, where: str) -> Iterator[str]:
    known = _parameters(described)
    yield from (f"{where} has no parameter {name}" for name in fields.keys() - known.keys())
    yield from (f"{where} needs {name}" for name, (_, needed) in known.items() if needed and name not in fields)
    yield from (f"{where}: {name} has a wrong type" for name in fields if not _fits(fields[name], known[name][0]))


def _fits(value: object, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, each) for each in get_args(hint))
    if origin is Sequence:
        return isinstance(value, list) and all(_fits(each, get_args(hint)[0]) for each in value)
    if hint is timedelta:
        return type(value) is int
    if inspect.isclass(hint) and issubclass(hint, telegram.TelegramObject):
        return isinstance(value, dict) and _is(value, hint)
    return hint is not object and type(value) is hint


def _is(value: Json, kind: type[telegram.TelegramObject]) -> bool:
    always = _always(kind.__name__)
    given = {name: each for name, each in value.items() if name not in always}
    return always.items() <= value.items() and next(_faults(kind.__init__, given, kind.__name__), None) is None


@cache
def _always(name: str) -> Json:
    """Give what an object of that name says by being there: no parameter changes it."""
    kind: type[telegram.TelegramObject] = getattr(telegram, name)
    known = _parameters(kind.__init__)
    if any(needed for _, needed in known.values()):
        return {}
    return {name: value for name, value in kind().to_dict().items() if name not in known}


def _beyond(method: str, fields: Json) -> Iterator[str]:
    """Say what is described in words and numbers."""
    match method:
        case "sendMessage":
            yield from _beyond_message(fields)
        case "answerCallbackQuery" if (
            len(fields.get("text") or "") > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
        ):
            yield "text is too long"
        case "setWebhook":
            secret = fields.get("secret_token")
            if secret is not None and not 1 <= len(secret) <= WebhookLimit.MAX_SECRET_TOKEN_LENGTH:
                yield "secret token has a wrong length"
            at_once = fields.get("max_connections", WebhookLimit.MAX_CONNECTIONS_LIMIT)
            if not WebhookLimit.MIN_CONNECTIONS_LIMIT <= at_once <= WebhookLimit.MAX_CONNECTIONS_LIMIT:
                yield "invalid max_connections"
        case "getUpdates" if not PollingLimit.MIN_LIMIT <= fields.get("limit", 100) <= PollingLimit.MAX_LIMIT:
            yield "invalid limit"
        case _:
            pass
    if not _KINDS.issuperset(fields.get("allowed_updates") or ()):
        yield "unknown kind of update"


def _beyond_message(fields: Json) -> Iterator[str]:
    text, markup = fields["text"], fields.get("reply_markup") or {}
    if not text.strip():
        yield "message text is empty"
    if _units(text) > MessageLimit.MAX_TEXT_LENGTH:
        yield "message is too long"
    if fields.get("parse_mode") is not None:
        # Whether its entities can be parsed nobody described in a form that could be asked.
        yield "can't parse entities"
    yield from _beyond_markup(markup)


def _beyond_markup(markup: Json) -> Iterator[str]:
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        yield "reply markup is too long"
    if any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows):
        yield "reply markup is too wide"
    for button in (button for row in [*rows, *markup.get("keyboard", [])] for button in row):
        if not isinstance(button, dict) or not button["text"].strip():
            yield "button text must be non-empty"
    for button in (button for row in rows for button in row):
        if len(button.keys() & set(_ACTIONS)) != 1:
            yield "text buttons are unallowed in the inline keyboard"
        data = len(button.get("callback_data", "-").encode())
        if not InlineKeyboardButtonLimit.MIN_CALLBACK_DATA <= data <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            yield "BUTTON_DATA_INVALID"
    hint = markup.get("input_field_placeholder", "-")
    if not ReplyLimit.MIN_INPUT_FIELD_PLACEHOLDER <= len(hint) <= ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER:
        yield "placeholder has a wrong length"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
