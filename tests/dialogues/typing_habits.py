"""How people type on a cheap phone: what happens to words between the head and the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    key: [
        row[place]
        for row_of, row in enumerate(_KEYBOARD)
        for place in (at - 1, at, at + 1)
        if abs(row_of - at_row) <= 1 and 0 <= place < len(row) and row[place] != key
    ]
    for at_row, keys in enumerate(_KEYBOARD)
    for at, key in enumerate(keys)
}
_SHORT = {
    "tidak": ("tdk", "gak", "g", "ga", "ndak", "nggak"),
    "sudah": ("sdh", "udh", "udah"),
    "belum": ("blm", "blom"),
    "saya": ("sy", "aku", "kulo"),
    "yang": ("yg",),
    "punya": ("pny", "duwe"),
    "tahun": ("th", "thn", "taun"),
    "orang": ("org", "wong"),
    "anak": ("ank",),
    "benar": ("bnr", "bener"),
    "betul": ("btl", "btul"),
    "rumah": ("rmh", "omah"),
    "nomor": ("no", "nomer"),
    "kelas": ("kls",),
}
_FILLERS = (
    "pak",
    "bu",
    "min",
    "mbak",
    "mas",
    "ya pak",
    "bu ya",
    "kak",
    "nggih",
    "pak nggih",
    "hehe",
    "bos",
    "gan",
)
_BEFORE = ("iya", "oh", "maaf", "ini", "eh", "anu", "ngapunten")
_DIGIT_WORDS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
)
_JAVANESE_DIGITS = (
    "nol",
    "siji",
    "loro",
    "telu",
    "papat",
    "limo",
    "enem",
    "pitu",
    "wolu",
    "songo",
    "sepuluh",
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


class Habits:
    """One person's way of typing. The same seed types the same."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.shouts = chance.random() < 0.2
        self.slips = chance.choice((0.0, 0.3, 0.6))
        self.stretches = chance.random() < 0.2
        self.shortens = chance.random() < 0.5
        self.polite = chance.choice((0.0, 0.3, 0.7))
        self.javanese = chance.random() < 0.4
        self.spells_numbers = chance.random() < 0.25
        self.chatters = chance.choice((0.0, 0.08, 0.2))
        self.hurries = chance.random() < 0.3
        """Presses send too early: an answer comes in two messages."""
        self.careless = chance.choice((0.0, 0.1, 0.3))
        """Answers something else first, or with a digit missing."""

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def words(self, text: str) -> str:
        """Type words that mean something by themselves."""
        if self.shortens:
            text = " ".join(
                self.chance.choice(_SHORT[word]) if word in _SHORT and self.often(0.6) else word
                for word in text.split(" ")
            )
        if self.often(self.slips):
            text = self._slip(text)
        if self.stretches and self.often(0.4) and text[-1:].isalpha():
            text += text[-1] * self.chance.randint(2, 5)
        return self.said(text)

    def said(self, text: str) -> str:
        """Put politeness and loudness around something that is typed with care."""
        if self.often(self.polite):
            text = f"{text} {self.chance.choice(_FILLERS)}"
        if self.often(self.polite / 4):
            text = f"{self.chance.choice(_BEFORE)} {text}"
        if self.shouts:
            text = text.upper()
        return self.chance.choice((text, text, text, f"{text}.", f" {text} ", f"{text}..."))

    def name(self, text: str) -> str:
        """Type a name: letters are right, capitals are not."""
        return self.chance.choice((text, text.lower(), text.upper(), f"nama saya {text}", f"{text} pak"))

    def number(self, number: int) -> str:
        """Type a small number."""
        if self.spells_numbers and number <= 10:
            return (_JAVANESE_DIGITS if self.javanese else _DIGIT_WORDS)[number]
        return str(number)

    def pick(self, place: int, label: str) -> str:
        """Answer a list: by number in some form, or by what stands there."""
        number = place + 1
        forms = [
            str(number),
            f"{number}.",
            f"no {number}",
            f"nomer {number}",
            f"yg {number}",
            f"pilih {number}",
            label,
        ]
        if number <= 10:
            forms += [
                _CIRCLED[number - 1],
                f"yang ke{_DIGIT_WORDS[number]}" if number > 1 else "yang pertama",
            ]
        chosen = self.chance.choice(forms)
        return self.words(label.lower()) if chosen == label else self.said(chosen)

    def digits(self, digits: str, label: str) -> str:
        """Type a long number: in groups, with letters that look alike, with its name in front."""
        forms = [
            digits,
            " ".join(re.findall(".{1,4}", digits)),
            "-".join(re.findall(".{1,4}", digits)),
            f"{digits[:6]}.{digits[6:12]}.{digits[12:]}",
            f"{label} {digits}",
            f"{label}: {digits}",
            f"{label} saya {digits}",
            digits.replace("0", "O", 1),
            digits.replace("0", "o"),
        ]
        return self.said(self.chance.choice(forms))

    def _slip(self, text: str) -> str:
        """Let one finger slip in a word that is long enough to stay readable, never on its first letter."""
        long = [word for word in text.split(" ") if len(word) >= 6 and word.isalpha()]
        if not long:
            return text
        word = self.chance.choice(long)
        at = self.chance.randrange(1, len(word) - 1)
        match self.chance.choice(("neighbour", "lost", "swapped", "doubled")):
            case "neighbour":
                typed = word[:at] + self.chance.choice(_NEIGHBOURS[word[at].lower()]) + word[at + 1 :]
            case "lost":
                typed = word[:at] + word[at + 1 :]
            case "swapped":
                typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            case _:
                typed = word[:at] + word[at] + word[at:]
        return text.replace(word, typed, 1)
