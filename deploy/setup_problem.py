"""What an operator can put right."""

from __future__ import annotations


class SetupProblem(Exception):
    """The machine or a setting is not as needed. The message is one sentence that says what to do."""
