"""A catalogue is read as the reference parser of Project Fluent reads it, only faster."""

from __future__ import annotations

from fluent.syntax import FluentParser

from conversations.words.fluent import read_fluent
from locales import catalogues, locales

ODD = "a = eins\r\n    zwei { $x } drei }\nb = {\n-c = \n    .d = no end"


def test_every_catalogue_is_read_as_by_the_reference_with_the_same_places() -> None:
    texts = [text for locale in locales() for text in catalogues(locale).values()]
    assert len(texts) > 20
    for text in [*texts, ODD]:
        read, reference = read_fluent(text), FluentParser(with_spans=True).parse(text)
        assert read.to_json() == reference.to_json()
