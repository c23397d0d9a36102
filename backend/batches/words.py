"""The service's own words, from its catalogues: agents read the same sentence in the chat and at the office."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from conversations.answers.form import PICKED
from conversations.words.texts import Texts
from locales import SOURCE, catalogues

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from conversations.answers.form import Lack, Names

_ASKED: Final = "registration"
_TOLD: Final = "common"


@cache
def _texts() -> Texts:
    sources = catalogues(SOURCE)
    return Texts(SOURCE, {scope: sources[scope] for scope in (_ASKED, _TOLD)}, {})


@cache
def names() -> Names:
    """Give what people call the options of the fields that a message says in words."""
    return {field: _called(field.value, options) for field, options in PICKED.items()}


def said_of(lacks: Iterable[Lack]) -> list[str]:
    """Say what a row lacks, a sentence for each field."""
    return [_texts().say(_TOLD, "lack", None, msgspec.structs.asdict(lack)) for lack in lacks]


def _called(question: str, options: type[StrEnum]) -> dict[str, tuple[str, ...]]:
    texts = _texts()
    return {
        option.value: (
            texts.say(_ASKED, question, option.value),
            *texts.listed(_ASKED, question, f"{option.value}-words"),
        )
        for option in options
        if texts.has(_ASKED, question, option.value)
    }
