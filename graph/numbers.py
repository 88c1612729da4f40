"""Document numbers: what "26-NQ/TW" and "15/KH-UBND" say, how they are written, and where they stand in a text.

Forms (domain.md § 2.1; Nghị định 30/2020/NĐ-CP, Phụ lục III for the State, Hướng dẫn 36-HD/VPTW for the Party):

    party    = num "-" TYPE "/" ISSUER [ "-" UNIT ] [ "/nb" ]              26-NQ/TW  317-QĐ/TWĐTN-TNTH  5053-CV/VPTW/nb
    state    = num "/" TYPE "-" ISSUER { "-" ISSUER } [ "-" UNIT ]         15/KH-UBND  237/NQ-UBTVQH16
    legal    = num "/" year "/" TYPE "-" ISSUER { "-" ISSUER } [ "-" UNIT ]  30/2020/NĐ-CP
    assembly = num "/" year "/" ( "QH" | "UBTVQH" ) term                   36/2005/QH11
    letter   = num "/" ISSUER [ "-" UNIT ]                                 3954/UBND-VX
    old      = num "-" ( "HĐBT" | "CP" | "TTg" ) | num "/SL" | num "-TT/LB"  66-HĐBT  63/SL
    num      = digit{1..6} [ "." digit{1..2} ] [ lower-case letter ]       26  08  30c  66.19

A code the grammar does not know is taken as written. The code "TƯ" stands for TW or TU; only the context can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from graph.errors import NumberError
from graph.number_codes import is_known_issuer, type_of
from graph.number_rules import Candidate, DocumentNumber, Form, Part, read_candidate
from graph.text import fold

__all__ = ["DocumentNumber", "Form", "NumberMatch", "find_numbers", "format_number", "number_key", "parse_number"]


class NumberMatch(NamedTuple):
    """A number in running text: ``text[start:end]`` (code points, end exclusive) says ``number``."""

    start: int
    end: int
    number: DocumentNumber


_SIGN = r"\s{0,6}[-/\u2010-\u2015\u2212]\s{0,3}"
_CODE = r"(?:(?:QH|UBTVQH|qh|ubtvqh)\s?\d{1,2}|[Tt]\.[ƯUWưuw]|[^\W\d_]{1,25}+(?:&[^\W\d_]{1,12}+)?\d{0,2})(?!\w)"

# "26-NQ/TW", "30/2020/NĐ-CP", "84 QĐ/TWĐTN", glued "số31-QĐ/TW". The first digit is what the engine looks for; what may
# not stand before it (a word, a slash, "2.", "10-", "14:") is asked only then.
_CANDIDATE = re.compile(
    rf"""
    (?P<num>
        \d (?: (?<![\w/]\d) (?<!\d[.,:-]\d) | (?<=[sS]ố\d) )
        \d{{0,5}}+ (?:\.\d{{1,2}}+)? (?:[a-zđ](?!\w))?
    )
    (?!\w)
    (?: \s{{0,6}}/\s{{0,3}} (?P<year>(?:19|20)\d\d) (?=\s*[-/]) )?
    (?P<codes> (?: {_SIGN} | [ ](?={_CODE}/) ) {_CODE} (?:{_SIGN}{_CODE}){{0,6}} )
    """,
    re.VERBOSE,
)
_NEXT_CODE = re.compile(rf"(?P<separator>{_SIGN}|\s)(?P<code>{_CODE})")

# "132/NQ-CP2": the mark of a footnote on a body that has no terms.
_FOOTNOTE = re.compile(r"(?<!\d)(?<![Qq][Hh])\d{1,2}\Z")

_LETTER_NOUN = re.compile(r"(?:công văn|văn bản|\bcv)\s*(?:số)?[\s:]*\Z", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"(?:\bsố|công văn|văn bản)[\s:]*\Z", re.IGNORECASE)
# "Mẫu số 01/PLI", "Biểu số 02/TNDN": forms are numbered like letters.
_FORM_WORD = re.compile(r"(?:mẫu|biểu|bảng|phụ lục|tờ khai)\s*(?:số)?[\s:]*\Z", re.IGNORECASE)
_PREFIX = re.compile(r"(?:[^\W\d]+[\s:.]+){0,8}?(?:số)?\s*:?\s*(?=\d)", re.IGNORECASE)
# "NQ/TW 26", "NQTW 26": the number behind its code.
_NUMBER_LAST = re.compile(r"(NQ|QĐ|CT|KL|HD|KH|TB)[-/ ]?(TW|TƯ|TU|HU|ĐU)\s+(\d{1,4})", re.IGNORECASE)
# "119.TDKT-HĐTV": file names cannot hold a slash.
_FILE_NAME = re.compile(r"(\d{1,6})[._](?=[^\W\d_]+[-_])")
_NUM_ALONE = re.compile(r"\d{1,6}(?:\.\d{1,2})?[a-zđ]?")


def parse_number(raw: str, *, letter: bool = False) -> DocumentNumber:
    """Reads one number, clean or as it lies about ("Số 26 – NQ/TW", "nq 26-nq/tw", "31/QĐ-TW").

    ``letter`` says that the noun before it is Công văn or Văn bản: then a code that could be type or issuer
    ("1234/CT-TTHT") is the issuer. Raises NumberError, whose message marks the place.
    """
    text = raw.strip().replace("\u00d0", "Đ").replace("_", "-")
    text = _NUMBER_LAST.sub(r"\3-\1/\2", text)
    text = _FILE_NAME.sub(r"\1/", text, count=1)
    prefix = _PREFIX.match(text)
    start = prefix.end() if prefix else 0
    found = _CANDIDATE.match(text, start)
    if not found:
        digits = _NUM_ALONE.match(text, start)
        raise _no_number(raw, text, digits.end() if digits else start)
    candidate = _candidate(found, letter=letter, strict=False)
    read = read_candidate(candidate)
    if read is None:
        raise _no_number(raw, text, found.end("num"))
    number, used = read
    end = candidate.parts[used - 1].end
    if number.form == "letter" and not number.unit and re.fullmatch(r" [A-ZĐƯ]{1,8}", text[end:]):
        return replace(number, unit=text[end + 1 :])  # "4977/BVHTTDL VP": a lost hyphen
    if text[end:].strip():
        raise _no_number(raw, text, end)
    return number


def _no_number(raw: str, text: str, at: int) -> NumberError:
    return NumberError(
        f"{raw!r} is no document number\n    {text}\n    {' ' * at}^ no code of a number here",
        remedy="write number, type and issuer as in 26-NQ/TW, 15/KH-UBND or 30/2020/NĐ-CP",
    )


def find_numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[NumberMatch]:
    """Full numbers in ``text[start:end]``, in order, without overlap; white space around their signs belongs to them.

    Dates, fractions, periods and shares are none; short references ("Nghị quyết 57") are not looked for. One pass.
    """
    for found in _CANDIDATE.finditer(text, start, len(text) if end is None else end):
        before = text[max(0, found.start() - 24) : found.start()]
        if _FORM_WORD.search(before):
            continue
        named = bool(_NUMBER_WORD.search(before))
        candidate = _candidate(found, letter=bool(_LETTER_NOUN.search(before)), strict=not named)
        read = read_candidate(candidate)
        if read is not None:
            number, used = read
            yield NumberMatch(found.start(), candidate.parts[used - 1].end, number)


def _candidate(found: re.Match[str], *, letter: bool, strict: bool) -> Candidate:
    start, end = found.span("codes")
    parts: list[Part] = []
    for m in _NEXT_CODE.finditer(found.string, start, end):
        # 789/FLC-BĐT2: behind an issuer stands a unit, and its digits are its own
        is_unit = bool(parts) and not type_of(parts[0].code)
        marked = not is_unit and is_known_issuer(m["code"].rstrip("0123456789"))
        code = _FOOTNOTE.sub("", m["code"]) if marked else m["code"]
        parts.append(Part(m["separator"], code, m.start("code") + len(code)))
        if code != m["code"]:
            break
    year = int(found["year"]) if found["year"] else None
    return Candidate(found["num"], year, parts, letter, strict)


def format_number(number: DocumentNumber) -> str:
    """The canonical writing: 26-NQ/TW, 15/KH-UBND, 30/2020/NĐ-CP, 36/2005/QH11, 3954/UBND-VX, 66-HĐBT."""
    return str(number)


@lru_cache(maxsize=65536)
def number_key(symbol: str) -> str:
    """Key under which the writings of one number are equal: folded, without leading zeros and unit.

    "08-QĐi/TW" → "8-qdi/tw", "31/QĐ-TW" → "31-qd/tw", "3954/UBND-VX" → "3954/ubnd".

    What is no full number ("57", "116-NQ") keeps its folded characters without white space and leading zeros.
    """
    try:
        number = parse_number(symbol)
    except NumberError:
        return _without_zeros("".join(fold(symbol).split()))
    return fold(str(replace(number, num=_without_zeros(number.num), unit="", suffix="")))


def _without_zeros(num: str) -> str:
    return re.sub(r"\A0+(?=\d)", "", num)
