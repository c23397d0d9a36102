"""A conversation in the terminal, with a demo that is running."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import msgspec
from rich.panel import Panel
from rich.text import Text

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

PATIENCE_SECONDS = 30.0


class Reply(msgspec.Struct, frozen=True):
    """One message from the bot, with what can be picked."""

    text: str
    choices: tuple[str, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """What the simulator answers to one message."""

    replies: tuple[Reply, ...]
    flow: str | None = None
    state: str | None = None


def say(client: httpx.Client, chat: str, text: str) -> Answer:
    """Send one message as `chat` and wait for the answer.

    Raises:
        SetupProblem: no demo answers at this address.
    """
    try:
        response = client.post("/simulator/messages", json={"chat": chat, "text": text})
        response.raise_for_status()
        return msgspec.json.decode(response.content, type=Answer)
    except httpx.HTTPStatusError as problem:
        raise SetupProblem(
            f"{client.base_url} answered {problem.response.status_code}: is a demo running there?"
        ) from problem
    except (httpx.HTTPError, msgspec.DecodeError) as problem:
        raise SetupProblem(
            f"No demo answers at {client.base_url}: start one with `make demo`, or give --url."
        ) from problem


def talk(url: str, chat: str, console: Console, typed: Iterable[str] | None = None) -> None:
    """Pass what is typed on to the bot until the input ends or says /keluar.

    Raises:
        SetupProblem: no demo answers at this address.
    """
    console.print("Ketik pesan lalu Enter. /keluar untuk menutup.", style="dim")
    with httpx.Client(base_url=url, timeout=PATIENCE_SECONDS, trust_env=False) as client:
        for text in typed if typed is not None else _lines(console):
            if text.strip() == "/keluar":
                break
            if text.strip():
                for reply in say(client, chat, text).replies:
                    show(console, reply)


def show(console: Console, reply: Reply) -> None:
    """Print one message with its choices numbered, as a telephone would show it."""
    body = Text(reply.text)
    for number, label in enumerate(reply.choices, start=1):
        body.append(f"\n{number}. ", style="bold")
        body.append(label)
    console.print(Panel(body, title="Bansos", title_align="left", width=min(console.width, 72)))


def _lines(console: Console) -> Iterable[str]:
    while True:
        try:
            yield console.input("[bold]> [/bold]")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
