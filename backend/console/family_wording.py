"""The words for a family's own data, in Bahasa Indonesia."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from backend.console.wording import days
from backend.registrations.reveal import Field
from conversations.answers.choices import Difficulty, Relation, YesNo

FIELDS: Final = {
    Field.NAME: "Nama lengkap",
    Field.NIK: "NIK",
    Field.KK: "Nomor KK",
    Field.BIRTH_DATE: "Tanggal lahir",
    Field.PHONE: "Nomor HP",
    Field.ADDRESS: "Alamat",
    Field.MEMBERS: "Anggota keluarga",
    Field.PREGNANT: "Hamil atau nifas",
    Field.DISABILITY: "Disabilitas",
    Field.CONTACT: "Alamat percakapan",
}
_YES_NO: Final = {YesNo.YES: "Ya", YesNo.NO: "Tidak", YesNo.DECLINED: "Tidak ingin menjawab"}
_DIFFICULTIES: Final = {
    Difficulty.NONE: "Tidak ada",
    Difficulty.SEEING: "Sulit melihat",
    Difficulty.HEARING: "Sulit mendengar",
    Difficulty.WALKING: "Sulit berjalan",
    Difficulty.REMEMBERING: "Sulit mengingat",
    Difficulty.SELF_CARE: "Sulit merawat diri",
    Difficulty.SPEAKING: "Sulit berbicara",
    Difficulty.SEVERAL: "Lebih dari satu",
    Difficulty.DECLINED: "Tidak ingin menjawab",
}
_RELATIONS: Final = {
    Relation.SPOUSE: "suami/istri",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.GRANDCHILD: "cucu",
    Relation.SIBLING: "saudara",
    Relation.HEAD: "kepala keluarga",
    Relation.OTHER: "lainnya",
}
_RELATION: Final = re.compile(r"\(({})\)".format("|".join(Relation)))


def said(field: Field, value: str) -> str:
    """Say a field's value as people say it."""
    if not value:
        return "Tidak diisi"
    match field:
        case Field.BIRTH_DATE:
            day = date.fromisoformat(value)
            return days(day, day)
        case Field.PREGNANT:
            return _YES_NO[YesNo(value)]
        case Field.DISABILITY:
            return _DIFFICULTIES[Difficulty(value)]
        case Field.MEMBERS:
            return _RELATION.sub(lambda found: f"({_RELATIONS[Relation(found[1])]})", value)
        case _:
            return value
