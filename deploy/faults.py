"""Settings that cannot be used, said in sentences."""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from dotenv import dotenv_values
from pydantic import ValidationError

from deploy.setup_problem import SetupProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_settings import BaseSettings

    AnySettings = TypeVar("AnySettings", bound=BaseSettings)

NOT_FOR_OPERATORS = {"DEMO"}
"""Lets known secrets pass: only the demo's own code may say so."""

OURS = ("TELEGRAM_", "TWILIO_")
"""A variable of the environment that starts like this is meant for us. Others may be anybody's."""


def settings_of(kind: type[AnySettings], given: Mapping[str, Any] | None = None) -> AnySettings:
    """Read settings from the environment and `.env`; what is `given` wins over both.

    Raises:
        SetupProblem: one sentence for each fault, starting with the setting's name and without its value.
    """
    try:
        return kind(**(given or {}))
    except ValidationError as faults:
        sentences = [_sentence(fault["loc"], fault["type"], fault["msg"]) for fault in faults.errors()]
        raise SetupProblem("\n".join(sentences)) from None


def refuse_unknown(kinds: Iterable[type[BaseSettings]]) -> None:
    """Stop when `.env`, or a variable with a prefix of ours, names a setting that none of `kinds` has.

    Raises:
        SetupProblem: one sentence for each, with the setting that was probably meant.
    """
    known = {name.upper() for kind in kinds for name in kind.model_fields} - NOT_FOR_OPERATORS
    written = {name.upper() for name in dotenv_values(".env")}
    exported = {name for name in os.environ if name.startswith(OURS)}
    unknown = sorted((written | exported) - known)
    if unknown:
        raise SetupProblem("\n".join(_unknown(name, known) for name in unknown))


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, known, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"{name} is not a setting.{meant}"


def _sentence(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    name = str(loc[0]).upper() if loc else "The settings"
    if kind == "missing":
        return f"{name} is not set; .env.example explains it."
    return f"{name}: {message.removeprefix('Value error, ').rstrip('.')}."
