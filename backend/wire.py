"""What callers send and get that is not of one domain: contacts, and text that can be stored."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line of text. Control characters have no business here, and PostgreSQL takes no NUL."""

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}$")]
"""A name made for programs: a notice version, a reference."""


class Body(BaseModel):
    """A JSON body of ours. Unknown fields are refused: dropping what a person told would lose it silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ContactIn(Body):
    """Where somebody writes from, as the channel calls it."""

    channel: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
    address: Line
