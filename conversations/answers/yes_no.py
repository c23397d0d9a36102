"""Yes and no, in every spelling, and assent that is too weak to count."""

from __future__ import annotations

from enum import Enum
from typing import Final

from conversations.answers.assent import Meaning, is_agreement, meaning_of, praises, reports, sign_meaning
from conversations.answers.phrases import is_unknown
from conversations.answers.reading import Problem
from conversations.answers.turns import QUESTIONS, TURNS
from conversations.answers.vocabulary import ADDRESS, SOFTENERS, said, squeezed

YES_NO_PROBLEMS: Final = ("unclear", "both")


class Weak(Enum):
    """Assent that leaves it to others or to God ("boleh", "insyaallah"): ask again where it matters."""

    ASSENT = "assent"


_TRAILING: Final = squeezed("ya yah nggih njih inggih yo nggeh")
_REVERSES: Final = squeezed("salah keliru bohong dusta")
_NOT_AGAINST: Final = squeezed("apa papa popo opo pa masalah problem keberatan napa nopo kenapa mengapa halangan soal")
_ANY: Final = squeezed("ada ono onok wonten")
_NOT_NOW: Final = squeezed(
    "ampun tunggu tgu tungu nunggu bentar sebentar entar tipu nipu penipu penipuan ditipu bohong bo'ong "
    "hoax hoaks batal tanya nanya takon tanglet harus kudu wajib ragu bingung"
)
_NEUTRAL: Final = squeezed(
    "yang yg dengan dgn syarat syaratnya ketentuan isi isinya pernyataan penjelasan tadi atas diatas "
    "tersebut untuk utk ikut melu daftar mendaftar didaftar didaftarkan ndaftar kirim dikirim dikirimkan "
    "kirimkan kabar kabari dikabari menerima terima kasih makasih suwun nuwun matur alhamdulillah "
    "alhamdulilah bismillah banyak sekarang dulu dhisik in dan paham ngerti mengerti sama sekali baru "
    "melahirkan lahiran nifas kemarin ah lagi sedang lg pun juga kok di to untung nya ada hamil bulan bln "
    "minggu hari tahun th orang satu dua tiga kabar kabarnya info infonya informasi pemberitahuan pesan "
    "sms wa"
)
_PEOPLE: Final = squeezed(
    "istri isteri suami anak menantu mantu adik kakak cucu keponakan ponakan putri bojo mbakyu keluarga "
    "rumah istriku anakku istrinya anaknya"
)
_DATA: Final = squeezed(
    "alamat alamatnya alamate nama namanya jeneng jenenge nik niknya kk kknya nomor nomornya tanggal "
    "tanggalnya tgl lahir lahirnya umur umurnya rt rw desa desanya dusun dusunnya kecamatan yang yg masih "
    "datane isi isinya dusun pekerjaan rumah jumlah anggota hp ketik tulis"
)
_WANTED: Final = squeezed(
    "berminat minat ingin pengen pingin perlu butuh usah usa suka seneng jadi ikutan terima ngono begitu gitu"
)
_ONLY_ALONE: Final = squeezed("sing ten")
_MOST_OTHER_WORDS: Final = 1


def parse_yes_no(text: str) -> bool | Weak | Problem:
    """Read a yes or a no; "not yet" is a no. A question, or both in one message, is `unclear` or `both`."""
    sign = sign_meaning(text)
    if sign is not None:
        return sign is Meaning.YES
    tokens = _core(said(text))
    if not tokens or "?" in text or is_unknown(text):
        return Problem("unclear")
    return _judge(tokens, _MOST_OTHER_WORDS)


def parse_consent(text: str) -> bool | Weak | Problem:
    """Read a yes or no to a consent. It must begin with a word of agreement: "sudah" and signs are weak.

    An unknown word in front may be a "not" in a language that is not known here.
    """
    read = parse_yes_no(text)
    if read is not True:
        return read
    tokens = _core(said(text))
    first = next((token for token in tokens if not reports(token)), "")
    if not is_agreement(first):
        return Weak.ASSENT
    return True if sign_meaning(text) or _judge(tokens, 0) is True else Problem("unclear")


def _core(tokens: list[str]) -> list[str]:
    kept = [token for token in tokens if token not in ADDRESS and token not in SOFTENERS]
    while len(kept) > 1 and kept[-1] in _TRAILING:
        kept.pop()
    return kept


def _judge(tokens: list[str], most_other: int) -> bool | Weak | Problem:
    alone = len(tokens) == 1
    words = _without_double_negation(tokens)
    spoken = [word for word in words if isinstance(word, str)]
    if not all(unsure.isdisjoint(spoken) for unsure in (TURNS, QUESTIONS, _NOT_NOW)):
        return Problem("unclear")
    if not alone and spoken[:1] == tokens[:1] and tokens[0] in _ONLY_ALONE:
        return Problem("unclear")
    meanings = [word if isinstance(word, Meaning) else meaning_of(word, alone=alone) for word in words]
    first = next((meaning for meaning in meanings if meaning), None)
    if first is None:
        return Problem("unclear")
    if Meaning.NO in meanings:
        return _denied(words, meanings)
    return _affirmed(words, meanings, most_other)


def _without_double_negation(tokens: list[str]) -> list[str | Meaning]:
    """Read "tidak apa-apa" and "no problem" as leave, and "tidak salah" as a yes."""
    words: list[str | Meaning] = []
    place = 0
    while place < len(tokens):
        word = tokens[place]
        end = place + 1
        if meaning_of(word, alone=False) is Meaning.NO and word not in _REVERSES:
            after = end + (tokens[end : end + 1] != [] and tokens[end] in _ANY)
            while after < len(tokens) and tokens[after] in _NOT_AGAINST:
                after += 1
                end = after
            if end > place + 1:
                words.append(Meaning.PERMIT)
            elif tokens[end : end + 1] and tokens[end] in _REVERSES:
                words.append(Meaning.YES)
                end += 1
            else:
                words.append(word)
        else:
            words.append(word)
        place = end
    return words


def _affirmed(words: list[str | Meaning], meanings: list[Meaning | None], most_other: int) -> bool | Weak | Problem:
    """Read a message without a "not". What only reports or praises ("sudah", "pasti") has to stand alone."""
    others = [place for place, word in enumerate(words) if meanings[place] is None and not _is_neutral(word)]
    if Meaning.YES not in meanings:
        return Problem("unclear") if others else Weak.ASSENT
    if Meaning.HEDGE in meanings:
        return Weak.ASSENT if len(others) <= most_other else Problem("unclear")
    begins = meanings.index(Meaning.YES)
    word = words[begins]
    firm = not isinstance(word, str) or not (reports(word) or praises(word))
    if not others:
        return True
    if len(others) > most_other or not firm:
        return Problem("unclear")
    return Weak.ASSENT if others[0] < begins else True


def _denied(words: list[str | Meaning], meanings: list[Meaning | None]) -> bool | Problem:
    """Read a message with a "not": a no where it begins with it and says nothing else of substance."""
    turn = meanings.index(Meaning.NO)
    if words[turn] in _REVERSES:
        return _blamed(words[:turn], words[turn + 1 :])
    before = [place for place in range(turn) if not _is_neutral(words[place])]
    if any(meanings[place] is Meaning.YES for place in before):
        return Problem("both")
    others = [
        word
        for word, meaning in zip(words[turn + 1 :], meanings[turn + 1 :], strict=True)
        if meaning is None and not _is_neutral(word) and word not in _WANTED
    ]
    if before or others or any(word in _REVERSES for word in words[turn + 1 :]):
        return Problem("unclear")
    return False


def _blamed(before: list[str | Meaning], after: list[str | Meaning]) -> bool | Problem:
    """Read "alamatnya salah", "ada yang salah"; not "iya salah" or "benar atau salah"."""
    about = _DATA | _ANY
    if all(isinstance(word, str) and word in about for word in (*before, *after)):
        return False
    agreed = any(word is Meaning.YES or (isinstance(word, str) and is_agreement(word)) for word in before)
    return Problem("both" if agreed else "unclear")


def _is_neutral(word: str | Meaning) -> bool:
    return isinstance(word, str) and (word in _NEUTRAL or word in _PEOPLE or word in _DATA or word.isdigit())
