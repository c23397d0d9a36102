"""What aiogram is measured with is pinned, and names no place that it comes from."""

from __future__ import annotations

import re

from tests.docs.documents import ROOT

RIVALS = ROOT / "benchmarks" / "rivals"


def test_everything_that_is_asked_for_is_pinned_with_its_hashes() -> None:
    asked = re.findall(r"^[a-z]+$", (RIVALS / "requirements.in").read_text(), re.MULTILINE)
    lock = (RIVALS / "requirements.lock").read_text()
    pinned = re.findall(r"^([a-z0-9-]+)==\S+", lock, re.MULTILINE)
    assert set(asked) <= set(pinned)
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert not re.findall(r"https?://|file:|--(extra-)?index-url|--find-links", lock)
