"""What a family still has to tell before it can be registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from conversations.answers import components
from conversations.answers.form.fields import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALWAYS: Final = (
    Field.CONSENT, Field.NIK, Field.KK, Field.NAME, Field.BIRTH_DATE, Field.KECAMATAN, Field.DESA, Field.DUSUN,
    Field.RT_RW, Field.PHONE, Field.MEMBERS, Field.PREGNANT, Field.SCHOOLING, Field.DISABILITY, Field.OCCUPATION,
    Field.HOUSING,
)  # fmt: skip
_ONCE_MEMBERS_ARE_KNOWN: Final = (Field.SCHOOLING,)
_WITHOUT_AGES: Final = (Field.SMALL_CHILDREN, Field.ELDERLY)


def missing(told: Mapping[Field, Any]) -> list[Field]:
    """Give the fields that are missing, in their order. Small children and elderly people follow from the ages."""
    members = told.get(Field.MEMBERS) or ()
    known = Field.MEMBERS in told and len(members) >= (told.get(Field.MEMBERS_COUNT) or 0)
    lacks = [field for field in _ALWAYS if field not in told and (known or field not in _ONCE_MEMBERS_ARE_KNOWN)]
    if known and (None in members or components.some_age_unknown(members)):
        lacks += [field for field in _WITHOUT_AGES if field not in told]
    return lacks
