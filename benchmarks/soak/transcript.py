"""The transcript of one chat, for people to read and for `replay` to repeat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.soak.plan import Plan, Strike
from benchmarks.soak.tale import What

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.soak.chaos import Blow
    from benchmarks.soak.finding import Finding
    from benchmarks.soak.run import Outcome
    from benchmarks.soak.tale import Tale

_MARK = "# replay: "


def write_transcripts(outcome: Outcome, directory: Path, most: int = 20) -> list[Path]:
    """Write a transcript for each resident that something is wrong with. Give the first so many."""
    directory.mkdir(parents=True, exist_ok=True)
    written = []
    for place in sorted({finding.place for finding in outcome.findings if finding.place >= 0})[:most]:
        path = directory / f"seed-{outcome.plan.seed}-resident-{place}.txt"
        found = [finding for finding in outcome.findings if finding.place == place]
        path.write_text(_transcript(outcome.plan, outcome.tales[place], outcome.blows, found))
        written.append(path)
    return written


def plan_of(transcript: str) -> Plan:
    """Read from a transcript what repeats it.

    Raises:
        ValueError: the text is no transcript.
    """
    line = next((line for line in transcript.splitlines() if line.startswith(_MARK)), None)
    if line is None:
        raise ValueError("this is no transcript of the soak")
    told = json.loads(line.removeprefix(_MARK))
    return Plan(
        told["seed"], [told["place"]], strength=told["strength"], strikes=[Strike(*each) for each in told["strikes"]]
    )


def strikes_during(tale: Tale, blows: Sequence[Blow]) -> list[Strike]:
    """Say where in a conversation each part was killed."""
    said = [event.at for event in tale.of(What.SAID)]
    if not said:
        return []
    last = tale.events[-1].at
    return [
        Strike(blow.part, before, round((blow.at - said[before - 1]) * 1000))
        for blow in blows
        if said[0] <= blow.at <= last
        for before in [sum(at <= blow.at for at in said)]
    ]


def _transcript(plan: Plan, tale: Tale, blows: Sequence[Blow], found: Sequence[Finding]) -> str:
    strikes = [(each.part, each.after, each.milliseconds) for each in strikes_during(tale, blows)]
    replay = {"seed": plan.seed, "place": tale.family.place, "strength": plan.strength, "strikes": strikes}
    lines = [
        f"# resident {tale.family.place} of seed {plan.seed}, {tale.family.channel} {tale.family.address}",
        *(f"# {finding.fault}: {finding.seen}" for finding in found),
        _MARK + json.dumps(replay),
        "",
    ]
    began = tale.events[0].at if tale.events else 0.0
    last = tale.events[-1].at if tale.events else 0.0
    happened = [(event.at, _event(event.what, event.message or event.ref, event.text)) for event in tale.events]
    happened += [(blow.at, f"   *** {blow.part} killed") for blow in blows if began <= blow.at <= last]
    return "\n".join([*lines, *(f"{at - began:8.3f} {said}" for at, said in sorted(happened)), ""])


def _event(what: What, about: str, text: str) -> str:
    indented = text.replace("\n", "\n" + " " * 24)
    return f"{what:<12} {about[-12:]:<12} {indented}"
