"""The facts that every text may use, and the most room that each may take."""

from __future__ import annotations

from typing import Final

LONGEST_FACTS: Final = {"operator": 60, "contact": 60, "official_page": 40, "retention": 30}
"""Characters. `bansos flows check` renders every message with facts as long as this."""
