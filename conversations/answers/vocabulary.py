"""Words that carry no answer of their own, and the many ways to say "not".

All are written squeezed: doubled letters once, no apostrophes. Several languages meet here on purpose:
people mix them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from conversations.answers.normalise import normalise, squeeze, words


def listed(words_: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(words_.split())


def squeezed(words_: str) -> frozenset[str]:
    """Give the words of a list in the form that answers are compared in."""
    return frozenset(squeeze(word.replace("'", "")) for word in words_.split())


ADDRESS: Final = squeezed(
    "bu pak pk ibu bapak bpk buk mas mbak mba mb mbk kak kakak ka bang bng min mimin mimn gan sis dek dik om "
    "tante bos boss pakde bude ning cak kang yu ust ustad ustadz"
)
"""How people address whoever they write to."""

SOFTENERS: Final = squeezed(
    "dong donk deh dech lah kok koq sih sich aja saja ae wae mawon sekali banget bgt sangat memang emang "
    "pun tuh nih kan to toh tho ki kula kulo saya aku sy kami ini itu semua semuanya kabeh sedaya datanya "
    "data hehe hihi haha wkwk wk oh o eh lho loh"
)
"""What is said around an answer without changing it."""

NEGATION: Final = (
    ""
    "tidak|dak|tidk|tdk|tdak|tida|tak|gak|ga|gk|g|gag|ngak|nga|ngk|engak|enga|kagak|kaga|ora|ra|ndak|nda|ndk|endak|mboten|boten|mbonten|bukan|bkn|bukn|dudu|sanes|enja|ta|nenten|osing|using"
)
"""A pattern of the words for "not" that may stand before another word, or be written together with it."""

TAKING_BACK: Final = (
    r"(?:salah|slh|eh|ralat|koreksi|keliru|kleru|maksudnya|maksudku|maksude|maksud\s+(?:saya|sy|aku|kulo))"
)
"""A pattern of the words with which somebody takes back what was just said; what follows is meant."""

# Longer than any yes, no or command; what follows would only be a story.
_LONGEST: Final = 400
_HUMMED = re.compile(r"\b(h[aeou])\s?([eou][hm])\b")
_REPEATED_SIGN = re.compile(r"([^\W\d_]+)2")


def said(text: str) -> list[str]:
    """Give the words of a message in squeezed form, without apostrophes; "ya2" counts as "ya"."""
    return [*_said(text)]


# A message is looked at for many things, one after the other.
@lru_cache(maxsize=16)
def _said(text: str) -> tuple[str, ...]:
    tokens = words(squeeze(_HUMMED.sub(r"\1\2", normalise(text[:_LONGEST]).replace("'", ""))))
    return tuple(_REPEATED_SIGN.sub(r"\1", token) if token[-1] == "2" else token for token in tokens)


def bare(tokens: list[str], around: frozenset[str]) -> list[str]:
    """Give the words without those of `around` at either end; all of them if nothing else is there."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] in around:
        start += 1
    while end > start and tokens[end - 1] in around:
        end -= 1
    return tokens[start:end] or tokens
