"""Why an agent acts and how the family agreed, where a row says it: for the registry alone, and no part of the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from backend.batches.words import acting_names
from backend.registrations.schemas import ActingIn
from conversations.answers.choices import ActingReason, ConsentWay
from conversations.answers.form import Lack, shown
from conversations.answers.names import parse_name
from conversations.answers.picks import pick
from conversations.answers.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_REASON, _WAY, _WITNESS = "acting_reason", "consent_way", "witness"
_LABELS: Final = {
    "alasan": _REASON,
    "alasan lewat agen": _REASON,
    "cara setuju": _WAY,
    "cara persetujuan": _WAY,
    "saksi": _WITNESS,
    "nama saksi": _WITNESS,
}
_LINE: Final = re.compile(rf"^\s*({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:=](.*)$", re.IGNORECASE)


def is_about_acting(heading: str) -> bool:
    """Tell whether a heading is one of these."""
    return heading.casefold() in _LABELS


def set_apart(text: str) -> tuple[str, ActingIn | tuple[Lack, ...]]:
    """Take these lines out of a message. Nothing said of it means what a message of one family means by that."""
    said: dict[str, str] = {}
    rest = []
    for line in text.splitlines():
        if found := _LINE.match(line):
            said[_LABELS[found[1].casefold()]] = found[2].strip()
        else:
            rest.append(line)
    return "\n".join(rest), _read({about: told for about, told in said.items() if told})


def _read(said: Mapping[str, str]) -> ActingIn | tuple[Lack, ...]:
    reasons, ways = acting_names()
    reason = _picked(said, _REASON, reasons, ActingReason.OTHER)
    way = _picked(said, _WAY, ways, ConsentWay.SPOKEN)
    witness = parse_name(said[_WITNESS]) if _WITNESS in said else None
    if isinstance(reason, Lack) or isinstance(way, Lack) or isinstance(witness, Problem):
        unclear = Lack(_WITNESS, witness.code, shown(said[_WITNESS])) if isinstance(witness, Problem) else None
        return tuple(each for each in (reason, way, unclear) if isinstance(each, Lack))
    return ActingIn(reason=ActingReason(reason), consent_way=ConsentWay(way), witness=witness)


def _picked(said: Mapping[str, str], about: str, names: Mapping[str, tuple[str, ...]], usual: str) -> str | Lack:
    if about not in said:
        return usual
    options = list(names)
    found = pick(
        said[about], [names[each][0] for each in options], dict(enumerate(names[each][1:] for each in options))
    )
    return options[found] if isinstance(found, int) else Lack(about, "not-offered", shown(said[about]))
