"""Suspect symbols: those nobody can have written, and those that look like a slip for another document.

People write "57/NQ-CP" for a resolution 57-NQ/TW. Such a symbol is kept as it is written and its document stays a node
of its own; what is said here is why it is suspect and which documents may be meant. Nothing is merged by it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from graph.dates import PartialDate
from graph.errors import NumberError
from graph.facts import Facts
from graph.identity import date_of, date_stated, is_draft, type_slug
from graph.issuers import compatible, is_vague, writes
from graph.number_rules import DocumentNumber
from graph.numbers import parse_number
from graph.profiles import Parts, parts_of, similarity
from graph.registry import Context, Registry
from graph.text import fold

_MUCH_THE_SAME, _NOTHING_ALIKE = 0.7, 0.3  # share of the shorter title's words that the other has
_TELLING_WORDS = 3  # a shorter title is shared by documents that have nothing to do with each other


def why_impossible(facts: Facts, registry: Registry) -> str:
    """Why nobody can have given a document of this issuer, type and date its symbol; "" where somebody can."""
    number = _number(facts.number)
    if number is None:
        return ""
    return next((reason for rule in _RULES if (reason := rule(number, facts, registry))), "")


def why_likely(written: Facts, other: Facts, impossible: bool) -> str:
    """Why ``written`` may be a slip for ``other``, a document of the same bare number; "" where nothing says so.

    A symbol that is ``impossible`` needs one sign that it is: its title, day, body or symbol. One that is possible
    needs a strong one: the title; or, where no title is said, the day, with a code of the Party for one of the State
    or the other way.
    """
    if not _of_one_type(written, other):  # first, as it is quick and most often false
        return ""
    a, b = _parts(written), _parts(other)
    if not (a.number and b.number and a.number.bare == b.number.bare) or is_draft(written) != is_draft(other):
        return ""
    if (a.symbol == b.symbol and not impossible) or _contradict(written, other):
        return ""
    alike = similarity(a.words, b.words)
    same_day = a.full_date and b.full_date and a.date == b.date
    if alike >= _MUCH_THE_SAME and min(len(a.words), len(b.words)) >= _TELLING_WORDS:
        return "the same number and title"
    if same_day and (impossible or (not alike and _of_two_regimes(written, other))):
        return "the same number and day"
    if impossible and written.issuer and other.issuer and compatible(written.issuer, other.issuer):
        return "the same number and body"
    if impossible and a.symbol == b.symbol:
        return "the same symbol"
    return ""


# --- what makes a symbol impossible ----------------------------------------------------------------------------------


def _of_another_body(number: DocumentNumber, facts: Facts, registry: Registry) -> str:
    """57/NQ-CP of the Political Bureau: a body writes its own code. A joint symbol names one of its bodies only."""
    code = number.issuers[0] if len(number.issuers) == 1 else ""
    if not code or writes(facts.issuer, code):
        return ""
    return f"{facts.issuer_name or registry.name_of(facts.issuer) or facts.issuer} does not write the code {code}"


def _of_another_type(number: DocumentNumber, facts: Facts, registry: Registry) -> str:
    """Chỉ thị 57-NQ/TW: a code stands for its types, in the Party or in the State."""
    noun = registry.type_of_noun(facts.type) if facts.type else None
    if noun is None or not number.type_code:
        return ""
    types = {kind.id for regime in ("party", "state") for kind in registry.types_of_code(number.type_code, regime)}
    has_code = bool(noun.state_code or noun.party_code)
    if not types or not has_code or noun.id in types:
        return ""
    return f"{number.type_code} does not stand for {noun.noun}"


def _of_another_year(number: DocumentNumber, facts: Facts, registry: Registry) -> str:
    """12/2020/NĐ-CP of 5 March 2021: the year in a symbol is that of the day it was signed."""
    date = date_of(facts.date)
    if number.year is None or date is None or date.year == number.year:
        return ""
    return f"the symbol says {number.year}, the date {date.year}"


def _of_no_body_then(number: DocumentNumber, facts: Facts, registry: Registry) -> str:
    """05/2026/TT-BKHĐT: no body wrote the code any more, or yet."""
    date = date_stated(facts)
    body = registry.body_of_codes(number.issuers, Context(on=date), form=number.form) if date else None
    if date is None or body is None:
        return ""
    begin, end = (date_of(day) for day in registry.lifetime(body.key))
    if not _outside(date, begin, end):
        return ""
    return f"{body.name} wrote {number.issuers[0]} {_from_to(begin, end)}"


_RULES: tuple[Callable[[DocumentNumber, Facts, Registry], str], ...] = (
    _of_another_body,
    _of_another_type,
    _of_another_year,
    _of_no_body_then,
)


def _outside(date: PartialDate, begin: PartialDate | None, end: PartialDate | None) -> bool:
    return (end is not None and end.latest() < date.earliest()) or (
        begin is not None and begin.earliest() > date.latest()
    )


def _from_to(begin: PartialDate | None, end: PartialDate | None) -> str:
    return " ".join([f"from {begin}"] * (begin is not None) + [f"until {end}"] * (end is not None))


# --- what speaks for another document, or against it -----------------------------------------------------------------


def _of_one_type(written: Facts, other: Facts) -> bool:
    """By noun or by code: either may be the part that is wrong."""
    (noun, code), (other_noun, other_code) = _noun_and_code(written), _noun_and_code(other)
    return (noun == other_noun and noun != "") or (code == other_code and code != "")


# Each of many documents of one number is compared with all of them.
_parts = lru_cache(maxsize=8192)(parts_of)


@lru_cache(maxsize=8192)
def _noun_and_code(facts: Facts) -> tuple[str, str]:
    number = _number(facts.number)
    return type_slug(facts.type), fold(number.type_code) if number else ""


def _contradict(written: Facts, other: Facts) -> bool:
    """Whether what is said of both cannot be of one document, the symbol and its body left aside."""
    a, b = _parts(written), _parts(other)
    of_other = date_of(other.date) or b.date
    if of_other and not any(date.fits(of_other) for date in _said_dates(a, written) or [of_other]):
        return True
    places = (written.issuer.partition("@")[2], other.issuer.partition("@")[2])
    if all(places) and places[0] != places[1]:
        return True
    return bool(a.words and b.words) and similarity(a.words, b.words) < _NOTHING_ALIKE


def _said_dates(parts: Parts, facts: Facts) -> list[PartialDate]:
    """The date in words and the year in the symbol: where they differ, either may be what is wrong."""
    year = parts.number.year if parts.number else None
    dates = [date_of(facts.date), PartialDate(year) if year else None]
    return [date for date in dates if date]


def _of_two_regimes(written: Facts, other: Facts) -> bool:
    a, b = _number(written.number), _number(other.number)
    return a is not None and b is not None and (a.form == "party") != (b.form == "party") and not is_vague(other.issuer)


def _number(symbol: str) -> DocumentNumber | None:
    try:
        return parse_number(symbol) if symbol else None
    except NumberError:
        return None
