"""Reading `.dialog` files: transcripts that staff can review, and that tests hold the service to.

    # What this conversation shows
    Saluran: telegram, whatsapp

    Warga: halo
    Bot:
      Selamat datang ...

      1. Daftar bansos

Lines after `Bot:` are what the person sees, indented by two spaces; `...` stands for any words, alone in
a line for any lines. What somebody types in several lines stands below `Warga:` in the same way.
`{nomor}` and `{nomor_2}` stand for registration numbers, the same one each time it
is written; so do `{kode}` and `{kode_2}` for codes. A line in square brackets is something other than
typing: `[suara]`, `[stiker]`, `[foto]`, `[lokasi]`, `[file keluarga.csv]` (one of those in `phones.py`),
`[kontak 081200000009]`, `[tekan 2]`, `[tekan lama 1]`, `[kirim ulang]`, and on Telegram `[blokir]`, which lets nothing
through any more. `Warga lain:`, `Agen:` and `Agen lain:` speak from other phones on the same channel.

`Sampai: phone` is a prologue: whoever spoke last gives the usual answers of `prologue.py`, unshown, until that
is asked. `Waktu: 3 hari` lets time pass, `Registri: putus` and `Registri: sambung` cut and mend the line
to the registry; `Registri: memeriksa file` has it go through what agents sent. `Petugas: menandai kk` is an officer
who marks that field of the newest registration, `Petugas: meneruskan` one who checks it and sends it on, `Petugas:
memutuskan tidak layak` (or `layak`) its result. `Kantor: mengundang agen` gives the code `{kode}`; `Kantor:
menugaskan agen` makes the phone of `Agen:` an agent's of Desa Kemiren, or of an RW of it with `rw 009`, and that of
`Agen lain:` with `agen lain`; the office also does `meminta kunci`, `menghentikan` and `mengaktifkan`. `Kantor:
mengirim kabar` sends a notice about a payment to the phone of `Warga:`, or of `Warga lain:` with `ke warga lain`, and
with `ke rw 009` to a family of that RW; `{cek}` is its code and `{kabar}` all of it, which `[teruskan]` before a
message sends on as the platform marks it. `Kantor: menanyakan kabar` is the question that follows a notice when its day
is over, and `Kantor: menutup laporan` an officer who closes the case with a word. `Kantor: menghapus data` is one
who carries out the request for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

CHANNELS = ("telegram", "whatsapp", "simulator")
SPEAKERS = ("Warga", "Warga lain", "Agen", "Agen lain")
HOLES = {
    "nomor": r"\d{4}-\d{3}-\d{3}",
    "kode": r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}",
    "cek": r"(?<=CEK )\d{4}",
}
_EXAMPLES = {"4821-557-306", "K7MX-9QPT-3V"}
_ANYTHING = "..."


@dataclass
class Resident:
    """Something a resident does, on one phone or the other."""

    speaker: str
    does: str


@dataclass
class Bot:
    """What the resident then sees; nothing at all when empty."""

    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()

    def matches(self, seen: str, known: dict[str, str]) -> bool:
        """Tell whether this is what was seen; learn the registration numbers from it."""
        names = list(dict.fromkeys(re.findall(r"\{((?:nomor|kode|cek)(?:_\d)?)\}", self.text)))
        pattern = "\n".join(
            "(?s:.*)" if line == _ANYTHING else re.escape(line).replace(re.escape(_ANYTHING), ".*")
            for line in self.text.splitlines()
        )
        for name in names:
            hole = re.escape("{" + name + "}")
            told = re.escape(known[name]) if name in known else f"(?P<{name}>{HOLES[name.split('_')[0]]})"
            pattern = pattern.replace(hole, told, 1).replace(hole, told if name in known else f"(?P={name})")
        found = re.fullmatch(pattern, seen)
        if found is None:
            return False
        known.update(found.groupdict())
        return True


@dataclass
class Prologue:
    """The usual answers, until the state of that name is asked."""

    until: str


@dataclass
class World:
    """Something that happens around the conversation."""

    what: str
    how: str


Step: TypeAlias = Resident | Bot | Prologue | World


@dataclass
class Dialog:
    """One transcript."""

    path: Path
    channels: tuple[str, ...]
    steps: list[Step]


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
        elif isinstance(last, Resident) and line.startswith("  "):
            last.does = f"{last.does}\n{line[2:]}".strip()
        elif line.startswith("#") or not line.strip():
            continue
        elif speaker == "Saluran":
            dialog.channels = tuple(name.strip() for name in said.split(","))
        elif speaker in SPEAKERS:
            dialog.steps.append(Resident(speaker, said.strip()))
        elif speaker == "Bot":
            dialog.steps.append(Bot([said.strip()] if said.strip() else []))
        elif speaker == "Sampai":
            dialog.steps.append(Prologue(said.strip()))
        elif speaker in ("Waktu", "Registri", "Petugas", "Kantor"):
            dialog.steps.append(World(speaker, said.strip()))
        else:
            raise ValueError(f"{path.name}:{number}: not a line of a transcript: {line!r}")
    return dialog


def write(dialog: Dialog, seen: list[str]) -> None:
    """Write a transcript again with what was really seen, for review. What still holds stays as it was."""
    lines = [line for line in dialog.path.read_text(encoding="utf-8").splitlines() if line.startswith(("#", "Saluran"))]
    replies = iter(seen)
    known: dict[str, str] = {}
    for step in dialog.steps:
        match step:
            case Resident(speaker, does):
                typed = [f"{speaker}: {does}"] if "\n" not in does else [f"{speaker}:", *_indented(does)]
                lines += ["", *typed]
            case World(what, how):
                lines += ["", f"{what}: {how}"]
            case Prologue(until):
                lines += ["", f"Sampai: {until}"]
            case Bot():
                screen = next(replies)
                text = step.text if step.matches(screen, known) else _with_holes(screen, known)
                lines += ["Bot:"] + [f"  {line}".rstrip() for line in text.splitlines()] if text else ["Bot: "]
    dialog.path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.splitlines()]


def _with_holes(screen: str, known: dict[str, str]) -> str:
    for kind, form in HOLES.items():
        for found in dict.fromkeys(re.findall(rf"\b{form}\b", screen)):
            if found not in _EXAMPLES and found not in known.values():
                before = sum(name.split("_")[0] == kind for name in known)
                known[kind if not before else f"{kind}_{before + 1}"] = found
    for name, number in known.items():
        screen = screen.replace(number, "{" + name + "}")
    return screen
