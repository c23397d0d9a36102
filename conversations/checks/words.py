"""The texts of the flows: all are there, none is left over, and each is given what it says."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from conversations.checks.catalogue import named
from conversations.checks.common_texts import COMMON_TEXTS
from conversations.checks.finding import Finding, Weight
from conversations.checks.graph import HOME
from conversations.checks.said import OPENING, TYPED, problems_of, said_by
from conversations.engine.facts import LONGEST_FACTS
from conversations.engine.flow import Ask, Choose, Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from conversations.checks.catalogue import Catalogue, Key

    Given = Mapping[Key, frozenset[str] | None]

COMMON = "common"


def word_findings(flow: Flow, catalogues: Mapping[str, Catalogue], locale: str) -> Iterator[Finding]:
    """Find what is wrong with the catalogue of a flow."""
    catalogue = catalogues.get(flow.name)
    if catalogue is None:
        place = f"locales/{locale}/{flow.name}.ftl"
        yield Finding(
            flow.name,
            f"has no words in {locale}",
            f"Write {place}, with a message for each state",
            place,
            Weight.GAP,
        )
        return
    yield from catalogue.faults
    said = {(state.name, each.attribute): each for state in flow for each in said_by(flow, state)}
    needed = [key for key, each in said.items() if each.needed]
    if flow.name == HOME:
        needed.append((OPENING, None))
    yield from _missing(catalogue, needed)
    yield from _problems_without_words(flow, catalogues)
    given: dict[Key, frozenset[str] | None] = {key: each.variables for key, each in said.items()}
    given[OPENING, None] = frozenset(LONGEST_FACTS)
    yield from _unused(catalogue, given, known={*flow.states, *([OPENING] if flow.name == HOME else [])})
    yield from _variables(catalogue, given)


def common_findings(flows: Iterable[Flow], catalogues: Mapping[str, Catalogue], locale: str) -> Iterator[Finding]:
    """Find what is wrong with the sentences that belong to no flow."""
    catalogue = catalogues.get(COMMON)
    if catalogue is None:
        place = f"locales/{locale}/{COMMON}.ftl"
        yield Finding(COMMON, f"has no words in {locale}", f"Write {place}", place, Weight.GAP)
        return
    yield from catalogue.faults
    yield from _missing(catalogue, [(name, None) for name in COMMON_TEXTS])
    given: dict[Key, frozenset[str] | None] = {
        (name, None): frozenset({*variables, *LONGEST_FACTS}) for name, variables in COMMON_TEXTS.items()
    }
    for flow in flows:
        for state in flow:
            for code, variables in problems_of(state).items() if isinstance(state, (Ask, Choose)) else ():
                if not _says(catalogues, flow, (state.name, f"problem-{code}")):
                    given.setdefault((f"problem-{code}", None), frozenset({*variables, *LONGEST_FACTS}))
    for finding in _unused(catalogue, given, known=set()):
        # The engine may already say what the list of its sentences does not yet name.
        yield replace(
            finding,
            weight=Weight.STYLE,
            remedy="Remove it, or name it in conversations/checks/common_texts.py when the engine says it",
        )
    yield from _variables(catalogue, given)


def translation_findings(catalogue: Catalogue, source: Catalogue) -> Iterator[Finding]:
    """Find what a translation leaves out of its source."""
    for key, written in source.texts.items():
        if (key[1] or "").endswith(TYPED):
            continue
        translated = catalogue.texts.get(key)
        if translated is None:
            yield replace(
                catalogue.at(key, f"is not translated from {source.locale}", f"Translate {written.words.strip()!r}"),
                weight=Weight.GAP,
            )
            continue
        left_out = _all_variables(source, key) - _all_variables(catalogue, key)
        if left_out:
            yield replace(
                catalogue.at(
                    key,
                    f"leaves out {_listed(left_out)}, which {source.locale} says",
                    "Say it in the translation too",
                ),
                weight=Weight.GAP,
            )


def _missing(catalogue: Catalogue, needed: Iterable[Key]) -> Iterator[Finding]:
    present = {message for message, _ in catalogue.texts}
    for key in needed:
        if key not in catalogue.texts and (key[1] is None or key[0] in present):
            where = f"under {key[0]!r}" if key[1] else f"to {catalogue.path}"
            form = f"`.{key[1]} = ...`" if key[1] else f"`{key[0]} = ...`"
            yield replace(catalogue.at(key, "is missing", f"Add {form} {where}"), weight=Weight.GAP)


def _problems_without_words(flow: Flow, catalogues: Mapping[str, Catalogue]) -> Iterator[Finding]:
    for state in flow:
        for code in problems_of(state) if isinstance(state, (Ask, Choose)) else ():
            own: Key = (state.name, f"problem-{code}")
            if not _says(catalogues, flow, (state.name, None)):
                continue  # Nothing of the state is there, and that has been told.
            if not _says(catalogues, flow, own) and not _commonly(catalogues, f"problem-{code}"):
                yield replace(
                    catalogues[flow.name].at(own, "is missing", "Say there what was received and what is needed"),
                    weight=Weight.GAP,
                )


def _says(catalogues: Mapping[str, Catalogue], flow: Flow, key: Key) -> bool:
    return flow.name in catalogues and key in catalogues[flow.name].texts


def _commonly(catalogues: Mapping[str, Catalogue], message: str) -> bool:
    return COMMON in catalogues and (message, None) in catalogues[COMMON].texts


def _unused(catalogue: Catalogue, given: Given, known: set[str]) -> Iterator[Finding]:
    referred = {key for written in catalogue.texts.values() for key in written.references}
    for key in catalogue.texts:
        if key in given or key in referred:
            continue
        message, attribute = key
        if message.startswith("-") or message in known:
            what = "is never said"
        elif attribute is None or (message, None) not in catalogue.texts:
            what = "belongs to no state"
        else:
            continue  # The message itself is told about.
        close = get_close_matches(named(key), [named(each) for each in given if each not in catalogue.texts], 1, 0.85)
        remedy = f"Rename it to {close[0]!r}, or remove it" if close else "Remove it"
        yield catalogue.at(key, what, remedy)


def _variables(catalogue: Catalogue, given: Given) -> Iterator[Finding]:
    for key, written in catalogue.texts.items():
        for reference in sorted(written.references - set(catalogue.texts), key=named):
            yield catalogue.at(key, f"refers to {named(reference)}, which is not there", "Correct the name")
        allowed = given.get(key)
        if allowed is None:
            continue
        for name in sorted(_all_variables(catalogue, key) - allowed):
            close = get_close_matches(name, allowed, 1)
            meant = f"Write {{ ${close[0]} }}" if close else f"It is given {_listed(allowed)}"
            yield catalogue.at(key, f"says {{ ${name} }}, which it is not given", meant)


def _all_variables(catalogue: Catalogue, key: Key, deep: int = 4) -> set[str]:
    """Give the variables of a text and of those it refers to."""
    written = catalogue.texts.get(key)
    if written is None or not deep:
        return set()
    return written.variables.union(*(_all_variables(catalogue, each, deep - 1) for each in written.references))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))
