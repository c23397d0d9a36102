"""The form that Twilio posts."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict

from bot.channels.channel import Malformed

Form: TypeAlias = "ImmutableMultiDict[str, str]"

_MOST_FIELDS = 500


def form_of(body: bytes) -> Form:
    """Read the form with every field, empty and repeated ones too: the signature covers them all.

    Raises:
        Malformed: there are more fields than Twilio ever sends.
    """
    try:
        # Bytes that are not UTF-8 are read as they can be; the signature then decides.
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Malformed("too many fields") from None
    return ImmutableMultiDict(pairs)
