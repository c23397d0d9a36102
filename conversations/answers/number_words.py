"""Numbers written as words, in Indonesian, Javanese, Osing, Madurese and Balinese."""

from __future__ import annotations

import re
from typing import Final

UNITS: Final = {
    "nol": 0,
    **dict.fromkeys(("satu", "stu", "siji", "sitok", "setunggal", "settong", "besik"), 1),
    **dict.fromkeys(("dua", "duwa", "duo", "loro", "kalih", "dhuwa", "dhua"), 2),
    **dict.fromkeys(("tiga", "tigo", "telu", "tello"), 3),
    **dict.fromkeys(("empat", "ampat", "papat", "sekawan", "empa"), 4),
    **dict.fromkeys(("lima", "limo", "gangsal", "lema"), 5),
    **dict.fromkeys(("enam", "enem", "nem", "ennem"), 6),
    **dict.fromkeys(("tujuh", "tuju", "pitu", "petto"), 7),
    **dict.fromkeys(("delapan", "dlapan", "lapan", "wolu", "ballu"), 8),
    **dict.fromkeys(("sembilan", "smbilan", "sanga", "songo", "sango"), 9),
}
_JAVANESE_STEMS: Final = {
    "rong": 2,
    "telung": 3,
    "patang": 4,
    "limang": 5,
    "nem": 6,
    "pitung": 7,
    "wolung": 8,
    "sangang": 9,
}
_STANDING: Final = {
    **UNITS,
    **dict.fromkeys(("sepuluh", "spuluh", "sedasa", "sedoso"), 10),
    **dict.fromkeys(("sebelas", "sewelas"), 11),
    "rolas": 12,
    "telulas": 13,
    **dict.fromkeys(("patbelas", "pat belas"), 14),
    "limalas": 15,
    **dict.fromkeys(("nembelas",), 16),
    "pitulas": 17,
    "wolulas": 18,
    **dict.fromkeys(("sangalas", "songolas"), 19),
    "selikur": 21,
    "rolikur": 22,
    "telulikur": 23,
    "patlikur": 24,
    "selawe": 25,
    "nemlikur": 26,
    "pitulikur": 27,
    "wolulikur": 28,
    **dict.fromkeys(("sangalikur", "songolikur"), 29),
    "seket": 50,
    **dict.fromkeys(("sewidak", "swidak"), 60),
    **dict.fromkeys(("seratus", "satus"), 100),
    **{f"{word}belas": 10 + value for word, value in UNITS.items() if value > 1},
    **{f"{word}puluh": 10 * value for word, value in UNITS.items() if value > 1},
    **{f"{stem}puluh": 10 * value for stem, value in _JAVANESE_STEMS.items()},
    **{f"{stem}atus": 100 * value for stem, value in _JAVANESE_STEMS.items()},
    **{f"{word}ratus": 100 * value for word, value in UNITS.items() if value > 1},
}
_SCALES: Final = {"ribu": 1_000, "juta": 1_000_000}
_ONE_OF: Final = {"seribu": 1_000, "sewu": 1_000, "sejuta": 1_000_000}
_STEM = "|".join(_JAVANESE_STEMS)
_APART = re.compile(r"\b([a-z]+) +(puluh|atus|las|likur)\b")
# Alone a stem is no number: in front of what it counts it is.
_STEM_COUNTS = re.compile(rf"\b({_STEM})(?= +(?:taun|tahun|thn|th|wulan|sasi|minggu|dina|wong)\b)")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\s+|.", re.DOTALL)


def with_digits(text: str, *, scales: bool = True) -> str:
    """Give a plain text with its number words in digits: "rt tiga rw dua belas" becomes "rt 3 rw 12".

    Without `scales`, "ribu" and "juta" stay as words.
    """
    text = _STEM_COUNTS.sub(lambda stem: str(_JAVANESE_STEMS[stem[1]]), _APART.sub(_joined, text))
    out: list[str] = []
    run: list[str] = []
    gap = ""
    for token in _TOKEN.findall(text):
        if _counts(token, run, scales=scales):
            if run and not _continues(run, token):
                out.append(_value(run))
                out.append(gap)
                run = []
            run.append(token)
            gap = ""
        elif run and token.isspace():
            gap += token
        else:
            out += [_value(run), gap] if run else []
            run, gap = [], ""
            out.append(token)
    out += [_value(run), gap] if run else []
    return "".join(out)


def _joined(apart: re.Match[str]) -> str:
    """Write a number in one word, where it is one that stands so: "telung puluh", "ro likur"."""
    whole = apart[1] + apart[2]
    return whole if whole in _STANDING else apart.group()


def _counts(token: str, run: list[str], *, scales: bool) -> bool:
    if token in _STANDING:
        return True
    if token in _ONE_OF:
        return scales
    if token in _SCALES:
        return scales and bool(run)
    return bool(run) and token in {"belas", "welas", "puluh", "ratus"}


def _continues(run: list[str], token: str) -> bool:
    """Tell whether `token` belongs to the number so far: "dua puluh" + "lima" does, "dua" + "tiga" does
    not."""
    last = run[-1]
    if token in _SCALES:
        return True
    if token in {"belas", "welas", "puluh", "ratus"}:
        return UNITS.get(last, 0) > 1
    value = _STANDING.get(token, _ONE_OF.get(token, 0))
    size = _size(last)
    return 0 < value < size


def _size(word: str) -> int:
    if word in _SCALES:
        return _SCALES[word]
    if word in _ONE_OF:
        return _ONE_OF[word]
    if word in {"puluh", "ratus"}:
        return 10 if word == "puluh" else 100
    value = _STANDING.get(word, 0)
    return 100 if value >= 100 and value % 100 == 0 else 10 if value >= 20 and value % 10 == 0 else 0


def _value(run: list[str]) -> str:
    total = part = unit = 0
    for word in run:
        if word in {"belas", "welas"}:
            part, unit = part + unit + 10, 0
        elif word in {"puluh", "ratus"}:
            part, unit = part + unit * (10 if word == "puluh" else 100), 0
        elif word in _SCALES:
            total, part, unit = total + (part + unit) * _SCALES[word], 0, 0
        elif word in _ONE_OF:
            total, part, unit = total + part + unit + _ONE_OF[word], 0, 0
        else:
            part, unit = part + unit, _STANDING[word]
    return str(total + part + unit)
