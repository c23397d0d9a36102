"""What a single word means as an answer to a yes-or-no question."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from conversations.answers.normalise import normalise
from conversations.answers.typos import edits, is_short_for
from conversations.answers.vocabulary import squeezed


class Meaning(Enum):
    """The meaning of one word. PERMIT leaves it to the other side, HEDGE takes back part of a yes."""

    YES = auto()
    NO = auto()
    PERMIT = auto()
    HEDGE = auto()


_AGREE: Final = squeezed(
    "ya iya iye iyes yes yess yea yeah yoi yoih iyo yo yok yos yoms ok oke okey okeh okay oks oce ocre "
    "okelah siap siyap siapp sip sipp sippp setuju stuju stujui setujui menyetujui menyetujuinya sepakat "
    "mufakat sarujuk rujuk betul btul bener bnr benar bnar lanjut lanjutkan lanjutin lnjt lanjud teruskan "
    "terusin gas gasskeun gaskan nggih inggih njih enggih injih ngge nggeh enggeh inggeh njeh ngih nggeh "
    "nge gih leres lres iyeh engghi enggi engghih enggeh heeh hooh huuh heem hoom hem yowis yowes yaudah "
    "yauda yawis yawes huum sae becik mantul ashiap oyi yup yap yep bersedia sedia mau gelem purun kersa "
    "mau cocok pas tepat sesuai yakin pasti tentu jelas deal acc mantap mantab bagus baik"
)
_STATE: Final = squeezed(
    "sudah sdh udh udah uda dah wis wes uwis uwes sampun mpun ada wonten ono onok enek punya gadah duwe "
    "nduwe masih tasih isih sik pernah nate tau jadi hamil"
)
_PRAISE: Final = squeezed(
    "mau gelem purun kersa cocok pas tepat sesuai yakin pasti tentu jelas deal acc mantap mantab bagus "
    "baik becik sae mantul siap ok oke sedia yakin"
)
_PERMIT: Final = squeezed(
    "boleh blh bole bolehlah terserah trserah trsrah tserah silakan silahkan slahkan monggo mangga manut "
    "nurut ngikut ikut pasrah gapapa gpp gakpapa gapopo rapopo ndakpapa nggakpapa rakpopo kenging angsal "
    "oleh bisa saged iso"
)
_HEDGE: Final = squeezed(
    "insyaallah insyaalloh insyallah insyaalah inshaallah inshallah insaallah insallah isyaallah insya sya "
    "allah terpaksa kepaksa kepekso mungkin mgkn barangkali kayaknya kyknya kayanya sepertinya sprtinya "
    "rasanya kiranya semoga mudah2an bismillah"
)
_NO: Final = squeezed(
    "tidak tdk tdx dak enjek enje besok sesuk tdak tidk tida tak gak ga gk gag nggak ngga ngg engga enggak "
    "kagak kaga kgk bukan bkn salah slh keliru jangan jgn jngn jangn belum blm blum blom belom blon ora "
    "ndak nda ndk nd endak enda mboten boten mbonten mbten dereng durung drg drng sing osing using usin "
    "enja enja' enten bunten bhunten ten nenten no nope not ogah emoh moh wegah gah ojo aja tolak menolak "
    "ditolak nanti nti ntar mengko mangke dudu duduk sanes kurang ra rak nehi njekuk sungkan enggan gamau "
    "nihil kosong tiada gaada gausah gosah gusah gsh rasah"
) - squeezed("aja duduk njekuk")
_YES_FORM: Final = re.compile(r"o?[iu]?y[aeou]*[hkpsw]*")
_NO_FORM: Final = re.compile(r"e?n?ga*[ghkx]*")
_NOT_YES: Final = frozenset({"yu", "you", "uyu", "uyah"})
_JOINED_NO: Final = re.compile(
    r"(?:tidak|tdk|gak|ga|gk|ngak|nga|engak|ora|ndak|mboten)"
    r"(?:mau|ada|usah|usa|punya|perlu|setuju|pernah|benar|betul|bisa|boleh|bersedia|ono|wonten)"
)
_ENDINGS: Final = ("lah", "dong", "deh", "sih", "kok", "nya", "an", "in")
# Words that a slip of the finger could make of a yes or a no, and that mean something else.
_OTHER_WORDS: Final = squeezed(
    "bentar sebentar susah salam bulan buka beli belut besar butuh bentur tidur tiba tinak lancar lanjur "
    "banar bubar belajar jangkan bakar betah betis bandar bebas bagi bapak sejuk setuja bekas bungkus "
    "bunga mbotol salak salat saleh"
)
_FULL_YES: Final = ("setuju", "betul", "benar", "lanjut", "ingih", "sepakat", "bersedia")
_FULL_NO: Final = ("tidak", "bukan", "jangan", "belum", "engak", "mboten", "dereng", "durung")
_YES_SIGNS: Final = frozenset("\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f197")
_NO_SIGNS: Final = frozenset("\U0001f44e\u274c\u2716\u274e\U0001f645")


@lru_cache(maxsize=1024)
def meaning_of(word: str, *, alone: bool) -> Meaning | None:
    """Give the meaning of a squeezed word. Only a word that stands alone is forgiven a slip."""
    for form in _forms(word):
        found = _listed(form)
        if found:
            return found
    if _JOINED_NO.fullmatch(word):
        return Meaning.NO
    return _mistyped(word) if alone else _shortened(word)


def sign_meaning(text: str) -> Meaning | None:
    """Give the meaning of a message made of signs only: a thumb, a tick, a cross."""
    signs = set(normalise(text)) - {" "}
    if signs and signs <= _YES_SIGNS:
        return Meaning.YES
    return Meaning.NO if signs and signs <= _NO_SIGNS else None


def is_agreement(word: str) -> bool:
    """Tell whether a squeezed word is one that agrees, rather than one that reports how things stand."""
    return meaning_of(word, alone=True) is Meaning.YES and not reports(word)


def reports(word: str) -> bool:
    """Tell whether a squeezed word says how things stand ("sudah", "ada") rather than agreeing."""
    return any(form in _STATE for form in _forms(word))


def praises(word: str) -> bool:
    """Tell whether a squeezed word agrees only where nothing follows it: "pasti", "bagus", "mau"."""
    return any(form in _PRAISE for form in _forms(word))


@lru_cache(maxsize=1024)
def _forms(word: str) -> tuple[str, ...]:
    """Give the word, half of it if it is doubled ("iyaiya"), and its stem without a particle ("iyalah")."""
    half = word[: len(word) // 2]
    forms = [word]
    if len(word) > 3 and half + half == word:
        forms.append(half)
    forms += [word.removesuffix(ending) for ending in _ENDINGS if len(word) > len(ending) + 1 and word.endswith(ending)]
    return tuple(forms)


def _listed(word: str) -> Meaning | None:
    for listed, meaning in (
        (_AGREE, Meaning.YES),
        (_STATE, Meaning.YES),
        (_NO, Meaning.NO),
        (_PERMIT, Meaning.PERMIT),
        (_HEDGE, Meaning.HEDGE),
    ):
        if word in listed:
            return meaning
    if _YES_FORM.fullmatch(word) and word not in _NOT_YES:
        return Meaning.YES
    return Meaning.NO if _NO_FORM.fullmatch(word) else None


def _shortened(word: str) -> Meaning | None:
    """Understand words that lost their vowels: "stju", "bnr", "blm"."""
    for meanings, meaning in ((_FULL_YES, Meaning.YES), (_FULL_NO, Meaning.NO)):
        for full in meanings:
            if is_short_for(word, full):
                return meaning
    return None


def _mistyped(word: str) -> Meaning | None:
    if word in _OTHER_WORDS or len(word) < 4:
        return _shortened(word)
    near = {
        meaning
        for meanings, meaning in ((_FULL_YES, Meaning.YES), (_FULL_NO, Meaning.NO))
        for full in meanings
        if word[:1] == full[:1] and edits(word, full) <= 1
    }
    return near.pop() if len(near) == 1 else _shortened(word)
