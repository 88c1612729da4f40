"""What the cells of a row say: number, type, day; each as far as it can be read, and no further."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.errors import DateError, NumberError
from graph.numbers import DocumentNumber, parse_number
from graph.registry import DocumentType, Registry
from graph.text import canonical

_DAY = re.compile(
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<y>\d{4})(?:\s+[\d:]+)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T\s][\d:.]+)?")
_MONTH = re.compile(r"(?:tháng\s+)?(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm\s+)?(?P<y>\d{4})", re.IGNORECASE)
#: Days from 30 December 1899, as spreadsheets count: 1955 to 2064.
_SERIAL = re.compile(r"[2-5]\d{4}(?:[.,]\d+)?")
_EPOCH = datetime.date(1899, 12, 30)
# 183/TB, 21/NQ-HĐND8: a number that is none by the rules, but begins like one
_BEGUN = re.compile(r"(?:[Ss]ố\s*:?\s*)?\d{1,6}[a-zđ]?(?:/\d{4})?[/-](?P<code>[^\W\d_]{1,4})(?!\w)")
_SIGN = re.compile(r"\s*([/-])\s*")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as written in a cell: ``symbol`` canonical where it could be read, ``number`` its parts or None."""

    symbol: str
    number: DocumentNumber | None
    kind: DocumentType | None


def number_of(words: str, noun: str, registry: Registry) -> Numbered | None:
    """The number a cell holds, with the type its code or ``noun`` (of the column of types, "" for none) says; None
    where there is no digit."""
    clean = _SIGN.sub(r"\1", " ".join(canonical(words).replace("\u00d0", "Đ").replace("\u00f0", "đ").split()))
    if not re.search(r"\d", clean):
        return None
    named = registry.type_of_noun(noun) if noun else None
    try:
        number = parse_number(clean, letter=named is not None and named.noun == "Công văn")
    except NumberError:
        begun = _BEGUN.match(clean)
        kind = _type_of_code(begun["code"], registry) if begun else None
        return Numbered(re.sub(r"\s", "", clean), None, named or kind)
    return Numbered(str(number), number, named or type_of(number, registry))


def type_of(number: DocumentNumber, registry: Registry) -> DocumentType | None:
    """The type a number's code says; a letter has none and is one."""
    if number.type_code:
        return _type_of_code(number.type_code, registry, "party" if number.form == "party" else "state")
    return registry.type_of_noun("Công văn") if number.form == "letter" else None


def _type_of_code(code: str, registry: Registry, regime: str = "state") -> DocumentType | None:
    """The type of a code, in the other regime where the one has none: provinces write "CV" too."""
    other = "party" if regime == "state" else "state"
    return registry.type_of_code(code, regime) or registry.type_of_code(code, other)


def date_of_cell(words: str) -> tuple[PartialDate | None, bool]:
    """The day (month, year) a cell holds and whether it is the bare serial number of a spreadsheet."""
    words = " ".join(words.split())
    for pattern in (_DAY, _ISO, _MONTH, _YEAR):
        if found := pattern.fullmatch(words):
            parts = found.groupdict()
            month, day = parts.get("m"), parts.get("d")
            try:
                return PartialDate(int(parts["y"]), int(month) if month else None, int(day) if day else None), False
            except DateError:
                return None, False
    if _SERIAL.fullmatch(words):
        day_ = _EPOCH + datetime.timedelta(days=int(words[:5]))
        return PartialDate(day_.year, day_.month, day_.day), True
    return None, False
