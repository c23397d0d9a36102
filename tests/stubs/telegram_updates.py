"""Updates as the Bot API sends them in full."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

CHAT = 812_000_001

ORIGIN: Json = {"type": "hidden_user", "sender_user_name": "Contoh", "date": 1_764_400_000}


def person(chat: int = CHAT) -> Json:
    return {
        "id": chat,
        "is_bot": False,
        "first_name": "Contoh",
        "last_name": "Sumiati",
        "language_code": "id",
    }


def private_chat(chat: int = CHAT) -> Json:
    return {"id": chat, "first_name": "Contoh", "last_name": "Sumiati", "type": "private"}


def message(update_id: int, *, chat: int = CHAT, **content: Any) -> Json:
    """A message with whatever content: text=..., voice=..., ..."""
    body = {
        "message_id": 1000 + update_id,
        "from": person(chat),
        "chat": private_chat(chat),
        "date": 1_764_500_000,
    }
    return {"update_id": update_id, "message": body | content}


def command(update_id: int, text: str) -> Json:
    length = len(text.split(maxsplit=1)[0])
    return message(update_id, text=text, entities=[{"offset": 0, "length": length, "type": "bot_command"}])


def tap(update_id: int, data: str, *, caption: str = "1. Ya", chat: int = CHAT) -> Json:
    """A press on a button of a message that the bot sent."""
    return {
        "update_id": update_id,
        "callback_query": {
            "id": f"43{update_id:010}",
            "from": person(chat),
            "message": {
                "message_id": 7,
                "from": {"id": 110201543, "is_bot": True, "first_name": "Bansos", "username": "bansos_bot"},
                "chat": private_chat(chat),
                "date": 1_764_499_990,
                "text": "Apakah sudah benar?",
                "reply_markup": {
                    "inline_keyboard": [
                        [{"text": caption, "callback_data": data}],
                        [{"text": "2. Lainnya", "callback_data": "other-button"}],
                    ]
                },
            },
            "chat_instance": "-3721093485712034",
            "data": data,
        },
    }


def membership(update_id: int, status: str, *, chat: Json | None = None) -> Json:
    bot = {"id": 110201543, "is_bot": True, "first_name": "Bansos", "username": "bansos_bot"}
    return {
        "update_id": update_id,
        "my_chat_member": {
            "chat": chat or private_chat(),
            "from": person(),
            "date": 1_764_500_000,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, "until_date": 0},
        },
    }


VOICE = {
    "duration": 3,
    "mime_type": "audio/ogg",
    "file_id": "AwACAgUAAxkBAAIB",
    "file_unique_id": "AgADWQ",
    "file_size": 13_302,
}
PHOTO = [
    {"file_id": "AgACAgUAAxkB", "file_unique_id": "AQADx", "width": 90, "height": 67, "file_size": 1123},
    {"file_id": "AgACAgUAAxkC", "file_unique_id": "AQADy", "width": 800, "height": 600, "file_size": 81_123},
]
STICKER = {
    "file_id": "CAACAgUAAxkB",
    "file_unique_id": "AgADz",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "🙏",
    "set_name": "Contoh",
}
LOCATION = {"latitude": -8.2192, "longitude": 114.3691}
