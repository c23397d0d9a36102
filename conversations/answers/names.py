"""Names of people, as on the KTP: one word is a whole name for many."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from conversations.answers.commands import command_in
from conversations.answers.normalise import normalise, squeeze, words
from conversations.answers.phrases import is_greeting, is_none, is_skip, is_thanks, is_unknown
from conversations.answers.reading import Problem
from conversations.answers.vocabulary import listed, squeezed

NAME_PROBLEMS: Final[dict[str, tuple[str, ...]]] = {
    "empty": (),
    "has-digits": (),
    "not-a-name": (),
    "too-short": (),
    "too-long": (),
}

LONGEST: Final = 100
_KIN: Final = (
    r"(?:nenek|kakek|mbah|simbah|emak|mak|mbok|ibu|bapak|ayah|orang\s+tua|wong\s+tuw(?:ek|o|a)|tiyang\s+sepuh|mertua|suami|"
    r"istri|isteri|bojo|anak|adik|kakak|kepala\s+keluarga)(?:ku|ne|e)?"
)
_OWN: Final = r"(?:saya|sy|aku|kulo|kula|gw|gue|isun|ku|nya|ny|ini|iki|niki|beliau|sendiri)"
_INTRODUCTION = re.compile(
    r"^(?:(?:assalamu?'?alaikum|halo|iya|ya|nggih|ini|perkenalkan|maaf)[\s,.]+)*"
    rf"(?:(?:(?:{_KIN}|{_OWN})[\s,]+(?:{_OWN}[\s,]+)*)?(?:a/n\b|an(?=\.)|(?:atas\s+)?(?:nama|nm\b|nami(?=\s+kul[oa]\b)|jeneng)(?:\s*(?:lengkap|panggilan))?)"
    rf"\s*(?:{_KIN}|{_OWN}|n?e\b)*(?:\s+(?:{_KIN}|{_OWN})\b(?=\s+\w))*(?:\s+(?:di|sesuai|menurut))?(?:\s+(?:ktp|kk)\b)?|"
    r"sesuai\s+(?:ktp|kk)|saya|sy|aku|gw|gue|isun|ingsun|kulo|kula|ini)"
    r"(?:\s*(?:adalah|itu|yaitu|ialah))?\s*[:=\-,.]*\s+",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"^(?:(?:bapak|ibu|bpk|pak|bu|sdr|sdri|saudara|saudari|tn|ny|tuan|nyonya)\b\.?\s*)+(?=\S)", re.IGNORECASE
)
_CLOSING = re.compile(
    r"[\s,.]+(?:(?:ya|nggih|njih)?\s*(?:bu|pak|mas|mbak|kak)|"
    r"umur|usia|alamat|nik|lahir|tanggal lahir|rt)\b[^a-z]*(?:\d.*)?$",
    re.IGNORECASE,
)
# What somebody is called besides, told behind the name.
_CALLED: Final = re.compile(
    r"(?<=\w)[\s,.;(]+(?:(?:kak|bu|pak|mas|mbak|min)\b[\s,.;]*)?(?:(?:nama\s+)?panggilan|(?:biasa(?:nya)?\s+|sering\s+)?dipanggil|"
    r"celukane|celukan|nama\s+(?:saya|sy|aku|gw))\b.*$",
    re.IGNORECASE,
)
_TITLES: Final = {
    title.lower().replace(".", ""): title
    for title in listed(
        "H. Hj. KH. K.H. Drs. Dra. Dr. dr. drg. Ir. Prof. R. Rr. RA. R.A. "
        "S.Pd. S.Pd.I. S.E. S.H. S.T. S.Sos. S.Kom. S.Ag. S.P. S.Kep. S.Si. S.Psi. S.I.P. S.Tr. A.Md. A.Ma. "
        "M.Pd. M.M. M.Si. M.H. M.Kes. M.A. M.Kom. Ns. Amd.Keb. Lc."
    )
}
_LOWER: Final = listed("bin binti alias")
# Answers to other questions. Short names that are words too ("Bagus", "Slamet", "Untung") are not here.
_NO_NAMES: Final = squeezed(
    "ya iya iyo y tidak tdk gak ga nggak enggak ora mboten oke ok okey siap sip setuju benar betul belum sudah "
    "lanjut boleh terserah saya aku kulo kula kamu dia nama namaku namanya test tes coba apa siapa kenapa kapan "
    "dimana berapa daftar bansos pkh kk ktp nik sendiri salah sama mau lagi itu ini saja aja cuma kirim nggih wis "
    "ubah ganti gratis bayar sampun dan anak istri suami orang lanang"
)
# Whoever says one of these is telling something, or answers another question.
_TELLING: Final = squeezed(
    "kirim dikirim kirimkan ktp nik sebentar bentar tunggu seperti meninggal almarhum almarhumah wafat cari nyari "
    "mencari lupa sesuai tadi tidak tdk gak nggak enggak ndak ora mboten belum bukan jangan cerai lumpuh cacat "
    "wedok jaler perempuan sekolah nikah kelas klas taon"
)
# With another word beside it each of these tells or asks something; alone it may be somebody's name.
_TALKING: Final = squeezed(
    "gratis bayar data petugas petugasnya siapa apa apakah kalau kalo klo pkh bansos bantuan daftar ndaftar ubah ganti "
    "boleh dapat dapet syarat syaratnya nama namanya namane jeneng jenenge"
)
_ASKING: Final = squeezed("gimana gmn bagaimana piye kepiye kenapa kapan berapa caranya maksudnya")
# Behind a word of small letters; behind a title or an initial the dot belongs to it.
_FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{4})\.+$|(?<=\.)\.+$")
_ALLOWED = frozenset(" '.-,")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_WORD = re.compile(r"[^\s-]+")


def parse_name(text: str) -> str | Problem:
    """Read a person's name, without what introduces it, in the capitals that names have."""
    lines = [line for line in text[: 3 * LONGEST].splitlines() if line.strip() and not is_greeting(line)]
    name = _tidy(lines[0] if lines else text[: 3 * LONGEST])
    named = _CALLED.sub("", _INTRODUCTION.sub("", f"{name} "))
    name = _tidy(_HONORIFIC.sub("", _tidy(_CLOSING.sub("", f"{named} "))))
    problem = _problem(name, text)
    return problem or _capitals(name)


def begins_with_title(text: str) -> bool:
    """Tell whether a text goes on with a title, as behind the comma of "Siti, S.Pd."."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and "." in first[0] and first[0].strip(" ,").lower().replace(".", "") in _TITLES


def shorten(name: str, longest: int) -> str:
    """Give a name in at most `longest` characters; "…" stands for what is left out."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _problem(name: str, text: str) -> Problem | None:
    letters = sum(character.isalpha() for character in name)
    if any(character.isdigit() for character in name):
        return Problem("has-digits")
    if not letters:
        return Problem("empty")
    if letters < 2:
        return Problem("too-short")
    if len(name) > LONGEST:
        return Problem("too-long")
    if "?" in text or not all(character.isalpha() or character in _ALLOWED for character in name):
        return Problem("not-a-name")
    return Problem("not-a-name") if _means_something_else(name) else None


def _means_something_else(name: str) -> bool:
    plain = squeeze(normalise(name))
    tokens = set(words(plain))
    if tokens <= _NO_NAMES or not tokens.isdisjoint(_ASKING | _TELLING):
        return True
    if len(tokens) > 1 and not tokens.isdisjoint(_TALKING):
        return True
    return any(means(name) for means in (command_in, is_greeting, is_thanks, is_unknown, is_none, is_skip))


def _tidy(text: str) -> str:
    """Give the text with plain apostrophes and single spaces, without signs that decorate it."""
    text = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'").replace("`", "'")
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    kept = "".join(" " if unicodedata.category(c) in {"So", "Sk", "Cc", "Mn", "Cs", "Co", "Cn"} else c for c in seen)
    name = " ".join(kept.split()).strip(" '\",;:!*_~()-=")
    return _FULL_STOP.sub("", name)


def _capitals(name: str) -> str:
    shouted = not any(character.islower() for character in name)
    return _WORD.sub(lambda word: _capital(word.group(), shouted=shouted), name)


def _capital(word: str, *, shouted: bool) -> str:
    """Give a word its capitals; a word that has both kinds is left as its owner wrote it."""
    core = word.rstrip(",")
    title = _TITLES.get(core.lower().replace(".", ""))
    if title and ("." in core or (shouted and len(core) > 1)):
        return title + word[len(core) :]
    if _INITIALS.fullmatch(word):
        return word.upper()
    if word.lower() in _LOWER:
        return word.lower()
    one_case = word.islower() or (word.isupper() and (shouted or (len(core) > 3 and "." not in core)))
    return word[:1].upper() + word[1:].lower() if one_case else word
