"""Words for a family member's relation to the head of the family."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.choices import Relation
from conversations.answers.typos import is_slip_of

RELATION_LABELS: Final = {
    Relation.SPOUSE: "Istri atau suami",
    Relation.CHILD: "Anak",
    Relation.PARENT: "Orang tua",
    Relation.PARENT_IN_LAW: "Mertua",
    Relation.GRANDCHILD: "Cucu",
    Relation.SIBLING: "Kakak atau adik",
    Relation.HEAD: "Kepala keluarga",
    Relation.OTHER: "Keluarga lain",
}
"""What a relation is called in Indonesian, the most usual ones first."""

# The surest word first: "ibu mertua" is a mother-in-law, "adik ipar" no brother, "anak menantu" no child.
_WORDS: Final[tuple[tuple[Relation, str], ...]] = (
    (Relation.PARENT_IN_LAW, "mertua mertuwa morosepuh marasepuh moro matuwa matuah"),
    (
        Relation.OTHER,
        (
            "menantu mantu ipar keponakan ponakan kemenakan sepupu misanan besan paman paklik pakde "
            "bibi bulik bude budhe cicit buyut pembantu famili kerabat lainnya"
        ),
    ),
    (Relation.GRANDCHILD, "cucu cucuk cucuku cucune wayah kompoy"),
    (
        Relation.SPOUSE,
        (
            "istri isteri istriku isri suami suwami swami suamiku bojo bojoku kurenan kurenane garwa garwo semah "
            "binih bini lakeh sisihan"
        ),
    ),
    (Relation.SIBLING, "adik adek adikku kakak kakakku kakang mbakyu sedulur dulur saudara"),
    (Relation.CHILD, "anak ank pianak pianake anakku anake anaknya lare larene anak2 bayi"),
    (Relation.HEAD, "kepala kepalakeluarga"),
    (Relation.PARENT, "ortu orangtua ayah ayahku emak simbok biyung mamak bapakku ibuku"),
    (Relation.OTHER, "nenek kakek eyang"),
)
# Also said out of politeness before a name, so any other word counts more.
_POLITE: Final[tuple[tuple[Relation, str], ...]] = (
    (Relation.PARENT, "ibu bapak bpk ibuk bapake ibuke mak mbok bapa mama papa"),
    (Relation.OTHER, "mbah simbah embah mbahe"),
)
_OF_WORD: Final = {word: relation for relation, listed in _WORDS for word in listed.split()}
_OF_POLITE_WORD: Final = {word: relation for relation, listed in _POLITE for word in listed.split()}
_RANK: Final = {word: rank for rank, (_, listed) in enumerate(_WORDS) for word in listed.split()}
NAMES_TOO: Final = {
    "putu": Relation.GRANDCHILD,
    **dict.fromkeys(("putra", "putri", "putro", "yoga", "yugo"), Relation.CHILD),
    **dict.fromkeys(("adhi", "rayi"), Relation.SIBLING),
    "misan": Relation.OTHER,
}
"""Words for a relation that are given names too, unless said alone. A possessive settles it, or commas around the
word; "putu" in front of another name is taken for a grandchild."""
_OWN: Final = r"(?:\s+(?:saya|sy|gw|gue|gua|kulo|kula|aku|ku|ingsun|isun|kawulo))"
_JOINED: Final = (
    (re.compile(r"\borang\s+tua\b"), "orangtua"),
    (re.compile(r"\bkepala\s+keluarga\b"), "kepalakeluarga"),
    (re.compile(r"\b(?:keluarga|famili|saudara)\s+(?:lain|jauh)\b"), "famili"),
    (re.compile(r"\bmara\s+sepuh\b|\bmoro\s+sepuh\b"), "mertua"),
)
_ORDER: Final = re.compile(
    r"\b(anak|cucu|putu|lare|adik|istri)\s+(?:yang\s+)?(?:ke\s*-?\s*|no\.?\s*|nomor\s*)?"
    r"(?:\d(?!\d|\s*(?:th|tahun|thn|taun|bln|bulan|hari|[-/]\s*\d))|pertama|kedua|ketiga|keempat|kelima|keenam|pembarep|mbarep|ragil|bungsu|sulung|tunggal)\b"
)
_WHICH_OF_THEM: Final = re.compile(
    r"\b((?:anak|cucu|putu|lare|adik|adek|kakak)(?:ku|mu|nya|e|ne)?(?:\s+(?:saya|sy|gw|kulo|kula|aku|isun))?)"
    r"\s+(?:yang|yg|sing|seng|kang|ingkang)\s+(?:paling\s+)?"
    r"(?:pertama|kedua|ketiga|keempat|kelima|terakhir|pembarep|mbarep|ragil|bungsu|sulung|tengah|penengah|besar|kecil|"
    r"gede|cilik|tua|tuwo|muda|enom)\b"
)
_KIND: Final = re.compile(
    r"\b(anak|adik|kakak|cucu|ibu|bapak|saudara)\s+(?:kandung|angkat|asuh|tiri|laki-laki|laki|lelaki|lanang|perempuan)\b"
)
_GIVEN_NAME: Final = re.compile(rf"\W*(?:cucu|anak\s+agung|{'|'.join(NAMES_TOO)})\b")
_POSSESSIVE: Final = re.compile(r"([a-z]{3,}?)(?:ku|mu|nya|nipun|ne|e)")
_SHORTEST_SLIP = 6
# A slip away from these are names: Suwari, Suwaji and Suwarmi; Kemala.
_NEXT_TO_NAMES: Final = frozenset({"suwami", "kepala"})
# A slip leaves the first letter as it is.
_LONG_WORDS: Final = {
    first: [
        word for word in _OF_WORD if word[0] == first and len(word) >= _SHORTEST_SLIP and word not in _NEXT_TO_NAMES
    ]
    for first in {word[0] for word in _OF_WORD}
}


def relation_in(text: str) -> tuple[Relation | None, str]:
    """Give the relation said in a plain text, or None, and the text without the words that said it."""
    for pattern, word in _JOINED:
        text = pattern.sub(word, text)
    text = _KIND.sub(r"\1", _ORDER.sub(r"\1", _WHICH_OF_THEM.sub(r"\1", text)))
    spoken = re.findall(r"[^\W_]+2?", text)
    sure = sorted((word for word in spoken if _standard(word)), key=lambda word: _RANK[_standard(word) or word])
    if sure:
        polite = [word for word in spoken if word in _OF_POLITE_WORD]
        return _OF_WORD[_standard(sure[0]) or sure[0]], _without(text, [*sure, *polite])
    for word in spoken:
        if word in _OF_POLITE_WORD:
            return _OF_POLITE_WORD[word], _without(text, [word])
    return _also_name(text)


def taught(text: str) -> tuple[Relation, str] | None:
    """Give relation and name of "nama, hubungan, ..." where the name begins with a relation: "Cucu Suryani, istri".

    The part that is a relation and nothing else decides; "Cucu" in front of a name is a given name then.
    """
    fields = [field.strip(" .") for field in text.split(",") if field.strip(" .")]
    if len(fields) < 2:
        return None
    for name, said in ((fields[0], fields[1]), (fields[1], fields[0])):
        relation, left = relation_in(said)
        other, rest = relation_in(name)
        if relation is None or other is None or left.strip() or not rest.strip() or other is relation:
            continue
        return relation, ",".join([name if _GIVEN_NAME.match(name) else rest, *fields[2:]])
    return None


def perhaps_named_cucu(text: str) -> tuple[Relation, str] | None:
    """Give the other meaning of "Cucu Suryani istri": a wife of that name. None where "Cucu" is the relation."""
    begins = re.match(r"\W*cucu\s+(?P<next>[^\W\d_]+)(?P<more>.*)", text)
    if begins is None or "," in text.strip(" ,.") or relation_in(begins["next"])[0] is not None:
        return None
    relation, rest = relation_in(begins["more"])
    return None if relation in {None, Relation.GRANDCHILD} else (relation, f"cucu {begins['next']} {rest}")


def _also_name(text: str) -> tuple[Relation | None, str]:
    for word, relation in NAMES_TOO.items():
        if word not in text:
            continue
        possessed = re.search(rf"\b{word}(?:{_OWN}|(?:ku|mu|nya|nipun|ne))\b", text)
        grandchild = word == "putu" and re.search(r"^\W*putu\s+[^\W\d_]{2,}|,\s*putu\b|\bputu\s*(?:,|\d|$)", text)
        set_apart = re.search(rf",\s*{word}\s*(?:,|\d|$)", text)
        if possessed or grandchild or set_apart:
            said = possessed.group() if possessed else word
            return relation, _without(text, [said])
    return None, text


def _standard(word: str) -> str | None:
    """Give the listed word that this one is, perhaps with a slip."""
    if word in _OF_WORD:
        return word
    owned = _POSSESSIVE.fullmatch(word)
    if owned is not None and owned[1] in _OF_WORD:
        return owned[1]
    if len(word) < _SHORTEST_SLIP:
        return None
    return next((known for known in _LONG_WORDS.get(word[0], ()) if is_slip_of(word, known, 1)), None)


def _without(text: str, gone: list[str]) -> str:
    for word in gone:
        text = re.sub(rf"\b{re.escape(word)}\b{_OWN}?", " ", text)
    return text
