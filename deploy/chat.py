"""A conversation in the terminal, with a demo that is running."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import httpx
import msgspec
from rich.panel import Panel
from rich.text import Text

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

PATIENCE_SECONDS = 30.0
HELP = """Ketik pesan lalu Enter. Enter saja: lihat apakah ada pesan baru.
/tekan 2 menekan pilihan 2, /suara /stiker /foto /lokasi mengirim yang bukan tulisan,
/kontak 0812... membagikan nomor, /lagi mengirim pesan terakhir sekali lagi, /keluar menutup."""

_ADDRESS = "/simulator/messages"
_ATTACHMENTS = {"/suara": "voice", "/stiker": "sticker", "/foto": "photo", "/lokasi": "location"}


class Reply(msgspec.Struct, frozen=True):
    """One message from the bot, with what can be picked, and what picking it sends."""

    text: str
    choices: tuple[str, ...] = ()
    taps: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What the simulator answers to one message."""

    replies: tuple[Reply, ...]
    flow: str | None = None
    state: str | None = None


def talk(url: str, chat: str, console: Console, typed: Iterable[str] | None = None) -> None:
    """Pass what is typed on to the bot until the input ends or says /keluar.

    Raises:
        SetupProblem: no demo answers at this address.
    """
    console.print(HELP, style="dim", highlight=False)
    with _client(url) as client:
        terminal = Terminal(client, chat)
        for line in typed if typed is not None else _lines(console):
            if line.strip() == "/keluar":
                break
            for reply in terminal.do(line.strip()):
                show(console, reply)


def show(console: Console, reply: Reply) -> None:
    """Print one message with its choices numbered, as a telephone would show it."""
    body = Text(reply.text)
    for number, label in enumerate(reply.choices, start=1):
        body.append(f"\n{number}. ", style="bold")
        body.append(label)
    console.print(Panel(body, title="Bansos", title_align="left", width=min(console.width, 72)))


class Terminal:
    """One phone without a picture. It knows the last message it sent and what was last offered to it."""

    def __init__(self, client: httpx.Client, chat: str) -> None:
        self._client = client
        self._chat = chat
        self._sent: dict[str, str] | None = None
        self._taps: tuple[str, ...] = ()

    def do(self, line: str) -> tuple[Reply, ...]:
        """Do what one line says, and give what is received upon it.

        Raises:
            SetupProblem: no demo answers at this address.
        """
        if not line or (line == "/lagi" and self._sent is None):
            return self._received(self._asked("GET", params={"chat": self._chat}))
        if line != "/lagi" or self._sent is None:
            self._sent = {"chat": self._chat, "id": uuid4().hex, **self._content(line)}
        return self._received(self._asked("POST", json=self._sent))

    def _content(self, line: str) -> dict[str, str]:
        command, _, rest = line.partition(" ")
        if command == "/kontak" and rest:
            return {"contact": rest}
        if command == "/tekan" and rest in {str(at) for at in range(1, len(self._taps) + 1)}:
            return {"payload": self._taps[int(rest) - 1]}
        if line in _ATTACHMENTS:
            return {"attachment": _ATTACHMENTS[line]}
        return {"text": line}

    def _received(self, answer: Answer) -> tuple[Reply, ...]:
        if answer.replies:
            self._taps = answer.replies[-1].taps
        return answer.replies

    def _asked(
        self, method: str, *, params: Mapping[str, str] | None = None, json: Mapping[str, str] | None = None
    ) -> Answer:
        address = self._client.base_url
        try:
            response = self._client.request(method, _ADDRESS, params=params, json=json)
            response.raise_for_status()
            return msgspec.json.decode(response.content, type=Answer)
        except httpx.HTTPStatusError as problem:
            raise SetupProblem(
                f"{address} answered {problem.response.status_code}: is a demo running there?"
            ) from problem
        except (httpx.HTTPError, msgspec.DecodeError) as problem:
            raise SetupProblem(f"No demo answers at {address}: start one with `make demo`, or give --url.") from problem


def _client(url: str) -> httpx.Client:
    try:
        return httpx.Client(base_url=url, timeout=PATIENCE_SECONDS, trust_env=False)
    except httpx.InvalidURL as problem:
        raise SetupProblem(f"--url: {url} is not an address.") from problem


def _lines(console: Console) -> Iterable[str]:
    while True:
        try:
            yield console.input("[bold]> [/bold]")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
