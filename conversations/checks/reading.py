"""Whether people can read the texts: short sentences, one question, plain and friendly words.

The rules are the house's own: many who read this are old, read on a small phone, or hear it read aloud.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from conversations.checks.catalogue import STAND_IN
from conversations.checks.finding import Weight
from conversations.checks.plain_words import (
    CAPITALS,
    HARMLESS,
    INSTEAD,
    LONG_ON_PURPOSE,
    MOST_WORDS_IN_MESSAGE,
    MOST_WORDS_IN_SENTENCE,
)
from conversations.checks.said import TYPED
from conversations.engine.flow import Ask, Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conversations.checks.catalogue import Catalogue, Key, Written
    from conversations.checks.finding import Finding

READ_IN = "id"
"""The language that these rules are for."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
_WORD = re.compile(rf"[\w{STAND_IN}](?:[\w{STAND_IN}/.,:*-]*[\w{STAND_IN}])?")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_ONE_SEX = re.compile(r"\bBapak\b(?!/Ibu)")
_SHOWN = 60


def reading_findings(catalogue: Catalogue, flow: Flow | None) -> Iterator[Finding]:
    """Find texts of a catalogue that are hard to read. Words that people type (`TYPED`) are theirs."""
    for key, written in catalogue.texts.items():
        if (key[1] or "").endswith(TYPED):
            continue
        for finding in _of(catalogue, key, written, flow):
            yield replace(finding, weight=Weight.STYLE)


def _of(catalogue: Catalogue, key: Key, written: Written, flow: Flow | None) -> Iterator[Finding]:
    for text in (written.words, *written.variants):
        for sentence in sentences(text):
            if (length := len(words(sentence))) > MOST_WORDS_IN_SENTENCE:
                yield catalogue.at(
                    key,
                    f"has a sentence of {length} words: {_shown(sentence)}",
                    f"Make two of it: at most {MOST_WORDS_IN_SENTENCE} words each",
                )
        yield from _vocabulary(catalogue, key, text)
    asked = [sentence for sentence in sentences(written.words) if sentence.endswith("?")]
    if len(asked) > 1:
        yield catalogue.at(
            key,
            f"asks {len(asked)} questions: {' and '.join(map(_shown, asked))}",
            "Ask one, and make a sentence or a state of its own of the other",
        )
    length = len(words(written.words))
    if length > MOST_WORDS_IN_MESSAGE and LONG_ON_PURPOSE not in written.comment:
        yield catalogue.at(
            key,
            f"has {length} words",
            f"Say it in {MOST_WORDS_IN_MESSAGE}, or put a comment `# {LONG_ON_PURPOSE} why` over it",
        )
    state = flow.states.get(key[0]) if flow else None
    if "LEWATI" in written.words and isinstance(state, Ask) and not state.optional:
        yield catalogue.at(
            key, "teaches LEWATI, but this question cannot be skipped", "Take it out, or make it optional"
        )


def _vocabulary(catalogue: Catalogue, key: Key, text: str) -> Iterator[Finding]:
    plain = text.lower()
    for phrase in HARMLESS:
        plain = plain.replace(phrase, "")
    for word in sorted(INSTEAD.keys() & set(re.findall(r"[a-z]+", plain))):
        sentence = next((each for each in sentences(text) if word in each.lower()), text)
        yield catalogue.at(key, f"says {word!r}: {_shown(sentence)}", f"Say {INSTEAD[word]!r}")
    for word in sorted(set(_CAPITALS.findall(text)) - CAPITALS):
        yield catalogue.at(
            key,
            f"has {word!r} in capitals",
            "Write it small: capitals teach what can be typed; short forms go into plain_words.py",
        )
    if _ONE_SEX.search(text):
        yield catalogue.at(key, "speaks to men only: 'Bapak'", "Say 'Bapak/Ibu'")


def sentences(text: str) -> list[str]:
    """Give the sentences and lines of a text."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def words(sentence: str) -> list[str]:
    """Give the words of a sentence; a variable is one."""
    return _WORD.findall(sentence)


def _shown(sentence: str) -> str:
    readable = sentence.replace(STAND_IN, "…")
    return repr(readable if len(readable) <= _SHOWN else readable[:_SHOWN].rsplit(" ", 1)[0] + " …")
