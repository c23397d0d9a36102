"""What the operator has set, in the environment or in `.env`."""

from __future__ import annotations

import os

from dotenv import dotenv_values


def unless_configured(defaults: dict[str, str]) -> dict[str, object]:
    """Leave out of `defaults`, by setting name, what the operator has set: that wins."""
    configured = {name.upper() for name, value in {**dotenv_values(".env"), **os.environ}.items() if value}
    return {name.lower(): value for name, value in defaults.items() if name.upper() not in configured}
