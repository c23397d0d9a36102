"""A resident: reads what appears, answers it, waits, loses patience, and now and then does what people do."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from benchmarks.soak.chance import chance
from benchmarks.soak.family import Channel, other_than
from benchmarks.soak.phone import Phone
from benchmarks.soak.question import Question, line_of, number_in, promises_number, question_in
from benchmarks.soak.tale import Tale, What

if TYPE_CHECKING:
    import random

    from benchmarks.soak.answer import Answer
    from benchmarks.soak.phone import Bubble

_TAPPED = frozenset(
    {
        *("door", "task", "consent", "reason", "way", "notices"),
        *("pregnant", "disability", "occupation", "housing", "declaration"),
    }
)
_CORRECTED = "housing"
_LINE = "Rumah"


class Writes(Protocol):
    """A platform, as whoever holds a phone sees it."""

    def say(self, tale: Tale, text: str) -> None:
        """Write a message."""

    def tap(self, tale: Tale, label: str, data: str) -> None:
        """Press a button."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How people behave in time, in seconds: `thinks` before an answer, `waits` before writing again."""

    thinks: tuple[float, float] = (0.05, 0.4)
    waits: float = 15.0
    waits_for_number: float = 30.0


@dataclass(slots=True)
class Resident:
    """One person with one family: of it, or its agent."""

    seed: int
    tale: Tale
    phone: Phone
    platform: Writes
    pace: Pace
    counts: Counter[str]
    _answered: set[str] = field(default_factory=set)
    _did: set[str] = field(default_factory=set)
    _wrong: bool = False
    _wanted: int = 0
    _nudged: bool = False
    _promised: bool = False
    _number: str = ""
    _again: str = ""
    """What is still to be done after the number: "status" or "daftar"."""

    async def live(self) -> None:
        """Register, from the greeting to the number."""
        draw = self._draw("plan")
        kind = draw.random()
        by_agent = self.tale.family.acting is not None
        self._again = "" if by_agent else "status" if kind < 0.1 else "daftar" if kind < 0.15 else ""
        await asyncio.sleep(draw.uniform(0, 1))
        greeting = draw.choice(("halo", "assalamualaikum", "mau daftar bansos"))
        self._say(self.tale.family.answers["door"].words if by_agent else greeting)
        while not self.tale.finished:
            bubbles = await self.phone.read(self._wanted, self._patience())
            await asyncio.sleep(draw.uniform(*self.pace.thinks))
            while self.tale.under_way:
                # Nobody writes on while the last message still has its clock; what appears meanwhile is read too.
                bubbles += await self.phone.read(1, 0.1)
            if bubbles:
                self._take(bubbles)
            else:
                self._lose_patience()

    def _patience(self) -> float:
        return self.pace.waits_for_number if self._promised else self.pace.waits

    def _lose_patience(self) -> None:
        self.counts["wrote again after silence"] += 1
        self.tale.note(What.WAITED)
        self._nudge()

    def _take(self, bubbles: list[Bubble]) -> None:
        for bubble in bubbles:
            told = number_in(bubble.text)
            if told is not None:
                self._told(told)
                return
        # News may stand in front of it: the newest question is the one that is furthest.
        asked = max(
            ((question, place) for place, bubble in enumerate(bubbles) if (question := question_in(bubble.text))),
            default=None,
        )
        if asked is None:
            self._promised = any(promises_number(bubble.text) for bubble in bubbles)
            self._wanted = 1
            if self._promised and self.tale.family.channel is Channel.TELEGRAM and self._once("blocks", 0.3):
                self.counts["blocked the service while the number was promised"] += 1
                self.platform.block(self.tale)  # type: ignore[attr-defined] # Telegram alone
                self.tale.finished = True
            return
        question, place = asked
        self._answer(question, bubbles[place])

    def _told(self, number: str) -> None:
        self._number = self._number or number
        self._promised = False
        if not self._again:
            self.tale.finished = True
            return
        again, self._again = self._again, ""
        self._answered.clear()
        self._say(again)

    def _answer(self, question: Question, bubble: Bubble) -> None:
        name = question.name
        if name in self._answered and not self._nudged:
            # Answered already: the next question is still to come. When it does not, patience ends.
            return
        if name == "door" and "declaration" in self._answered:
            # Sent, and no number seen: a person asks for it.
            self._say("status")
            return
        if name == "task" and "declaration" in self._answered:
            # An agent tells of the family once more, and is told that it is registered.
            self._answered.clear()
        answer = self.tale.family.answers.get(name)
        if answer is None:
            self.tale.note(What.WAITED, f"does not know what to answer to {name}")
            return
        if name == "review" and (self._once("corrects", 0.1) or self._wrong):
            # Again, too, when the platform gave the first try up: nobody confirms what they know to be wrong.
            self._answered.discard(_CORRECTED)
            self._say(f"ubah {line_of(bubble.text, _LINE) or 1}")
        elif name == "nik" and self._once("careless", 0.05):
            self._say(answer.words[:-1])
        else:
            self._give(name, answer, bubble)

    def _give(self, name: str, answer: Answer, bubble: Bubble) -> None:
        if name == _CORRECTED:
            self._wrong = "corrects" not in self._did and self._would("corrects", 0.1)
            if self._wrong:
                answer = other_than(name, answer)
        self._answered.add(name)
        pressed = bubble.pressing(answer.button) if answer.button else None
        draw = self._draw(name)
        if pressed is None or draw.random() < 0.5:
            if self._once(f"sticker {name}", 0.01) and self.tale.family.channel is Channel.TELEGRAM:
                self._answered.discard(name)
                self._stick()
                return
            self._say(answer.words)
            return
        self._tap(answer.button, pressed)
        if name in _TAPPED and self.tale.family.channel is Channel.TELEGRAM and draw.random() < 0.1:
            self.counts["message and tap at the same instant"] += 1
            self._say("ulang")
            self._wanted = 2

    def _would(self, what: str, share: float) -> bool:
        return self._draw("habit", what).random() < share

    def _once(self, what: str, share: float) -> bool:
        """Tell whether this person does this, the first time it could be done."""
        if what in self._did:
            return False
        self._did.add(what)
        return self._would(what, share)

    def _nudge(self) -> None:
        self._say(self._draw("nudge", len(self.tale.events)).choice(("ulang", "halo")))
        self._nudged = True

    def _stick(self) -> None:
        self._wanted, self._nudged = 1, False
        self.platform.stick(self.tale)  # type: ignore[attr-defined] # Telegram alone, see the caller

    def _say(self, text: str) -> None:
        self._wanted, self._nudged, self._promised = 1, False, False
        self.platform.say(self.tale, text)

    def _tap(self, label: str, data: str) -> None:
        self._wanted, self._nudged, self._promised = 1, False, False
        self.platform.tap(self.tale, label, data)

    def _draw(self, *what: object) -> random.Random:
        return chance(self.seed, "resident", self.tale.family.place, *what)
