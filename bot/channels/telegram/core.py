"""The few fields of an update that a conversation needs."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = dict[str, object]


def core_of(update: Json) -> Json:
    """Give the update with only its essentials, and defaults for what older or newer servers leave out.

    The library refuses a whole update over one field it expects: `is_bot` did not exist before 2017,
    `file_unique_id` not before 2019, and the next release may drop another. The person who wrote is to be
    answered all the same.
    """
    core: Json = {"update_id": update["update_id"]}
    if message := _message(update.get("message")):
        core["message"] = message
    query = update.get("callback_query")
    if isinstance(query, dict) and isinstance(query.get("id"), str):
        data = query.get("data")
        core["callback_query"] = {
            "id": query.get("id"),
            "from": _person(query.get("from")),
            "chat_instance": "",
            "data": data if isinstance(data, str) else None,
            "message": _message(query.get("message")),
        }
    change = update.get("my_chat_member")
    if isinstance(change, dict):
        core["my_chat_member"] = {
            "chat": _chat(change.get("chat")),
            "from": _person(change.get("from")),
            "date": 0,
            "old_chat_member": _membership(change.get("old_chat_member")),
            "new_chat_member": _membership(change.get("new_chat_member")),
        }
    return core


def part(value: object, name: str) -> Json:
    """Give the object called `name` inside a decoded value, empty where there is none."""
    inner = value.get(name) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _message(message: object) -> Json | None:
    if not isinstance(message, dict):
        return None
    date = message.get("date")
    core: Json = {
        "message_id": 0,
        # Only an "inaccessible" message has the date 0, and the library then reads none of its content.
        "date": date if type(date) is int and 0 < date < 2**32 else 1,
        "chat": _chat(message.get("chat")),
        "from": _person(message.get("from")),
    }
    for field in ("text", "caption"):
        if isinstance(message.get(field), str):
            core[field] = message[field]
    contact = message.get("contact")
    if isinstance(contact, dict) and isinstance(contact.get("phone_number"), str):
        core["contact"] = {
            "phone_number": contact["phone_number"],
            "first_name": "",
            "user_id": contact.get("user_id"),
        }
    return core


def _chat(chat: object) -> Json:
    known = chat if isinstance(chat, dict) else {}
    return {"id": known.get("id"), "type": known.get("type")}


def _person(person: object) -> Json:
    known = person if isinstance(person, dict) else {}
    return {"id": known.get("id"), "is_bot": known.get("is_bot") is True, "first_name": ""}


def _membership(member: object) -> Json:
    known = member if isinstance(member, dict) else {}
    return {"status": known.get("status"), "user": _person(known.get("user")), "until_date": 0}
