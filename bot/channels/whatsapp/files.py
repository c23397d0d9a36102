"""Files that were sent to the sender (Twilio, "Media resource").

Their addresses are put together here from their ids: one that came with a message would be asked with our credentials,
wherever it points to. Twilio redirects to where it keeps them, and there nobody needs any.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import httpx

from bot.channels.files import Elsewhere, Missing, download
from bot.outgoing import authorities

if TYPE_CHECKING:
    from bot.channels.files import Answer
    from conversations.engine.messages import File

_ADDRESS: Final = re.compile(r".+/2010-04-01/Accounts/AC\w{32}/Messages/(\w{34})/Media/(ME\w{32})", re.ASCII)
_REF: Final = re.compile(r"(\w{34})/(ME\w{32})", re.ASCII)
_KEPT_AT: Final = ".twiliocdn.com"


def ref_in(url: str) -> str:
    """Give the ids in a media address; nothing where it is none of Twilio's."""
    found = _ADDRESS.fullmatch(url)
    return f"{found[1]}/{found[2]}" if found else ""


class TwilioFiles:
    """The media of one account, at `base_url`."""

    def __init__(self, account_sid: str, auth_token: str, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._account = account_sid
        self._auth = (account_sid, auth_token)
        self._client = httpx.AsyncClient(timeout=10.0, verify=authorities())

    async def fetch(self, file: File, most: int) -> Answer:
        """Fetch a file, with our credentials from Twilio, and without from where Twilio keeps it."""
        url = self._url(file)
        if url is None:
            return Missing()
        found = await download(self._client, url, most, self._auth)
        if isinstance(found, Elsewhere):
            found = await download(self._client, found.url, most) if self._is_twilios(found.url) else Missing()
        return Missing() if isinstance(found, Elsewhere) else found

    async def forget(self, file: File) -> None:
        """Delete a file at Twilio, which would keep it for as long as the account lives."""
        url = self._url(file)
        if url is not None:
            with suppress(httpx.HTTPError):
                await self._client.delete(url, auth=self._auth)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _url(self, file: File) -> str | None:
        found = _REF.fullmatch(file.ref)
        if found is None:
            return None
        return f"{self._base}/2010-04-01/Accounts/{self._account}/Messages/{found[1]}/Media/{found[2]}"

    def _is_twilios(self, url: str) -> bool:
        asked, ours = urlsplit(url), urlsplit(self._base)
        if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc):
            return True
        return asked.scheme == "https" and (asked.hostname or "").endswith(_KEPT_AT)
