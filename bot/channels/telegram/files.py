"""Files that were sent to the bot (Bot API, "getFile")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx
import msgspec

from bot.channels.files import Elsewhere, Missing, NotNow, TooLarge, download, refused
from bot.outgoing import NoAnswer, NotSent, authorities

if TYPE_CHECKING:
    from bot.channels.files import Answer
    from bot.channels.telegram.api import Api
    from conversations.engine.messages import File

_PATH: Final = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}")


class _Place(msgspec.Struct):
    file_path: str = ""
    file_size: int = 0


class _Said(msgspec.Struct):
    ok: bool
    result: _Place = msgspec.field(default_factory=_Place)
    description: str = ""


class TelegramFiles:
    """The files of one bot, below `base_url`. What Telegram names is only ever a path there."""

    def __init__(self, api: Api, base_url: str) -> None:
        self._api = api
        self._base = base_url
        self._client = httpx.AsyncClient(timeout=10.0, verify=authorities())

    async def fetch(self, file: File, most: int) -> Answer:
        """Ask where a file is, and fetch it from there."""
        try:
            answer = await self._api.call("getFile", {"file_id": file.ref})
            said = msgspec.json.decode(answer.content, type=_Said)
        except (NotSent, NoAnswer, msgspec.DecodeError) as fault:
            return NotNow(type(fault).__name__)
        if not said.ok:
            return TooLarge() if "too big" in said.description else refused(answer.status)
        if said.result.file_size > most:
            return TooLarge()
        if not _PATH.fullmatch(said.result.file_path):
            return Missing()
        found = await download(self._client, f"{self._base}/{said.result.file_path}", most)
        return Missing() if isinstance(found, Elsewhere) else found

    async def forget(self, file: File) -> None:
        """Do nothing: a file stays in the chat that it was sent in."""

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()
