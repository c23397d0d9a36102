"""Reading `.dialog` files: transcripts that programme staff can review, and that the tests hold the service to.

    # What this conversation shows
    Saluran: telegram, whatsapp

    Warga: halo
    Bot:
      Selamat datang ...

      1. Daftar bansos

Lines after `Bot:` are what the person sees, indented by two spaces; `{nomor}` stands for a registration number, which is
the same one each time it is written. A resident's line in square brackets is something other than typing:
`[suara]`, `[stiker]`, `[foto]`, `[lokasi]`, `[kontak 081200000009]`, `[tekan 2]`, `[tekan lama 1]`, `[kirim ulang]`.
`Waktu: 3 hari` lets time pass, `Registri: putus` and `Registri: sambung` cut and mend the line to the registry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

CHANNELS = ("telegram", "whatsapp", "simulator")
_NUMBER = r"(?P<nomor>\d{4}-\d{3}-\d{3})"


@dataclass
class Resident:
    """Something the resident does."""

    does: str


@dataclass
class Bot:
    """What the resident then sees; nothing at all when empty."""

    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def matches(self, seen: str, known: dict[str, str]) -> bool:
        """Tell whether this is what was seen; learn the registration number from it."""
        expected = self.text
        for name, value in known.items():
            expected = expected.replace("{" + name + "}", value)
        pattern = re.escape(expected).replace(re.escape("{nomor}"), _NUMBER, 1)
        found = re.fullmatch(pattern, seen)
        if found is None:
            return False
        known.update(found.groupdict())
        return True


@dataclass
class World:
    """Something that happens around the conversation."""

    what: str
    how: str


@dataclass
class Dialog:
    """One transcript."""

    path: Path
    channels: tuple[str, ...]
    steps: list[Resident | Bot | World]


def read(path: Path) -> Dialog:
    """Read a transcript.

    Raises:
        ValueError: a line is none of those described above.
    """
    dialog = Dialog(path, CHANNELS, [])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        last = dialog.steps[-1] if dialog.steps else None
        speaker, _, said = line.partition(":")
        if isinstance(last, Bot) and (line.startswith("  ") or not line.strip()):
            last.lines.append(line[2:])
        elif line.startswith("#") or not line.strip():
            continue
        elif speaker == "Saluran":
            dialog.channels = tuple(name.strip() for name in said.split(","))
        elif speaker == "Warga":
            dialog.steps.append(Resident(said.strip()))
        elif speaker == "Bot":
            dialog.steps.append(Bot([said.strip()] if said.strip() else []))
        elif speaker in ("Waktu", "Registri"):
            dialog.steps.append(World(speaker, said.strip()))
        else:
            raise ValueError(f"{path.name}:{number}: not a line of a transcript: {line!r}")
    return dialog


def write(dialog: Dialog, seen: list[str]) -> None:
    """Write a transcript again with what was really seen, for review."""
    lines = [
        line
        for line in dialog.path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("#", "Saluran"))
    ]
    replies = iter(seen)
    for step in dialog.steps:
        match step:
            case Resident(does):
                lines += ["", f"Warga: {does}"]
            case World(what, how):
                lines += ["", f"{what}: {how}"]
            case Bot():
                text = re.sub(r"\b\d{4}-\d{3}-\d{3}\b(?!, misalnya)", "{nomor}", next(replies))
                lines += (
                    ["Bot:"] + [f"  {line}".rstrip() for line in text.splitlines()] if text else ["Bot: "]
                )
    dialog.path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
