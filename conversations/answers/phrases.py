"""What is said in many ways and may answer any question: not known, none, skip, done, hello, thanks."""

from __future__ import annotations

import re
from typing import Final

from conversations.answers.normalise import normalise
from conversations.answers.typos import edits, is_slip_of
from conversations.answers.vocabulary import ADDRESS, NEGATION, SOFTENERS, bare, said, squeezed

_AROUND: Final = ADDRESS | SOFTENERS | squeezed("ya yah iya iyo nggih inggih oh eh anu maaf ngapunten")
_NOT_KNOWN: Final = re.compile(
    rf"(?:{NEGATION}|kurang|belum|blm|durung|dereng|sing)"
    r"(?:tahu|tau|taoh|tao|ngerti|mengerti|ngertos|weruh|eruh|semerep|sumerep|ingat|inget|eling|hafal|hapal|apal|yakin|pasti)"
    r"(?:nya|lagi|jelas|bu|pak)?"
)
_FORGOTTEN: Final = squeezed("lupa lali kesupen kesupean embuh mbuh entah entahlah gtau gtw gatw tauk")
_NONE: Final = re.compile(
    r"(?:(?:hp|hape|nomor|nomer|no|wa|telpon|telepon|telp)(?:nya|ny|ne|e)?)*"
    rf"(?:{NEGATION}|belum|blm|durung|dereng|sing|udah gak)"
    r"(?:ada|punya|pny|ono|onok|ana|wonten|duwe|nduwe|due|gadah|andik|enek|ene)"
    r"(?:lagi|lg|juga|jg|maneh|malih|samasekali|apaapa|semua|anak|hp|nomor|wa)?"
)
_NOTHING: Final = squeezed("nihil kosong kosongan tiada none nol")
_NO_ANSWER: Final = re.compile(
    rf"(?:{NEGATION})(?:mau|ingin|pengen|pingin|gelem|purun|bersedia|usah|perlu|bisa)"
    r"(?:dijawab|menjawab|jawab|njawab|bilang|menyebut|nyebut|sebut|mengisi|ngisi|isi|cerita|diisi|disebut)(?:kan)?"
)
_SKIP: Final = squeezed(
    "lewati lewat lewatin lewatkan dilewati dilewat skip skp diskip lompat lompati loncat next rahasia "
    "privasi pribadi enggan"
)
_DONE: Final = squeezed(
    "sudah sdh udh udah uda sudh dah wis wes uwis uwes sampun mpun pun selesai slesai beres mare lamare la "
    "cukup rampung kelar done finish habis lengkap komplit komplet tamat"
)
_THAT_IS_ALL: Final = re.compile(
    r"(?:sudah|udah|wis|sampun|hanya|cuma|cuman|ya|mung|namung)*(?:itu|segitu|iku|kuwi|niku|sakmono)"
    r"(?:saja|aja|ae|wae|mawon|thok|tok|doang|semua|sudah)*"
)
_GREETING: Final = squeezed(
    "halo hallo helo hello hai hay hi hei hey p ping pink tes test tess pagi pg siang sore malam mlm malem "
    "permisi prmisi misi punten kulonuwun nuwun sewu enjing enjang siyang sonten dalu swastiastu "
    "swastyastu asalamualaikum ass asslm aslkm askum samlekum samlikum samlekom salamualaikum asw shalom "
    "wr wb wrwb warahmatullahi wabarakatuh"
)
_GREETING_BEGINS: Final = squeezed("selamat slmt slamat met om sugeng rahayu salam kulo")
# Said alone, these are as likely to be somebody's name.
_CALLING: Final = ADDRESS - squeezed("ning yu cak kang sis dek dik bude pakde")
_PART_OF_THANKS: Final = squeezed("terima trima trm kasih ksh hatur")
_SALAM: Final = "asalamualaikum"
_THANKS: Final = squeezed(
    "terima kasih trima trm ksh terimakasih trimakasih makasih makasi mksh maksh mkasih mksih makasih trims trim "
    "trimz tks thx thanks thank thanx tq ty tengkyu suwun swun matur nuwun maturnuwun matursuwun hatur "
    "sakalangkong so'on sokkor suksma syukron"
)
_WITH_THANKS: Final = squeezed(
    "ok oke siap sip baik ya iya nggih banyak sangat sanget banget atas bantuannya infonya informasinya "
    "sudah dibantu sebelumnya you"
)


def is_unknown(text: str) -> bool:
    """Tell whether a message says that the person does not know or remember, or is a dash."""
    tokens = bare(said(text), _AROUND)
    if _is_dash(text) or _NOT_KNOWN.fullmatch("".join(tokens)):
        return True
    return len(tokens) <= 4 and any(token in _FORGOTTEN for token in tokens)


def is_none(text: str) -> bool:
    """Tell whether a message says that there is none of what was asked about, or is a dash."""
    tokens = bare(said(text), _AROUND)
    return _is_dash(text) or "".join(tokens) in _NOTHING or bool(_NONE.fullmatch("".join(tokens)))


def is_skip(text: str) -> bool:
    """Tell whether a message declines to answer."""
    tokens = bare(said(text), _AROUND)
    joined = "".join(tokens)
    if len(tokens) == 1 and (joined in _SKIP or is_slip_of(joined, "lewati", 1)):
        return True
    return bool(_NO_ANSWER.match(joined)) or joined in {"nocoment", "lewatisaja", "dilewatisaja"}


def is_done(text: str) -> bool:
    """Tell whether a message says that there is nothing to add."""
    tokens = said(text)
    core = bare(tokens, _AROUND)
    if all(token in _DONE | _AROUND for token in tokens) and any(token in _DONE for token in tokens):
        return True
    joined = "".join(token for token in tokens if token not in ADDRESS)
    none_left = core[-1:] == ["lagi"] and bool(_NONE.fullmatch("".join(core)))
    return none_left or bool(_THAT_IS_ALL.fullmatch(joined))


def is_greeting(text: str) -> bool:
    """Tell whether a message only greets or calls."""
    tokens = said(text)
    if not tokens or len(tokens) > 8:
        return False
    if all(token in _GREETING | _GREETING_BEGINS | ADDRESS for token in tokens):
        return any(token in _GREETING for token in tokens) or all(token in _CALLING for token in tokens)
    joined = "".join(token for token in tokens if token not in ADDRESS)
    return joined[:1] in {"a", "s"} and 9 <= len(joined) <= 18 and edits(joined, _SALAM) <= 4


def is_thanks(text: str) -> bool:
    """Tell whether a message only gives thanks."""
    tokens = said(text)
    around = _THANKS | _WITH_THANKS | ADDRESS | SOFTENERS
    given = [token for token in tokens if token in _THANKS]
    enough = len(given) > 1 or not _PART_OF_THANKS.issuperset(given)
    return bool(given) and enough and all(token in around for token in tokens)


def _is_dash(text: str) -> bool:
    return normalise(text).strip("- .") == "" and "-" in text
