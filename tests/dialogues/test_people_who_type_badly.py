"""People who type badly reach a number, and what is registered is what they meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pytest

from backend.database import create_engine, create_sessions
from backend.registrations import repository
from backend.registrations.family import open_family
from backend.registrations.number import parse_number
from backend.settings import Settings
from backend.vault.keyring import Keyring
from tests.dialogues.persona import Persona, Screen
from tests.world import API_KEYS, DATA_KEYS

if TYPE_CHECKING:
    from conversations.answers.household import Household
    from tests.world import Service

CHUNKS, IN_A_CHUNK = 4, 20
MOST_MESSAGES = 90


@pytest.mark.parametrize("chunk", range(CHUNKS))
async def test_people_who_type_badly_are_registered_as_they_meant(
    chunk: int, service: Service, registry_url: str
) -> None:
    personas = {f"persona-{seed}": Persona(seed) for seed in range(chunk * IN_A_CHUNK, (chunk + 1) * IN_A_CHUNK)}
    talks = {chat: await converse(service, persona, chat) for chat, persona in personas.items()}
    registered = await families(registry_url, [talk.number for talk in talks.values() if talk.number])
    told = {chat: comparable(registered[talk.number]) if talk.number else None for chat, talk in talks.items()}
    meant = {chat: comparable(persona.household) for chat, persona in personas.items()}
    wrong = [f"{chat}\n{told[chat]}\n{meant[chat]}\n{talks[chat].text}" for chat in talks if told[chat] != meant[chat]]
    assert not wrong, "\n\n".join(wrong)


@dataclass
class Conversation:
    """What was said, and the registration number it came to, if it did."""

    lines: list[str] = field(default_factory=list)
    number: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


async def converse(service: Service, persona: Persona, chat: str) -> Conversation:
    """Talk until there is a registration number, or nobody would go on."""
    screen = Screen(None, "", [])
    talk = Conversation()
    for place in range(MOST_MESSAGES):
        message = {"text": "halo"} if place == 0 else persona.say(screen)
        response = await service.bot.post(
            "/simulator/messages", json={"chat": chat, "id": f"{chat}-{place}", **message}
        )
        assert response.status_code == 200, response.text
        body = response.json()
        (reply,) = body["replies"]
        screen = Screen(body["state"], reply["text"], reply["choices"])
        talk.lines += [
            f"> {message.get('attachment') or message['text']!r}",
            f"   {screen.state}: {reply['text'][:200]!r} {screen.choices if len(screen.choices) < 9 else ''}",
        ]
        if screen.state == "done":
            talk.number = screen.text.partition("Nomor pendaftaran: ")[2].splitlines()[0]
            break
    return talk


async def families(url: str, numbers: list[str]) -> dict[str, Household]:
    """Read registered families back, by number."""
    settings = Settings(_env_file=None, database_url=url, data_keys=DATA_KEYS, api_keys=API_KEYS)
    engine, keyring = create_engine(settings.database_url, 1), Keyring(settings.vault_keys())
    try:
        async with create_sessions(engine).begin() as session:
            found, vault = {}, await keyring.vault(session)
            for number in numbers:
                row = await repository.by_number(session, parse_number(number))
                assert row is not None, number
                found[number] = open_family(vault, row)
            return found
    finally:
        await engine.dispose()


def comparable(family: Household) -> dict[str, object]:
    """Give a family without the capitals of its names, and a dusun without the word for it."""
    plain = msgspec.to_builtins(family)
    plain["name"] = plain["name"].casefold()
    plain["members"] = [{**member, "name": member["name"].casefold()} for member in plain["members"]]
    if plain.get("dusun"):
        plain["dusun"] = plain["dusun"].casefold().removeprefix("dusun ")
    return plain
