"""A conversation at the workbench as a `.dialog` file, which `tests/dialogues` can play again."""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.simulator.bench.looks import Look, Screen, shown
from bot.simulator.bench.wording import done, moment
from conversations.engine.moments import WIB

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversations.engine.messages import Inbound, Outbound

MOST_STEPS = 2000
"""Longer than anybody talks: a page left open must not fill the memory."""
OPENING = time(9)
"""Local time at which a transcript is played. What goes by the time of day needs the difference."""
_NUMBER = re.compile(r"\b\d{4}-\d{3}-\d{3}\b")
_EXAMPLE = "4821-557-306"
"""The registration number that texts show as an example: it is nobody's, and stays as it is."""


class Transcript:
    """One phone's conversation, as it was seen there, with holes for registration numbers."""

    def __init__(self, look: Look, clock: Callable[[], datetime], *, is_cut: bool) -> None:
        self._look = look
        self._clock = clock
        self._began = self._told = clock()
        self._turned = self._ever_turned = False
        self._steps: list[list[str]] = []
        self._taps: list[str] = []
        self._old_taps: list[str] = []
        self._numbers: dict[str, str] = {}
        self._ids: set[str] = set()
        self._last = self._lost = self._owed = ""
        self._unseen = False
        if is_cut:
            self.switched(is_cut=True)

    def took(self, inbound: Inbound, reply: Outbound | None) -> None:
        """Write a message with its reply, or that the last one was delivered again."""
        screen = None if reply is None else shown(self._look, reply)
        if inbound.id == self._owed:
            self._unseen = self._unseen and screen is None
            self._see(screen)
            return
        if inbound.id == self._lost:
            self._lost = ""
            self._answer(screen)
        if inbound.id == self._last:
            self._add("Warga: [kirim ulang]")
            self._answer(screen)
        elif inbound.id in self._ids:
            self.remark("Sebuah pesan yang lebih lama tiba lagi di sini.")
        elif self._say(inbound):
            self._answer(screen)

    def died(self, inbound: Inbound, *, owes: bool) -> None:
        """Write a message whose reply was lost. With `owes` a worker will tell the number."""
        if inbound.id in self._ids:
            return
        self.remark("Pesan berikut disimpan, lalu prosesnya mati sebelum menjawab.")
        if self._say(inbound):
            if owes:
                # Played without a death the same message is answered at once, in other words.
                self._add("Bot:", "  ...")
                self._unseen, self._owed = True, inbound.id
            else:
                self._lost = inbound.id

    def came(self, outbound: Outbound) -> None:
        """Write what arrived by itself, after the time that it took."""
        screen = shown(self._look, outbound)
        if self._unseen:
            self._unseen = False
            self._see(screen)
            return
        self._steps.append(self._waited())
        self._caught_up()
        self._answer(screen)

    def passed(self) -> None:
        """Note that the clock was turned."""
        self._turned = self._ever_turned = True

    def switched(self, *, is_cut: bool) -> None:
        """Write that the line to the registry was cut or mended."""
        self._add(f"Registri: {'putus' if is_cut else 'sambung'}")

    def remark(self, text: str) -> None:
        """Write something for the reader alone."""
        self._add(f"# {text}")

    def text(self) -> str:
        """Give the file."""
        head = [f"# Percakapan dari meja kerja simulator, {moment(self._began)}.", f"Saluran: {self._look}"]
        opening = [[f"Waktu: {_after_opening(self._began)} detik"]] if self._ever_turned else []
        waited = [self._waited(), ["Bot: "]] if self._turned else []
        lines = [*head]
        for step in (*opening, *self._steps, *waited):
            if not step[0].startswith("Bot:") and not lines[-1].startswith("# "):
                lines.append("")
            lines += step
        return "\n".join(lines).rstrip() + "\n"

    def _say(self, inbound: Inbound) -> bool:
        """Write what was done; tell whether the format has a way to write it."""
        self._ids.add(inbound.id)
        self._last, self._unseen = inbound.id, False
        line = done(inbound.content, self._taps, self._old_taps)
        if line is None:
            self.remark("Di sini ada tombol yang jauh lebih lama ditekan.")
            return False
        for number, hole in self._numbers.items():
            line = line.replace(number, hole)
        self._add(f"Warga: {line}")
        return True

    def _answer(self, screen: Screen | None) -> None:
        self._see(screen)
        lines = self._with_holes(screen.read_aloud).splitlines() if screen else []
        self._add(*(["Bot:", *(f"  {line}".rstrip() for line in lines)] if lines else ["Bot: "]))

    def _see(self, screen: Screen | None) -> None:
        if screen is not None and screen.taps != self._taps:
            self._old_taps, self._taps = self._taps, screen.taps

    def _add(self, *lines: str) -> None:
        if len(self._steps) >= MOST_STEPS:
            return
        if self._turned:
            self._steps += [self._waited(), ["Bot: "]]
            self._caught_up()
        self._steps.append(list(lines))

    def _waited(self) -> list[str]:
        """Give the time that passed and was not written yet."""
        seconds = max(1, self._untold())
        hours = round(seconds / 3600)
        days, rest = divmod(seconds, 86_400)
        line = f"Waktu: {seconds} detik" if rest else f"Waktu: {days} hari"
        return [f"# Kira-kira {hours} jam kemudian.", line] if hours else [line]

    def _untold(self) -> int:
        return math.ceil(max(timedelta(), self._clock() - self._told).total_seconds())

    def _caught_up(self) -> None:
        self._told += timedelta(seconds=self._untold())
        self._turned = False

    def _with_holes(self, text: str) -> str:
        for number in _NUMBER.findall(text):
            if number != _EXAMPLE and number not in self._numbers:
                count = len(self._numbers) + 1
                self._numbers[number] = "{nomor}" if count == 1 else f"{{nomor_{count}}}"
        for number, hole in self._numbers.items():
            text = text.replace(number, hole)
        return text


def _after_opening(moment: datetime) -> int:
    local = moment.astimezone(WIB)
    opening = local.replace(hour=OPENING.hour, minute=OPENING.minute, second=0, microsecond=0)
    return math.ceil(((local - opening) % timedelta(days=1)).total_seconds())
